//! What a slip says: number, what comes back, how much, when, by which clause, and whom to ask.

use domain::counter::{Booking, Language, Slip};
use domain::judge::{Alternative, How, LineDecision, Outcome, PathStep, Payer, Promise};
use domain::order::Method;
use hardware::paper::{Align, Row, Size, Slip as Rows, Weight};
use ui::format::{day, span, won};

use super::clause::{clause, method, reason};
use super::{instant, say};
use crate::config::Shop;

/// The slip as rows.
#[must_use]
pub fn slip(slip: &Slip, shop: &Shop) -> Rows {
    let visit = &slip.visit;
    let booking = &visit.booking;
    let language = booking.language;
    let mut rows = head(slip, shop);
    for (nth, (line, decision)) in booking.lines.iter().zip(&booking.decision.lines).enumerate() {
        if nth > 0 {
            rows.push(Row::Space(12));
        }
        let units = match language {
            Language::Ko => format!("{}개", line.units),
            Language::En => format!("×{}", line.units),
        };
        rows.push(Row::Pair { left: line.name.clone(), right: units, size: Size::Normal, weight: Weight::Bold });
        rows.push(Row::detail(reason(language, line.reason), outcome(language, decision.outcome)));
        rows.extend(because(language, decision));
    }
    rows.push(Row::Rule);
    rows.extend(money(language, booking));
    rows.push(Row::Rule);
    rows.extend(next(language, booking));
    rows.push(Row::Space(12));
    rows.push(Row::Qr(visit.number.to_string()));
    rows.push(Row::Code128(visit.number.to_string()));
    rows.push(Row::Space(12));
    rows.push(pair(say(language, "확인 번호", "Claim code"), visit.claim_code.to_string(), Size::Large));
    rows.push(Row::Rule);
    rows.push(Row::text(format!("{}  {}", shop.phone, shop.hours)));
    let again = say(
        language,
        "이 종이를 스캐너에 대면 진행 상황을 볼 수 있어요.",
        "Hold this slip to the scanner to see how far it has come.",
    );
    rows.push(Row::note("※", again));
    Rows(rows)
}

fn head(slip: &Slip, shop: &Shop) -> Vec<Row> {
    let visit = &slip.visit;
    let language = visit.booking.language;
    let centered = |text: String, size, weight| Row::Text { text, size, align: Align::Center, weight };
    let mut rows = vec![
        centered(shop.name.clone(), Size::Normal, Weight::Bold),
        centered(say(language, "반품 접수증", "Return slip").into(), Size::Large, Weight::Bold),
    ];
    if slip.copy > 1 {
        let again = format!("{} ({})", say(language, "재발행", "재발행 · Reprint"), slip.copy);
        rows.push(Row::Inverse { text: again, size: Size::Normal });
    }
    rows.push(centered(visit.number.short().to_string(), Size::Huge, Weight::Bold));
    rows.push(pair(say(language, "접수 번호", "Number"), visit.number.to_string(), Size::Normal));
    rows.push(pair(say(language, "접수한 때", "Received"), instant(visit.booking.at), Size::Normal));
    rows.push(pair(say(language, "주문", "Order"), visit.booking.order.0.clone(), Size::Normal));
    rows.push(Row::Rule);
    rows
}

fn outcome(language: Language, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Eligible => say(language, "반품할 수 있음", "Can go back"),
        Outcome::NeedsEvidence => say(language, "서류가 더 필요함", "Proof needed"),
        Outcome::Refused => say(language, "반품할 수 없음", "Cannot go back"),
    }
}

/// The clause and its date.
fn because(language: Language, decision: &LineDecision) -> Vec<Row> {
    let mut rows: Vec<Row> = decision.clauses.iter().map(|held| Row::note("·", clause(language, *held))).collect();
    if let Some(last) = decision.deadline {
        rows.push(Row::detail(say(language, "신청 기한", "Last day to ask"), day(last, language)));
    }
    if !decision.checks.is_empty() {
        let check = say(language, "날짜는 직원이 확인해요", "The staff confirm the date");
        rows.push(Row::note("·", check));
    }
    if decision.outcome == Outcome::Refused && !decision.alternatives.is_empty() {
        let ways: Vec<_> = decision.alternatives.iter().map(|way| still(language, *way)).collect();
        let label = say(language, "지금도 할 수 있는 것", "Still possible");
        rows.push(Row::note("·", format!("{label}: {}", ways.join(", "))));
    }
    rows
}

/// What the customer can still do after a refusal.
fn still(language: Language, way: Alternative) -> String {
    let (ko, en, until) = match way {
        Alternative::ChangeOfMindUntil(until) => ("마음이 바뀐 반품", "a change of mind", until),
        Alternative::DefectUntil(until) => ("상품에 문제가 있을 때 반품", "a return if it is faulty", until),
        Alternative::Exchange => ("교환 문의", "asking for an exchange", None),
        Alternative::Repair => ("수리 문의", "asking for a repair", None),
        Alternative::AskStaff => ("직원과 이야기", "talking to the staff", None),
    };
    let way = say(language, ko, en);
    match (until, language) {
        (None, _) => way.to_owned(),
        (Some(last), Language::Ko) => format!("{way}({}까지)", day(last, language)),
        (Some(last), Language::En) => format!("{way} (until {})", day(last, language)),
    }
}

fn money(language: Language, booking: &Booking) -> Vec<Row> {
    let decision = &booking.decision;
    let net = decision.lines.iter().map(|line| line.net).sum();
    let mut rows = vec![pair(say(language, "상품 금액", "Goods"), won(net, language), Size::Normal)];
    if decision.first_delivery.0 > 0 {
        let label = say(language, "처음 내신 배송비", "Delivery fee you paid");
        rows.push(pair(label, format!("+{}", won(decision.first_delivery, language)), Size::Normal));
    }
    let minus = |sum| format!("-{}", won(sum, language));
    if decision.shipping.payer == Payer::Customer && decision.shipping.amount.0 > 0 {
        rows.push(pair(say(language, "배송비", "Delivery"), minus(decision.shipping.amount), Size::Normal));
    }
    if decision.cancellation_fee.0 > 0 {
        rows.push(pair(
            say(language, "취소 수수료", "Cancellation fee"),
            minus(decision.cancellation_fee),
            Size::Normal,
        ));
    }
    rows.push(pair(say(language, "돌려받을 금액", "You get back"), won(decision.refund.amount, language), Size::Large));
    if decision.refund.due.0 > 0 {
        rows.push(pair(say(language, "내실 금액", "You owe"), won(decision.refund.due, language), Size::Large));
    }
    for promise in &decision.refund.payments {
        rows.push(Row::detail(way(language, promise), won(promise.amount, language)));
        rows.push(Row::detail(when(language, promise), ""));
    }
    rows
}

fn way(language: Language, promise: &Promise) -> &'static str {
    match (promise.method, promise.how) {
        (Method::Mobile, How::Deposit) => method(language, Method::BankTransfer),
        (paid_by, _) => method(language, paid_by),
    }
}

fn when(language: Language, promise: &Promise) -> String {
    match (promise.within_hours, language) {
        (Some(hours), Language::Ko) => format!("{hours}시간 안에"),
        (Some(hours), Language::En) => format!("within {hours} hours"),
        (None, _) => span(promise.earliest, promise.latest, language),
    }
}

fn next(language: Language, booking: &Booking) -> Vec<Row> {
    let inspected = booking.decision.lines.iter().any(|line| line.path.contains(&PathStep::Inspect));
    let promise = if inspected {
        say(
            language,
            "직원이 상품을 확인하면 끝나요. 위 날짜는 오늘 확인을 마쳤을 때 기준이에요.",
            "The staff inspect the goods. The dates above hold if they are inspected today.",
        )
    } else {
        say(
            language,
            "아직 보내지 않은 주문이라 직원이 취소해 드려요.",
            "The goods have not been sent yet: the staff cancel the order.",
        )
    };
    let mut rows = vec![Row::note("·", promise)];
    if booking.wants_staff {
        let talk =
            say(language, "번호를 부르면 직원과 이야기해 주세요.", "Talk to the staff when your number is called.");
        rows = vec![Row::note("·", talk)];
    }
    rows
}

fn pair(left: &str, right: impl Into<String>, size: Size) -> Row {
    Row::Pair { left: left.into(), right: right.into(), size, weight: Weight::Regular }
}
