//! What an approval pays: the sums by the order as it stands, in place of those that were promised.

use domain::booking::Settlement;
use domain::judge::{Decision, Promise};
use domain::order::{Order, OrderNo};
use rusqlite::{Connection, params};

use super::book::{charges_outbound, insert_payments};
use super::error::LedgerError;
use super::kept::words::word;
use super::kept::{self, Row};

/// The order of a visit as an approval finds it; none where the settlement was computed by another one.
pub(super) fn order(db: &Connection, id: i64, settlement: &Settlement) -> Result<Option<Order>, LedgerError> {
    let number: String =
        db.prepare_cached("SELECT order_no FROM visits WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    let order = super::lookup::order_as_approved(db, &number)?;
    Ok(order.filter(|order| order.mark() == settlement.judged))
}

/// Puts what is paid in place of what was promised, while the visit still waits.
pub(super) fn settle(db: &Connection, id: i64, order: &Order, decision: &Decision) -> Result<(), LedgerError> {
    let booking: String =
        db.prepare_cached("SELECT booking FROM visits WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    let booking = kept::booking::read(&booking, Row { table: "visits", row: &id })?;
    db.prepare_cached("INSERT INTO settlements (visit_id, decision) VALUES (?1, ?2)")?
        .execute((id, kept::settlement::written(decision)?))?;
    let outbound = charges_outbound(order, &booking, decision);
    if outbound {
        // Whoever is approved first is charged; another one that waits was only to be.
        db.prepare_cached(
            "UPDATE visits SET charges_outbound = 0 WHERE order_no = ?1 AND stage = 'waiting' AND id <> ?2",
        )?
        .execute((&booking.order.0, id))?;
    }
    let mut row = db.prepare_cached(
        "UPDATE visits SET shipping_won = ?2, fee_won = ?3, first_delivery_won = ?4, refund_won = ?5, due_won = ?6,
            charges_outbound = ?7 WHERE id = ?1",
    )?;
    row.execute(params![
        id,
        decision.shipping.amount.0,
        decision.cancellation_fee.0,
        decision.first_delivery.0,
        decision.refund.amount.0,
        decision.refund.due.0,
        outbound,
    ])?;
    let mut row =
        db.prepare_cached("UPDATE visit_lines SET net_won = ?3, fee_won = ?4 WHERE visit_id = ?1 AND position = ?2")?;
    for (line, at) in decision.lines.iter().zip(0_u32..) {
        row.execute((id, at, line.net.0, line.cancellation_fee.0))?;
    }
    let paid = &decision.refund.payments;
    let same =
        |(paid, promised): (&Promise, &Promise)| (paid.method, paid.amount) == (promised.method, promised.amount);
    let promised = &booking.decision.refund.payments;
    let counts = db
        .prepare_cached("SELECT count(*) FROM visit_payments WHERE visit_id = ?1 AND counts = 1")?
        .query_row([id], |row| row.get::<_, u32>(0))?;
    let as_promised = paid.len() == promised.len() && paid.iter().zip(promised).all(same);
    if as_promised && counts as usize == paid.len() {
        return Ok(());
    }
    db.prepare_cached("UPDATE visit_payments SET counts = 0 WHERE visit_id = ?1 AND counts = 1")?.execute([id])?;
    make_room(db, id, &booking.order, paid)?;
    let first = db
        .prepare_cached("SELECT coalesce(max(position) + 1, 0) FROM visit_payments WHERE visit_id = ?1")?
        .query_row([id], |row| row.get(0))?;
    insert_payments(db, id, (&booking.order.0, first), paid)
}

/// What is paid goes before what is promised to visits that wait: theirs is computed again when they are decided.
fn make_room(db: &Connection, id: i64, order: &OrderNo, paid: &[Promise]) -> Result<(), LedgerError> {
    let mut room = db.prepare_cached(
        "SELECT coalesce((SELECT paid_won - refunded_before_won - refunded_here_won FROM payment_caps
            WHERE order_no = ?1 AND method = ?2), 0)",
    )?;
    let mut give_way = db.prepare_cached(
        "UPDATE visit_payments SET counts = 0 WHERE order_no = ?1 AND method = ?2 AND counts = 1 AND visit_id <> ?3
            AND (SELECT stage FROM visits WHERE id = visit_id) = 'waiting'",
    )?;
    for promise in paid {
        let method = word(promise.method);
        let wanted: i64 = paid.iter().filter(|other| other.method == promise.method).map(|other| other.amount.0).sum();
        let left: i64 = room.query_row((&order.0, &method), |row| row.get(0))?;
        if left < wanted {
            give_way.execute((&order.0, &method, id))?;
        }
    }
    Ok(())
}
