//! Calls for the staff: made, ended, and seen afterwards where nobody came.

use chrono::{DateTime, Utc};
use domain::booking::VisitKey;
use domain::call::{CallEnd, Cause, MissedCall};
use domain::protocol::{Answer, MISSED_MAX};
use domain::staff::StaffId;
use domain::terminal::Terminal;
use rusqlite::Connection;

use super::drafts::bits;
use super::error::LedgerError;
use super::kept::words::{value, word};
use super::text::{instant, read_instant, terminal};

/// The staff are called.
pub(super) fn called(db: &Connection, key: VisitKey, why: Cause, at: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT OR IGNORE INTO calls (boot, serial, why, called_at, terminal) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    row.execute((bits(key.boot), bits(key.serial), word(why), instant(at), key.terminal.as_str()))?;
    Ok(Answer::Done)
}

/// A call is over, whether it was written down before or not. The first end stays.
pub(super) fn ended(
    db: &Connection,
    key: VisitKey,
    (why, called_at): (Cause, DateTime<Utc>),
    end: CallEnd,
    at: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let (ended, taken_by) = match end {
        CallEnd::Taken(staff) => ("taken", Some(staff.0)),
        CallEnd::CalledOff => ("called_off", None),
        CallEnd::Nobody => ("nobody", None),
    };
    called(db, key, why, called_at)?;
    let mut row = db.prepare_cached(
        "UPDATE calls SET ended = ?3, ended_at = ?4, taken_by = ?5 WHERE boot = ?1 AND serial = ?2 AND ended IS NULL",
    )?;
    row.execute((bits(key.boot), bits(key.serial), ended, instant(at), taken_by))?;
    Ok(Answer::Done)
}

/// The machine stopped while these rang.
pub(super) fn nobody_came(
    db: &Connection,
    (terminal, boot): (Terminal, u64),
    now: DateTime<Utc>,
) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "UPDATE calls SET ended = 'nobody', ended_at = ?3 WHERE ended IS NULL AND boot <> ?2 AND terminal = ?1",
    )?;
    row.execute((terminal.as_str(), bits(boot), instant(now)))?;
    Ok(())
}

/// Calls to which nobody came and that nobody has seen, newest first.
pub(super) fn missed(db: &Connection) -> Result<Vec<MissedCall>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT boot, serial, why, called_at, terminal FROM calls WHERE ended = 'nobody' AND seen_at IS NULL
         ORDER BY boot DESC, serial DESC LIMIT ?1",
    )?;
    let mut rows = row.query([MISSED_MAX])?;
    let mut missed = Vec::new();
    while let Some(row) = rows.next()? {
        let key = VisitKey {
            terminal: terminal(&row.get::<_, String>(4)?)?,
            boot: row.get::<_, i64>(0)?.cast_unsigned(),
            serial: row.get::<_, i64>(1)?.cast_unsigned(),
        };
        missed.push(MissedCall {
            key,
            why: value(&row.get::<_, String>(2)?)?,
            at: read_instant(&row.get::<_, String>(3)?)?,
        });
    }
    Ok(missed)
}

/// Somebody of the staff has seen that nobody came to these.
pub(super) fn seen(
    db: &Connection,
    calls: &[VisitKey],
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached(
        "UPDATE calls SET seen_by = ?3, seen_at = ?4
         WHERE boot = ?1 AND serial = ?2 AND ended = 'nobody' AND seen_at IS NULL",
    )?;
    for key in calls {
        row.execute((bits(key.boot), bits(key.serial), staff.0, instant(at)))?;
    }
    Ok(Answer::Done)
}
