//! Why a line comes back.

use domain::policy::Reason;
use domain::view::ItemHead;
use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, GoodsWords, ReasonPage};

use super::{asked_about, is};
use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, item: &ItemHead, reasons: &[Reason], picked: Option<u16>) -> Shown {
    let (say, customer) = (speaker.of::<GoodsWords>(), speaker.of::<Customer>());
    let cards = reasons.iter().enumerate().map(|(at, reason)| {
        let reason = words::reason(*reason);
        choice(say.invoke_reason(reason), say.invoke_reason_under(reason), is(picked, at), at)
    });
    customer.set_reason(ReasonPage {
        item: asked_about(speaker, item),
        cancels: !item.shipped,
        reasons: rows(customer.get_reason().reasons, cards.collect()),
    });
    Shown::new(Place::Customer(CustomerScreen::Reason), |app| {
        app.global::<Customer>().set_reason(ReasonPage::default())
    })
}
