//! The questions about a chosen line: only those that the policy needs for its category and reason.

use super::Counter;
use super::pad::{DATE, Pad};
use super::state::{Asking, At, State, Step, Visit};
use crate::booking::Chosen;
use crate::order::Category;
use crate::policy::Policy;
use crate::policy::{Evidence, Flag, Reason};
use crate::touch::{Thing, Touch};
use crate::view::Notice;

/// The questions in the order in which they are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Reason,
    Noticed,
    Condition,
    Proof,
}

const ORDER: [What; 4] = [What::Reason, What::Noticed, What::Condition, What::Proof];

impl Counter {
    fn policy(&self, visit: &Visit) -> Option<&Policy> {
        self.setup.book.in_force(visit.order.facts.ordered_on)
    }

    pub(super) fn reasons(&self, visit: &Visit, nth: usize) -> Vec<Reason> {
        let offered =
            self.policy(visit).zip(category(visit, nth)).map(|(policy, category)| policy.reasons_offered(category));
        offered.unwrap_or_default()
    }

    pub(super) fn flags(&self, visit: &Visit, nth: usize) -> Vec<Flag> {
        // Nothing can have happened to goods that never left the shop.
        let said = self.said(visit, nth).filter(|_| visit.order.facts.status.is_shipped());
        let asked = said.map(|(policy, category, reason)| policy.flags_asked(category, reason));
        asked.unwrap_or_default()
    }

    pub(super) fn proofs(&self, visit: &Visit, nth: usize) -> Vec<Evidence> {
        let asked = self.said(visit, nth).map(|(policy, category, reason)| policy.evidence_asked(category, reason));
        asked.unwrap_or_default()
    }

    fn noticed_decides(&self, visit: &Visit, nth: usize) -> bool {
        self.said(visit, nth).is_some_and(|(policy, _, reason)| {
            let today = self.now.today();
            self.clock_trusted() && policy.noticed_decides(&visit.order.facts, reason, today, &self.setup.calendar)
        })
    }

    fn said(&self, visit: &Visit, nth: usize) -> Option<(&Policy, Category, Reason)> {
        Some((self.policy(visit)?, category(visit, nth)?, visit.chosen.get(nth)?.reason?))
    }

    fn is_asked(&self, visit: &Visit, nth: usize, what: What) -> bool {
        match what {
            What::Reason => true,
            What::Noticed => self.noticed_decides(visit, nth),
            What::Condition => !self.flags(visit, nth).is_empty(),
            What::Proof => !self.proofs(visit, nth).is_empty(),
        }
    }

    pub(super) fn asking_touched(&mut self, mut visit: Box<Visit>, nth: usize, asking: Asking, touch: Touch) -> Step {
        if touch == Touch::Back {
            let what = asking.what();
            return back_before(self, visit, nth, what);
        }
        let asking = match (asking, touch) {
            (asking, Touch::Main) => match self.say(&mut visit, nth, asking) {
                Ok(()) => return self.ask_from(visit, nth),
                Err(asking) => asking,
            },
            (Asking::Reason(_), Touch::Pick(Thing::Reason(reason))) if self.reasons(&visit, nth).contains(&reason) => {
                Asking::Reason(Some(reason))
            }
            (Asking::Condition(mut flags), Touch::Pick(Thing::Flag(flag))) => {
                if self.flags(&visit, nth).contains(&flag) && !flags.remove(&flag) {
                    flags.insert(flag);
                }
                Asking::Condition(flags)
            }
            (Asking::Proof(_), Touch::Pick(Thing::Proof(kind)))
                if kind.is_none_or(|kind| self.proofs(&visit, nth).contains(&kind)) =>
            {
                Asking::Proof(Some(kind))
            }
            (Asking::Noticed(mut pad), Touch::Digit(digit)) => {
                pad.digit(digit, DATE);
                Asking::Noticed(pad)
            }
            (Asking::Noticed(mut pad), Touch::Erase) => {
                pad.erase();
                Asking::Noticed(pad)
            }
            (asking, _) => asking,
        };
        visit.at = At::Ask { nth, asking };
        Step::Stay(State::Visit(visit))
    }

    /// Takes what is touched as said; gives it back when nothing is touched yet.
    fn say(&mut self, visit: &mut Visit, nth: usize, asking: Asking) -> Result<(), Asking> {
        let received_on = visit.order.facts.received_on;
        let latest = if self.clock_trusted() { self.now.today() } else { chrono::NaiveDate::MAX };
        let Some(chosen) = visit.chosen.get_mut(nth) else { return Err(asking) };
        match asking {
            Asking::Reason(Some(reason)) if chosen.reason == Some(reason) => {}
            Asking::Reason(Some(reason)) => {
                // Another reason needs other answers.
                let (no, units, seen) = (chosen.no, chosen.units, std::mem::take(&mut chosen.seen));
                let reason = Some(reason);
                *chosen = Chosen { no, units, seen, reason, condition: None, evidence: None, noticed_on: None };
            }
            Asking::Condition(flags) => chosen.condition = Some(flags),
            Asking::Proof(Some(kind)) => chosen.evidence = Some(kind.into_iter().collect()),
            Asking::Noticed(pad) => match pad.date() {
                Some(on) if on <= latest && received_on.is_none_or(|received_on| on >= received_on) => {
                    chosen.noticed_on = Some(on)
                }
                _ => {
                    self.notice = Some(Notice::WrongDate);
                    return Err(Asking::Noticed(pad));
                }
            },
            Asking::Reason(None) | Asking::Proof(None) => return Err(asking),
        }
        Ok(())
    }
}

impl Asking {
    fn what(&self) -> What {
        match self {
            Asking::Reason(_) => What::Reason,
            Asking::Noticed(_) => What::Noticed,
            Asking::Condition(_) => What::Condition,
            Asking::Proof(_) => What::Proof,
        }
    }
}

fn category(visit: &Visit, nth: usize) -> Option<Category> {
    visit.order.line(visit.chosen.get(nth)?.no).map(|line| line.facts.category)
}

fn is_said(chosen: &Chosen, what: What) -> bool {
    match what {
        What::Reason => chosen.reason.is_some(),
        What::Noticed => chosen.noticed_on.is_some(),
        What::Condition => chosen.condition.is_some(),
        What::Proof => chosen.evidence.is_some(),
    }
}

/// The first question about a line that is asked and not answered.
pub(super) fn first_open(counter: &Counter, visit: &Visit, nth: usize) -> Option<What> {
    let chosen = visit.chosen.get(nth)?;
    ORDER.into_iter().find(|what| !is_said(chosen, *what) && counter.is_asked(visit, nth, *what))
}

/// The question, with what was answered before.
pub(super) fn question(counter: &Counter, visit: &Visit, nth: usize, what: What) -> Asking {
    let said = visit.chosen.get(nth);
    match what {
        What::Reason => Asking::Reason(said.and_then(|chosen| chosen.reason)),
        What::Noticed => {
            let typed = said.and_then(|chosen| chosen.noticed_on).map(|on| on.format("%Y%m%d").to_string());
            Asking::Noticed(Pad(typed.unwrap_or_default()))
        }
        What::Condition => Asking::Condition(said.and_then(|chosen| chosen.condition.clone()).unwrap_or_default()),
        What::Proof => {
            let kinds = counter.proofs(visit, nth);
            let brought = said.and_then(|chosen| chosen.evidence.as_ref());
            Asking::Proof(brought.map(|there| kinds.iter().find(|kind| there.contains(kind)).copied()))
        }
    }
}

/// The last question before the chosen line at `nth`; choosing lines when there is none.
pub(super) fn go_back(counter: &mut Counter, visit: Box<Visit>, nth: usize) -> Step {
    match nth.checked_sub(1) {
        None => counter.enter(visit, At::Choose),
        Some(before) => match ORDER.into_iter().rev().find(|what| counter.is_asked(&visit, before, *what)) {
            Some(what) => ask_again(counter, visit, before, what),
            None => go_back(counter, visit, before),
        },
    }
}

/// The question before this one.
fn back_before(counter: &mut Counter, visit: Box<Visit>, nth: usize, what: What) -> Step {
    let before = ORDER.into_iter().take_while(|earlier| *earlier != what);
    let asked: Vec<What> = before.filter(|earlier| counter.is_asked(&visit, nth, *earlier)).collect();
    match asked.last() {
        Some(earlier) => ask_again(counter, visit, nth, *earlier),
        None => go_back(counter, visit, nth),
    }
}

/// Shows a question again. What follows it stays answered, but the question itself is open until it is said again.
fn ask_again(counter: &mut Counter, mut visit: Box<Visit>, nth: usize, what: What) -> Step {
    let asking = question(counter, &visit, nth, what);
    if let Some(chosen) = visit.chosen.get_mut(nth) {
        match what {
            // The reason stays: the answers that hang on it are still good if it is said again.
            What::Reason => {}
            What::Noticed => chosen.noticed_on = None,
            What::Condition => chosen.condition = None,
            What::Proof => chosen.evidence = None,
        }
    }
    counter.enter(visit, At::Ask { nth, asking })
}
