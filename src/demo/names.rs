//! The names of the screens, for scripts and files.

use domain::booking::SlipState;
use domain::device::ExportEnd;
use domain::view::{Asked, Card, ExportState, Screen, Unsaved, View};

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
        Screen::Welcome { .. } => "welcome",
        Screen::NoReceipt => "no-receipt",
        Screen::Which { .. } => "which",
        Screen::Number { asked: Asked::OrderNo, .. } => "number",
        Screen::Number { asked: Asked::OrderedOn, .. } => "date",
        Screen::Number { asked: Asked::VisitNo, .. } => "visit-number",
        Screen::Number { asked: Asked::LookupCode, .. } => "lookup-code",
        Screen::Choose { .. } => "choose",
        Screen::Reason { .. } => "reason",
        Screen::Condition { .. } => "condition",
        Screen::Proof { .. } => "proof",
        Screen::Noticed { .. } => "noticed",
        Screen::Answer(_) => "answer",
        Screen::Confirm(_) => "confirm",
        Screen::Phone { .. } => "phone",
        Screen::HandingOver { .. } => "handing-over",
        Screen::Thanks(_) => "thanks",
        Screen::Unsaved(Unsaved::Visit) => "not-booked",
        Screen::Unsaved(Unsaved::Answers) => "not-saved",
        Screen::Status { .. } => "status",
        Screen::Recommend { .. } => "recommend",
        Screen::Why { .. } => "why",
        Screen::SurveyThanks => "survey-thanks",
        Screen::OutOfOrder => "out-of-order",
        Screen::SignIn(_) => "sign-in",
        Screen::Queue(_) => "queue",
        Screen::Missed(_) => "missed",
        Screen::Case(_) => "case",
        Screen::RefuseWhy { .. } => "refuse-why",
        Screen::Export(_) => "export",
        Screen::Devices { .. } => "devices",
    }
}

/// Whether a view is what a script waits for: a screen by its name, or a state that some screens show.
#[must_use]
pub fn is(view: &View, wanted: &str) -> bool {
    name(view) == wanted
        || match (&view.screen, wanted) {
            (Screen::Welcome { printer_up, .. }, "printer-up") => *printer_up,
            (Screen::Welcome { printer_up, .. }, "printer-down") => !printer_up,
            (Screen::Welcome { scanner_up, .. }, "scanner-up") => *scanner_up,
            (Screen::Welcome { scanner_up, .. }, "scanner-down") => !scanner_up,
            (Screen::Thanks(thanks), "printed") => thanks.slip == SlipState::Printed,
            (Screen::Case(case), "printed") => !case.printing && case.case.slip == SlipState::Printed,
            (Screen::Export(export), "exported") => {
                matches!(export.state, ExportState::Ended(ExportEnd::Written { .. }))
            }
            _ => false,
        }
}
