//! A number to type: of an order or a visit, a date, a telephone number.

use domain::view::Asked;
use markup::slint::{ComponentHandle, SharedString};
use markup::{Cell, Customer, CustomerScreen, NumberPage, PageWords, Word};

use crate::list::rows;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

/// The places of a date: year, month, day.
const DATE: [usize; 3] = [4, 2, 2];

/// By which an order or a visit is found.
pub(super) fn show(speaker: &Speaker<'_>, typed: &str, asked: Asked) -> Shown {
    let say = speaker.of::<PageWords>();
    let (heading, hint) = match asked {
        Asked::OrderNo => (say.invoke_order_no(), say.invoke_order_no_hint()),
        Asked::OrderedOn => (say.invoke_ordered_on(), say.invoke_date_hint()),
        Asked::VisitNo => (say.invoke_visit_no(), say.invoke_visit_no_hint()),
        Asked::LookupCode => (say.invoke_lookup_code(), say.invoke_lookup_code_hint()),
    };
    let cells = match asked {
        Asked::OrderNo => cells(typed, &[typed.chars().count().max(8)]),
        Asked::OrderedOn => cells(typed, &DATE),
        Asked::VisitNo => cells(typed, &[4]),
        Asked::LookupCode => cells(typed, &[3, 3]),
    };
    set(speaker, heading, hint, cells)
}

/// When a fault was noticed.
pub(super) fn noticed(speaker: &Speaker<'_>, typed: &str) -> Shown {
    let say = speaker.of::<PageWords>();
    set(speaker, say.invoke_when_noticed(), say.invoke_date_hint(), cells(typed, &DATE))
}

/// A telephone number.
pub(super) fn phone(speaker: &Speaker<'_>, typed: &str) -> Shown {
    let say = speaker.of::<PageWords>();
    set(speaker, say.invoke_phone(), say.invoke_phone_hint(), cells(typed, &[3, 4, 4])).with_done(Word::Typed)
}

fn set(speaker: &Speaker<'_>, heading: SharedString, hint: SharedString, cells: Vec<Cell>) -> Shown {
    let customer = speaker.of::<Customer>();
    let cells = rows(customer.get_number().cells, cells);
    customer.set_number(NumberPage { heading, hint, cells });
    let place = Place::Customer(CustomerScreen::Number);
    Shown::new(place, |app| app.global::<Customer>().set_number(NumberPage::default())).taking_digits()
}

/// Places of a number in groups, filled from the left.
fn cells(typed: &str, groups: &[usize]) -> Vec<Cell> {
    let mut digits = typed.chars();
    let mut cells = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for place in 1..=*group {
            let text = digits.next().map(String::from).unwrap_or_default().into();
            cells.push(Cell { text, ends_group: place == *group && at + 1 < groups.len() });
        }
    }
    cells
}
