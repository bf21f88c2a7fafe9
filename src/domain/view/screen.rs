//! What is in the centre of the panel.

use super::{CustomerScreen, DeskScreen, ManageScreen, SurveyScreen};
use crate::order::LineNo;
use crate::touch::Touch;

/// What is in the centre.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The machine starts, or somebody waits for the ledger.
    Starting,
    /// The ledger is gone: nothing can be promised.
    OutOfOrder,
    /// A customer's.
    Customer(CustomerScreen),
    /// Of a survey.
    Survey(SurveyScreen),
    /// The staff's.
    Desk(DeskScreen),
    /// About the shop.
    Manage(ManageScreen),
}

impl Screen {
    /// What a touch means at a place of the screen's list, counted from 0 over the whole list, not the page.
    #[must_use]
    pub fn touched(&self, at: usize) -> Option<Touch> {
        match self {
            Screen::Starting | Screen::OutOfOrder => None,
            Screen::Customer(screen) => screen.touched(at).map(Touch::Customer),
            Screen::Survey(screen) => screen.touched(at).map(Touch::Survey),
            Screen::Desk(screen) => screen.touched(at).map(Touch::Desk),
            Screen::Manage(screen) => screen.touched(at).map(Touch::Manage),
        }
    }

    /// The line of the order at a place of the screen.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<LineNo> {
        match self {
            Screen::Customer(screen) => screen.line(at),
            Screen::Starting | Screen::OutOfOrder | Screen::Survey(_) | Screen::Desk(_) | Screen::Manage(_) => None,
        }
    }
}
