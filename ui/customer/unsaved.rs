//! The ledger did not answer in time: the visit is not booked.

use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, UnsavedPage};

use super::help::helps;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>) -> Shown {
    speaker.of::<Customer>().set_unsaved(UnsavedPage { help: helps(speaker) });
    Shown::new(Place::Customer(CustomerScreen::Unsaved), |app| {
        app.global::<Customer>().set_unsaved(UnsavedPage::default())
    })
}
