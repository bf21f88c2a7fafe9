//! What is true of the goods.

use domain::policy::Flag;
use domain::view::ItemHead;
use markup::slint::ComponentHandle;
use markup::{ConditionPage, Customer, CustomerScreen, GoodsWords};

use super::asked_about;
use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, item: &ItemHead, flags: &[(Flag, bool)]) -> Shown {
    let (say, customer) = (speaker.of::<GoodsWords>(), speaker.of::<Customer>());
    let card =
        |(at, (flag, picked)): (usize, &(Flag, bool))| choice(say.invoke_flag(words::flag(*flag)), "", *picked, at);
    customer.set_condition(ConditionPage {
        item: asked_about(speaker, item),
        flags: rows(customer.get_condition().flags, flags.iter().enumerate().map(card).collect()),
    });
    Shown::new(Place::Customer(CustomerScreen::Condition), |app| {
        app.global::<Customer>().set_condition(ConditionPage::default())
    })
}
