//! The pages of the staff's desk: one file a page.

mod case;
mod missed;
mod queue;
mod refuse;
mod sign_in;

use domain::view::DeskScreen;

use crate::shown::Shown;
use crate::speaker::Speaker;

/// Sets the page of a screen.
pub(crate) fn show(speaker: &Speaker<'_>, screen: &DeskScreen) -> Shown {
    match screen {
        DeskScreen::SignIn(sign_in) => sign_in::show(speaker, sign_in),
        DeskScreen::Queue(queue) => queue::show(speaker, queue),
        DeskScreen::Missed(missed) => missed::show(speaker, missed),
        DeskScreen::Case(case) => case::show(speaker, case),
        DeskScreen::RefuseWhy { number, clauses, picked, page } => {
            refuse::show(speaker, *number, clauses, *picked, *page)
        }
    }
}
