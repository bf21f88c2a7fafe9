//! Fingerprints of form 1, as ledgers up to schema 16 have them: what `std::hash::DefaultHasher` of Rust 1.95 said of the
//! order's JSON and of the derived `Hash` of the rest, on a 64-bit little-endian machine. The standard library promises
//! neither, so both are written out here: SipHash-1-3 with the key nought, over
//!
//! - the JSON text, then the byte `ff`
//! - approval number?, approved on?, instalments?; how many lines as eight bytes; of each line lot?, image?
//!
//! where what may be missing is eight bytes, 0 or 1, then the value; a text is UTF-8, then `ff`; a number of months four
//! bytes; a day four bytes as [`packed`] has them. Numbers are little-endian.

use std::hash::Hasher;

use chrono::{Datelike, NaiveDate};
use domain::order::{Category, Channel, Line, Method, Order, Payment, Status};
use serde::Serialize;
use siphasher::sip::SipHasher13;

use crate::ledger::kept::words::Spelled;
use crate::ledger::store::{Extras, LineExtras};

#[derive(Serialize)]
struct Text<'a> {
    number: &'a str,
    ordered_on: NaiveDate,
    received_on: Option<NaiveDate>,
    status: Spelled<Status>,
    shipping: TextShipping,
    payments: Vec<TextPayment>,
    receipt_barcode: &'a str,
    channel: Spelled<Channel>,
    lines: Vec<TextLine<'a>>,
}

#[derive(Serialize)]
struct TextShipping {
    paid: i64,
    standard: i64,
    remote_surcharge: i64,
    installation_surcharge: i64,
    outbound_charged: bool,
}

#[derive(Serialize)]
struct TextPayment {
    method: Spelled<Method>,
    amount: i64,
    refunded: i64,
}

#[derive(Serialize)]
struct TextLine<'a> {
    no: u32,
    product_barcode: &'a str,
    product_name: &'a str,
    category: Spelled<Category>,
    unit_price: i64,
    quantity: u32,
    discount: i64,
    already_returned: u32,
    made_to_order: bool,
    production_started: bool,
    cancellation_fee: i64,
}

/// The fingerprint of form 1.
pub(super) fn fingerprint(order: &Order, extras: &Extras) -> serde_json::Result<i64> {
    let mut hash = SipHasher13::new();
    text(&mut hash, &serde_json::to_string(&text_of(order))?);
    let Extras { approval_no, approved_on, instalments, lines } = extras;
    maybe(&mut hash, approval_no.as_deref(), text);
    maybe(&mut hash, *approved_on, |hash, day| hash.write(&packed(day).to_le_bytes()));
    maybe(&mut hash, *instalments, |hash, months| hash.write(&months.to_le_bytes()));
    hash.write(&(lines.len() as u64).to_le_bytes());
    for LineExtras { lot, image } in lines {
        maybe(&mut hash, lot.as_deref(), text);
        maybe(&mut hash, image.as_deref(), text);
    }
    Ok(hash.finish().cast_signed())
}

fn text(hash: &mut SipHasher13, text: &str) {
    hash.write(text.as_bytes());
    hash.write(&[0xff]);
}

fn maybe<T>(hash: &mut SipHasher13, value: Option<T>, write: impl FnOnce(&mut SipHasher13, T)) {
    hash.write(&u64::from(value.is_some()).to_le_bytes());
    if let Some(value) = value {
        write(hash, value);
    }
}

/// A day as chrono 0.4 holds it: from bit 13 on the year, from bit 4 the day of the year, bit 3 whether it is no leap year,
/// below it the weekday on which it begins: 1 for a Wednesday to 6 for a Monday, and 7 for a Tuesday.
fn packed(day: NaiveDate) -> i32 {
    let begins = day.with_ordinal(1).unwrap_or(day).weekday().num_days_from_monday().cast_signed();
    let weekday = match (begins + 6) % 7 {
        0 => 7,
        weekday => weekday,
    };
    let common = i32::from(!day.leap_year());
    (day.year() << 13) | (day.ordinal().cast_signed() << 4) | (common << 3) | weekday
}

fn text_of(order: &Order) -> Text<'_> {
    let (facts, shipping) = (&order.facts, &order.facts.shipping);
    Text {
        number: &facts.number.0,
        ordered_on: facts.ordered_on,
        received_on: facts.received_on,
        status: Spelled(facts.status),
        shipping: TextShipping {
            paid: shipping.paid.0,
            standard: shipping.standard.0,
            remote_surcharge: shipping.remote_surcharge.0,
            installation_surcharge: shipping.installation_surcharge.0,
            outbound_charged: shipping.outbound_charged,
        },
        payments: facts.payments.iter().map(text_of_payment).collect(),
        receipt_barcode: &order.receipt_barcode,
        channel: Spelled(order.channel),
        lines: order.lines.iter().map(text_of_line).collect(),
    }
}

fn text_of_payment(payment: &Payment) -> TextPayment {
    TextPayment { method: Spelled(payment.method), amount: payment.amount.0, refunded: payment.refunded.0 }
}

fn text_of_line(line: &Line) -> TextLine<'_> {
    let facts = &line.facts;
    TextLine {
        no: line.no.0,
        product_barcode: &line.product_barcode,
        product_name: &line.product_name,
        category: Spelled(facts.category),
        unit_price: facts.unit_price.0,
        quantity: facts.quantity,
        discount: facts.discount.0,
        already_returned: facts.already_returned,
        made_to_order: facts.made_to_order,
        production_started: facts.production_started,
        cancellation_fee: facts.cancellation_fee.0,
    }
}
