//! What a file means by "already returned": what went back elsewhere, or everything that was known at a moment.

use chrono::{DateTime, Utc};
use domain::money::Won;
use domain::order::Order;
use rusqlite::Connection;

use super::text_file::Encoding;
use crate::ledger::kept::words::word;
use crate::ledger::text::read_instant;
use crate::ledger::{LedgerError, Returned};

/// How a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How its letters are written.
    pub encoding: Encoding,
    /// What it says of returns.
    pub returned: Returned,
}

impl From<Encoding> for Reading {
    fn from(encoding: Encoding) -> Reading {
        Reading { encoding, returned: Returned::Elsewhere }
    }
}

/// What a file says too little of, so that the ledger's own number is more than the file's everything.
pub(super) struct Less {
    pub field: &'static str,
    pub said: String,
    pub here: String,
}

/// Takes out of an order what this counter had approved by `as_of`, so that what went back elsewhere is left, as the
/// ledger keeps it. Where the file says less than the ledger knows, nothing went back elsewhere, and it is noted.
/// Whether anything of the order changed.
pub(super) fn leave_elsewhere(
    db: &Connection,
    order: &mut Order,
    as_of: DateTime<Utc>,
    less: &mut Vec<Less>,
) -> Result<bool, LedgerError> {
    let visits = approved(db, &order.facts.number.0, as_of)?;
    if visits.is_empty() {
        return Ok(false);
    }
    for line in &mut order.lines {
        let here = sum(
            db,
            "SELECT coalesce(sum(units), 0) FROM visit_lines WHERE visit_id = ?1 AND counts = 1 AND line_no = ?2",
            &visits,
            &line.no.0,
        )?;
        let here = u32::try_from(here).unwrap_or(u32::MAX);
        let said = &mut line.facts.already_returned;
        if *said < here {
            let field = "already_returned";
            less.push(Less { field, said: said.to_string(), here: format!("{here} of line {}", line.no.0) });
        }
        *said = said.saturating_sub(here);
    }
    for payment in &mut order.facts.payments {
        let method = word(payment.method);
        let here = Won(sum(
            db,
            "SELECT coalesce(sum(amount_won), 0) FROM visit_payments WHERE visit_id = ?1 AND counts = 1 AND method = ?2",
            &visits,
            &method,
        )?);
        if payment.refunded < here {
            let said = format!("{method}:{}", payment.refunded.0);
            less.push(Less { field: "payments_refunded", said, here: format!("{method}:{}", here.0) });
        }
        payment.refunded = (payment.refunded - here).or_nothing();
    }
    Ok(true)
}

/// Visits of an order that the staff had approved by then.
fn approved(db: &Connection, order: &str, as_of: DateTime<Utc>) -> Result<Vec<i64>, LedgerError> {
    let mut row = db.prepare_cached("SELECT id, decided_at FROM visits WHERE order_no = ?1 AND stage = 'approved'")?;
    let mut rows = row.query([order])?;
    let mut visits = Vec::new();
    while let Some(row) = rows.next()? {
        if read_instant(&row.get::<_, String>(1)?)? <= as_of {
            visits.push(row.get(0)?);
        }
    }
    Ok(visits)
}

/// One number of several visits.
fn sum(db: &Connection, sql: &str, visits: &[i64], of: &dyn rusqlite::ToSql) -> Result<i64, LedgerError> {
    let mut row = db.prepare_cached(sql)?;
    let mut sum = 0;
    for visit in visits {
        sum += row.query_row((visit, of), |row| row.get::<_, i64>(0))?;
    }
    Ok(sum)
}
