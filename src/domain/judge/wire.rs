//! JSON Lines: one request a line in, one decision a line out.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

use super::{Alternative, Charge, Check, Decision, Derivation, HandIn, Item, Outcome, Refund, Request, judge};
use crate::calendar::Calendar;
use crate::money::Won;
use crate::order::{Category, LineFacts, Method, OrderFacts, OrderNo, Payment, Shipping, Status};
use crate::policy::Book;
use crate::policy::{Clause, Evidence, Flag, PathStep, Reason};

/// Judges the request in `line` and appends the decision to `out` as one line of JSON without a
/// line's end. The clock is trusted: the day of the request stands in the line.
///
/// # Errors
/// Names the field, with its path in the line, and what was expected; `out` is then as it was.
pub fn decide_line(book: &Book, calendar: &Calendar, line: &str, out: &mut Vec<u8>) -> Result<(), String> {
    let wire: Wire = serde_json::from_str(line).map_err(|error| complaint(line, &error))?;
    let request = Request::from(wire);
    let decision = judge(book, calendar, &request, true)
        .map_err(|bad| format!("{}: expected {}", field_in_line(&bad.field), bad.expected))?;
    let start = out.len();
    serde_json::to_writer(&mut *out, &Answer::from(&decision)).map_err(|error| {
        out.truncate(start);
        format!("the decision could not be written: {error}")
    })
}

/// The path of a judge's field in the line, which carries a single item, spread out.
fn field_in_line(field: &str) -> &str {
    match field.strip_prefix("items[0].") {
        Some("returning") => "line.returning",
        Some(field) => field,
        None => field,
    }
}

/// Reads the line once more, slowly, for the path of the field.
fn complaint(line: &str, error: &serde_json::Error) -> String {
    if !line.trim_start().starts_with('{') {
        return "expected a request: one object {…}, whole on one line".to_owned();
    }
    if error.is_eof() {
        return "the object does not end on this line: expected one request, whole on one line".to_owned();
    }
    let mut json = serde_json::Deserializer::from_str(line);
    match serde_path_to_error::deserialize::<_, Wire>(&mut json) {
        Err(error) if error.path().iter().next().is_some() => {
            format!("{}: {}", error.path(), words(error.inner()))
        }
        _ => words(error),
    }
}

/// What is wrong, with the column alone: the number of the line is known to whoever reads lines.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(words) => format!("{words} (column {})", error.column()),
        None => text,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    requested_on: Day,
    reason: Reason,
    #[serde(default)]
    noticed_on: Option<Day>,
    hand_in: HandIn,
    order: WireOrder,
    line: WireLine,
    #[serde(default)]
    condition: BTreeSet<Flag>,
    #[serde(default)]
    evidence: BTreeSet<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireOrder {
    number: OrderNo,
    ordered_on: Day,
    #[serde(default)]
    received_on: Option<Day>,
    status: Status,
    shipping: WireShipping,
    payments: Vec<WirePayment>,
    /// Nothing is left after this request, and what went back before went back in the same way.
    #[serde(default)]
    last: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireShipping {
    paid: Won,
    standard: Won,
    #[serde(default)]
    remote_surcharge: Won,
    #[serde(default)]
    installation_surcharge: Won,
    #[serde(default)]
    outbound_charged: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePayment {
    method: Method,
    amount: Won,
    #[serde(default)]
    refunded: Won,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireLine {
    category: Category,
    unit_price: Won,
    quantity: u32,
    #[serde(default)]
    discount: Won,
    #[serde(default)]
    already_returned: u32,
    returning: u32,
    #[serde(default)]
    made_to_order: bool,
    #[serde(default)]
    production_started: bool,
    #[serde(default)]
    cancellation_fee: Won,
}

impl From<Wire> for Request {
    fn from(wire: Wire) -> Request {
        let Wire { order, line, .. } = wire;
        let shipping = order.shipping;
        let item = Item {
            line: LineFacts {
                category: line.category,
                unit_price: line.unit_price,
                quantity: line.quantity,
                discount: line.discount,
                already_returned: line.already_returned,
                made_to_order: line.made_to_order,
                production_started: line.production_started,
                cancellation_fee: line.cancellation_fee,
            },
            returning: line.returning,
            reason: wire.reason,
            noticed_on: wire.noticed_on.map(|day| day.0),
            condition: wire.condition,
            evidence: wire.evidence,
        };
        let payment = |WirePayment { method, amount, refunded }| Payment { method, amount, refunded };
        Request {
            requested_on: wire.requested_on.0,
            hand_in: wire.hand_in,
            order: OrderFacts {
                number: order.number,
                ordered_on: order.ordered_on.0,
                received_on: order.received_on.map(|day| day.0),
                status: order.status,
                shipping: Shipping {
                    paid: shipping.paid,
                    standard: shipping.standard,
                    remote_surcharge: shipping.remote_surcharge,
                    installation_surcharge: shipping.installation_surcharge,
                    outbound_charged: shipping.outbound_charged,
                },
                payments: order.payments.into_iter().map(payment).collect(),
            },
            items: vec![item],
            last: order.last,
        }
    }
}

/// A date written as `YYYY-MM-DD`, and in no other way.
struct Day(NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        deserializer.deserialize_str(DayVisitor)
    }
}

struct DayVisitor;

impl Visitor<'_> for DayVisitor {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date that exists, as YYYY-MM-DD")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Day, E> {
        day(text).map(Day).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i32::try_from(number(&bytes[..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&bytes[5..7])?, number(&bytes[8..])?)
}

/// A decision as it is written. A refusal has neither path nor money.
#[derive(Serialize)]
struct Answer<'a> {
    outcome: Outcome,
    clauses: &'a [Clause],
    deadline: Option<NaiveDate>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    open: Option<Open<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    checks: &'a [Check],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternatives: &'a [Alternative],
    policy_from: NaiveDate,
    derivation: &'a Derivation,
}

#[derive(Serialize)]
struct Open<'a> {
    missing_evidence: &'a [Evidence],
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence_until: Option<NaiveDate>,
    path: &'a [PathStep],
    shipping: Charge,
    cancellation_fee: Won,
    first_delivery: Won,
    refund: &'a Refund,
}

impl<'a> From<&'a Decision> for Answer<'a> {
    /// Of a decision on a single item.
    fn from(decision: &'a Decision) -> Answer<'a> {
        let line = &decision.lines[0];
        let open = line.is_open().then(|| Open {
            missing_evidence: &line.missing_evidence,
            evidence_until: line.evidence_until,
            path: &line.path,
            shipping: decision.shipping,
            cancellation_fee: decision.cancellation_fee,
            first_delivery: decision.first_delivery,
            refund: &decision.refund,
        });
        Answer {
            outcome: line.outcome,
            clauses: &line.clauses,
            deadline: line.deadline,
            open,
            checks: &line.checks,
            alternatives: &line.alternatives,
            policy_from: decision.policy_from,
            derivation: &line.derivation,
        }
    }
}
