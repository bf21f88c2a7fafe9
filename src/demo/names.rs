//! The names of the screens, for scripts and files.

use domain::booking::SlipState;
use domain::device::ExportEnd;
use domain::view::{Asked, Card, CustomerScreen, DeskScreen, ExportState, ManageScreen, Screen, SurveyScreen, View};

/// The name of what a view shows; a card over the screen goes first.
#[must_use]
pub fn name(view: &View) -> &'static str {
    match view.card {
        Some(Card::Idle { .. }) => return "idle-warning",
        Some(Card::Called) => return "called",
        Some(Card::Twice { .. }) => return "twice",
        None => {}
    }
    match &view.screen {
        Screen::Starting => "starting",
        Screen::Customer(CustomerScreen::Welcome { .. }) => "welcome",
        Screen::Customer(CustomerScreen::NoReceipt) => "no-receipt",
        Screen::Customer(CustomerScreen::Which { .. }) => "which",
        Screen::Customer(CustomerScreen::Number { asked: Asked::OrderNo, .. }) => "number",
        Screen::Customer(CustomerScreen::Number { asked: Asked::OrderedOn, .. }) => "date",
        Screen::Customer(CustomerScreen::Number { asked: Asked::VisitNo, .. }) => "visit-number",
        Screen::Customer(CustomerScreen::Number { asked: Asked::LookupCode, .. }) => "lookup-code",
        Screen::Customer(CustomerScreen::Choose { .. }) => "choose",
        Screen::Customer(CustomerScreen::Reason { .. }) => "reason",
        Screen::Customer(CustomerScreen::Condition { .. }) => "condition",
        Screen::Customer(CustomerScreen::Proof { .. }) => "proof",
        Screen::Customer(CustomerScreen::Noticed { .. }) => "noticed",
        Screen::Customer(CustomerScreen::Answer(_)) => "answer",
        Screen::Customer(CustomerScreen::Confirm(_)) => "confirm",
        Screen::Customer(CustomerScreen::Phone { .. }) => "phone",
        Screen::Customer(CustomerScreen::HandingOver { .. }) => "handing-over",
        Screen::Customer(CustomerScreen::Thanks(_)) => "thanks",
        Screen::Customer(CustomerScreen::Unsaved) => "not-booked",
        Screen::Survey(SurveyScreen::Unsaved) => "not-saved",
        Screen::Customer(CustomerScreen::Status { .. }) => "status",
        Screen::Survey(SurveyScreen::Recommend { .. }) => "recommend",
        Screen::Survey(SurveyScreen::Why { .. }) => "why",
        Screen::Survey(SurveyScreen::Thanks) => "survey-thanks",
        Screen::OutOfOrder => "out-of-order",
        Screen::Desk(DeskScreen::SignIn(_)) => "sign-in",
        Screen::Desk(DeskScreen::Queue(_)) => "queue",
        Screen::Desk(DeskScreen::Missed(_)) => "missed",
        Screen::Desk(DeskScreen::Case(_)) => "case",
        Screen::Desk(DeskScreen::RefuseWhy { .. }) => "refuse-why",
        Screen::Manage(ManageScreen::Export(_)) => "export",
        Screen::Manage(ManageScreen::Devices { .. }) => "devices",
    }
}

/// Whether a view is what a script waits for: a screen by its name, or a state that some screens show.
#[must_use]
pub fn is(view: &View, wanted: &str) -> bool {
    name(view) == wanted
        || match (&view.screen, wanted) {
            (Screen::Customer(CustomerScreen::Welcome { printer_up, .. }), "printer-up") => *printer_up,
            (Screen::Customer(CustomerScreen::Welcome { printer_up, .. }), "printer-down") => !printer_up,
            (Screen::Customer(CustomerScreen::Welcome { scanner_up, .. }), "scanner-up") => *scanner_up,
            (Screen::Customer(CustomerScreen::Welcome { scanner_up, .. }), "scanner-down") => !scanner_up,
            (Screen::Customer(CustomerScreen::Thanks(thanks)), "printed") => thanks.slip == SlipState::Printed,
            (Screen::Desk(DeskScreen::Case(case)), "printed") => !case.printing && case.case.slip == SlipState::Printed,
            (Screen::Manage(ManageScreen::Export(export)), "exported") => {
                matches!(export.state, ExportState::Ended(ExportEnd::Written { .. }))
            }
            _ => false,
        }
}
