//! Slips: committed before they are sent, and known not to be printed until the printer said so.

use chrono::{DateTime, Utc};
use domain::booking::SlipState;
use domain::protocol::{Answer, DeskAnswer};
use domain::terminal::Terminal;
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::kept::words::{value, word};
use super::text::instant;
use super::visit_id;

/// The latest copy of a visit's slip; none where nothing was ever to be printed.
pub(super) fn latest(db: &Connection, id: i64) -> Result<Option<(u32, SlipState)>, LedgerError> {
    let mut row = db.prepare_cached("SELECT copy, state FROM slips WHERE visit_id = ?1 ORDER BY copy DESC LIMIT 1")?;
    let slip = row.query_row([id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    slip.map(|(copy, state)| Ok((copy, value(&state)?))).transpose()
}

/// Printed stays printed, paperless paperless and abandoned abandoned; a copy in doubt is never sent again, only printed by a later word,
/// abandoned, or replaced by a copy.
fn may_become(from: SlipState, to: SlipState) -> bool {
    match from {
        SlipState::Queued | SlipState::NotPrinted => true,
        SlipState::Sending => !matches!(to, SlipState::Queued | SlipState::Paperless),
        SlipState::InDoubt => matches!(to, SlipState::Printed | SlipState::Abandoned),
        SlipState::Printed | SlipState::Paperless | SlipState::Abandoned => false,
    }
}

/// What was not printed is abandoned. What is being sent is not: its end is to come.
pub(super) fn abandon(db: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "UPDATE slips SET state = 'abandoned', changed_at = ?2
         WHERE visit_id = ?1 AND state IN ('queued', 'in_doubt', 'not_printed')",
    )?;
    row.execute((id, instant(now)))?;
    Ok(())
}

/// The machine stopped while it sent these. Where a newer copy was made, nobody needs to know.
pub(super) fn nobody_knows(db: &Connection, terminal: Terminal, now: DateTime<Utc>) -> Result<(), LedgerError> {
    db.execute(
        "UPDATE slips SET changed_at = ?1, state = CASE
            WHEN copy < (SELECT max(copy) FROM slips s WHERE s.visit_id = slips.visit_id) THEN 'abandoned'
            ELSE 'in_doubt' END
         WHERE state = 'sending' AND terminal = ?2",
        (instant(now), terminal.as_str()),
    )?;
    Ok(())
}

/// Whether the machine's printer may still hold rows of the slip that was sent last.
pub(super) fn may_be_in_the_printer(db: &Connection, terminal: Terminal) -> Result<bool, LedgerError> {
    // A copy of which nothing was sent says nothing of the printer.
    let last = "SELECT state IN ('sending', 'in_doubt', 'abandoned') AND cleared = 0 FROM slips
        WHERE state NOT IN ('queued', 'not_printed', 'paperless')
            AND visit_id IN (SELECT id FROM shown_visits) AND terminal = ?1
        ORDER BY state = 'sending' DESC, changed_at DESC LIMIT 1";
    Ok(db.query_row(last, [terminal.as_str()], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// The machine's printer holds nothing any more of what broke off. What is being sent is another matter.
pub(super) fn printer_cleared(db: &Connection, terminal: Terminal) -> Result<Answer, LedgerError> {
    let mut rows = db.prepare_cached(
        "UPDATE slips SET cleared = 1 WHERE state IN ('in_doubt', 'abandoned') AND cleared = 0 AND terminal = ?1",
    )?;
    rows.execute([terminal.as_str()])?;
    Ok(Answer::Done)
}

/// Writes how far a copy has come, and whose printer gets it. One that was not printed and that a newer copy replaces is abandoned.
pub(super) fn come_so_far(
    db: &Connection,
    terminal: Terminal,
    (visit, copy, state): (VisitNo, u32, SlipState),
    now: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let none = || LedgerError::Unfit(format!("visit {visit} has no copy {copy} of its slip"));
    let id = visit_id(db, visit)?.ok_or_else(none)?;
    let mut row = db.prepare_cached("SELECT state FROM slips WHERE visit_id = ?1 AND copy = ?2")?;
    let known: Option<String> = row.query_row((id, copy), |row| row.get(0)).optional()?;
    let replaced = latest(db, id)?.is_some_and(|(newest, _)| newest > copy);
    let ends = matches!(state, SlipState::InDoubt | SlipState::NotPrinted);
    let state = if replaced && ends { SlipState::Abandoned } else { state };
    if may_become(value(&known.ok_or_else(none)?)?, state) {
        let mut row = db.prepare_cached(
            "UPDATE slips SET state = ?3, changed_at = ?4, terminal = iif(?3 = 'sending', ?5, terminal)
             WHERE visit_id = ?1 AND copy = ?2",
        )?;
        row.execute((id, copy, word(state), instant(now), terminal.as_str()))?;
    }
    Ok(Answer::Done)
}

/// Queues a copy for a machine's printer.
pub(super) fn queue(
    db: &Connection,
    terminal: Terminal,
    (visit, copy): (i64, u32),
    now: DateTime<Utc>,
) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO slips (visit_id, copy, state, changed_at, terminal) VALUES (?1, ?2, 'queued', ?3, ?4)",
    )?;
    row.execute((visit, copy, instant(now), terminal.as_str()))?;
    Ok(())
}

/// Queues the next copy and abandons the one before; one that is there already stays as it is. A visit that was closed
/// at once has no first copy.
pub(super) fn new_copy(
    db: &Connection,
    terminal: Terminal,
    (visit, copy): (VisitNo, u32),
    now: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(Answer::Desk(DeskAnswer::NotOpen)) };
    let latest = latest(db, id)?.map_or(0, |(copy, _)| copy);
    if (1..=latest).contains(&copy) {
        return Ok(Answer::Done);
    }
    if copy != latest + 1 && (latest, copy) != (0, 2) {
        return Ok(Answer::Desk(DeskAnswer::NotOpen));
    }
    abandon(db, id, now)?;
    queue(db, terminal, (id, copy), now)?;
    Ok(Answer::Done)
}
