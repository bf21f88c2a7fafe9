//! Numbers that are typed: an order's with its date of purchase, a visit's with its lookup code. A number alone opens
//! nothing, and guessing is not worth while: after some misses the staff help instead.

use super::Counter;
use super::pad::{DATE, NUMBER_MAX, Pad, VISIT_MAX};
use super::state::{NumberPad, State, Step, Which};
use crate::call::Cause;
use crate::device::RequestId;
use crate::protocol::{Answer, Found, Question};
use crate::slip_code::{CLAIM_DIGITS, ClaimCode};
use crate::touch::Touch;
use crate::view::{Asked, Notice};

impl Asked {
    /// What is typed after it, to show that the number is one's own.
    fn proof(self) -> Option<Asked> {
        match self {
            Asked::OrderNo => Some(Asked::OrderedOn),
            Asked::VisitNo => Some(Asked::LookupCode),
            Asked::OrderedOn | Asked::LookupCode => None,
        }
    }

    /// What was typed before it.
    fn number(self) -> Asked {
        match self {
            Asked::OrderNo | Asked::OrderedOn => Asked::OrderNo,
            Asked::VisitNo | Asked::LookupCode => Asked::VisitNo,
        }
    }

    /// Digits at least and at most.
    fn digits(self) -> (usize, usize) {
        match self {
            Asked::OrderNo => (1, NUMBER_MAX),
            Asked::OrderedOn => (DATE, DATE),
            Asked::VisitNo => (1, VISIT_MAX),
            Asked::LookupCode => (CLAIM_DIGITS, CLAIM_DIGITS),
        }
    }
}

impl NumberPad {
    /// What is typed now.
    pub(super) fn typed(&self) -> &Pad {
        if self.asked.proof().is_some() { &self.number } else { &self.proof }
    }

    /// Whether the number, and not its proof, is typed.
    pub(super) fn asks_number(&self) -> bool {
        self.asked.proof().is_some()
    }

    /// Whether there are digits enough.
    pub(super) fn is_ready(&self) -> bool {
        self.typed().0.len() >= self.asked.digits().0
    }
}

impl Counter {
    pub(super) fn type_number(&mut self, asked: Asked) -> Step {
        let (rests, notice) = match asked.number() {
            Asked::VisitNo => (self.secrets_rest(), Notice::TooManyGuesses),
            _ => (self.now.uptime < self.typing_rests_until, Notice::TooManyTries),
        };
        if rests {
            return self.staff_instead(notice);
        }
        let (number, proof) = (Pad::default(), Pad::default());
        Step::Enter(State::Number(Box::new(NumberPad { asked, number, proof, waits_for: None })))
    }

    fn staff_instead(&mut self, notice: Notice) -> Step {
        self.call(Cause::Misses);
        self.called = true;
        self.notice = Some(notice);
        Step::Enter(State::NoReceipt)
    }

    pub(super) fn number_touched(&mut self, mut pad: Box<NumberPad>, touch: Touch) -> Step {
        let (proof, at_most) = (pad.asked.proof(), pad.asked.digits().1);
        let typed = if proof.is_some() { &mut pad.number } else { &mut pad.proof };
        match touch {
            Touch::Digit(digit) => typed.digit(digit, at_most),
            Touch::Erase => typed.erase(),
            Touch::Back if proof.is_some() => return self.home(),
            Touch::Back => {
                pad.asked = pad.asked.number();
                pad.waits_for = None;
                return Step::Enter(State::Number(pad));
            }
            Touch::Main if pad.is_ready() && pad.waits_for.is_none() => match proof {
                Some(proof) => {
                    pad.asked = proof;
                    return Step::Enter(State::Number(pad));
                }
                None => self.look_up_typed(&mut pad),
            },
            _ => {}
        }
        Step::Stay(State::Number(pad))
    }

    fn look_up_typed(&mut self, pad: &mut NumberPad) {
        let question = match pad.asked.number() {
            Asked::VisitNo => pad.visit().map(|(number, claim)| Question::FindVisit { number, claim }),
            _ => {
                let plausible = |day: &chrono::NaiveDate| *day <= self.now.today() || !self.clock_trusted();
                let day = pad.proof.date().filter(plausible);
                day.map(|ordered_on| Question::FindTyped { digits: pad.number.0.clone(), ordered_on })
            }
        };
        match question {
            Some(question) => pad.waits_for = Some(self.ask(question)),
            None => self.notice = Some(Notice::WrongDate),
        }
    }

    /// A typed number was looked up.
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
            Answer::Found(Found::Visit(status)) if !self.secrets_rest() => return self.visit_opened(status),
            _ => {}
        }
        match pad.visit().filter(|_| pad.asked.number() == Asked::VisitNo) {
            Some((number, claim)) => self.visit_missed(pad, number, claim),
            None => self.order_missed(pad),
        }
    }

    fn order_missed(&mut self, pad: Box<NumberPad>) -> Step {
        self.misses += 1;
        let left = self.setup.patience.misses.saturating_sub(self.misses);
        if left == 0 {
            self.misses = 0;
            self.typing_rests_until = self.now.uptime + self.setup.patience.rest;
            return self.staff_instead(Notice::TooManyTries);
        }
        self.notice = Some(Notice::NoSuchOrder { left });
        Step::Stay(State::Number(pad))
    }

    /// Which of the two is wrong is not said.
    fn visit_missed(&mut self, pad: Box<NumberPad>, number: u16, claim: ClaimCode) -> Step {
        match self.guessed_wrong(number, claim) {
            0 => self.staff_instead(Notice::TooManyGuesses),
            left => {
                self.notice = Some(Notice::NoSuchVisit { left });
                Step::Stay(State::Number(pad))
            }
        }
    }
}

impl NumberPad {
    /// The visit's number and its lookup code.
    fn visit(&self) -> Option<(u16, ClaimCode)> {
        Some((self.number.0.parse().ok()?, ClaimCode(self.proof.0.parse().ok()?)))
    }
}
