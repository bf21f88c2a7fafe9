//! What a slip says: number, what comes back, how much, when, by which clause, and whom to ask.

use domain::booking::{Booking, Slip};
use domain::judge::{Alternative, Course, Decision, LineDecision, Outcome, Payer, Promise, Sums};
use domain::language::Language;
use domain::money::Won;
use domain::order::Method;
use domain::policy::{Clause, How};
use domain::written::{day, instant, span, won};
use hardware::paper::{Align, Row, Size, Slip as Rows, Weight};

use super::clause::{clause, evidence, method, reason};
use super::say;
use crate::config::Shop;

/// The slip as rows.
#[must_use]
pub fn slip(slip: &Slip, shop: &Shop) -> Rows {
    let visit = &slip.visit;
    let booking = &visit.booking;
    let language = booking.language;
    let cancels = booking.decision.course().is_cancellation();
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
        rows.push(Row::detail(reason(language, line.reason), outcome(language, decision.outcome, cancels)));
        rows.extend(because(language, decision));
    }
    rows.push(Row::Rule);
    if booking.is_open() {
        rows.extend(money(language, booking));
        rows.push(Row::Rule);
    }
    rows.extend(next(language, booking));
    rows.push(Row::Space(12));
    // The secret stands in the codes alone; below them stands the number for the shop's files.
    let code = visit.slip_code().to_string();
    rows.push(Row::Qr(code.clone()));
    rows.push(Row::Bars { data: code, label: visit.number.to_string() });
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
    let title = match visit.booking.decision.course() {
        Course::HandIn | Course::HandInLater => say(language, "반품 접수증", "Return slip"),
        Course::StopShipment | Course::Cancel => say(language, "취소 접수증", "Cancellation slip"),
        Course::Nothing if visit.booking.wants_staff => say(language, "상담 접수증", "Slip for a talk"),
        Course::Nothing => say(language, "반품 안내", "About your return"),
    };
    let mut rows = vec![
        centered(shop.name.clone(), Size::Normal, Weight::Bold),
        centered(title.into(), Size::Large, Weight::Bold),
    ];
    if slip.copy > 1 {
        let again = format!("{} ({})", say(language, "재발행", "재발행 · Reprint"), slip.copy);
        rows.push(Row::Inverse { text: again, size: Size::Normal });
    }
    rows.push(centered(visit.number.short().to_string(), Size::Huge, Weight::Bold));
    rows.push(pair(say(language, "접수한 때", "Received"), instant(visit.booking.at), Size::Normal));
    rows.push(pair(say(language, "주문", "Order"), visit.booking.order.0.clone(), Size::Normal));
    rows.push(Row::Rule);
    rows
}

fn outcome(language: Language, outcome: Outcome, cancels: bool) -> &'static str {
    match outcome {
        Outcome::Eligible if cancels => say(language, "취소할 수 있음", "Can be cancelled"),
        Outcome::Eligible => say(language, "반품할 수 있음", "Can go back"),
        Outcome::NeedsEvidence => say(language, "서류가 더 필요함", "Proof needed"),
        Outcome::Refused => say(language, "반품할 수 없음", "Cannot go back"),
    }
}

/// The clause and its date.
fn because(language: Language, decision: &LineDecision) -> Vec<Row> {
    let said = |held: &Clause| Row::note("·", clause(language, *held, &decision.derivation.counted));
    let mut rows: Vec<Row> = decision.clauses.iter().map(said).collect();
    rows.extend(missing(language, decision).into_iter().flatten());
    if let Some(last) = decision.deadline.filter(|_| decision.missing_evidence.is_empty()) {
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

/// The sums: what goes back, or is owed, without any further document, how it came about and when; then what a document
/// adds to it.
fn money(language: Language, booking: &Booking) -> Vec<Row> {
    let decision = &booking.decision;
    let sums = decision.sums();
    let waits = decision.now.is_some();
    if waits && (sums.amount, sums.due) == (Won::ZERO, Won::ZERO) {
        // Nothing goes back before the document is there: one sum, and how it comes about.
        let whole = Decision { now: None, ..decision.clone() };
        let mut rows = parts(language, &whole);
        rows.extend(later(language, sums));
        rows.extend(
            decision
                .refund
                .payments
                .iter()
                .map(|promise| Row::detail(way(language, promise), won(promise.amount, language))),
        );
        rows.push(Row::detail(
            say(language, "서류를 확인한 날부터 계산해요", "Counted from the day we see the document"),
            "",
        ));
        return rows;
    }
    let mut rows = parts(language, decision);
    let label = if waits {
        say(language, "바로 환불되는 금액", "Refund now")
    } else {
        say(language, "돌려받을 금액", "You get back")
    };
    rows.push(pair(label, won(sums.amount, language), Size::Large));
    if sums.due > Won::ZERO {
        rows.push(pair(say(language, "내실 금액", "You pay"), won(sums.due, language), Size::Large));
    }
    for promise in &decision.money().refund.payments {
        rows.push(Row::detail(way(language, promise), won(promise.amount, language)));
        rows.push(Row::detail(when(language, promise), ""));
    }
    if waits {
        rows.extend(later(language, sums));
    }
    rows
}

/// What the sum without any further document is made of.
fn parts(language: Language, decision: &Decision) -> Vec<Row> {
    let money = decision.money();
    let net = decision.lines.iter().filter(|line| decision.counts_now(line)).map(|line| line.net).sum();
    let mut rows = vec![pair(say(language, "상품 금액", "Goods"), won(net, language), Size::Normal)];
    if money.first_delivery > Won::ZERO {
        let label = say(language, "처음 내신 배송비", "Delivery fee you paid");
        rows.push(pair(label, format!("+{}", won(money.first_delivery, language)), Size::Normal));
    }
    let minus = |sum| format!("-{}", won(sum, language));
    if money.shipping.payer == Payer::Customer && money.shipping.amount > Won::ZERO {
        rows.push(pair(say(language, "배송비", "Delivery"), minus(money.shipping.amount), Size::Normal));
    }
    if money.cancellation_fee > Won::ZERO {
        rows.push(pair(say(language, "취소 수수료", "Cancellation fee"), minus(money.cancellation_fee), Size::Normal));
    }
    rows
}

/// What documents add to the sum.
fn later(language: Language, sums: Sums) -> Vec<Row> {
    let owed = (say(language, "서류 확인 뒤 내실 금액", "You pay with the document"), sums.later_due);
    let more = (say(language, "서류 확인 뒤 환불 금액", "Refund with the document"), sums.later);
    let rows = [more, owed].into_iter().filter(|(_, sum)| *sum > Won::ZERO);
    rows.map(|(label, sum)| pair(label, won(sum, language), Size::Large)).collect()
}

/// Which document a line waits for, and until when it can be brought.
fn missing(language: Language, decision: &LineDecision) -> Option<[Row; 2]> {
    let names: Vec<_> = decision.missing_evidence.iter().map(|kind| evidence(language, *kind)).collect();
    let until = decision.evidence_until.filter(|_| !names.is_empty())?;
    let names = names.join(say(language, " 또는 ", " or "));
    let bring = say(language, "가져오실 서류", "Please bring");
    Some([
        Row::note("·", format!("{bring}: {names}")),
        Row::detail(say(language, "서류 기한", "Last day for it"), day(until, language)),
    ])
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

/// What happens next: with the goods, then, where the customer asked for it, a talk.
fn next(language: Language, booking: &Booking) -> Vec<Row> {
    let (ko, en) = match booking.decision.course() {
        Course::HandIn => (
            "직원이 상품을 확인하면 끝나요. 위 날짜는 오늘 확인을 마쳤을 때 기준이에요.",
            "The staff inspect the goods. The dates above hold if they are inspected today.",
        ),
        Course::HandInLater => (
            "상품을 받으시면 이 접수증과 함께 가져와 주세요. 위 날짜는 오늘 확인을 마쳤을 때 기준이에요.",
            "Once you have the goods, bring them with this slip. The dates above hold if they are inspected today.",
        ),
        Course::StopShipment => (
            "아직 보내지 않은 주문이에요. 가져오실 상품은 없어요. 직원이 발송을 멈추고 취소해 드려요.",
            "The goods have not been sent: nothing to bring. The staff stop the shipment and cancel the order.",
        ),
        Course::Cancel => (
            "아직 보내지 않은 주문이에요. 가져오실 상품은 없어요. 직원이 주문을 취소해 드려요.",
            "The goods have not been sent: nothing to bring. The staff cancel the order.",
        ),
        Course::Nothing => ("", ""),
    };
    let mut rows = Vec::new();
    if booking.is_open() {
        rows.push(Row::note("·", say(language, ko, en)));
    }
    if booking.is_open() && !booking.beside.is_empty() {
        let numbers: Vec<_> = booking.beside.iter().map(|visit| visit.short().to_string()).collect();
        let numbers = numbers.join(", ");
        rows.push(Row::note(
            "·",
            match language {
                Language::Ko => {
                    format!("이 주문의 다른 접수({numbers}번)가 처리되는 데 따라 금액이 달라질 수 있어요.")
                }
                Language::En => format!("The amount may change with the outcome of your other request ({numbers})."),
            },
        ));
    }
    if booking.wants_staff {
        let talk =
            say(language, "번호를 부르면 직원과 이야기해 주세요.", "Talk to the staff when your number is called.");
        rows.push(Row::note("·", talk));
    }
    rows
}

fn pair(left: &str, right: impl Into<String>, size: Size) -> Row {
    Row::Pair { left: left.into(), right: right.into(), size, weight: Weight::Regular }
}
