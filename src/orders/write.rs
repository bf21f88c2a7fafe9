//! Orders going out as CSV, in the form that [`super::import`] reads.

use std::io::{self, Write};

use domain::order::{Order, Payment};

use super::columns::{LINE, ORDER};
use crate::ledger::kept::words::word;

/// Columns beyond the required ones, so that what is written is read back whole.
const EXTRA: [&str; 3] = ["payments_refunded", "outbound_charged", "already_returned"];

/// Writes a header and a row per line, UTF-8 without a mark.
///
/// # Errors
/// When `to` cannot be written.
pub fn write_csv(orders: impl IntoIterator<Item = Order>, to: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(ORDER.iter().chain(&LINE).chain(&EXTRA))?;
    for order in orders {
        for fields in rows(&order) {
            csv.write_record(fields)?;
        }
    }
    csv.flush()
}

fn rows(order: &Order) -> Vec<Vec<String>> {
    let facts = &order.facts;
    let shipping = &facts.shipping;
    let head = [
        facts.number.0.clone(),
        order.receipt_barcode.clone(),
        word(order.channel).to_owned(),
        facts.ordered_on.to_string(),
        facts.received_on.map(|day| day.to_string()).unwrap_or_default(),
        word(facts.status).to_owned(),
        shipping.paid.0.to_string(),
        shipping.standard.0.to_string(),
        shipping.remote_surcharge.0.to_string(),
        shipping.installation_surcharge.0.to_string(),
        payments(&facts.payments, |payment| payment.amount.0),
    ];
    let refunded = payments(&facts.payments, |payment| payment.refunded.0);
    let mut rows = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        let goods = &line.facts;
        let mut row = head.to_vec();
        row.extend([
            line.no.0.to_string(),
            line.product_barcode.clone(),
            line.product_name.clone(),
            word(goods.category).to_owned(),
            goods.unit_price.0.to_string(),
            goods.quantity.to_string(),
            goods.discount.0.to_string(),
            goods.made_to_order.to_string(),
            goods.production_started.to_string(),
            goods.cancellation_fee.0.to_string(),
            refunded.clone(),
            shipping.outbound_charged.to_string(),
            goods.already_returned.to_string(),
        ]);
        rows.push(row);
    }
    rows
}

fn payments(payments: &[Payment], amount: impl Fn(&Payment) -> i64) -> String {
    let parts = payments.iter().map(|payment| format!("{}:{}", word(payment.method), amount(payment)));
    parts.collect::<Vec<_>>().join(";")
}
