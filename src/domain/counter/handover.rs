//! Into the ledger, then onto paper, never the other way round.
//!
//! A visit goes through three rows: it is **booked** (it holds its units, and nobody finds it), it is **shown** (from
//! then on it is the customer's, for ever), and how its slip ended is noted. The customer sees the number only after the
//! second row is known to be there. Whoever is told "not booked" is told so because one of the first two rows was not
//! known to be there in time; then the visit is to be **void**, before the ledger is asked anything else, and however
//! late a row comes into being. Across a power cut the rows say it: a visit that was booked and never shown is void from
//! the next start on, and no number that anybody saw is ever void. One moment is left in which no row can decide: the
//! power fails after the row "shown" came too late and before the visit could be made void. Its slip is then in doubt,
//! and so it stands before the staff, who decide; nothing of it prints by itself.

use std::collections::VecDeque;

use super::state::{At, DeskPage, HandOver, Print, State, Step, Thanks, Visit};
use super::{Counter, Effect};
use crate::booking::{Booked, Slip, SlipState, VisitKey};
use crate::call::Cause;
use crate::device::{Device, PrintEnd, RequestId};
use crate::judge::Decision;
use crate::protocol::{Answer, Question};
use crate::touch::Touch;
use crate::view::{Notice, Unsaved};
use crate::visit_no::VisitNo;

/// Slips that were given up before the printer answered: a late word is still a word.
#[derive(Debug, Default)]
pub(super) struct Late(VecDeque<(RequestId, VisitNo, u32)>);

/// A printer works on one slip and keeps one more; an answer is never later than a few slips.
const LATE_MAX: usize = 8;

impl Late {
    fn expect(&mut self, id: RequestId, slip: &Slip) {
        if self.0.len() == LATE_MAX {
            self.0.pop_front();
        }
        self.0.push_back((id, slip.visit.number, slip.copy));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, id: RequestId) -> Option<(VisitNo, u32)> {
        let at = self.0.iter().position(|(late, ..)| *late == id)?;
        self.0.remove(at).map(|(_, visit, copy)| (visit, copy))
    }
}

impl Counter {
    /// Books the visit. One in which everything is refused is booked only because its customer wants the staff, and
    /// then it waits for them, or paper, and then it is closed at once.
    pub(super) fn book(&mut self, visit: Box<Visit>, decision: Decision, wants_staff: bool) -> Step {
        let booking = Box::new(self.booking(&visit, decision, wants_staff));
        let waits_for = self.ask(Question::Book(booking));
        let since = self.now.uptime;
        Step::Enter(State::HandOver(Box::new(HandOver::Booking { visit, waits_for, since })))
    }

    pub(super) fn handover_answered(&mut self, handover: HandOver, id: RequestId, answer: Answer) -> Step {
        match (handover, answer) {
            (HandOver::Booking { waits_for, since, .. }, Answer::Booked(visit)) if waits_for == id => {
                self.booked(*visit, since)
            }
            (HandOver::Booking { visit, waits_for, .. }, Answer::NotOpen) if waits_for == id => {
                self.not_booked(visit.key)
            }
            (HandOver::Booking { mut visit, waits_for, .. }, Answer::Taken(no)) if waits_for == id => {
                self.notice = Some(Notice::Taken(visit.name(no)));
                let id = self.ask(Question::Reopen { order: visit.order.facts.number.clone() });
                visit.reopening = Some((id, crate::booking::Place::Choose));
                visit.at = At::Choose;
                self.active_at = self.now.uptime;
                Step::Enter(State::Visit(visit))
            }
            // Never booked as it was: the customer reads the new answer, and confirms that.
            (HandOver::Booking { mut visit, waits_for, .. }, Answer::Changed) if waits_for == id => {
                self.notice = Some(Notice::OrderChanged);
                let id = self.ask(Question::Reopen { order: visit.order.facts.number.clone() });
                visit.reopening = Some((id, crate::booking::Place::Answer));
                visit.at = At::Choose;
                self.active_at = self.now.uptime;
                Step::Enter(State::Visit(visit))
            }
            (HandOver::Showing { visit, slip, waits_for, .. }, answer) if waits_for == id => match answer {
                Answer::Done => self.show_booked(*visit, slip),
                _ => self.not_booked(visit.booking.key),
            },
            (handover, _) => Step::Stay(State::HandOver(Box::new(handover))),
        }
    }

    /// Committed, and nobody has seen it yet.
    fn booked(&mut self, visit: Booked, since: std::time::Duration) -> Step {
        let first = match () {
            () if !self.setup.paper => SlipState::Paperless,
            () if self.down.contains(&Device::Printer) => SlipState::NotPrinted,
            () => SlipState::Sending,
        };
        let waits_for = self.ask(Question::Shown { key: visit.booking.key, slip: first });
        let visit = Box::new(visit);
        Step::Stay(State::HandOver(Box::new(HandOver::Showing { visit, slip: first, waits_for, since })))
    }

    /// From here on the visit is the customer's, whatever happens to the paper.
    fn show_booked(&mut self, visit: Booked, slip: SlipState) -> Step {
        if slip != SlipState::Sending {
            return self.thank(visit, slip);
        }
        let slip = Box::new(Slip { copy: 1, visit });
        let waits_for = self.request();
        self.out.push(Effect::Print(waits_for, slip.clone()));
        let since = self.now.uptime;
        Step::Stay(State::HandOver(Box::new(HandOver::Printing { slip, waits_for, since })))
    }

    /// Nobody knows whether the ledger has a row of it, or it never will.
    pub(super) fn not_booked(&mut self, key: VisitKey) -> Step {
        self.ask(Question::Void(key));
        self.unsaved(Unsaved::Visit)
    }

    /// Says so, truly; whoever lost a visit by it gets the staff.
    pub(super) fn unsaved(&mut self, what: Unsaved) -> Step {
        if what == Unsaved::Visit {
            self.call(Cause::NotBooked);
        }
        self.active_at = self.now.uptime;
        Step::Enter(State::Unsaved(what))
    }

    pub(super) fn note_slip(&mut self, slip: &Slip, state: SlipState) -> RequestId {
        self.ask(Question::Slip { visit: slip.visit.number, copy: slip.copy, state })
    }

    pub(super) fn printed(&mut self, state: State, id: RequestId, end: PrintEnd) -> Step {
        let end = match end {
            PrintEnd::Printed => SlipState::Printed,
            PrintEnd::InDoubt => SlipState::InDoubt,
            PrintEnd::NotPrinted => SlipState::NotPrinted,
        };
        match state {
            State::HandOver(handover) => match *handover {
                HandOver::Printing { slip, waits_for, .. } if waits_for == id => {
                    self.note_slip(&slip, end);
                    self.thank(slip.visit, end)
                }
                handover => Step::Stay(State::HandOver(Box::new(handover))),
            },
            State::Desk(desk) => self.desk_printed(desk, id, end),
            state => Step::Stay(state),
        }
    }

    /// The slip that the request was about is given up for now.
    pub(super) fn expect_late(&mut self, id: RequestId) {
        let slip = match &self.state {
            State::HandOver(handover) => match &**handover {
                HandOver::Printing { slip, .. } => slip,
                _ => return,
            },
            State::Desk(desk) => match &desk.page {
                DeskPage::Case { print: Print::Printing(slip, ..), .. } => slip,
                _ => return,
            },
            _ => return,
        };
        self.late.expect(id, slip);
    }

    /// The slip was in doubt until now; only that it is printed changes anything.
    pub(super) fn printed_late(&mut self, (visit, copy): (VisitNo, u32), end: PrintEnd) {
        if end != PrintEnd::Printed {
            return;
        }
        self.ask(Question::Slip { visit, copy, state: SlipState::Printed });
        match &mut self.state {
            State::Thanks(thanks) if thanks.visit.number == visit && copy == 1 => {
                thanks.slip = SlipState::Printed;
            }
            State::Desk(desk) => {
                if let DeskPage::Case { case, .. } = &mut desk.page
                    && (case.visit.number, case.copy, case.slip) == (visit, copy, SlipState::InDoubt)
                {
                    case.slip = SlipState::Printed;
                }
            }
            _ => {}
        }
    }

    /// Nobody comes for the paper of a refusal: it stands on the screen how to read it all the same.
    fn thank(&mut self, visit: Booked, slip: SlipState) -> Step {
        if visit.booking.waits() && matches!(slip, SlipState::NotPrinted | SlipState::InDoubt) {
            self.call(Cause::NoPaper);
        }
        self.active_at = self.now.uptime;
        Step::Enter(State::Thanks(Box::new(Thanks { visit, slip })))
    }

    /// A visit that is closed already is asked at once; one that waits is asked when the staff have decided.
    pub(super) fn thanks_touched(&mut self, thanks: Box<Thanks>, touch: Touch) -> Step {
        match touch {
            Touch::Main if !thanks.visit.booking.waits() => self.open_survey(thanks.visit.number),
            Touch::Main | Touch::Back => self.home(),
            _ => Step::Stay(State::Thanks(thanks)),
        }
    }
}
