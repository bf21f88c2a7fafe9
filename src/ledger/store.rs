//! Orders going into the ledger, version by version.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::order::{Line, Order, OrderNo, Payment};
use rusqlite::{Connection, OptionalExtension, params};

use super::Returned;
use super::error::LedgerError;
use super::kept::fingerprint;
use super::kept::words::word;
use super::text::{digits, instant};

/// What a file may say of an order besides what the counter needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The card's approval number.
    pub approval_no: Option<String>,
    /// The day of the approval.
    pub approved_on: Option<NaiveDate>,
    /// Months in which the card is paid; 0 at once.
    pub instalments: Option<u32>,
    /// By line, in the order of the order's lines; shorter where the rest says nothing.
    pub lines: Vec<LineExtras>,
}

/// What a file may say of a line besides what the counter needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineExtras {
    /// The batch.
    pub lot: Option<String>,
    /// Name of a picture.
    pub image: Option<String>,
}

/// Begins an import; its orders stay unseen until it is made live.
pub(crate) fn begin(db: &Connection, source: &str, returned: Returned, now: DateTime<Utc>) -> Result<i64, LedgerError> {
    let (counts, as_of) = match returned {
        Returned::Elsewhere => ("elsewhere", None),
        Returned::Everything(as_of) => ("everything", Some(instant(as_of))),
    };
    db.execute(
        "INSERT INTO imports (source, started_at, returned, as_of_at) VALUES (?1, ?2, ?3, ?4)",
        (source, instant(now), counts, as_of),
    )?;
    Ok(db.last_insert_rowid())
}

/// Another order that has the same code on its receipt.
pub(crate) fn other_of_receipt(db: &Connection, order: &Order) -> Result<Option<OrderNo>, LedgerError> {
    let code = &order.receipt_barcode;
    let mut row = db.prepare_cached(
        "SELECT order_no FROM live_orders WHERE receipt_digits = ?1 AND receipt_barcode = ?2 AND order_no <> ?3
         ORDER BY order_no LIMIT 1",
    )?;
    Ok(row.query_row((digits(code), code, &order.facts.number.0), |row| Ok(OrderNo(row.get(0)?))).optional()?)
}

/// Whether the newest version of that order has that content, of which the newest form of fingerprint is given.
pub(crate) fn is_known(db: &Connection, order: &Order, extras: &Extras, fingerprint: i64) -> Result<bool, LedgerError> {
    let mut row = db.prepare_cached("SELECT fingerprint, fingerprint_form FROM live_orders WHERE order_no = ?1")?;
    let known = row.query_row([&order.facts.number.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(known.is_some_and(|(kept, form)| fingerprint::is_of(kept, form, order, extras, fingerprint)))
}

/// Whether the ledger has an order of exactly that number.
pub(crate) fn has_order(db: &Connection, number: &OrderNo) -> Result<bool, LedgerError> {
    Ok(db.prepare_cached("SELECT 1 FROM live_orders WHERE order_no = ?1")?.exists([&number.0])?)
}

/// Puts one order, with its fingerprint, into an import.
pub(crate) fn put(
    db: &Connection,
    import: i64,
    order: &Order,
    extras: &Extras,
    fingerprint: i64,
) -> Result<(), LedgerError> {
    let facts = &order.facts;
    let mut row = db.prepare_cached(
        "INSERT INTO orders (import_id, order_no, order_digits, receipt_barcode, receipt_digits, channel, ordered_on,
            received_on, status, shipping_paid_won, shipping_standard_won, remote_surcharge_won,
            installation_surcharge_won, outbound_charged, approval_no, approved_on, instalments,
            fingerprint, fingerprint_form)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?;
    row.execute(params![
        import,
        facts.number.0,
        digits(&facts.number.0),
        order.receipt_barcode,
        digits(&order.receipt_barcode),
        word(order.channel),
        facts.ordered_on.to_string(),
        facts.received_on.map(|day| day.to_string()),
        word(facts.status),
        facts.shipping.paid.0,
        facts.shipping.standard.0,
        facts.shipping.remote_surcharge.0,
        facts.shipping.installation_surcharge.0,
        facts.shipping.outbound_charged,
        extras.approval_no,
        extras.approved_on.map(|day| day.to_string()),
        extras.instalments,
        fingerprint,
        fingerprint::NEWEST,
    ])?;
    let id = db.last_insert_rowid();
    for (payment, at) in facts.payments.iter().zip(0_u32..) {
        put_payment(db, id, at, payment)?;
    }
    let nothing = LineExtras::default();
    for (at, line) in order.lines.iter().enumerate() {
        put_line(db, id, line, extras.lines.get(at).unwrap_or(&nothing))?;
    }
    Ok(())
}

fn put_payment(db: &Connection, order: i64, at: u32, payment: &Payment) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO order_payments (order_id, position, method, amount_won, refunded_won) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    row.execute(params![order, at, word(payment.method), payment.amount.0, payment.refunded.0])?;
    Ok(())
}

fn put_line(db: &Connection, order: i64, line: &Line, extras: &LineExtras) -> Result<(), LedgerError> {
    let facts = &line.facts;
    let mut row = db.prepare_cached(
        "INSERT INTO order_lines (order_id, line_no, product_barcode, product_name, category, unit_price_won, quantity,
            discount_won, already_returned, made_to_order, production_started, cancellation_fee_won, lot, image)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    row.execute(params![
        order,
        line.no.0,
        line.product_barcode,
        line.product_name,
        word(facts.category),
        facts.unit_price.0,
        facts.quantity,
        facts.discount.0,
        facts.already_returned,
        facts.made_to_order,
        facts.production_started,
        facts.cancellation_fee.0,
        extras.lot,
        extras.image,
    ])?;
    Ok(())
}

/// Puts the products of an order into an import, besides those that `known` says are there; a code-less line has none.
pub(crate) fn put_products(
    db: &Connection,
    import: i64,
    order: &Order,
    known: &mut HashSet<String>,
) -> Result<(), LedgerError> {
    for line in order.lines.iter().filter(|line| !line.product_barcode.is_empty()) {
        if known.contains(&line.product_barcode) {
            continue;
        }
        db.prepare_cached("INSERT OR IGNORE INTO products (barcode, import_id, name) VALUES (?1, ?2, ?3)")?
            .execute((&line.product_barcode, import, &line.product_name))?;
        known.insert(line.product_barcode.clone());
    }
    Ok(())
}

/// Lets everybody see the import: one row, so all of it at once. The limits of an order follow when it is booked next.
pub(crate) fn make_live(db: &Connection, import: i64) -> Result<(), LedgerError> {
    db.execute("UPDATE imports SET live = 1 WHERE id = ?1", [import])?;
    Ok(())
}
