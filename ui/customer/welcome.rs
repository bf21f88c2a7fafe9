//! The first words: hold the receipt to the scanner, or type its number.

use domain::visit_no::VisitNo;
use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, PageWords, WelcomePage};

use super::called;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(
    speaker: &Speaker<'_>,
    remembered: Option<&str>,
    offer: Option<VisitNo>,
    printer_up: bool,
    scanner_up: bool,
) -> Shown {
    let say = speaker.of::<PageWords>();
    speaker.of::<Customer>().set_welcome(WelcomePage {
        remembered: remembered.unwrap_or_default().into(),
        no_scanner: !scanner_up,
        offer: offer.map(|visit| say.invoke_it_is_me(called(visit))).unwrap_or_default(),
    });
    Shown::new(Place::Customer(CustomerScreen::Welcome), |app| {
        app.global::<Customer>().set_welcome(WelcomePage::default())
    })
    .with_aside(if printer_up { say.invoke_takes() } else { say.invoke_no_paper() })
}
