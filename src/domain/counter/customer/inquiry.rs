//! The questions about a chosen line: only those that the policy needs for its category and reason.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::visit::{At, Visit};
use super::{Hands, Stand, Step};
use crate::booking::Chosen;
use crate::order::Category;
use crate::pad::{DATE, Pad};
use crate::policy::{Evidence, Flag, Policy, Reason};
use crate::touch::{CustomerTouch, Touch};
use crate::view::{CustomerScreen, ItemHead, Notice};

/// The questions in the order in which they are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Reason,
    Noticed,
    Condition,
    Proof,
}

const ORDER: [What; 4] = [What::Reason, What::Noticed, What::Condition, What::Proof];

/// A question, with what is touched but not said yet.
#[derive(Clone, Debug)]
pub(super) enum Asking {
    Reason(Option<Reason>),
    Noticed(Pad),
    Condition(BTreeSet<Flag>),
    /// A kind of proof; inner none: "not yet".
    Proof(Option<Option<Evidence>>),
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

/// What the policy offers and asks for the chosen line at `nth`.
impl Visit {
    fn policy<'a>(&self, hands: &'a Hands) -> Option<&'a Policy> {
        hands.setup.book.in_force(self.order.facts.ordered_on)
    }

    fn category(&self, nth: usize) -> Option<Category> {
        self.order.line(self.chosen.get(nth)?.no).map(|line| line.facts.category)
    }

    fn said<'a>(&self, hands: &'a Hands, nth: usize) -> Option<(&'a Policy, Category, Reason)> {
        Some((self.policy(hands)?, self.category(nth)?, self.chosen.get(nth)?.reason?))
    }

    fn reasons(&self, hands: &Hands, nth: usize) -> Vec<Reason> {
        let offered = self.policy(hands).zip(self.category(nth));
        offered.map(|(policy, category)| policy.reasons_offered(category)).unwrap_or_default()
    }

    fn flags(&self, hands: &Hands, nth: usize) -> Vec<Flag> {
        // Nothing can have happened to goods that never left the shop.
        let said = self.said(hands, nth).filter(|_| self.order.facts.status.is_shipped());
        said.map(|(policy, category, reason)| policy.flags_asked(category, reason)).unwrap_or_default()
    }

    fn proofs(&self, hands: &Hands, nth: usize) -> Vec<Evidence> {
        let said = self.said(hands, nth);
        said.map(|(policy, category, reason)| policy.evidence_asked(category, reason)).unwrap_or_default()
    }

    fn noticed_decides(&self, hands: &Hands, nth: usize) -> bool {
        self.said(hands, nth).is_some_and(|(policy, _, reason)| {
            let (today, calendar) = (hands.now.today(), &hands.setup.calendar);
            hands.clock_trusted() && policy.noticed_decides(&self.order.facts, reason, today, calendar)
        })
    }

    fn is_asked(&self, hands: &Hands, nth: usize, what: What) -> bool {
        match what {
            What::Reason => true,
            What::Noticed => self.noticed_decides(hands, nth),
            What::Condition => !self.flags(hands, nth).is_empty(),
            What::Proof => !self.proofs(hands, nth).is_empty(),
        }
    }
}

impl Visit {
    pub(super) fn asking_touched(
        mut self: Box<Visit>,
        hands: &mut Hands,
        nth: usize,
        asking: Asking,
        touch: Touch,
    ) -> Step {
        if touch == Touch::Back {
            return self.back_before(hands, nth, asking.what());
        }
        let asking = match (asking, touch) {
            (asking, Touch::Main) => match self.say(hands, nth, asking) {
                Ok(()) => return self.ask_from(hands, nth),
                Err(asking) => asking,
            },
            (Asking::Noticed(mut pad), Touch::Digit(digit)) => {
                pad.digit(digit, DATE);
                Asking::Noticed(pad)
            }
            (Asking::Noticed(mut pad), Touch::Erase) => {
                pad.erase();
                Asking::Noticed(pad)
            }
            (asking, Touch::Customer(touch)) => self.pick(hands, nth, asking, touch),
            (asking, _) => asking,
        };
        self.at = At::Ask { nth, asking };
        Step::Stay(Stand::Visit(self))
    }

    /// Picks, or takes back, one of what the policy offers.
    fn pick(&self, hands: &Hands, nth: usize, asking: Asking, touch: CustomerTouch) -> Asking {
        match (asking, touch) {
            (Asking::Reason(_), CustomerTouch::Reason(reason)) if self.reasons(hands, nth).contains(&reason) => {
                Asking::Reason(Some(reason))
            }
            (Asking::Condition(mut flags), CustomerTouch::Flag(flag)) => {
                if self.flags(hands, nth).contains(&flag) && !flags.remove(&flag) {
                    flags.insert(flag);
                }
                Asking::Condition(flags)
            }
            (Asking::Proof(_), CustomerTouch::Proof(kind))
                if kind.is_none_or(|kind| self.proofs(hands, nth).contains(&kind)) =>
            {
                Asking::Proof(Some(kind))
            }
            (asking, _) => asking,
        }
    }

    /// Takes what is touched as said; gives it back when nothing is touched yet.
    fn say(&mut self, hands: &mut Hands, nth: usize, asking: Asking) -> Result<(), Asking> {
        let received_on = self.order.facts.received_on;
        let latest = if hands.clock_trusted() { hands.now.today() } else { NaiveDate::MAX };
        let Some(chosen) = self.chosen.get_mut(nth) else { return Err(asking) };
        match asking {
            Asking::Reason(Some(reason)) if chosen.reason == Some(reason) => {}
            Asking::Reason(Some(reason)) => chosen.say_anew(Some(reason)),
            Asking::Condition(flags) => chosen.condition = Some(flags),
            Asking::Proof(Some(kind)) => chosen.evidence = Some(kind.into_iter().collect()),
            Asking::Noticed(pad) => match pad.date() {
                Some(on) if on <= latest && received_on.is_none_or(|received_on| on >= received_on) => {
                    chosen.noticed_on = Some(on);
                }
                _ => {
                    hands.say(Notice::WrongDate);
                    return Err(Asking::Noticed(pad));
                }
            },
            Asking::Reason(None) | Asking::Proof(None) => return Err(asking),
        }
        Ok(())
    }

    /// The last question before the chosen line at `nth`; choosing lines when there is none.
    pub(super) fn go_back(self: Box<Visit>, hands: &mut Hands, nth: usize) -> Step {
        match nth.checked_sub(1) {
            None => self.enter(hands, At::Choose),
            Some(before) => match ORDER.into_iter().rev().find(|what| self.is_asked(hands, before, *what)) {
                Some(what) => self.ask_again(hands, before, what),
                None => self.go_back(hands, before),
            },
        }
    }

    /// The question before this one.
    fn back_before(self: Box<Visit>, hands: &mut Hands, nth: usize, what: What) -> Step {
        let before = ORDER.into_iter().take_while(|earlier| *earlier != what);
        match before.filter(|earlier| self.is_asked(hands, nth, *earlier)).last() {
            Some(earlier) => self.ask_again(hands, nth, earlier),
            None => self.go_back(hands, nth),
        }
    }

    /// Shows a question again. What follows it stays answered, but the question itself is open until it is said again.
    fn ask_again(mut self: Box<Visit>, hands: &mut Hands, nth: usize, what: What) -> Step {
        let asking = question(hands, &self, nth, what);
        if let Some(chosen) = self.chosen.get_mut(nth) {
            match what {
                // The reason stays: the answers that hang on it are still good if it is said again.
                What::Reason => {}
                What::Noticed => chosen.noticed_on = None,
                What::Condition => chosen.condition = None,
                What::Proof => chosen.evidence = None,
            }
        }
        self.enter(hands, At::Ask { nth, asking })
    }

    pub(super) fn asking_screen(&self, hands: &Hands, nth: usize, asking: &Asking) -> CustomerScreen {
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let chosen = self.chosen.get(nth);
        let item = ItemHead {
            name: chosen.map(|chosen| self.name(chosen.no)).unwrap_or_default(),
            units: chosen.map_or(0, |chosen| chosen.units),
            at: count(nth + 1),
            of: count(self.chosen.len()),
            shipped: self.order.facts.status.is_shipped(),
        };
        match asking {
            Asking::Reason(picked) => {
                let reasons = self.reasons(hands, nth);
                let picked = picked.and_then(|reason| reasons.iter().position(|other| *other == reason)).map(count);
                CustomerScreen::Reason { item, reasons, picked }
            }
            Asking::Noticed(pad) => CustomerScreen::Noticed { item, typed: pad.0.clone() },
            Asking::Condition(picked) => {
                let flags = self.flags(hands, nth).into_iter().map(|flag| (flag, picked.contains(&flag)));
                CustomerScreen::Condition { item, flags: flags.collect() }
            }
            Asking::Proof(picked) => {
                let evidence = self.proofs(hands, nth);
                let place = |kind: Option<_>| match kind {
                    Some(kind) => evidence.iter().position(|other| *other == kind),
                    None => Some(evidence.len()),
                };
                let picked = picked.and_then(place).map(count);
                CustomerScreen::Proof { item, evidence, picked }
            }
        }
    }
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
pub(super) fn first_open(hands: &Hands, visit: &Visit, nth: usize) -> Option<What> {
    let chosen = visit.chosen.get(nth)?;
    ORDER.into_iter().find(|what| !is_said(chosen, *what) && visit.is_asked(hands, nth, *what))
}

/// The question, with what was answered before.
pub(super) fn question(hands: &Hands, visit: &Visit, nth: usize, what: What) -> Asking {
    let said = visit.chosen.get(nth);
    match what {
        What::Reason => Asking::Reason(said.and_then(|chosen| chosen.reason)),
        What::Noticed => {
            let typed = said.and_then(|chosen| chosen.noticed_on).map(|on| on.format("%Y%m%d").to_string());
            Asking::Noticed(Pad(typed.unwrap_or_default()))
        }
        What::Condition => Asking::Condition(said.and_then(|chosen| chosen.condition.clone()).unwrap_or_default()),
        What::Proof => {
            let kinds = visit.proofs(hands, nth);
            let brought = said.and_then(|chosen| chosen.evidence.as_ref());
            Asking::Proof(brought.map(|there| kinds.iter().find(|kind| there.contains(kind)).copied()))
        }
    }
}
