//! No receipt: other ways to the order, or to a visit.

use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, NoReceiptPage, PageWords};

use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>) -> Shown {
    let (say, customer) = (speaker.of::<PageWords>(), speaker.of::<Customer>());
    let ways = vec![
        choice(say.invoke_by_number(), say.invoke_by_number_under(), false, 0),
        choice(say.invoke_by_staff(), say.invoke_by_staff_under(), false, 1),
        choice(say.invoke_by_visit(), say.invoke_by_visit_under(), false, 2),
    ];
    customer.set_no_receipt(NoReceiptPage { ways: rows(customer.get_no_receipt().ways, ways) });
    Shown::new(Place::Customer(CustomerScreen::NoReceipt), |app| {
        app.global::<Customer>().set_no_receipt(NoReceiptPage::default())
    })
}
