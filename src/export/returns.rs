//! The sheet of returns: a row per line of a visit. What concerns the whole visit stands in its first row only.

use std::collections::BTreeSet;

use domain::booking::Stage;
use domain::money::Won;

use super::sheet::{local, maybe, won};
use crate::ledger::kept::words::{word, words};
use crate::report::facts::{Line, UnitFact, Visit, VisitFact};
use crate::words::export::RETURNS_COLUMNS;

/// The rows of a visit.
pub(super) fn rows(visit: &Visit) -> Vec<[String; RETURNS_COLUMNS.len()]> {
    visit.lines.iter().map(|line| cells(visit, line)).collect()
}

fn cells(visit: &Visit, line: &Line) -> [String; RETURNS_COLUMNS.len()] {
    let (facts, goods) = (&visit.facts, &line.facts);
    let first = |cell: String| if goods.position == 0 { cell } else { String::new() };
    let sum = |amount: Won| first(won(if facts.nothing_moves() { Won::ZERO } else { amount }));
    let waits = facts.stage == Stage::Waiting;
    [
        facts.number.to_string(),
        facts.number.day.to_string(),
        local(facts.confirmed_at),
        word(facts.trust).to_owned(),
        facts.policy_from.to_string(),
        word(facts.language).to_owned(),
        goods.order.0.clone(),
        goods.no.0.to_string(),
        goods.product_barcode.clone(),
        goods.product_name.clone(),
        goods.units.to_string(),
        word(goods.reason).to_owned(),
        maybe(goods.noticed_on),
        word(goods.outcome).to_owned(),
        words(&goods.clauses),
        maybe(goods.deadline),
        won(goods.net),
        won(goods.fee),
        word(facts.stage).to_owned(),
        flag(facts.wants_staff),
        flag(facts.look),
        maybe(facts.decided_at.map(local)),
        maybe(facts.decided_by.map(|staff| staff.0)),
        maybe(facts.refused_by.map(word)),
        maybe(facts.slip_copy),
        maybe(facts.slip.map(word)),
        first(word(facts.payer).to_owned()),
        sum(facts.shipping),
        sum(facts.refund),
        sum(facts.due),
        first(refund_by(visit)),
        lots(&line.units),
        sure(&line.units).filter_map(|unit| unit.serial.as_deref()).collect::<Vec<_>>().join(" "),
        expire_on(&line.units),
        sum(facts.first_delivery),
        first(won(facts.promised.refund.amount)),
        first(won(facts.after_document())),
        first(if waits { document_until(facts) } else { String::new() }),
        doubtful(&line.units),
    ]
}

fn flag(flag: bool) -> String {
    u8::from(flag).to_string()
}

/// While the visit waits also what has given way to another visit: its promise stands on its slip.
fn refund_by(visit: &Visit) -> String {
    let facts = &visit.facts;
    if facts.nothing_moves() {
        return String::new();
    }
    let payments = visit.payments.iter().filter(|payment| payment.counts || facts.stage == Stage::Waiting);
    payments.map(|payment| format!("{}:{}", word(payment.method), payment.amount.0)).collect::<Vec<_>>().join(" ")
}

fn sure(units: &[UnitFact]) -> impl Iterator<Item = &UnitFact> {
    units.iter().filter(|unit| !unit.doubtful)
}

/// Each lot once, in the order in which they come.
fn lots(units: &[UnitFact]) -> String {
    let mut lots: Vec<&str> = Vec::new();
    for lot in sure(units).filter_map(|unit| unit.lot.as_deref()) {
        if !lots.contains(&lot) {
            lots.push(lot);
        }
    }
    lots.join(" ")
}

/// Each day once, the first one first.
fn expire_on(units: &[UnitFact]) -> String {
    let days: BTreeSet<_> = units.iter().filter_map(|unit| unit.expires_on).collect();
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn document_until(facts: &VisitFact) -> String {
    maybe(facts.promised.documents_until())
}

fn doubtful(units: &[UnitFact]) -> String {
    let marking = |unit: &UnitFact| unit.lot.clone().or_else(|| unit.serial.clone()).unwrap_or_else(|| "?".to_owned());
    units.iter().filter(|unit| unit.doubtful).map(marking).collect::<Vec<_>>().join(" ")
}
