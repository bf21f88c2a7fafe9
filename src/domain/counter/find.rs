//! Finding the order: scans, typed numbers, and what a scan means on each screen.

use std::time::Duration;

use super::pad::{DATE, NUMBER_MAX, Pad};
use super::state::{At, DeskPage, NumberPad, Remembered, State, Step, Which};
use super::view::{Asked, Notice};
use super::{Answer, Counter, Found, Question, RequestId, Scan, Thing, Touch, Unread};
use crate::moment::Trust;
use crate::unit::UnitFacts;

/// A scanner that reads a code twice does so within a second.
const DOUBLE: Duration = Duration::from_secs(1);
/// As much of an unknown code as a screen shows.
const SHOWN_MAX: usize = 24;

impl Counter {
    pub(super) fn started(&mut self, state: State, answer: Answer) -> Step {
        let Answer::Booted { boot, draft } = answer else { return Step::Stay(state) };
        self.boot = boot;
        let Some(draft) = draft else { return self.home() };
        let age = (self.now.wall - draft.at).to_std().ok();
        let fresh = age.is_some_and(|age| age < self.setup.patience.idle);
        if self.now.trust == Trust::Trusted && fresh {
            self.resume(draft)
        } else {
            self.ask(Question::Wipe(draft.key));
            self.home()
        }
    }

    pub(super) fn scanned(&mut self, scan: Scan) {
        let last = self.last_scan.replace((scan.clone(), self.now.uptime));
        self.active_at = self.now.uptime;
        if self.settle_twice(Some(&scan)) {
            return;
        }
        if let Some((last, at)) = last
            && self.now.uptime < at + DOUBLE
            && self.is_twice(&last, &scan)
        {
            return self.step(|counter, state| counter.read_twice(state, &last, scan));
        }
        self.called = false;
        self.notice = None;
        self.step(|counter, state| match state {
            State::Starting { .. } | State::HandOver(_) | State::Survey(_) | State::SurveyOpening { .. } => {
                counter.notice = Some(Notice::ScanLater);
                Step::Stay(state)
            }
            State::Visit(visit) => counter.scanned_in_visit(visit, scan),
            // Whoever scans is the next customer, or has come back.
            State::Thanks(_) | State::SurveyThanks { .. } | State::Status(_) | State::Unsaved(_) => {
                let step = counter.home();
                counter.look_up(scan);
                step
            }
            State::Desk(desk) if desk.who.is_some() => match scan.codes.iter().find_map(|code| code.parse().ok()) {
                Some(number) => counter.open_case(desk, number),
                None => {
                    counter.notice = scan.codes.first().map(|code| unknown(code));
                    Step::Stay(State::Desk(desk))
                }
            },
            state => {
                counter.look_up(scan);
                Step::Stay(state)
            }
        });
    }

    /// Something was held to the scanner that says nothing.
    pub(super) fn unread(&mut self, why: Unread) {
        self.active_at = self.now.uptime;
        self.called = false;
        self.settle_twice(None);
        self.notice = Some(match self.state {
            State::Starting { .. } | State::HandOver(_) | State::Survey(_) | State::SurveyOpening { .. } => {
                Notice::ScanLater
            }
            _ => Notice::Unread(why),
        });
    }

    fn look_up(&mut self, scan: Scan) {
        if let Some((before, _)) = self.finding.take() {
            self.asks.withdraw(before);
        }
        let id = self.ask(Question::Find { codes: scan.codes });
        self.finding = Some((id, scan.unit));
    }

    /// Whose code it was.
    pub(super) fn found(&mut self, state: State, found: Found, code: String, unit: Option<UnitFacts>) -> Step {
        if let State::Visit(visit) = state {
            self.notice = Some(match found {
                Found::Order(_) | Found::Several(_) => Notice::OtherOrder,
                Found::Product { name, .. } => Notice::NotOnReceipt(name),
                Found::Visit(_) => Notice::ScanLater,
                Found::Unknown => unknown(&code),
            });
            return Step::Stay(State::Visit(visit));
        }
        if matches!(state, State::Home { .. }) {
            // Nobody's time runs on the idle screen: whoever waited for a slow answer gets all of theirs.
            self.active_at = self.now.uptime;
        }
        let State::Home { remembered } = state else {
            // Somewhere between home and visit: typing a number, or reading about receipts.
            return match (state, found) {
                (state @ (State::NoReceipt | State::Number(_) | State::Which(_)), Found::Unknown) => {
                    self.notice = Some(unknown(&code));
                    Step::Stay(state)
                }
                (State::NoReceipt | State::Number(_) | State::Which(_), found) => {
                    self.found(State::Home { remembered: None }, found, code, unit)
                }
                (state, _) => Step::Stay(state),
            };
        };
        match found {
            Found::Order(order) => self.begin(*order, remembered),
            Found::Several(orders) => {
                Step::Enter(State::Which(Box::new(Which { orders, remembered, waits_for: None })))
            }
            Found::Product { barcode, name } => {
                Step::Enter(State::Home { remembered: Some(Remembered { barcode, name, unit }) })
            }
            Found::Visit(status) if status.survey_due => self.open_survey(status.number),
            Found::Visit(status) => Step::Enter(State::Status(status)),
            Found::Unknown => {
                self.notice = Some(unknown(&code));
                Step::Stay(State::Home { remembered })
            }
        }
    }

    pub(super) fn find_touched(&mut self, state: State, touch: Touch) -> Step {
        match (state, touch) {
            (State::Home { .. }, Touch::Main) => Step::Enter(State::NoReceipt),
            (State::Home { .. }, Touch::Back) | (State::NoReceipt, Touch::Pick(Thing::ByNumber)) => self.type_number(),
            (State::NoReceipt, Touch::Pick(Thing::ByStaff)) => {
                self.ring();
                self.called = true;
                Step::Stay(State::NoReceipt)
            }
            (State::NoReceipt, Touch::Back) | (State::Status(_), _) => self.home(),
            (State::Number(pad), touch) => self.number_touched(pad, touch),
            (State::Which(which), touch) => self.which_touched(which, touch),
            (state, _) => Step::Stay(state),
        }
    }

    fn type_number(&mut self) -> Step {
        if self.now.uptime < self.typing_rests_until {
            self.ring();
            self.called = true;
            self.notice = Some(Notice::TooManyTries);
            return Step::Enter(State::NoReceipt);
        }
        Step::Enter(State::Number(Box::new(NumberPad {
            asked: Asked::OrderNo,
            number: Pad::default(),
            date: Pad::default(),
            waits_for: None,
        })))
    }

    fn number_touched(&mut self, mut pad: Box<NumberPad>, touch: Touch) -> Step {
        let (typed, at_most) = match pad.asked {
            Asked::OrderNo => (&mut pad.number, NUMBER_MAX),
            Asked::OrderedOn => (&mut pad.date, DATE),
        };
        match touch {
            Touch::Digit(digit) => typed.digit(digit, at_most),
            Touch::Erase => typed.erase(),
            Touch::Back if pad.asked == Asked::OrderNo => return self.home(),
            Touch::Back => {
                pad.asked = Asked::OrderNo;
                pad.waits_for = None;
                return Step::Enter(State::Number(pad));
            }
            Touch::Main if pad.asked == Asked::OrderNo && !pad.number.0.is_empty() => {
                pad.asked = Asked::OrderedOn;
                return Step::Enter(State::Number(pad));
            }
            Touch::Main if pad.date.0.len() == DATE && pad.waits_for.is_none() => match pad.date.date() {
                Some(ordered_on) if ordered_on <= self.now.today() || !self.clock_trusted() => {
                    let digits = pad.number.0.clone();
                    pad.waits_for = Some(self.ask(Question::FindTyped { digits, ordered_on }));
                }
                _ => self.notice = Some(Notice::WrongDate),
            },
            _ => {}
        }
        Step::Stay(State::Number(pad))
    }

    /// A typed number was looked up. Guessing is not worth while: after some misses the staff help instead.
    pub(super) fn typed_found(&mut self, mut pad: Box<NumberPad>, id: RequestId, answer: Answer) -> Step {
        if pad.waits_for != Some(id) {
            return Step::Stay(State::Number(pad));
        }
        pad.waits_for = None;
        match answer {
            Answer::Found(Found::Order(order)) => {
                self.misses = 0;
                return self.begin(*order, None);
            }
            // The digits were right: no miss.
            Answer::Found(Found::Several(orders)) => {
                self.misses = 0;
                return Step::Enter(State::Which(Box::new(Which { orders, remembered: None, waits_for: None })));
            }
            _ => {}
        }
        self.misses += 1;
        let left = self.setup.patience.misses.saturating_sub(self.misses);
        if left == 0 {
            self.misses = 0;
            self.typing_rests_until = self.now.uptime + self.setup.patience.rest;
            self.ring();
            self.called = true;
            self.notice = Some(Notice::TooManyTries);
            return Step::Enter(State::NoReceipt);
        }
        self.notice = Some(Notice::NoSuchOrder { left });
        Step::Stay(State::Number(pad))
    }

    fn which_touched(&mut self, mut which: Box<Which>, touch: Touch) -> Step {
        match touch {
            Touch::Back => return self.home(),
            Touch::Main => return Step::Enter(State::NoReceipt),
            Touch::Pick(Thing::Candidate(at)) if which.waits_for.is_none() => {
                if let Some(candidate) = which.orders.get(usize::from(at)) {
                    which.waits_for = Some(self.ask(Question::Reopen { order: candidate.order.clone() }));
                }
            }
            _ => {}
        }
        Step::Stay(State::Which(which))
    }

    /// The order that was picked.
    pub(super) fn which_found(&mut self, mut which: Box<Which>, id: RequestId, answer: Answer) -> Step {
        match answer {
            _ if which.waits_for != Some(id) => Step::Stay(State::Which(which)),
            Answer::Found(Found::Order(order)) => self.begin(*order, which.remembered.take()),
            _ => Step::Enter(State::NoReceipt),
        }
    }

    /// A product of this visit goes first: its label may carry the order's number too.
    fn scanned_in_visit(&mut self, mut visit: Box<super::state::Visit>, scan: Scan) -> Step {
        let is = |text: &String| scan.codes.contains(text);
        if visit.order.lines.iter().any(|line| is(&line.product_barcode)) {
            if matches!(visit.at, At::Choose) {
                self.notice = visit.take(&scan);
                self.keep(&mut visit);
            } else {
                self.notice = Some(Notice::ScanLater);
            }
        } else if is(&visit.order.receipt_barcode) || is(&visit.order.facts.number.0) {
            self.notice = Some(Notice::SameReceipt);
        } else {
            self.look_up(scan);
        }
        Step::Stay(State::Visit(visit))
    }

    /// Staff: a slip was scanned, or a row touched.
    pub(super) fn open_case(&mut self, mut desk: Box<super::state::Desk>, number: crate::visit_no::VisitNo) -> Step {
        // What is under way is seen through on its own page.
        let busy = match &desk.page {
            DeskPage::Case { print, .. } => !matches!(print, super::state::Print::None) || desk.waits_for.is_some(),
            DeskPage::RefuseWhy { .. } => desk.waits_for.is_some(),
            DeskPage::Export { waits_for, .. } => waits_for.is_some(),
            DeskPage::SignIn { .. } | DeskPage::Queue | DeskPage::Devices { .. } => false,
        };
        if !busy {
            desk.waits_for = Some(self.ask(Question::Case(number)));
        }
        Step::Stay(State::Desk(desk))
    }
}

fn unknown(code: &str) -> Notice {
    Notice::UnknownCode(code.chars().filter(|c| !c.is_control()).take(SHOWN_MAX).collect())
}
