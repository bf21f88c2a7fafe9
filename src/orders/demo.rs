//! A few known orders, for the demonstration and for pictures: each shows one answer of the counter.

use chrono::{Days, NaiveDate};
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};

use super::catalogue::{PRODUCTS, gtin13};

/// The known orders, dated relative to `today`. By number:
///
/// - `D1001`: a cardigan by card, received three days ago: a change of mind is in time, the first delivery is charged
/// - `D1002`: a coffee and a bag, received 40 days ago: a change of mind is too late
/// - `D1003`: a cream, received ten days ago: an adverse reaction needs a doctor's paper
/// - `D1004`: earphones, received 20 days ago: a defect needs the service centre's report
/// - `D1005`: a robot cleaner, being prepared: can still be cancelled
/// - `D1006`: three lines, one of three shirts with a discount, by card and points
/// - `D1007`: a tumbler that has gone back completely
/// - `D1008`: a store purchase of today by card and points
#[must_use]
pub fn demo_orders(today: NaiveDate) -> Vec<Order> {
    use Category::{Apparel, Cosmetics, Electronics, General};
    use Method::{BankTransfer, Card, Points};
    let order = |nth, age, payments: &[(Method, i64)], lines| build(nth, today, age, payments, lines);
    let mut preparing = order(1005, 1, &[(Card, 398_000)], vec![line(1, Electronics, "로봇청소기", 1, 0)]);
    preparing.facts.status = Status::Preparing;
    preparing.facts.received_on = None;
    let shirts = vec![
        line(1, Apparel, "스트라이프 면 티셔츠 (네이비, L)", 3, 6_000),
        line(2, General, "아로마 캔들", 1, 0),
        line(3, Cosmetics, "시트 마스크 10매", 2, 2_400),
    ];
    let mut gone = order(1007, 9, &[(BankTransfer, 26_900)], vec![line(1, General, "스테인리스 텀블러 500ml", 1, 0)]);
    gone.facts.shipping.paid = Won(3_000);
    gone.facts.payments[0].refunded = Won(23_900);
    gone.lines[0].facts.already_returned = 1;
    let mut store = order(
        1008,
        0,
        &[(Card, 51_800), (Points, 2_000)],
        vec![
            line(1, General, "스테인리스 텀블러 500ml", 2, 0),
            line(2, Category::Media, "재즈 명반 모음 CD", 1, 11_800),
        ],
    );
    store.channel = Channel::Store;
    store.facts.shipping = Shipping::default();
    vec![
        order(1001, 3, &[(Card, 59_900)], vec![line(1, Apparel, "울 혼방 니트 카디건 (베이지, M)", 1, 0)]),
        order(
            1002,
            40,
            &[(Card, 32_800)],
            vec![
                line(1, Category::Food, "드립백 커피 20개입", 1, 0),
                line(2, Category::Accessories, "캔버스 에코백", 1, 0),
            ],
        ),
        order(1003, 10, &[(Card, 56_000)], vec![line(1, Cosmetics, "수분 진정 크림 50ml", 2, 0)]),
        order(1004, 20, &[(Card, 129_000)], vec![line(1, Electronics, "무선 이어폰", 1, 0)]),
        preparing,
        order(1006, 4, &[(Card, 91_300), (Points, 5_000)], shirts),
        gone,
        store,
    ]
}

fn line(no: u32, category: Category, name: &str, quantity: u32, discount: i64) -> Line {
    let product = PRODUCTS.iter().find(|product| product.name == name && product.category == category);
    let product = product.expect("the demonstration sells what the catalogue holds");
    Line {
        no: LineNo(no),
        product_barcode: product.barcode(),
        product_name: name.to_owned(),
        facts: LineFacts {
            category,
            unit_price: Won(product.price),
            quantity,
            discount: Won(discount),
            already_returned: 0,
            made_to_order: false,
            production_started: false,
            cancellation_fee: Won::ZERO,
        },
    }
}

/// Delivered free of charge, received `age` days ago, ordered two days before that.
fn build(nth: u32, today: NaiveDate, age: u64, payments: &[(Method, i64)], lines: Vec<Line>) -> Order {
    let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let way = if age == 0 { 0 } else { 2 };
    Order {
        facts: OrderFacts {
            number: OrderNo(format!("D{nth}")),
            ordered_on: ago(age + way),
            received_on: Some(ago(age)),
            status: Status::Delivered,
            shipping: Shipping { standard: Won(3_000), ..Shipping::default() },
            payments: payments
                .iter()
                .map(|&(method, amount)| Payment { method, amount: Won(amount), refunded: Won::ZERO })
                .collect(),
        },
        receipt_barcode: gtin13(&format!("21{nth:010}")),
        channel: Channel::Online,
        lines,
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    }
}
