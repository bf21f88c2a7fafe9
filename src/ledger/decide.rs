//! What the staff say: of a visit, and of the clock.

use chrono::{DateTime, Utc};
use domain::counter::booking::{Stage, Verdict};
use domain::counter::ledger::{Answer, StaffId};
use domain::visit_no::VisitNo;
use rusqlite::Connection;

use super::error::LedgerError;
use super::text::{instant, word};
use super::{slips, visit_id};

/// Decides a waiting visit. A refusal gives back its units, its promised money and the charge for the first delivery.
/// What was not printed by then never will be by itself.
/// The same decision asked twice is one; another one comes too late.
pub(super) fn decide(
    db: &Connection,
    visit: VisitNo,
    verdict: &Verdict,
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(Answer::NotOpen) };
    let (stage, clause) = match verdict {
        Verdict::Approve => (Stage::Approved, None),
        Verdict::Refuse(clause) => (Stage::Refused, Some(word(clause)?)),
    };
    let changed = db
        .prepare_cached(
            "UPDATE visits SET stage = ?2, decided_at = ?3, decided_by = ?4, refused_clause = ?5
             WHERE id = ?1 AND stage = 'waiting'",
        )?
        .execute((id, word(&stage)?, instant(at), staff.0, &clause))?;
    if changed == 0 {
        let same = db
            .prepare_cached(
                "SELECT 1 FROM visits WHERE id = ?1 AND stage = ?2 AND decided_at = ?3 AND decided_by = ?4
                    AND refused_clause IS ?5",
            )?
            .exists((id, word(&stage)?, instant(at), staff.0, &clause))?;
        return Ok(if same { Answer::Decided(stage) } else { Answer::NotOpen });
    }
    slips::abandon(db, id, at)?;
    if stage == Stage::Refused {
        db.prepare_cached("UPDATE visit_lines SET counts = 0 WHERE visit_id = ?1 AND counts = 1")?.execute([id])?;
        db.prepare_cached("UPDATE visit_payments SET counts = 0 WHERE visit_id = ?1 AND counts = 1")?.execute([id])?;
    }
    Ok(Answer::Decided(stage))
}

/// Writes down who said that the clock is right. From then on that instant is the newest that the ledger vouches for,
/// even where bookings bear a later one.
pub(super) fn clock_confirmed(db: &Connection, staff: StaffId, at: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let new = db
        .prepare_cached("INSERT INTO clock_confirmations (staff_id, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((staff.0, instant(at)))?;
    if new > 0 {
        db.prepare_cached("UPDATE clock SET newest_at = ?1")?.execute([instant(at)])?;
    }
    Ok(Answer::Done)
}
