//! The visit is being written and printed.

use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use markup::slint::ComponentHandle;
use markup::{AfterWords, Customer, CustomerScreen, HandingOverPage};

pub(super) fn show(speaker: &Speaker<'_>, is_written: bool) -> Shown {
    let safe = if is_written { speaker.of::<AfterWords>().invoke_safe() } else { "".into() };
    speaker.of::<Customer>().set_handing_over(HandingOverPage { safe });
    Shown::new(Place::Customer(CustomerScreen::HandingOver), |app| {
        app.global::<Customer>().set_handing_over(HandingOverPage::default())
    })
}
