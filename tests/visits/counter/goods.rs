//! What the shop has sold.

use chrono::{NaiveDate, TimeDelta};
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Delivered goods, one line each of the given kinds, paid by card.
pub fn order(number: &str, received_on: &str, lines: &[(Category, i64, u32)]) -> Order {
    let received_on = day(received_on);
    let line = |(at, (category, price, quantity)): (usize, &(Category, i64, u32))| Line {
        no: LineNo(at as u32 + 1),
        product_barcode: format!("88012345{:05}", at + 1),
        product_name: format!("상품 {}", at + 1),
        facts: LineFacts {
            category: *category,
            unit_price: Won(*price),
            quantity: *quantity,
            discount: Won::ZERO,
            already_returned: 0,
            made_to_order: false,
            production_started: false,
            cancellation_fee: Won::ZERO,
        },
    };
    let paid = lines.iter().map(|(_, price, quantity)| price * i64::from(*quantity)).sum();
    Order {
        facts: OrderFacts {
            number: OrderNo(number.to_owned()),
            ordered_on: received_on - TimeDelta::days(2),
            received_on: Some(received_on),
            status: Status::Delivered,
            shipping: Shipping { standard: Won(3_000), ..Shipping::default() },
            payments: vec![Payment { method: Method::Card, amount: Won(paid), refunded: Won::ZERO }],
        },
        receipt_barcode: format!("R{number}"),
        channel: Channel::Online,
        lines: lines.iter().enumerate().map(line).collect(),
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    }
}
