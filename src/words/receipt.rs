//! What a receipt says. The shop's till prints its own; this one shows a technician what a long one takes.

use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::money::Won;
use domain::order::Line;
use domain::written::{instant, won};
use hardware::paper::{Align, Row, Size, Slip, Weight};

use crate::config::Shop;

/// The receipt `number` of `lines`, all paid by card.
#[must_use]
pub fn receipt(shop: &Shop, at: DateTime<Utc>, number: &str, lines: &[Line]) -> Slip {
    let price = |sum: Won| won(sum, Language::Ko);
    let mut slip = Slip::new()
        .heading(&shop.name)
        .row(Row::Text {
            text: format!("{}  {}", shop.phone, shop.hours),
            size: Size::Normal,
            align: Align::Center,
            weight: Weight::Regular,
        })
        .space(12)
        .pair("영수증", number)
        .pair("판매", instant(at))
        .row(Row::DoubleRule);
    let mut total = Won::ZERO;
    for line in lines {
        let sum = Won(line.facts.unit_price.0 * i64::from(line.facts.quantity));
        total = total + sum;
        slip = slip.pair(&line.product_name, price(sum));
        if line.facts.quantity > 1 {
            // On a line of its own: a count before a price reads as a digit of it.
            let counted = format!("{} × {}개", price(line.facts.unit_price), line.facts.quantity);
            slip = slip.row(Row::detail(counted, ""));
        }
    }
    slip.row(Row::DoubleRule)
        .row(Row::Pair { left: "합계".into(), right: price(total), size: Size::Large, weight: Weight::Bold })
        .pair("카드 결제", price(total))
        .rule()
        .row(Row::note("※", "반품할 때 이 영수증의 코드를 스캐너에 대 주세요."))
        .space(12)
        .row(Row::Qr(number.into()))
        .space(12)
}
