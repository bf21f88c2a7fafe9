//! What the staff see: what waits, and one visit with everything that they need.

use chrono::{DateTime, Utc};
use domain::booking::{Booked, SlipState};
use domain::protocol::{Answer, Case, DeskAnswer, QueueRow};
use domain::slip_code::ClaimCode;
use domain::visit_no::VisitNo;
use rusqlite::Connection;

use super::error::LedgerError;
use super::kept::words::value;
use super::kept::{self, Row};
use super::text::{read_instant, visit_no};
use super::{calls, contacts, lookup, slips, units, visit_id};

/// Visits that wait and visits whose latest slip was to be printed and, as far as is known, was not, oldest first by
/// the order of booking. The clock has no say in it. What the policy refused and nobody wanted to talk about was closed
/// when it was booked: of it, and of its paper, the staff hear nothing. And calls to which nobody came.
pub(super) fn queue(db: &Connection) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT v.id, v.day_on, v.sequence, v.confirmed_at,
                (SELECT decision FROM settlements WHERE visit_id = v.id),
                v.wants_staff, v.look,
                iif(v.talked, 'talked', v.stage),
                (SELECT product_name FROM visit_lines WHERE visit_id = v.id AND position = 0),
                (SELECT count(*) - 1 FROM visit_lines WHERE visit_id = v.id), v.booking
         FROM shown_visits v WHERE v.id IN (
            SELECT id FROM visits WHERE stage = 'waiting'
            UNION SELECT s.visit_id FROM slips s WHERE s.state NOT IN ('printed', 'paperless', 'abandoned')
                AND s.copy = (SELECT max(copy) FROM slips WHERE visit_id = s.visit_id)
                AND NOT EXISTS (SELECT 1 FROM visits WHERE id = s.visit_id
                                AND stage = 'refused' AND decided_at IS NULL))
         ORDER BY v.id",
    )?;
    let mut rows = row.query([])?;
    let mut queue = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        match queue_row(db, id, row).map_err(|why| why.of_row("visits", id)) {
            Ok(row) => queue.push(row),
            // The others wait all the same.
            Err(LedgerError::Unreadable(why)) => tracing::error!(why, "a visit is left out of the queue"),
            Err(why) => return Err(why),
        }
    }
    Ok(Answer::Desk(DeskAnswer::Queue(queue, calls::missed(db)?)))
}

fn queue_row(db: &Connection, id: i64, row: &rusqlite::Row<'_>) -> Result<QueueRow, LedgerError> {
    let number = visit_no(&row.get::<_, String>(1)?, row.get(2)?)?;
    Ok(QueueRow {
        number,
        booked_at: read_instant(&row.get::<_, String>(3)?)?,
        name: row.get(8)?,
        others: row.get(9)?,
        sums: lookup::decision(row.get(4)?, &row.get::<_, String>(10)?, number)?.sums(),
        wants_staff: row.get(5)?,
        look: row.get(6)?,
        slip: slips::latest(db, id)?.map_or(SlipState::NotPrinted, |(_, state)| state),
        stage: value(&row.get::<_, String>(7)?)?,
    })
}

/// One visit. Where no slip was ever to be printed, its latest copy is 0 and not printed.
pub(super) fn case(db: &Connection, number: VisitNo, now: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let Some(id) = visit_id(db, number)? else { return Ok(Answer::Desk(DeskAnswer::NotOpen)) };
    let mut row = db.prepare_cached(
        "SELECT claim_code, iif(talked, 'talked', stage), booking, (SELECT decision FROM settlements WHERE visit_id = id),
                iif(talked, NULL, refused_clause)
         FROM visits WHERE id = ?1",
    )?;
    let columns = |row: &rusqlite::Row<'_>| {
        let refused: Option<String> = row.get(4)?;
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, Option<String>>(3)?, refused))
    };
    let (code, stage, booking, settled, refused) = row.query_row([id], columns)?;
    let (copy, slip) = slips::latest(db, id)?.unwrap_or((0, SlipState::NotPrinted));
    let booking = kept::booking::read(&booking, Row { table: "visits", row: &number })?;
    let visit = Booked { number, claim_code: ClaimCode(code), booking };
    let (twins, of) = (units::twins(db, &visit.booking)?, &visit.booking.order.0);
    let mut beside = lookup::waiting(db, of)?;
    beside.retain(|other| *other != number);
    let order = lookup::order_as_approved(db, of)?.map(Box::new);
    let settled = settled
        .map(|settled| kept::settlement::read(&settled, Row { table: "settlements", row: &number }).map(Box::new))
        .transpose()?;
    let (stage, refused) = (value(&stage)?, refused.as_deref().map(value).transpose()?);
    let phone_until = contacts::until(db, id, now)?;
    Ok(Answer::Desk(DeskAnswer::Case(Box::new(Case {
        visit,
        stage,
        phone_until,
        copy,
        slip,
        twins,
        beside,
        order,
        refused,
        settled,
    }))))
}
