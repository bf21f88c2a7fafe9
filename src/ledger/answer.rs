//! Which question is answered where, an area after the other.

use chrono::{DateTime, Utc};
use domain::protocol::{
    Answer, CallQuestion, DeskAnswer, DeskQuestion, Question, SurveyQuestion, VisitAnswer, VisitQuestion,
};
use rusqlite::Transaction;

use super::{
    Key, LedgerError, Means, book, calls, contacts, decide, drafts, lookup, pins, queue, slips, staff, survey, void,
};

/// A question within its transaction.
pub(super) struct Asked<'a> {
    pub tx: &'a Transaction<'a>,
    pub key: &'a Key,
    pub means: &'a mut Means,
    pub now: DateTime<Utc>,
}

impl Asked<'_> {
    pub(super) fn answer(&mut self, question: &Question) -> Result<Answer, LedgerError> {
        match question {
            Question::Boot { nonce } => drafts::boot(self.tx, self.means.terminal, *nonce, self.now),
            Question::PrinterCleared => slips::printer_cleared(self.tx, self.means.terminal),
            Question::Slip { visit, copy, state } => {
                slips::come_so_far(self.tx, self.means.terminal, (*visit, *copy, *state), self.now)
            }
            Question::Call(question) => self.of_call(question),
            Question::Visit(question) => self.of_visit(question),
            Question::Survey(question) => self.of_survey(question),
            Question::Desk(question) => self.of_desk(question),
        }
    }

    fn of_call(&self, question: &CallQuestion) -> Result<Answer, LedgerError> {
        match question {
            CallQuestion::Made { key, why, at } => calls::called(self.tx, *key, *why, *at),
            CallQuestion::Ended { key, why, called_at, end, at } => {
                calls::ended(self.tx, *key, (*why, *called_at), *end, *at)
            }
            CallQuestion::Seen { calls, staff, at } => calls::seen(self.tx, calls, *staff, *at),
        }
    }

    fn of_visit(&mut self, question: &VisitQuestion) -> Result<Answer, LedgerError> {
        let found = match question {
            VisitQuestion::Find { codes } => lookup::find(self.tx, codes)?,
            VisitQuestion::FindTyped { digits, ordered_on } => lookup::find_typed(self.tx, digits, *ordered_on)?,
            VisitQuestion::FindVisit { number, claim } => lookup::find_visit(self.tx, *number, *claim)?,
            VisitQuestion::Reopen { order } => lookup::reopen(self.tx, order)?,
            VisitQuestion::Keep(draft) => return drafts::keep(self.tx, draft),
            VisitQuestion::Wipe(visit) => return drafts::close(self.tx, *visit, "wiped"),
            VisitQuestion::Book(booking) => return book::book(self.tx, self.key, self.means, booking),
            VisitQuestion::Shown { key, slip } => return void::shown(self.tx, *key, *slip, self.now),
            VisitQuestion::Void(key) => return void::void(self.tx, *key, self.now),
        };
        Ok(Answer::Visit(VisitAnswer::Found(found)))
    }

    fn of_survey(&self, question: &SurveyQuestion) -> Result<Answer, LedgerError> {
        match question {
            SurveyQuestion::Shown { visit, at } => survey::shown(self.tx, *visit, *at),
            SurveyQuestion::Touched { visit, answer, nth, at } => survey::touched(self.tx, *visit, *answer, *nth, *at),
            SurveyQuestion::Ended { visit, ending, at } => survey::ended(self.tx, *visit, *ending, *at),
        }
    }

    fn of_desk(&mut self, question: &DeskQuestion) -> Result<Answer, LedgerError> {
        match question {
            DeskQuestion::Staff => staff::who(self.tx),
            DeskQuestion::SignIn { staff, pin, at, uptime, attempt } => {
                let attempt = pins::Attempt { staff: *staff, pin: &pin.0, at: *at, uptime: *uptime, key: *attempt };
                pins::sign_in(self.tx, self.means, &attempt)
            }
            DeskQuestion::Queue => queue::queue(self.tx),
            DeskQuestion::Case(visit) => queue::case(self.tx, *visit, self.now),
            DeskQuestion::Contact { visit, staff, at, look } => {
                let look = contacts::Look { visit: *visit, staff: *staff, at: *at, key: *look };
                Ok(Answer::Desk(DeskAnswer::Contact(contacts::look(self.tx, self.key, &look, self.now)?)))
            }
            DeskQuestion::Decide { visit, verdict, staff, at } => decide::decide(self.tx, *visit, verdict, *staff, *at),
            DeskQuestion::NewCopy { visit, copy } => {
                slips::new_copy(self.tx, self.means.terminal, (*visit, *copy), self.now)
            }
            DeskQuestion::ClockConfirmed { staff, at } => decide::clock_confirmed(self.tx, *staff, *at),
        }
    }
}
