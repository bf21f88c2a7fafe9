//! Nothing can be promised.

use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, OutOfOrderPage};

use super::help::helps;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(crate) fn show(speaker: &Speaker<'_>) -> Shown {
    speaker.of::<Customer>().set_out_of_order(OutOfOrderPage { help: helps(speaker) });
    Shown::new(Place::Customer(CustomerScreen::OutOfOrder), |app| {
        app.global::<Customer>().set_out_of_order(OutOfOrderPage::default())
    })
}
