//! Numbers that are typed: an order's with its date of purchase, a visit's with its lookup code. A number alone opens
//! nothing, and guessing is not worth while: after some misses the staff help instead.

use std::time::Duration;

use super::find::Which;
use super::visit::Visit;
use super::{Customer, Hands, Stand, Step, Wait};
use crate::call::Cause;
use crate::device::RequestId;
use crate::pad::Pad;
use crate::protocol::{Found, Question, VisitAnswer, VisitQuestion};
use crate::slip_code::ClaimCode;
use crate::touch::Touch;
use crate::view::{Asked, CustomerScreen, Notice};

/// Wrong numbers of orders so far.
#[derive(Debug, Default)]
pub(super) struct Typing {
    misses: u32,
    rests_until: Duration,
}

impl Typing {
    /// Whether nothing can be typed now.
    pub(super) fn rests(&self, hands: &Hands) -> bool {
        hands.uptime() < self.rests_until
    }
}

#[derive(Debug)]
pub(super) struct NumberPad {
    asked: Asked,
    /// An order's number, or a visit's.
    number: Pad,
    /// The order's date of purchase, or the visit's lookup code.
    proof: Pad,
    pub finding: Option<Wait>,
}

impl NumberPad {
    /// What is typed now.
    fn typed(&self) -> &Pad {
        if self.asked.proof().is_some() { &self.number } else { &self.proof }
    }

    /// Whether there are digits enough.
    fn is_ready(&self) -> bool {
        self.typed().0.len() >= self.asked.digits().0
    }

    /// The visit's number and its lookup code.
    fn visit(&self) -> Option<(u16, ClaimCode)> {
        Some((self.number.0.parse().ok()?, ClaimCode(self.proof.0.parse().ok()?)))
    }

    pub(super) fn screen(&self) -> CustomerScreen {
        CustomerScreen::Number { typed: self.typed().0.clone(), asked: self.asked }
    }

    fn look_up(&mut self, hands: &mut Hands) {
        let question = match self.asked.number() {
            Asked::VisitNo => self.visit().map(|(number, claim)| VisitQuestion::FindVisit { number, claim }),
            Asked::OrderNo | Asked::OrderedOn | Asked::LookupCode => {
                let plausible = |day: &chrono::NaiveDate| *day <= hands.now.today() || !hands.clock_trusted();
                let day = self.proof.date().filter(plausible);
                day.map(|ordered_on| VisitQuestion::FindTyped { digits: self.number.0.clone(), ordered_on })
            }
        };
        match question {
            Some(question) => self.finding = Some(hands.wait_for(Question::Visit(question))),
            None => hands.say(Notice::WrongDate),
        }
    }
}

impl Customer {
    pub(super) fn type_number(&self, hands: &mut Hands, asked: Asked) -> Step {
        if asked.number() == Asked::VisitNo && self.guesses.rest(hands) {
            return staff_instead(hands, Notice::TooManyGuesses);
        }
        if asked.number() == Asked::OrderNo && self.typing.rests(hands) {
            return staff_instead(hands, Notice::TooManyTries);
        }
        let (number, proof) = (Pad::default(), Pad::default());
        Step::Enter(Stand::Number(Box::new(NumberPad { asked, number, proof, finding: None })))
    }

    pub(super) fn number_touched(&mut self, hands: &mut Hands, mut pad: Box<NumberPad>, touch: Touch) -> Step {
        let (proof, at_most) = (pad.asked.proof(), pad.asked.digits().1);
        let typed = if proof.is_some() { &mut pad.number } else { &mut pad.proof };
        match touch {
            Touch::Digit(digit) => typed.digit(digit, at_most),
            Touch::Erase => typed.erase(),
            Touch::Back if proof.is_some() => return Step::Home,
            Touch::Back => {
                pad.asked = pad.asked.number();
                pad.finding = None;
                return Step::Enter(Stand::Number(pad));
            }
            Touch::Main if pad.is_ready() && pad.finding.is_none() => match proof {
                Some(proof) => {
                    pad.asked = proof;
                    return Step::Enter(Stand::Number(pad));
                }
                None => pad.look_up(hands),
            },
            _ => {}
        }
        Step::Stay(Stand::Number(pad))
    }

    /// A typed number was looked up.
    pub(super) fn typed_found(
        &mut self,
        hands: &mut Hands,
        mut pad: Box<NumberPad>,
        id: RequestId,
        answer: Option<VisitAnswer>,
    ) -> Step {
        if pad.finding.take_if(|wait| wait.id == id).is_none() {
            return Step::Stay(Stand::Number(pad));
        }
        match answer {
            Some(VisitAnswer::Found(Found::Order(order))) => {
                self.typing.misses = 0;
                return Visit::begin(hands, *order, None);
            }
            // The digits were right: no miss.
            Some(VisitAnswer::Found(Found::Several(orders))) => {
                self.typing.misses = 0;
                let which = Which { orders, remembered: None, reading: None };
                return Step::Enter(Stand::Which(Box::new(which)));
            }
            Some(VisitAnswer::Found(Found::Visit(status))) if !self.guesses.rest(hands) => {
                return super::whose::opened(hands, status);
            }
            _ => {}
        }
        match pad.visit().filter(|_| pad.asked.number() == Asked::VisitNo) {
            Some((number, claim)) => self.visit_missed(hands, pad, number, claim),
            None => self.order_missed(hands, pad),
        }
    }

    fn order_missed(&mut self, hands: &mut Hands, pad: Box<NumberPad>) -> Step {
        let patience = &hands.setup.patience;
        self.typing.misses += 1;
        let left = patience.misses.saturating_sub(self.typing.misses);
        if left == 0 {
            self.typing = Typing { misses: 0, rests_until: hands.uptime() + patience.rest };
            return staff_instead(hands, Notice::TooManyTries);
        }
        hands.say(Notice::NoSuchOrder { left });
        Step::Stay(Stand::Number(pad))
    }

    /// Which of the two is wrong is not said.
    fn visit_missed(&mut self, hands: &mut Hands, pad: Box<NumberPad>, number: u16, claim: ClaimCode) -> Step {
        match self.guesses.wrong(hands, number, claim) {
            0 => staff_instead(hands, Notice::TooManyGuesses),
            left => {
                hands.say(Notice::NoSuchVisit { left });
                Step::Stay(Stand::Number(pad))
            }
        }
    }
}

fn staff_instead(hands: &mut Hands, notice: Notice) -> Step {
    hands.ring_and_say(Cause::Misses);
    hands.say(notice);
    Step::Enter(Stand::NoReceipt)
}
