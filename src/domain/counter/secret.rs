//! Whose visit it is. Its status and its survey are for whoever brings the code of its slip, or its number with the
//! lookup code, and for the customer who is there when it is booked or decided. A number alone opens nothing: numbers
//! are given one after the other, and anybody can type or print them.
//!
//! Secrets are not to be found by trying. After some wrong ones no code is believed for a while, the longer the oftener
//! it happens; a right one is then told from a wrong one by nothing that anybody sees. Time is uptime, and a member of
//! the staff who signs in ends it.

use std::time::Duration;

use super::Counter;
use super::state::{Offer, State, Step, Visit};
use crate::device::Scan;
use crate::protocol::VisitStatus;
use crate::slip_code::{ClaimCode, SlipCode};
use crate::touch::Touch;
use crate::view::{AnswerLine, AnswerView, Notice};
use crate::visit_no::VisitNo;

/// How often the time for which no code is believed doubles at most: 300 s become 5 h.
const DOUBLINGS_MAX: u32 = 6;

/// Wrong secrets so far.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    wrong: u32,
    /// How often there were too many.
    rounds: u32,
    rest_until: Duration,
    /// The last wrong one: a slip that is held to the scanner again is no other guess.
    last: Option<(u16, ClaimCode)>,
}

impl Counter {
    /// Whether no secret is believed now.
    pub(super) fn secrets_rest(&self) -> bool {
        self.now.uptime < self.guesses.rest_until
    }

    /// Counts a wrong secret; how many more may follow.
    pub(super) fn guessed_wrong(&mut self, number: u16, claim: ClaimCode) -> u32 {
        let most = self.setup.patience.guesses;
        if self.secrets_rest() {
            return 0;
        }
        if self.guesses.last != Some((number, claim)) {
            self.guesses.last = Some((number, claim));
            self.guesses.wrong += 1;
        }
        let left = most.saturating_sub(self.guesses.wrong);
        if left == 0 {
            let rest = self.setup.patience.rest * (1 << self.guesses.rounds.min(DOUBLINGS_MAX));
            let rounds = self.guesses.rounds + 1;
            self.guesses = Guesses { wrong: 0, rounds, rest_until: self.now.uptime + rest, last: None };
        }
        left
    }

    /// A member of the staff is there.
    pub(super) fn forgive_guesses(&mut self) {
        self.guesses = Guesses::default();
    }

    /// What is said of a code that opens nothing. Of the code of a slip it is the same whether there is no such visit,
    /// its secret is another, or no secret is believed.
    pub(super) fn opens_nothing(&mut self, scan: &Scan) -> Notice {
        if let Some(code) = slip_code(scan) {
            self.guessed_wrong(code.visit.short(), code.claim);
            return Notice::UnknownSlip;
        }
        if scan.codes.iter().any(|code| code.parse::<VisitNo>().is_ok()) {
            return Notice::SlipCodePlease;
        }
        super::find::unknown(scan.codes.first().map_or("", String::as_str))
    }

    /// Somebody has shown that the visit is theirs. What was refused is told before anybody is asked how it was.
    pub(super) fn visit_opened(&mut self, mut status: Box<VisitStatus>) -> Step {
        self.active_at = self.now.uptime;
        if let Some(refused) = &status.refused {
            if let Some(clause) = refused.clause {
                status.decision = self.refused(&refused.booking, refused.order.as_deref(), clause);
            }
            return Step::Enter(State::Status(status));
        }
        if status.survey_due { self.open_survey(status.number) } else { Step::Enter(State::Status(status)) }
    }

    pub(super) fn status_touched(&mut self, status: Box<VisitStatus>, touch: Touch) -> Step {
        match touch {
            Touch::Main if status.leads_to_survey() => self.open_survey(status.number),
            Touch::Main | Touch::Back => self.home(),
            _ => Step::Stay(State::Status(status)),
        }
    }

    /// The slip of another visit, held to the scanner when nothing is chosen yet, leads to that visit.
    pub(super) fn opened_in_visit(&mut self, visit: &Visit, status: Box<VisitStatus>) -> Step {
        self.wipe(visit);
        self.notice = None;
        self.visit_opened(status)
    }

    /// The welcome screen after the staff view is locked: whoever has just been served says so by a touch.
    pub(super) fn home_offering(&mut self, offer: Option<Offer>) -> Step {
        let home = self.home();
        match offer.filter(|offer| self.now.uptime < offer.until) {
            Some(offer) => Step::Enter(State::Home { remembered: None, offer: Some(offer) }),
            None => home,
        }
    }

    /// Whoever scans something is the next customer.
    pub(super) fn withdraw_offer(&mut self) {
        if let State::Home { offer, .. } = &mut self.state {
            *offer = None;
        }
    }

    /// When the offer on the welcome screen ends.
    pub(super) fn offer_ends_at(&self) -> Option<Duration> {
        if let State::Home { offer, .. } = &self.state { offer.map(|offer| offer.until) } else { None }
    }
}

impl VisitStatus {
    /// Whether the customer is asked how it was when they have read how it stands.
    pub(super) fn leads_to_survey(&self) -> bool {
        self.survey_due && self.refused.is_some()
    }

    /// The refusal as it is told at the answer; none where something goes back.
    pub(super) fn refusal(&self, today: chrono::NaiveDate) -> Option<AnswerView> {
        let refused = self.refused.as_deref()?;
        let facts = refused.order.as_deref().map(|order| &order.facts);
        let lines = refused.booking.lines.iter().map(|line| AnswerLine {
            no: line.no,
            name: line.name.clone(),
            units: line.units,
            reason: line.reason,
            received_on: facts.and_then(|facts| facts.received_on),
            noticed_on: line.noticed_on,
        });
        Some(AnswerView {
            lines: lines.collect(),
            decision: self.decision.clone(),
            shipped: facts.is_none_or(|facts| facts.status.is_shipped()),
            beside: Vec::new(),
            options: Vec::new(),
            today,
        })
    }
}

/// The code of a slip among the spellings of a scan.
pub(super) fn slip_code(scan: &Scan) -> Option<SlipCode> {
    scan.codes.iter().find_map(|code| code.parse().ok())
}

/// The visit that a scan names, with or without its secret. The staff need no more.
pub(super) fn visit_named(scan: &Scan) -> Option<VisitNo> {
    let number = |code: &String| code.parse().ok().or_else(|| code.parse().ok().map(|slip: SlipCode| slip.visit));
    scan.codes.iter().find_map(number)
}
