//! What the small display on the counter says.
//!
//! It is read from afar by whoever stands there, so it is made from the [`View`] alone: it cannot say what the panel
//! does not say, and it keeps no amount longer than the panel does. Names, orders, goods and scores never reach it.

use super::{CustomerScreen, DeskScreen, ManageScreen, Screen, SurveyScreen, View};
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
            Screen::Starting => Message::Wait,
            Screen::OutOfOrder => Message::Closed,
            Screen::Customer(screen) => screen.message(),
            // Of a survey nothing is seen but that it is over.
            Screen::Survey(screen) => match screen {
                SurveyScreen::Recommend { .. } | SurveyScreen::Why { .. } | SurveyScreen::Thanks => Message::Thanks,
                SurveyScreen::Unsaved => Message::Follow,
            },
            Screen::Desk(screen) => match screen {
                DeskScreen::Case(case) => Message::Serving(case.case.visit.number.short()),
                DeskScreen::RefuseWhy { number, .. } => Message::Serving(number.short()),
                DeskScreen::SignIn(_) | DeskScreen::Queue(_) | DeskScreen::Missed(_) => Message::Wait,
            },
            Screen::Manage(screen) => match screen {
                ManageScreen::Export(_) | ManageScreen::Devices { .. } => Message::Wait,
            },
        }
    }
}

impl CustomerScreen {
    fn message(&self) -> Message {
        match self {
            CustomerScreen::Welcome { scanner_up, .. } => Message::Greeting { scanner_up: *scanner_up },
            CustomerScreen::NoReceipt
            | CustomerScreen::Which { .. }
            | CustomerScreen::Number { .. }
            | CustomerScreen::Choose { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Phone { .. }
            | CustomerScreen::Unsaved => Message::Follow,
            CustomerScreen::Answer(answer) => money(&answer.decision),
            CustomerScreen::Confirm(confirm) => money(&confirm.decision),
            CustomerScreen::HandingOver { number: Some(number) } | CustomerScreen::Status { number, .. } => {
                Message::Number(number.short())
            }
            CustomerScreen::HandingOver { number: None } => Message::Wait,
            CustomerScreen::Thanks(thanks) if thanks.waits => Message::Number(thanks.number.short()),
            CustomerScreen::Thanks(_) => Message::Thanks,
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
