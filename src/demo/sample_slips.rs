//! Slips of a made-up visit, judged by the embedded policy: for technicians who set up a printer.

use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{Booked, BookedLine, Booking, Slip, VisitKey};
use domain::calendar::Calendar;
use domain::judge::{HandIn, Item, Request, judge};
use domain::language::Language;
use domain::moment::{Trust, seoul_date};
use domain::order::{Line, Order};
use domain::policy::Book;
use domain::policy::Reason;
use domain::slip_code::ClaimCode;
use domain::terminal::Terminal;
use domain::visit_no::VisitNo;
use hardware::paper::Slip as Rows;

use super::shop;
use crate::orders;
use crate::words;

/// Monday morning in Seoul; the same slips on every day.
const AT: &str = "2026-11-23T01:00:00Z";
/// Lines of the receipt.
const RECEIPT_LINES: usize = 30;

/// A change of mind in time, two of three.
#[must_use]
pub fn accepted() -> Option<Rows> {
    visit(1006, false, &[(0, 2, Reason::ChangeOfMind)])
}

/// After forty days one line is refused with its clause, the other goes back as defective, and the staff will talk.
#[must_use]
pub fn refused() -> Option<Rows> {
    visit(1002, true, &[(0, 1, Reason::ChangeOfMind), (1, 1, Reason::Defective)])
}

/// A receipt of a day's shopping with the code that opens a return.
#[must_use]
pub fn receipt() -> Rows {
    let (at, today) = now();
    let lines: Vec<Line> =
        orders::generate(RECEIPT_LINES as u64, 1, today).flat_map(|order| order.lines).take(RECEIPT_LINES).collect();
    words::receipt::receipt(&shop(), at, "R-20261123-0042", &lines)
}

fn now() -> (DateTime<Utc>, NaiveDate) {
    let at = AT.parse().unwrap_or_default();
    (at, seoul_date(at))
}

/// The slip for these lines (place in the order, units, reason) of a known order; `None` when the policy calls the
/// request wrong, which a test rules out.
fn visit(nth: u32, wants_staff: bool, lines: &[(usize, u32, Reason)]) -> Option<Rows> {
    let (at, today) = now();
    let order = orders::demo_orders(today).into_iter().find(|order| order.facts.number.0 == format!("D{nth}"))?;
    let items = lines.iter().filter_map(|(line, units, reason)| item(&order, *line, *units, *reason)).collect();
    let last = order.is_last(|no| {
        lines
            .iter()
            .filter(|(at, ..)| order.lines.get(*at).is_some_and(|l| l.no == no))
            .map(|(_, units, _)| *units)
            .sum()
    });
    let request = Request { requested_on: today, hand_in: HandIn::Counter, order: order.facts.clone(), items, last };
    let decision = judge(&Book::embedded(), &Calendar::embedded(), &request, true).ok()?;
    let booked = |(line, units, reason): &(usize, u32, Reason)| {
        let line = order.lines.get(*line)?;
        Some(BookedLine {
            no: line.no,
            name: line.product_name.clone(),
            product_barcode: line.product_barcode.clone(),
            already_returned: 0,
            units: *units,
            reason: *reason,
            noticed_on: None,
            condition: Default::default(),
            evidence: Default::default(),
            seen: Vec::new(),
        })
    };
    let booking = Booking {
        key: VisitKey { terminal: Terminal::FIRST, boot: 1, serial: 1 },
        at,
        trust: Trust::Trusted,
        language: Language::Ko,
        order: order.facts.number.clone(),
        lines: lines.iter().filter_map(booked).collect(),
        decision,
        judged: Some(order.mark()),
        contact: None,
        wants_staff,
        beside: Vec::new(),
    };
    let visit = Booked { number: VisitNo { day: today, sequence: 42 }, claim_code: ClaimCode(97_947), booking };
    Some(words::paper::slip(&Slip { copy: 1, visit }, &shop()))
}

fn item(order: &Order, line: usize, units: u32, reason: Reason) -> Option<Item> {
    Some(Item {
        line: order.lines.get(line)?.facts,
        returning: units,
        reason,
        noticed_on: None,
        condition: Default::default(),
        evidence: Default::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hardware::paper::Row;

    fn says(slip: &Rows, words: &str) -> bool {
        slip.0.iter().any(|row| format!("{row:?}").contains(words))
    }

    #[test]
    fn the_policy_decides_the_samples() {
        let (accepted, refused) = (accepted().unwrap(), refused().unwrap());
        assert!(says(&accepted, "반품할 수 있음") && !says(&accepted, "반품할 수 없음"));
        assert!(says(&refused, "반품할 수 없음") && says(&refused, "단순 변심: 받은 날부터"));
        assert!(says(&refused, "지금도 할 수 있는 것: 상품에 문제가 있을 때 반품") && !says(&accepted, "지금도"));
        assert!(says(&refused, "서류가 더 필요함") || says(&refused, "반품할 수 있음"), "{refused:?}");
    }

    #[test]
    fn the_receipt_has_thirty_lines_and_its_code() {
        let receipt = receipt();
        assert!(receipt.0.iter().any(|row| matches!(row, Row::Qr(_))));
        let pairs = receipt.0.iter().filter(|row| matches!(row, Row::Pair { .. })).count();
        assert_eq!(pairs, RECEIPT_LINES + 4, "number, day, total and payment besides");
    }
}
