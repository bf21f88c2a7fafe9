//! Orders as a Korean shop would have them, any number, the same for the same seed and day.

use chrono::{Days, NaiveDate};
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};

use super::catalogue::{PRODUCTS, Product, gtin13};
use crate::dice::Dice;

/// From this price on a delivery is free.
const FREE_FROM: Won = Won(30_000);

/// The standard fee of one way.
const STANDARD: Won = Won(3_000);

/// How far back the orders go, in days: past every deadline of the policy.
const DAYS: u64 = 120;

/// `orders` orders of the days up to `today`, oldest first as a shop's system writes them, more of them towards the
/// end, each with a number and a receipt of its own.
pub fn generate(orders: u64, seed: u64, today: NaiveDate) -> impl Iterator<Item = Order> {
    let mut dice = Dice::new(seed);
    (1..=orders).map(move |nth| {
        let left = (orders - nth) as f64 / orders as f64;
        // Squared: most of them are recent.
        order(&mut dice, nth, (left * left * DAYS as f64) as u64, today)
    })
}

fn order(dice: &mut Dice, nth: u64, age: u64, today: NaiveDate) -> Order {
    let ordered_on = today.checked_sub_days(Days::new(age)).unwrap_or(today);
    let channel = if dice.chance(35) { Channel::Store } else { Channel::Online };
    let status = status(dice, channel, age);
    let received_on = (status == Status::Delivered).then(|| {
        let way = if channel == Channel::Store { 0 } else { (1 + dice.below(3)).min(age) };
        ordered_on.checked_add_days(Days::new(way)).unwrap_or(ordered_on)
    });
    let lines: Vec<Line> = lines(dice, status);
    let goods: Won =
        lines.iter().map(|line| line.facts.unit_price.times(line.facts.quantity) - line.facts.discount).sum();
    let installed = lines.iter().any(|line| line.facts.category == Category::Installed);
    let shipping = shipping(dice, channel, goods, installed);
    let payments = payments(dice, goods + shipping.paid);
    let stamp = ordered_on.format("%y%m%d");
    let prefix = if channel == Channel::Store { 'P' } else { 'S' };
    Order {
        facts: OrderFacts {
            number: OrderNo(format!("{prefix}{stamp}{nth:07}")),
            ordered_on,
            received_on,
            status,
            shipping,
            payments,
        },
        receipt_barcode: gtin13(&format!("29{nth:010}")),
        channel,
        lines,
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    }
}

fn status(dice: &mut Dice, channel: Channel, age: u64) -> Status {
    match (channel, age) {
        (Channel::Store, _) => Status::Delivered,
        (_, 0) => *dice.pick(&[Status::Paid, Status::Paid, Status::Preparing]),
        (_, 1) => *dice.pick(&[Status::Preparing, Status::Shipped, Status::InTransit]),
        (_, 2..=3) => *dice.pick(&[Status::InTransit, Status::Delivered, Status::Delivered]),
        _ => Status::Delivered,
    }
}

fn lines(dice: &mut Dice, status: Status) -> Vec<Line> {
    let many = *dice.pick(&[1, 1, 1, 1, 2, 2, 3, 4]);
    let first = dice.below(PRODUCTS.len() as u64);
    (1..=many).map(|no| line(dice, no, &PRODUCTS[((first + u64::from(no) * 11) % 48) as usize], status)).collect()
}

fn line(dice: &mut Dice, no: u32, product: &Product, status: Status) -> Line {
    let price = Won(product.price);
    let quantity = if price < Won(60_000) { *dice.pick(&[1, 1, 1, 2, 2, 3]) } else { 1 };
    // Ten or twenty per cent, in whole hundreds, on a fifth of the lines.
    let share = if dice.chance(20) { *dice.pick(&[10, 20]) } else { 0 };
    let discount = Won(price.times(quantity).0 * share / 100 / 100 * 100);
    let made_to_order = product.category == Category::Installed && dice.chance(10);
    Line {
        no: LineNo(no),
        product_barcode: product.barcode(),
        product_name: product.name.to_owned(),
        facts: LineFacts {
            category: product.category,
            unit_price: price,
            quantity,
            discount,
            already_returned: 0,
            made_to_order,
            production_started: made_to_order && status != Status::Paid,
            cancellation_fee: if product.category == Category::Installed { Won(10_000) } else { Won::ZERO },
        },
    }
}

fn shipping(dice: &mut Dice, channel: Channel, goods: Won, installed: bool) -> Shipping {
    if channel == Channel::Store {
        return Shipping::default();
    }
    Shipping {
        paid: if goods >= FREE_FROM { Won::ZERO } else { STANDARD },
        standard: STANDARD,
        remote_surcharge: if dice.chance(4) { Won(4_000) } else { Won::ZERO },
        installation_surcharge: if installed { Won(20_000) } else { Won::ZERO },
        outbound_charged: false,
    }
}

fn payments(dice: &mut Dice, all: Won) -> Vec<Payment> {
    let pay = |method, amount| Payment { method, amount, refunded: Won::ZERO };
    let main = *dice.pick(&[
        Method::Card,
        Method::Card,
        Method::Card,
        Method::Card,
        Method::BankTransfer,
        Method::VirtualAccount,
        Method::Mobile,
    ]);
    let points = Won(500 * (1 + dice.below(10)).cast_signed());
    if dice.chance(25) && points < all {
        vec![pay(main, all - points), pay(Method::Points, points)]
    } else {
        vec![pay(main, all)]
    }
}
