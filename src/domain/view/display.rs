//! What the small display on the counter says.
//!
//! It is read from afar by whoever stands there, so it is made from the [`View`] alone: it cannot say what the panel
//! does not say, and it keeps no amount longer than the panel does. Names, orders, goods and scores never reach it.

use super::{Screen, View};
use crate::judge::{Decision, Sums};
use crate::language::Language;
use crate::money::Won;

/// Everything on the display: one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Language of every word.
    pub language: Language,
    /// The message.
    pub message: Message,
}

/// What it says. Numbers are those that are called out ([`VisitNo::short`](crate::visit_no::VisitNo::short)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Nobody is here: welcome, and where to begin.
    Greeting {
        /// At the scanner; else on the panel.
        scanner_up: bool,
    },
    /// Somebody is at the panel, which asks them something.
    Follow,
    /// Something is being done; nobody need do anything.
    Wait,
    /// The customer gets this back.
    Refund(Won),
    /// The customer owes this.
    Due(Won),
    /// The number of the visit that was taken in.
    Number(u16),
    /// The staff have opened this visit: its customer is called.
    Serving(u16),
    /// The staff are being called.
    Called,
    /// The visit is over.
    Thanks,
    /// Nothing can be promised.
    Closed,
}

impl View {
    /// What the display on the counter says beside this view.
    #[must_use]
    pub fn display(&self) -> Display {
        let message = match (self.message(), self.bell) {
            // A number and an amount stand: somebody needs them. The call is said instead of an invitation.
            (Message::Greeting { .. } | Message::Follow, true) => Message::Called,
            (message, _) => message,
        };
        Display { language: self.language, message }
    }

    fn message(&self) -> Message {
        match &self.screen {
            Screen::Welcome { scanner_up, .. } => Message::Greeting { scanner_up: *scanner_up },
            Screen::NoReceipt
            | Screen::Which { .. }
            | Screen::Number { .. }
            | Screen::Choose { .. }
            | Screen::Reason { .. }
            | Screen::Condition { .. }
            | Screen::Proof { .. }
            | Screen::Noticed { .. }
            | Screen::Phone { .. }
            | Screen::Unsaved(_) => Message::Follow,
            Screen::Answer(answer) => money(&answer.decision),
            Screen::Confirm(confirm) => money(&confirm.decision),
            Screen::HandingOver { number: Some(number) } | Screen::Status { number, .. } => {
                Message::Number(number.short())
            }
            Screen::Thanks(thanks) if thanks.waits => Message::Number(thanks.number.short()),
            // Of a survey nothing is seen but that it is over.
            Screen::Thanks(_) | Screen::Recommend { .. } | Screen::Why { .. } | Screen::SurveyThanks => Message::Thanks,
            Screen::Case(case) => Message::Serving(case.case.visit.number.short()),
            Screen::RefuseWhy { number, .. } => Message::Serving(number.short()),
            Screen::Starting
            | Screen::HandingOver { number: None }
            | Screen::SignIn(_)
            | Screen::Queue(_)
            | Screen::Missed(_)
            | Screen::Devices { .. }
            | Screen::Export(_) => Message::Wait,
            Screen::OutOfOrder => Message::Closed,
        }
    }
}

/// Of a sum that waits for a document, and of an answer without money, the panel alone has room to say the condition.
fn money(decision: &Decision) -> Message {
    match decision.sums() {
        Sums { due, .. } if due > Won::ZERO => Message::Due(due),
        Sums { amount, .. } if amount > Won::ZERO => Message::Refund(amount),
        _ => Message::Follow,
    }
}
