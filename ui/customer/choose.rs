//! Lines of the order: which come back, and how many of each.

use domain::view::{ChooseRow, Page};
use domain::written;
use markup::slint::ComponentHandle;
use markup::{ChoosePage, Customer, CustomerScreen, Goods, PageWords};

use super::numbers;
use crate::list::{count, position, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

/// `cancels`: the goods have not left the shop.
pub(super) fn show(speaker: &Speaker<'_>, lines: &[ChooseRow], pages: Page, cancels: bool) -> Shown {
    let (say, customer) = (speaker.of::<PageWords>(), speaker.of::<Customer>());
    let none_left = if lines.iter().any(|line| line.returnable > 0) {
        "".into()
    } else if lines.iter().any(|line| !line.handed_in.is_empty()) {
        say.invoke_all_handed_in()
    } else {
        say.invoke_all_gone(cancels)
    };
    let chosen: u32 = lines.iter().map(|line| line.units).sum();
    let size = usize::from(pages.size.max(1));
    let shown = lines.iter().enumerate().skip(usize::from(pages.at) * size).take(size);
    let goods = shown.map(|(at, line)| goods(speaker, line, at, cancels)).collect();
    customer.set_choose(ChoosePage {
        none_left,
        cancels,
        chosen: if chosen == 0 { "".into() } else { say.invoke_chosen(count(chosen)) },
        goods: rows(customer.get_choose().goods, goods),
    });
    let place = Place::Customer(CustomerScreen::Choose);
    Shown::new(place, |app| app.global::<Customer>().set_choose(ChoosePage::default())).in_pages(pages)
}

fn goods(speaker: &Speaker<'_>, line: &ChooseRow, at: usize, cancels: bool) -> Goods {
    let say = speaker.of::<PageWords>();
    let price = written::won(line.unit_price, speaker.language).into();
    let gone = line.quantity.saturating_sub(line.returnable);
    let waits = line.returnable == 0 && !line.handed_in.is_empty();
    let detail = if waits {
        say.invoke_handed_in_under(price, count(line.quantity))
    } else if gone == 0 {
        say.invoke_bought(price, count(line.quantity))
    } else {
        say.invoke_partly_gone(price, count(line.quantity), count(gone))
    };
    Goods {
        name: line.name.as_str().into(),
        detail,
        tag: if waits { say.invoke_handed_in(numbers(&line.handed_in)) } else { say.invoke_gone(cancels) },
        warm: !waits,
        units: count(line.units),
        returnable: count(line.returnable),
        at: position(at),
    }
}
