//! What hangs on the customer's touches.

use super::visit::{At, Visit};
use super::{Customer, EASY, Hands, Stand, Weight, Weights};
use crate::judge::LineDecision;
use crate::touch::{AnswerOption, CustomerTouch};

impl Customer {
    /// Of what is the customer's own.
    pub(in super::super) fn weight(&self, hands: &Hands, touch: CustomerTouch) -> Weight {
        match touch {
            CustomerTouch::More(_) | CustomerTouch::Reason(_) | CustomerTouch::Proof(_) => Weight::Light,
            CustomerTouch::Less(_) => match &self.stand {
                // Takes a line out, and the answer is another one.
                Stand::Visit(visit) if matches!(visit.at, At::Answer(_)) => Weight::Main,
                _ => Weight::Light,
            },
            CustomerTouch::Line(_) | CustomerTouch::Flag(_) | CustomerTouch::Consent => Weight::Toggle,
            CustomerTouch::Phone | CustomerTouch::Candidate(_) => Weight::Main,
            CustomerTouch::ByStaff | CustomerTouch::SameUnit | CustomerTouch::OneMore => Weight::Deliberate,
            CustomerTouch::ByNumber => self.weight_of_typing(hands),
            CustomerTouch::ByVisit if self.guesses.rest(hands) => Weight::Deliberate,
            CustomerTouch::ByVisit => Weight::Main,
            // It begins what can be answered once.
            CustomerTouch::ItIsMe(_) => Weight::Final,
            CustomerTouch::Option(option) => match option {
                AnswerOption::Faulty | AnswerOption::ChangeOfMind => Weight::Main,
                AnswerOption::TalkToStaff | AnswerOption::Paper | AnswerOption::Stop => Weight::Final,
            },
        }
    }

    /// While typing rests, whoever wants to type gets the staff.
    fn weight_of_typing(&self, hands: &Hands) -> Weight {
        if self.typing.rests(hands) { Weight::Deliberate } else { Weight::Main }
    }

    /// Of what means something else on each screen.
    pub(in super::super) fn weights(&self, hands: &Hands) -> Weights {
        match &self.stand {
            Stand::Home { .. } => Weights { back: self.weight_of_typing(hands), ..EASY },
            Stand::NoReceipt | Stand::Number(_) | Stand::Which(_) | Stand::Status(_) | Stand::HandOver(_) => EASY,
            Stand::Visit(visit) => visit.weights(),
            // "It is not booked" is read first.
            Stand::Unsaved => Weights { main: Weight::Final, ..EASY },
            Stand::Thanks(_) => Weights { main: Weight::Number, back: Weight::Number, door: Weight::Number },
        }
    }
}

impl Visit {
    fn weights(&self) -> Weights {
        match &self.at {
            // Back from the goods wipes the visit, and so does the main action where nothing can be chosen.
            At::Choose if self.order.nothing_is_left() => Weights { main: Weight::Final, back: Weight::Final, ..EASY },
            At::Choose => Weights { back: Weight::Final, ..EASY },
            At::Ask { .. } | At::Phone(_) => EASY,
            At::Answer(decision) => {
                let open = decision.lines.iter().any(LineDecision::is_open);
                Weights { main: if open { Weight::Main } else { Weight::Final }, ..EASY }
            }
            At::Confirm(_) => Weights { main: Weight::Final, ..EASY },
        }
    }
}
