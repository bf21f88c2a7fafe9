//! The pages of a visit: one file a page. Each sets the properties of its page from what the view says.

mod answer;
mod answers;
mod choose;
mod condition;
mod confirm;
mod counted;
mod handing_over;
mod help;
mod money;
mod no_receipt;
mod number;
pub(crate) mod out_of_order;
mod proof;
mod reason;
pub(crate) mod starting;
mod status;
mod thanks;
mod unsaved;
mod welcome;
mod which;

use domain::view::{CustomerScreen, ItemHead};
use domain::visit_no::VisitNo;
use markup::AnswerWords;
use markup::slint::SharedString;

use crate::list::count;
use crate::shown::Shown;
use crate::speaker::Speaker;

/// Sets the page of a screen.
pub(crate) fn show(speaker: &Speaker<'_>, screen: &CustomerScreen) -> Shown {
    match screen {
        CustomerScreen::Welcome { remembered, offer, paper, printer_up, scanner_up } => {
            welcome::show(speaker, remembered.as_deref(), *offer, *printer_up || !paper, *scanner_up)
        }
        CustomerScreen::NoReceipt => no_receipt::show(speaker),
        CustomerScreen::Number { typed, asked } => number::show(speaker, typed, *asked),
        CustomerScreen::Which { orders } => which::show(speaker, orders),
        CustomerScreen::Choose { rows, page, shipped, .. } => choose::show(speaker, rows, *page, !shipped),
        CustomerScreen::Reason { item, reasons, picked } => reason::show(speaker, item, reasons, *picked),
        CustomerScreen::Condition { item, flags } => condition::show(speaker, item, flags),
        CustomerScreen::Proof { item, evidence, picked } => proof::show(speaker, item, evidence, *picked),
        CustomerScreen::Noticed { typed, .. } => number::noticed(speaker, typed),
        CustomerScreen::Answer(answer) => answer::show(speaker, answer),
        CustomerScreen::Confirm(confirm) => confirm::show(speaker, confirm),
        CustomerScreen::Phone { typed } => number::phone(speaker, typed),
        CustomerScreen::HandingOver { number } => handing_over::show(speaker, number.is_some()),
        CustomerScreen::Thanks(thanks) => thanks::show(speaker, thanks),
        CustomerScreen::Unsaved => unsaved::show(speaker),
        CustomerScreen::Status { number, refusal: Some(refusal), .. } => answer::told_again(speaker, refusal, *number),
        CustomerScreen::Status { number, stage, decision, refusal: None, .. } => {
            status::show(speaker, *number, *stage, decision)
        }
    }
}

/// A visit's number as it is called.
fn called(visit: VisitNo) -> SharedString {
    SharedString::from(visit.short().to_string())
}

/// Numbers of visits as they are called: `42, 43`.
fn numbers(visits: &[VisitNo]) -> SharedString {
    visits.iter().map(|visit| visit.short().to_string()).collect::<Vec<_>>().join(", ").into()
}

/// Which of the chosen lines is asked about.
fn asked_about(speaker: &Speaker<'_>, item: &ItemHead) -> SharedString {
    let name = speaker.of::<AnswerWords>().invoke_units(item.name.as_str().into(), count(item.units));
    if item.of > 1 { format!("{name} ({}/{})", item.at, item.of).into() } else { name }
}

/// Whether the card at that position is picked.
fn is(picked: Option<u16>, at: usize) -> bool {
    picked.is_some_and(|picked| usize::from(picked) == at)
}
