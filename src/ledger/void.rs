//! Whose a booked visit is: its customer's from the moment at which it is shown, nobody's where it never is.

use chrono::{DateTime, Utc};
use domain::booking::{SlipState, VisitKey};
use domain::protocol::{Answer, VisitAnswer};
use domain::terminal::Terminal;
use rusqlite::{Connection, OptionalExtension};

use super::drafts::bits;
use super::error::LedgerError;
use super::text::{instant, visit_no};
use super::{drafts, slips};

/// The customer is about to see it; what becomes of its first slip is written with it, once.
pub(super) fn shown(
    db: &Connection,
    key: VisitKey,
    slip: SlipState,
    now: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let mut row =
        db.prepare_cached("SELECT id, standing, day_on, sequence FROM visits WHERE boot = ?1 AND serial = ?2")?;
    let known = row
        .query_row((bits(key.boot), bits(key.serial)), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((id, standing, day, sequence)) = known else { return Ok(Answer::Visit(VisitAnswer::Void)) };
    match standing.as_str() {
        "booked" => {
            db.prepare_cached("UPDATE visits SET standing = 'shown' WHERE id = ?1")?.execute([id])?;
            slips::come_so_far(db, key.terminal, (visit_no(&day, sequence)?, 1, slip), now)
        }
        "shown" => Ok(Answer::Done),
        _ => Ok(Answer::Visit(VisitAnswer::Void)),
    }
}

/// Makes the visit void; one that is not there yet never will be. What the staff have decided stays.
pub(super) fn void(db: &Connection, key: VisitKey, now: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached("SELECT id FROM visits WHERE boot = ?1 AND serial = ?2")?;
    match row.query_row((bits(key.boot), bits(key.serial)), |row| row.get(0)).optional()? {
        Some(id) => undo(db, id, now)?,
        None => {
            drafts::close(db, key, "wiped")?;
        }
    }
    Ok(Answer::Done)
}

/// The machine stopped before these were shown to anybody.
pub(super) fn void_what_nobody_saw(db: &Connection, terminal: Terminal, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached("SELECT id FROM visits WHERE standing = 'booked' AND terminal = ?1")?;
    let ids = row.query_map([terminal.as_str()], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    ids.into_iter().try_for_each(|id| undo(db, id, now))
}

fn undo(db: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let open = "id = ?1 AND standing <> 'void' AND decided_at IS NULL";
    if !db.prepare_cached(&format!("SELECT 1 FROM visits WHERE {open}"))?.exists([id])? {
        return Ok(());
    }
    db.prepare_cached("UPDATE visits SET stage = 'refused' WHERE id = ?1 AND stage = 'waiting'")?.execute([id])?;
    db.prepare_cached("UPDATE visits SET standing = 'void' WHERE id = ?1")?.execute([id])?;
    for table in ["visit_lines", "visit_payments"] {
        db.prepare_cached(&format!("UPDATE {table} SET counts = 0 WHERE visit_id = ?1 AND counts = 1"))?
            .execute([id])?;
    }
    db.prepare_cached("DELETE FROM contacts WHERE visit_id = ?1")?.execute([id])?;
    db.prepare_cached(
        "UPDATE slips SET state = 'abandoned', changed_at = ?2
         WHERE visit_id = ?1 AND state NOT IN ('printed', 'paperless', 'abandoned')",
    )?
    .execute((id, instant(now)))?;
    Ok(())
}

/// Whether the visit of that key is void, or is never to be booked.
pub(super) fn is_void(db: &Connection, key: VisitKey) -> Result<bool, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT 1 FROM visits WHERE boot = ?1 AND serial = ?2 AND standing = 'void'
         UNION ALL SELECT 1 FROM drafts WHERE boot = ?1 AND serial = ?2 AND state = 'wiped'",
    )?;
    Ok(row.exists((bits(key.boot), bits(key.serial)))?)
}
