//! What was booked of a line.

use chrono::NaiveDate;
use domain::judge::Outcome;
use domain::money::Won;
use domain::order::{LineNo, OrderNo};
use domain::policy::{Clause, Reason};

use super::row::{Fact, Named};
use crate::ledger::LedgerError;

/// A line of a visit.
#[derive(Clone, Debug)]
pub struct LineFact {
    /// Its place in the visit, from 0.
    pub position: u32,
    /// The order.
    pub order: OrderNo,
    /// The line of the order.
    pub no: LineNo,
    /// The code on the product.
    pub product_barcode: String,
    /// The name on the receipt.
    pub product_name: String,
    /// Units that come back.
    pub units: u32,
    /// Why.
    pub reason: Reason,
    /// When a fault was noticed.
    pub noticed_on: Option<NaiveDate>,
    /// What the policy says of it.
    pub outcome: Outcome,
    /// The clauses that made the outcome.
    pub clauses: Vec<Clause>,
    /// Last day for the request.
    pub deadline: Option<NaiveDate>,
    /// Price of the units less their discount.
    pub net: Won,
    /// Cancellation fee.
    pub fee: Won,
}

impl Fact for LineFact {
    const QUERY: &'static str = "
        SELECT position, order_no, line_no, product_barcode, product_name, units, reason, noticed_on, outcome, clauses,
            deadline_on, net_won, fee_won
        FROM visit_lines WHERE visit_id = ?1 ORDER BY position";

    fn of(row: &Named<'_>) -> Result<LineFact, LedgerError> {
        Ok(LineFact {
            position: row.get("position")?,
            order: OrderNo(row.get("order_no")?),
            no: LineNo(row.get("line_no")?),
            product_barcode: row.get("product_barcode")?,
            product_name: row.get("product_name")?,
            units: row.get("units")?,
            reason: row.word("reason")?,
            noticed_on: row.maybe_day("noticed_on")?,
            outcome: row.word("outcome")?,
            clauses: row.words("clauses")?,
            deadline: row.maybe_day("deadline_on")?,
            net: row.won("net_won")?,
            fee: row.won("fee_won")?,
        })
    }
}
