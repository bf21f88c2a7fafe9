//! What a customer of the demo may have brought: a receipt of each order, a product with a code of its own, a slip.

use chrono::NaiveDate;
use domain::order::{Channel, Order};
use ui::bench::{Got, Thing};

use super::script::{Code, read_code};

/// A tumbler of order D1008, with the DataMatrix that carries its lot, its serial number and its day.
const TUMBLER: &str = "]d2010880410401702310T2608{GS}21TB-000481{GS}17280131";
/// Of the order that has gone back already there is nothing to try.
const GONE: &str = "D1007";

/// What may be held to the scanner, with what the scanner then reads. No more than the digits 1 to 9 can name.
#[must_use]
pub fn things(orders: &[Order], today: NaiveDate) -> Vec<(Thing, Code)> {
    let with_goods = orders.iter().filter(|order| order.facts.number.0 != GONE);
    let mut things: Vec<_> = with_goods.map(|order| receipt(order, today)).collect();
    let tumbler = orders.iter().flat_map(|order| &order.lines).find(|line| TUMBLER.contains(&line.product_barcode));
    if let (Some(line), Ok(code)) = (tumbler, read_code(TUMBLER)) {
        things.push((Thing::Product { goods: line.product_name.clone() }, code));
    }
    things.push((Thing::Slip, Code::Slip));
    things
}

fn receipt(order: &Order, today: NaiveDate) -> (Thing, Code) {
    let number = order.facts.number.0.clone();
    let goods = order.lines.first().map_or_else(String::new, |line| line.product_name.clone());
    let got = match (order.channel, order.facts.received_on) {
        (Channel::Store, _) => Got::InStore,
        (_, None) => Got::NotYet,
        (_, Some(on)) => Got::DaysAgo(i32::try_from((today - on).num_days()).unwrap_or(i32::MAX)),
    };
    let more = order.lines.len().saturating_sub(1);
    (Thing::Receipt { order: number.clone(), goods, more, got }, Code::Receipt(number))
}

/// A thing in a line of the terminal.
#[must_use]
pub fn in_words(thing: &Thing) -> String {
    match thing {
        Thing::Receipt { order, goods, more, got } => {
            let got = match got {
                Got::InStore => "bought in store today".to_owned(),
                Got::NotYet => "not shipped yet".to_owned(),
                Got::DaysAgo(days) => format!("received {days} days ago"),
            };
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("receipt {order}: {goods}{more}, {got}")
        }
        Thing::Product { goods } => format!("{goods}: its own code, with lot and serial number"),
        Thing::Slip => "the slip that was printed last".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_digit_for_everything() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let things = things(&crate::orders::demo_orders(today), today);
        let said: Vec<_> = things.iter().map(|(thing, _)| in_words(thing)).collect();
        assert_eq!(said.len(), 9, "{said:?}");
        assert_eq!(said[0], "receipt D1001: 울 혼방 니트 카디건 (베이지, M), received 3 days ago");
        assert_eq!(said[5], "receipt D1006: 스트라이프 면 티셔츠 (네이비, L) and 2 more, received 4 days ago");
        assert_eq!(said[7], "스테인리스 텀블러 500ml: its own code, with lot and serial number");
    }
}
