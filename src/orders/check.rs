//! What must hold of a whole order, whatever kind of file it stands in.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::money::Won;
use domain::order::{Order, OrderNo, Status};

use super::problem::{Problems, Remarks, same_code};
use crate::ledger::store::Extras;

/// An order as read, with the places in the file that it came from.
#[derive(Debug)]
pub(super) struct Read {
    pub order: Order,
    pub extras: Extras,
    /// The number as the file writes it, where that is not its normal form.
    pub written: Option<OrderNo>,
    /// Of both.
    pub fingerprint: i64,
    /// Line of the file at which the order begins.
    pub at: u64,
    /// Line of the file of every line of the order.
    pub lines_at: Vec<u64>,
    /// Whether an order before it in the file has the same code on its receipt.
    pub is_twin: bool,
}

/// Codes of receipts so far, and where.
pub(super) type Receipts = HashMap<Box<str>, u64>;

/// Checks what no single field can tell; sorts the lines by number. Whether everything holds.
pub(super) fn check(read: &mut Read, receipts: &mut Receipts, today: NaiveDate, problems: &mut Problems) -> bool {
    let before = problems.count;
    let order = &read.order;
    let mut goods = Won::ZERO;
    for (line, at) in order.lines.iter().zip(&read.lines_at) {
        let facts = &line.facts;
        let gross = facts.unit_price.times(facts.quantity);
        if gross > Won::MAX {
            problems.add(*at, "quantity", &facts.quantity.to_string(), "price × quantity up to a trillion won");
            continue;
        }
        goods = goods + gross - facts.discount;
        if facts.discount > gross {
            let expected = format!("at most {}, price × quantity of the line", gross.0);
            problems.add(*at, "discount_won", &facts.discount.0.to_string(), expected);
        }
        if facts.already_returned > facts.quantity {
            let expected = format!("at most {}, the quantity", facts.quantity);
            problems.add(*at, "already_returned", &facts.already_returned.to_string(), expected);
        }
    }
    // Where a line is wrong, its sum is too.
    let lines_hold = problems.count == before;
    let facts = &order.facts;
    if let Some(received) = facts.received_on.filter(|received| *received < facts.ordered_on) {
        let expected = format!("a day not before ordered_on, {}", facts.ordered_on);
        problems.add(read.at, "received_on", &received.to_string(), expected);
    }
    let paid: Won = facts.payments.iter().map(|payment| payment.amount).sum();
    let owed = goods + facts.shipping.paid;
    if lines_hold && paid != owed {
        let expected = format!(
            "{} in all: goods {} (price × quantity − discount) + shipping paid {}",
            owed.0, goods.0, facts.shipping.paid.0
        );
        problems.add(read.at, "payments", &format!("{} in all", paid.0), expected);
    }
    let twin = receipts.insert(order.receipt_barcode.as_str().into(), read.at);
    remark(read, twin, today, &mut problems.remarks);
    read.is_twin = twin.is_some();
    sort_lines(read, problems);
    problems.count == before
}

/// What may be so and mostly is not.
fn remark(read: &Read, twin: Option<u64>, today: NaiveDate, remarks: &mut Remarks) {
    let facts = &read.order.facts;
    if facts.ordered_on > today {
        let what = format!("{} is still to come: until then it cannot be judged at the counter", facts.ordered_on);
        remarks.add(read.at, &facts.number, "ordered_on", what);
    }
    match facts.received_on {
        None if facts.status == Status::Delivered => {
            let what = "delivered, and no day of receipt: no deadline runs, however long ago it was";
            remarks.add(read.at, &facts.number, "received_on", what);
        }
        Some(on) if on > today => {
            let what = format!("{on} is still to come: until then it cannot be judged at the counter");
            remarks.add(read.at, &facts.number, "received_on", what);
        }
        _ => {}
    }
    if let Some(line) = twin {
        remarks.add(read.at, &facts.number, "receipt_barcode", same_code(&format!("the order at line {line}")));
    }
}

fn sort_lines(read: &mut Read, problems: &mut Problems) {
    let mut seen: HashMap<u32, u64> = HashMap::with_capacity(read.lines_at.len());
    for (line, at) in read.order.lines.iter().zip(&read.lines_at) {
        if let Some(other) = seen.insert(line.no.0, *at) {
            let expected = format!("each line of order {} once: line {other} has it too", read.order.facts.number.0);
            problems.add(*at, "line_no", &line.no.0.to_string(), expected);
        }
    }
    if read.order.lines.is_sorted_by_key(|line| line.no) {
        return;
    }
    let mut by_no: Vec<usize> = (0..read.order.lines.len()).collect();
    by_no.sort_by_key(|at| read.order.lines[*at].no);
    let extras = &mut read.extras.lines;
    extras.resize(by_no.len(), Default::default());
    *extras = by_no.iter().map(|at| extras[*at].clone()).collect();
    read.order.lines.sort_by_key(|line| line.no);
}
