//! What the staff say: of a visit, and of the clock.

use chrono::{DateTime, Utc};
use domain::booking::{Stage, Verdict};
use domain::protocol::{Answer, DeskAnswer};
use domain::staff::StaffId;
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::kept::words::word;
use super::text::instant;
use super::{settle, slips, visit_id};

/// Decides a waiting visit. A refusal gives back its units, its promised money and the charge for the first delivery.
/// Only what the policy does not refuse can be approved, by the order as it stands; where the policy refuses
/// everything, a talk ends the visit.
/// What was not printed by then never will be by itself.
/// The same decision asked twice is one; another one comes too late.
pub(super) fn decide(
    db: &Connection,
    visit: VisitNo,
    verdict: &Verdict,
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(Answer::Desk(DeskAnswer::NotOpen)) };
    let enquiry = policys_clause(db, id)?;
    let (stage, column, clause) = match (verdict, enquiry) {
        (Verdict::Approve(_), None) => (Stage::Approved, "approved", None),
        (Verdict::Refuse(clause), _) => (Stage::Refused, "refused", Some(word(*clause).to_owned())),
        (Verdict::Talked, Some(clause)) => (Stage::Talked, "refused", Some(clause)),
        (Verdict::Approve(_), Some(_)) | (Verdict::Talked, None) => return Ok(Answer::Desk(DeskAnswer::NotOpen)),
    };
    let decided = (id, column, instant(at), staff.0, &clause, stage == Stage::Talked);
    if !db.prepare_cached("SELECT 1 FROM visits WHERE id = ?1 AND stage = 'waiting'")?.exists([id])? {
        let mut same = db.prepare_cached(
            "SELECT 1 FROM visits WHERE id = ?1 AND stage = ?2 AND decided_at = ?3 AND decided_by = ?4
                AND refused_clause IS ?5 AND talked = ?6",
        )?;
        return Ok(if same.exists(decided)? {
            Answer::Desk(DeskAnswer::Decided(stage))
        } else {
            Answer::Desk(DeskAnswer::NotOpen)
        });
    }
    if let Verdict::Approve(settlement) = verdict {
        let Some(order) = settle::order(db, id, settlement)? else { return Ok(Answer::Desk(DeskAnswer::Changed)) };
        settle::settle(db, id, &order, &settlement.decision)?;
    }
    let mut row = db.prepare_cached(
        "UPDATE visits SET stage = ?2, decided_at = ?3, decided_by = ?4, refused_clause = ?5, talked = ?6 WHERE id = ?1",
    )?;
    row.execute(decided)?;
    slips::abandon(db, id, at)?;
    if stage == Stage::Refused {
        db.prepare_cached("UPDATE visit_lines SET counts = 0 WHERE visit_id = ?1 AND counts = 1")?.execute([id])?;
        db.prepare_cached("UPDATE visit_payments SET counts = 0 WHERE visit_id = ?1 AND counts = 1")?.execute([id])?;
    }
    Ok(Answer::Desk(DeskAnswer::Decided(stage)))
}

/// The clause by which the policy refuses a visit in which it refuses every line; none where something comes back.
fn policys_clause(db: &Connection, id: i64) -> Result<Option<String>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT clauses FROM visit_lines WHERE visit_id = ?1
            AND NOT EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = ?1 AND outcome <> 'refused')
         ORDER BY position LIMIT 1",
    )?;
    let clauses: Option<String> = row.query_row([id], |row| row.get(0)).optional()?;
    Ok(clauses.map(|clauses| clauses.split(' ').next().unwrap_or_default().to_owned()))
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
