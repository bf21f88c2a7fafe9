//! Whose visit it is. Its status and its survey are for whoever brings the code of its slip, or its number with the
//! lookup code, and for the customer who is there when it is booked or decided. A number alone opens nothing: numbers
//! are given one after the other, and anybody can type or print them.
//!
//! Secrets are not to be found by trying. After some wrong ones no code is believed for a while, the longer the oftener
//! it happens; a right one is then told from a wrong one by nothing that anybody sees. Time is uptime, and a member of
//! the staff who signs in ends it.

use std::time::Duration;

use chrono::NaiveDate;

use super::visit::Visit;
use super::{Customer, Hands, Stand, Step};
use crate::device::Scan;
use crate::protocol::{Refused, VisitStatus};
use crate::settlement;
use crate::slip_code::ClaimCode;
use crate::touch::Touch;
use crate::view::{AnswerLine, AnswerView, CustomerScreen, Notice};
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

impl Guesses {
    /// Whether no secret is believed now.
    pub(super) fn rest(&self, hands: &Hands) -> bool {
        hands.uptime() < self.rest_until
    }

    /// Counts a wrong secret; how many more may follow.
    pub(super) fn wrong(&mut self, hands: &Hands, number: u16, claim: ClaimCode) -> u32 {
        let patience = &hands.setup.patience;
        if self.rest(hands) {
            return 0;
        }
        if self.last != Some((number, claim)) {
            self.last = Some((number, claim));
            self.wrong += 1;
        }
        let left = patience.guesses.saturating_sub(self.wrong);
        if left == 0 {
            let rest = patience.rest * (1 << self.rounds.min(DOUBLINGS_MAX));
            *self = Guesses { wrong: 0, rounds: self.rounds + 1, rest_until: hands.uptime() + rest, last: None };
        }
        left
    }
}

impl Customer {
    /// What is said of a code that opens nothing. Of the code of a slip it is the same whether there is no such visit,
    /// its secret is another, or no secret is believed.
    pub(super) fn opens_nothing(&mut self, hands: &Hands, scan: &Scan) -> Notice {
        if let Some(code) = scan.slip_code() {
            self.guesses.wrong(hands, code.visit.short(), code.claim);
            return Notice::UnknownSlip;
        }
        if scan.codes.iter().any(|code| code.parse::<VisitNo>().is_ok()) {
            return Notice::SlipCodePlease;
        }
        Notice::unknown_code(scan.codes.first().map_or("", String::as_str))
    }
}

/// Somebody has shown that the visit is theirs. What was refused is told before anybody is asked how it was.
pub(super) fn opened(hands: &mut Hands, mut status: Box<VisitStatus>) -> Step {
    hands.somebody_is_there();
    match status.refused.as_deref() {
        Some(Refused { clause: Some(clause), booking, order }) => {
            let (book, calendar) = (&hands.setup.book, &hands.setup.calendar);
            status.decision = settlement::refused(book, calendar, booking, order.as_deref(), *clause);
            Step::Enter(Stand::Status(status))
        }
        None if status.survey_due => Step::Survey(status.number),
        Some(_) | None => Step::Enter(Stand::Status(status)),
    }
}

/// The slip of another visit, held to the scanner when nothing is chosen yet, leads to that visit.
pub(super) fn opened_in_visit(hands: &mut Hands, visit: &Visit, status: Box<VisitStatus>) -> Step {
    visit.wipe(hands);
    hands.notice = None;
    opened(hands, status)
}

pub(super) fn status_touched(status: Box<VisitStatus>, touch: Touch) -> Step {
    match touch {
        Touch::Main if leads_on(&status) => Step::Survey(status.number),
        Touch::Main | Touch::Back => Step::Home,
        _ => Step::Stay(Stand::Status(status)),
    }
}

pub(super) fn status_screen(hands: &Hands, status: &VisitStatus) -> CustomerScreen {
    CustomerScreen::Status {
        number: status.number,
        stage: status.stage,
        decision: Box::new(status.decision.clone()),
        refusal: refusal(status, hands.now.today()).map(Box::new),
        leads_on: leads_on(status),
    }
}

/// Whether the customer is asked how it was when they have read how it stands.
fn leads_on(status: &VisitStatus) -> bool {
    status.survey_due && status.refused.is_some()
}

/// The refusal as it is told at the answer; none where something goes back.
fn refusal(status: &VisitStatus, today: NaiveDate) -> Option<AnswerView> {
    let refused = status.refused.as_deref()?;
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
        decision: status.decision.clone(),
        shipped: facts.is_none_or(|facts| facts.status.is_shipped()),
        beside: Vec::new(),
        options: Vec::new(),
        today,
    })
}
