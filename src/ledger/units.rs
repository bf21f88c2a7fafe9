//! What was seen of single units: kept with the visit, and compared with other visits.

use domain::booking::Booking;
use domain::protocol::Twin;
use domain::unit::UnitFacts;
use domain::visit_no::VisitNo;
use rusqlite::{Connection, params};

use super::error::LedgerError;
use super::text::visit_no;

/// Writes down what the codes of a visit's units said.
pub(super) fn insert(db: &Connection, id: i64, booking: &Booking) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO visit_units (visit_id, position, nth, gtin, lot, serial, expires_on, produced_on, doubtful)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (line, at) in booking.lines.iter().zip(0_u32..) {
        for (unit, nth) in line.seen.iter().zip(1_u32..) {
            row.execute(params![
                id,
                at,
                nth,
                unit.gtin.to_string(),
                unit.lot.as_ref().map(ToString::to_string),
                unit.serial.as_ref().map(ToString::to_string),
                unit.expires_on.map(|day| day.to_string()),
                unit.produced_on.map(|day| day.to_string()),
                unit.doubtful,
            ])?;
        }
    }
    Ok(())
}

/// The units of a booking that another visit has handed in too and nobody has refused: one of the two is not the
/// customer's, or a number was read wrong.
pub(super) fn twins(db: &Connection, booking: &Booking) -> Result<Vec<Twin>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT v.day_on, v.sequence FROM visit_units u
         JOIN visit_lines l ON l.visit_id = u.visit_id AND l.position = u.position
         JOIN visits v ON v.id = u.visit_id
         WHERE u.gtin = ?1 AND u.serial = ?2 AND l.counts = 1 AND (v.boot, v.serial) IS NOT (?3, ?4) ORDER BY v.id",
    )?;
    let mut twins = Vec::new();
    let lines = booking.lines.iter().zip(&booking.decision.lines).filter(|(_, decision)| decision.is_open());
    for UnitFacts { gtin, serial, .. } in lines.flat_map(|(line, _)| &line.seen) {
        let Some(serial) = serial else { continue };
        let key = (super::drafts::bits(booking.key.boot), super::drafts::bits(booking.key.serial));
        let mut rows = row.query(params![gtin.to_string(), serial.to_string(), key.0, key.1])?;
        while let Some(row) = rows.next()? {
            let visit: VisitNo = visit_no(&row.get::<_, String>(0)?, row.get(1)?)?;
            twins.push(Twin { serial: serial.clone(), visit });
        }
    }
    Ok(twins)
}
