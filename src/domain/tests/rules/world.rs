//! A plain request to vary: one of two units of general goods at 10,000 won, paid by card, received
//! on Thursday 5 November 2026 and asked about on the next Monday at the counter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::judge::{BadRequest, Decision, HandIn, Item, LineDecision, Request, judge};
use domain::money::Won;
use domain::order::{Category, LineFacts, Method, OrderFacts, OrderNo, Payment, Shipping, Status};
use domain::policy::Book;
use domain::policy::Reason;

pub static BOOK: LazyLock<Book> = LazyLock::new(Book::embedded);
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::embedded);

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn card(amount: i64) -> Payment {
    paid(Method::Card, amount)
}

pub fn paid(method: Method, amount: i64) -> Payment {
    Payment { method, amount: Won(amount), refunded: Won::ZERO }
}

pub fn item(category: Category, reason: Reason) -> Item {
    let line = LineFacts {
        category,
        unit_price: Won(10_000),
        quantity: 2,
        discount: Won::ZERO,
        already_returned: 0,
        made_to_order: false,
        production_started: false,
        cancellation_fee: Won::ZERO,
    };
    Item { line, returning: 1, reason, noticed_on: None, condition: BTreeSet::new(), evidence: BTreeSet::new() }
}

pub fn request(category: Category, reason: Reason) -> Request {
    let shipping = Shipping { paid: Won(3000), standard: Won(3000), ..Shipping::default() };
    Request {
        requested_on: date("2026-11-09"),
        hand_in: HandIn::Counter,
        order: OrderFacts {
            number: OrderNo("S1".to_owned()),
            ordered_on: date("2026-11-02"),
            received_on: Some(date("2026-11-05")),
            status: Status::Delivered,
            shipping,
            payments: vec![card(1_000_000)],
        },
        items: vec![item(category, reason)],
        last: false,
    }
}

/// A request of general goods for `reason`, changed by `change`.
pub fn general(reason: Reason, change: impl FnOnce(&mut Request)) -> Request {
    let mut request = request(Category::General, reason);
    change(&mut request);
    request
}

pub fn try_judged(request: &Request) -> Result<Decision, BadRequest> {
    judge(&BOOK, &CALENDAR, request, true)
}

pub fn judged(request: &Request) -> Decision {
    try_judged(request).unwrap()
}

pub fn line(request: &Request) -> LineDecision {
    judged(request).lines.remove(0)
}

/// The embedded policy with `from` in its text replaced by `to`, which must occur.
pub fn book_with(changes: &[(&str, &str)]) -> Book {
    let mut text = include_str!("../../policy.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    Book::parse(&text, "policy.toml").unwrap()
}
