//! Several orders may be meant: one a card.

use chrono::NaiveDate;
use domain::order::OrderNo;
use domain::written;
use markup::slint::ComponentHandle;
use markup::{Customer, CustomerScreen, PageWords, WhichPage};

use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>, orders: &[(NaiveDate, Option<OrderNo>)]) -> Shown {
    let (say, customer) = (speaker.of::<PageWords>(), speaker.of::<Customer>());
    let by_day = orders.iter().all(|(_, number)| number.is_none());
    let cards = orders.iter().enumerate().map(|(at, (on, number))| {
        let day = written::long_day(*on, speaker.language);
        match number {
            Some(number) => choice(number.0.as_str(), day, false, at),
            None => choice(day, "", false, at),
        }
    });
    customer.set_which(WhichPage {
        heading: if by_day { say.invoke_ordered_on() } else { say.invoke_which() },
        orders: rows(customer.get_which().orders, cards.collect()),
    });
    Shown::new(Place::Customer(CustomerScreen::Which), |app| app.global::<Customer>().set_which(WhichPage::default()))
}
