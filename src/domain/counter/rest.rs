//! Whether the machine may stop.

use super::Counter;
use super::state::{DeskPage, HandOver, Print, State};

impl Counter {
    /// Whether a stop now would leave nothing unknown: every question to the ledger is answered, what the printer was
    /// given is noted, and no export is being written. A visit that is not confirmed does not count: its draft is kept.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.asks.is_empty() && self.late.is_empty() && !self.is_making()
    }

    /// Whether a slip or an export is under way.
    fn is_making(&self) -> bool {
        match &self.state {
            State::HandOver(handover) => match **handover {
                HandOver::Booking { .. } | HandOver::Showing { .. } | HandOver::Printing { .. } => true,
            },
            State::Desk(desk) => match &desk.page {
                DeskPage::Case { print, .. } => !matches!(print, Print::None),
                DeskPage::Export { waits_for, .. } => waits_for.is_some(),
                DeskPage::SignIn { .. }
                | DeskPage::Queue
                | DeskPage::Missed(_)
                | DeskPage::RefuseWhy { .. }
                | DeskPage::Devices { .. } => false,
            },
            State::Starting { .. }
            | State::Home { .. }
            | State::NoReceipt
            | State::Number(_)
            | State::Which(_)
            | State::Status(_)
            | State::Visit(_)
            | State::Thanks(_)
            | State::Unsaved(_)
            | State::SurveyOpening { .. }
            | State::Survey(_)
            | State::SurveyThanks { .. } => false,
        }
    }
}
