//! The shop of every life: its orders, its staff, and the ledger that knows them.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::counter::Setup;
use domain::moment::{Moment, Trust};
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};
use domain::staff::Role;
use doro::ledger::{Image, Ledger, Means};

pub const PIN: &str = "739154";
pub const WRONG_PIN: &str = "4826";
/// By name, as the sign-in lists them.
pub const STAFF: [(&str, Role); 3] = [("가람", Role::Clerk), ("나래", Role::Manager), ("다솜", Role::Senior)];

/// When the earliest life begins: an afternoon in Seoul.
pub fn opened_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_230_000, 0).unwrap_or_default()
}

pub fn today() -> NaiveDate {
    domain::moment::seoul_date(opened_at())
}

pub fn setup() -> Arc<Setup> {
    static SETUP: OnceLock<Arc<Setup>> = OnceLock::new();
    SETUP.get_or_init(|| Arc::new(Setup::embedded())).clone()
}

/// What an order is made of here: lines of category, units and unit price.
struct Sold {
    status: Status,
    days_ago: u64,
    points: i64,
    free_delivery: bool,
    lines: &'static [(Category, u32, i64)],
}

fn sold() -> Vec<Sold> {
    use Category::{Accessories, Apparel, Computer, Cosmetics, Electronics, Food, General, Luxury, Media};
    let plain = |status, days_ago, lines| Sold { status, days_ago, points: 0, free_delivery: true, lines };
    let delivered = Status::Delivered;
    vec![
        Sold { points: 12_000, ..plain(delivered, 2, &[(General, 3, 10_000), (General, 2, 7_500)]) },
        Sold { free_delivery: false, ..plain(delivered, 3, &[(Cosmetics, 2, 18_000)]) },
        plain(delivered, 40, &[(General, 1, 25_000), (Apparel, 2, 30_000)]),
        plain(Status::Preparing, 1, &[(Electronics, 1, 250_000)]),
        plain(delivered, 5, &[(Electronics, 1, 80_000), (Computer, 1, 120_000)]),
        plain(delivered, 4, &[(General, 4, 5_000)]),
        Sold { free_delivery: false, ..plain(delivered, 6, &[(Apparel, 2, 40_000), (Food, 3, 4_000)]) },
        plain(Status::Paid, 0, &[(Media, 1, 15_000), (General, 1, 9_000)]),
        plain(Status::InTransit, 2, &[(Luxury, 1, 900_000)]),
        plain(delivered, 120, &[(Electronics, 1, 300_000), (General, 2, 10_000)]),
        Sold {
            points: 3_000,
            ..plain(
                delivered,
                1,
                &[(Accessories, 1, 2_000), (General, 1, 3_000), (Apparel, 1, 4_000), (Food, 1, 1_000)],
            )
        },
        // The one whose data contradict each other: delivered before it was bought.
        plain(delivered, 3, &[(General, 1, 10_000)]),
    ]
}

fn order(nth: usize, sold: &Sold) -> Order {
    let contradicts = nth == 11;
    let goods: i64 = sold.lines.iter().map(|(_, units, price)| i64::from(*units) * price).sum();
    let paid = if sold.free_delivery { 0 } else { 3_000 };
    let bought = today() - Days::new(sold.days_ago + 2);
    let received = today() - Days::new(sold.days_ago + if contradicts { 9 } else { 0 });
    let mut payments =
        vec![Payment { method: Method::Card, amount: Won(goods + paid - sold.points), refunded: Won(0) }];
    if sold.points > 0 {
        payments.push(Payment { method: Method::Points, amount: Won(sold.points), refunded: Won(0) });
    }
    let lines = sold.lines.iter().zip(1..).map(|(&(category, quantity, price), no)| Line {
        no: LineNo(no),
        product_barcode: format!("8801{nth:04}{no:05}"),
        product_name: format!("상품 {nth}-{no}"),
        facts: LineFacts {
            category,
            unit_price: Won(price),
            quantity,
            discount: Won(if nth == 5 { 1_000 } else { 0 }),
            already_returned: u32::from(nth == 5),
            made_to_order: false,
            production_started: false,
            cancellation_fee: Won(0),
        },
    });
    let mut order = Order {
        facts: OrderFacts {
            number: OrderNo(format!("S{}", 1001 + nth)),
            ordered_on: bought,
            received_on: (sold.status == Status::Delivered).then_some(received),
            status: sold.status,
            shipping: Shipping { paid: Won(paid), standard: Won(3_000), ..Shipping::default() },
            payments,
        },
        // Two orders have one code on their receipts, as where a till counts anew every year.
        receipt_barcode: format!("29{}", if nth == 9 { 1003 } else { 1001 + nth }),
        channel: Channel::Online,
        lines: lines.collect(),
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    };
    if nth == 5 {
        // One of the four had gone back elsewhere, with its share of the discount.
        order.facts.payments[0].amount = Won(goods + paid - 1_000);
        order.facts.payments[0].refunded = Won(4_750);
    }
    order
}

pub fn orders() -> &'static [Order] {
    static ORDERS: OnceLock<Vec<Order>> = OnceLock::new();
    ORDERS.get_or_init(|| sold().iter().enumerate().map(|(nth, sold)| order(nth, sold)).collect())
}

/// The ledger on the morning of a life, whose schema has been changed by `sql`.
pub fn morning(sql: &str) -> Image {
    let began = opened_at() - TimeDelta::days(1);
    let mut ledger = Ledger::in_memory(Means::seeded(1)).unwrap();
    ledger.put_orders(orders(), began).unwrap();
    let now = Moment { uptime: std::time::Duration::ZERO, wall: began, trust: Trust::Degraded };
    ledger.lives(&now).unwrap();
    for (name, role) in STAFF {
        doro::staff::add(&mut ledger, name, role, PIN, began).unwrap();
    }
    let image = ledger.image().unwrap();
    if sql.is_empty() {
        return image;
    }
    let mut db = rusqlite::Connection::open_in_memory().unwrap();
    db.deserialize_read_exact("main", image.bytes(), image.bytes().len(), false).unwrap();
    db.execute_batch(sql).unwrap();
    Image::from_bytes(db.serialize("main").unwrap().to_vec())
}
