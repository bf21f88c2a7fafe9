//! From staged to seen: what booked returns contradict stays out, one row makes the rest live.

use domain::order::{LineNo, Order};
use rusqlite::{Connection, TransactionBehavior};

use super::pace::Pace;
use super::problem::Kept;
use crate::ledger::kept::words::word;
use crate::ledger::{LedgerError, lookup, store};

/// What a merge did.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Orders that were known.
    pub updated: u64,
    /// Orders that stayed as they were.
    pub left_out: u64,
    /// Why.
    pub kept: Vec<Kept>,
}

/// Compares the staged import with booked returns and makes the rest of it live, at once.
pub(super) fn merge(db: &mut Connection, import: i64, pace: &mut Pace) -> Result<Merged, LedgerError> {
    let mut merged = Merged::default();
    // Read before the comparison: a visit booked during it is compared again below.
    let seen: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM visits", [], |row| row.get(0))?;
    for number in booked(db, import, 0)? {
        if let Some(out) = contradicted(db, import, &number, &mut merged)? {
            pace.transaction(db, |db| remove(db, out))?;
        }
    }
    merged.updated = db
        .query_row(
            "SELECT count(*) FROM orders new WHERE new.import_id = ?1 AND EXISTS
            (SELECT 1 FROM orders old JOIN imports i ON i.id = old.import_id
             WHERE old.order_no = new.order_no AND i.live = 1)",
            [import],
            |row| row.get::<_, i64>(0),
        )?
        .cast_unsigned();
    // From here on what is committed is on the disk, and with it everything that was staged.
    db.execute_batch("PRAGMA synchronous = FULL")?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for number in booked(&tx, import, seen)? {
        if let Some(out) = contradicted(&tx, import, &number, &mut merged)? {
            remove(&tx, out)?;
            merged.updated = merged.updated.saturating_sub(1);
        }
    }
    store::make_live(&tx, import)?;
    tx.commit()?;
    db.execute_batch("PRAGMA synchronous = NORMAL")?;
    Ok(merged)
}

/// Orders of the import that have visits above `seen` which count.
fn booked(db: &Connection, import: i64, seen: i64) -> Result<Vec<String>, LedgerError> {
    let mut rows = db.prepare_cached(
        "SELECT DISTINCT v.order_no FROM visits v CROSS JOIN orders o ON o.order_no = v.order_no AND o.import_id = ?1
         WHERE v.id > ?2 AND v.stage <> 'refused'",
    )?;
    let numbers = rows.query_map((import, seen), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(numbers)
}

fn remove(db: &Connection, staged: i64) -> Result<usize, LedgerError> {
    Ok(db.prepare_cached("DELETE FROM orders WHERE id = ?1")?.execute([staged])?)
}

/// The staged row of an order that must stay as it is; why is noted.
fn contradicted(db: &Connection, import: i64, number: &str, merged: &mut Merged) -> Result<Option<i64>, LedgerError> {
    let mut id = db.prepare_cached("SELECT id FROM orders WHERE order_no = ?1 AND import_id = ?2")?;
    let staged: i64 = id.query_row((number, import), |row| row.get(0))?;
    let mut live = db.prepare_cached("SELECT id FROM live_orders WHERE order_no = ?1")?;
    let live: i64 = live.query_row([number], |row| row.get(0))?;
    let (Some(here), Some(there)) = (lookup::version(db, live, None)?, lookup::version(db, staged, None)?) else {
        return Ok(None);
    };
    let mut kept = Vec::new();
    lines(db, &here, &there, &mut kept)?;
    payments(db, &here, &there, &mut kept)?;
    outbound(db, &here, &there, &mut kept)?;
    if kept.is_empty() {
        return Ok(None);
    }
    merged.kept.append(&mut kept);
    merged.left_out += 1;
    Ok(Some(staged))
}

/// Lines with units that have come back here: the goods, their price and enough of them.
fn lines(db: &Connection, here: &Order, there: &Order, kept: &mut Vec<Kept>) -> Result<(), LedgerError> {
    let number = &here.facts.number;
    let mut caps = db.prepare_cached(
        "SELECT line_no, returned_here FROM line_caps WHERE order_no = ?1 AND returned_here > 0 ORDER BY line_no",
    )?;
    let mut rows = caps.query([&number.0])?;
    while let Some(row) = rows.next()? {
        let (no, returned): (u32, u32) = (row.get(0)?, row.get(1)?);
        let no = LineNo(no);
        let mut keep = |field, here: String, there: String| {
            kept.push(Kept { order: number.clone(), line: Some(no), field, here, there });
        };
        let Some(old) = here.line(no) else { continue };
        let Some(new) = there.line(no) else {
            keep("line_no", no.0.to_string(), "no such line".to_owned());
            continue;
        };
        if old.product_barcode != new.product_barcode {
            keep("product_barcode", old.product_barcode.clone(), new.product_barcode.clone());
        }
        let (old, new) = (&old.facts, &new.facts);
        if old.unit_price != new.unit_price {
            keep("unit_price_won", old.unit_price.0.to_string(), new.unit_price.0.to_string());
        }
        if old.discount != new.discount {
            keep("discount_won", old.discount.0.to_string(), new.discount.0.to_string());
        }
        // A discount is shared by the units: with another number of them the booked share was another.
        if new.quantity < returned || (old.quantity != new.quantity && old.discount.0 > 0) {
            keep("quantity", old.quantity.to_string(), new.quantity.to_string());
        } else if u64::from(new.already_returned) + u64::from(returned) > u64::from(new.quantity) {
            keep("already_returned", old.already_returned.to_string(), new.already_returned.to_string());
        }
    }
    Ok(())
}

/// Payments by which money was promised here: enough of it left.
fn payments(db: &Connection, here: &Order, there: &Order, kept: &mut Vec<Kept>) -> Result<(), LedgerError> {
    let number = &here.facts.number;
    let mut caps = db.prepare_cached(
        "SELECT method, refunded_here_won FROM payment_caps WHERE order_no = ?1 AND refunded_here_won > 0",
    )?;
    let mut rows = caps.query([&number.0])?;
    while let Some(row) = rows.next()? {
        let (method, promised): (String, i64) = (row.get(0)?, row.get(1)?);
        let sum = |order: &Order| -> Result<(i64, i64), LedgerError> {
            let mut sum = (0, 0);
            for payment in &order.facts.payments {
                if word(payment.method) == method {
                    sum = (sum.0 + payment.amount.0, sum.1 + payment.refunded.0);
                }
            }
            Ok(sum)
        };
        let (old, new) = (sum(here)?, sum(there)?);
        if new.0 - new.1 < promised {
            let field = if new.0 == old.0 { "payments_refunded" } else { "payments" };
            let text = |(paid, refunded): (i64, i64)| match field {
                "payments" => format!("{method}:{paid}"),
                _ => format!("{method}:{refunded}"),
            };
            kept.push(Kept { order: number.clone(), line: None, field, here: text(old), there: text(new) });
        }
    }
    Ok(())
}

/// A first delivery that was charged here was free before, at that price; one that went back here was paid, as much.
fn outbound(db: &Connection, here: &Order, there: &Order, kept: &mut Vec<Kept>) -> Result<(), LedgerError> {
    let number = &here.facts.number;
    let mut charged = db.prepare_cached(
        "SELECT 1 FROM visits WHERE order_no = ?1 AND (charges_outbound = 1 OR first_delivery_won > 0)
                AND stage <> 'refused'",
    )?;
    if !charged.exists([&number.0])? {
        return Ok(());
    }
    let (old, new) = (&here.facts.shipping, &there.facts.shipping);
    let fields = [("shipping_paid_won", old.paid, new.paid), ("shipping_standard_won", old.standard, new.standard)];
    for (field, here, there) in fields.into_iter().filter(|(_, here, there)| here != there) {
        let (here, there) = (here.0.to_string(), there.0.to_string());
        kept.push(Kept { order: number.clone(), line: None, field, here, there });
    }
    Ok(())
}

/// Removes imports that never became live: what a failed or interrupted import has staged.
pub(super) fn sweep_staged(db: &mut Connection, pace: &mut Pace) -> Result<(), LedgerError> {
    let dead = "SELECT id FROM imports WHERE live = 0";
    remove_orders(db, pace, &format!("SELECT id FROM orders WHERE import_id IN ({dead})"))?;
    remove_products(db, pace, &format!("SELECT barcode, import_id FROM products WHERE import_id IN ({dead})"))?;
    let imports = ids(db, dead)?;
    pace.in_short_transactions(db, &imports, |db, id| {
        Ok(db.prepare_cached("DELETE FROM imports WHERE id = ?1")?.execute([id])?)
    })
}

/// Removes versions that a newer live one has superseded.
pub(super) fn sweep_superseded(db: &mut Connection, pace: &mut Pace) -> Result<(), LedgerError> {
    remove_orders(
        db,
        pace,
        "SELECT old.id FROM orders old WHERE EXISTS (SELECT 1 FROM orders new JOIN imports i ON i.id = new.import_id
            WHERE new.order_no = old.order_no AND new.import_id > old.import_id AND i.live = 1)",
    )?;
    remove_products(
        db,
        pace,
        "SELECT old.barcode, old.import_id FROM products old WHERE EXISTS (
            SELECT 1 FROM products new JOIN imports i ON i.id = new.import_id
            WHERE new.barcode = old.barcode AND new.import_id > old.import_id AND i.live = 1)",
    )
}

fn ids(db: &Connection, select: &str) -> Result<Vec<i64>, LedgerError> {
    Ok(db.prepare(select)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The rows are looked up first, without a lock; each transaction then removes some of them, lines and payments too.
fn remove_orders(db: &mut Connection, pace: &mut Pace, select: &str) -> Result<(), LedgerError> {
    const ROWS_OF_AN_ORDER: usize = 8;
    let orders = ids(db, select)?;
    pace.in_short_transactions(db, &orders, |db, id| Ok(remove(db, *id)? * ROWS_OF_AN_ORDER))
}

fn remove_products(db: &mut Connection, pace: &mut Pace, select: &str) -> Result<(), LedgerError> {
    let products: Vec<(String, i64)> =
        db.prepare(select)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    pace.in_short_transactions(db, &products, |db, product| {
        let mut row = db.prepare_cached("DELETE FROM products WHERE barcode = ?1 AND import_id = ?2")?;
        Ok(row.execute((&product.0, product.1))?)
    })
}
