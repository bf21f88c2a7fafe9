//! Signing in: a PIN is looked at once an attempt, and five wrong ones lock for a while.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::VisitKey;
use domain::protocol::{Answer, DeskAnswer};
use domain::staff::{Role, Staff, StaffId, WrongPins};
use rusqlite::{Connection, OptionalExtension};

use super::drafts::bits;
use super::error::LedgerError;
use super::kept::words::value;
use super::means::Means;
use super::pin_hash;
use super::text::{instant, read_instant};

/// Wrong PINs in a row that lock a sign-in.
const FAILURES_MAX: u32 = 5;

/// How long it stays locked, in time that the machine has run since: the wall clock has no say, and after a restart
/// the lock begins anew.
const LOCK: Duration = Duration::from_secs(300);

/// One attempt to sign in.
pub(super) struct Attempt<'a> {
    pub staff: StaffId,
    pub pin: &'a str,
    pub at: DateTime<Utc>,
    /// Since the start that `key` names.
    pub uptime: Duration,
    pub key: VisitKey,
}

/// Checks a PIN once an attempt. While the sign-in is locked no PIN is looked at; for somebody unknown or disabled the
/// same work is done as for a wrong PIN.
pub(super) fn sign_in(db: &Connection, means: &mut Means, attempt: &Attempt<'_>) -> Result<Answer, LedgerError> {
    if let Some(answer) = answered_before(db, attempt.key)? {
        return Ok(answer);
    }
    let Some(door) = door(db, attempt.staff)? else {
        super::staff::hash(means, attempt.pin)?;
        return Ok(Answer::Desk(DeskAnswer::WrongPin { left: FAILURES_MAX - 1 }));
    };
    let lock = door.locked.map(|lock| lock.seen_by(attempt, db)).transpose()?;
    let answer = match lock.map(|lock| lock.left(attempt)) {
        Some(left) if left > Duration::ZERO => {
            // Nobody knows whether it was right; whoever counts the tries counts it.
            let more = "UPDATE staff SET failures_ever = failures_ever + 1 WHERE id = ?1";
            db.prepare_cached(more)?.execute([attempt.staff.0])?;
            Answer::Desk(DeskAnswer::Locked { until: attempt.at + delta(left) })
        }
        ended => {
            let failures = if ended.is_some() { 0 } else { door.failures };
            if pin_hash::fits(&door.hash, attempt.pin)? {
                write(db, attempt, 0, None)?;
                let staff = Staff { id: attempt.staff, name: door.name, role: door.role };
                Answer::Desk(DeskAnswer::SignedIn(staff, Vec::new()))
            } else {
                let failures = failures + 1;
                let locks = failures >= FAILURES_MAX;
                write(db, attempt, failures, locks.then_some(attempt))?;
                if locks {
                    Answer::Desk(DeskAnswer::Locked { until: attempt.at + delta(LOCK) })
                } else {
                    Answer::Desk(DeskAnswer::WrongPin { left: FAILURES_MAX - failures })
                }
            }
        }
    };
    note(db, attempt, &answer)?;
    told(db, attempt.key, answer)
}

struct Door {
    name: String,
    role: Role,
    hash: String,
    failures: u32,
    locked: Option<Lock>,
}

/// When a sign-in was locked.
struct Lock {
    boot: u64,
    uptime: Duration,
}

impl Lock {
    /// The same lock as the attempt's machine sees it. How long another machine has run says nothing of this one: the lock
    /// of another one begins anew with the first attempt here.
    fn seen_by(self, now: &Attempt<'_>, db: &Connection) -> Result<Lock, LedgerError> {
        let mut row = db.prepare_cached("SELECT 1 FROM boots WHERE boot = ?1 AND terminal <> ?2")?;
        if !row.exists((bits(self.boot), now.key.terminal.as_str()))? {
            return Ok(self);
        }
        db.prepare_cached("UPDATE staff SET locked_boot = ?2, locked_uptime_ms = ?3 WHERE id = ?1")?.execute((
            now.staff.0,
            bits(now.key.boot),
            millis(now.uptime),
        ))?;
        Ok(Lock { boot: now.key.boot, uptime: now.uptime })
    }

    fn left(&self, now: &Attempt<'_>) -> Duration {
        let ran = if self.boot == now.key.boot { now.uptime.saturating_sub(self.uptime) } else { now.uptime };
        LOCK.saturating_sub(ran)
    }
}

fn door(db: &Connection, staff: StaffId) -> Result<Option<Door>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT name, role, pin_hash, failures, locked_boot, locked_uptime_ms FROM staff
         WHERE id = ?1 AND disabled_at IS NULL",
    )?;
    let mut rows = row.query([staff.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let lock: (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    let locked = match lock {
        (Some(boot), Some(ms)) => {
            Some(Lock { boot: boot.cast_unsigned(), uptime: Duration::from_millis(ms.unsigned_abs()) })
        }
        _ => None,
    };
    Ok(Some(Door {
        name: row.get(0)?,
        role: value(&row.get::<_, String>(1)?)?,
        hash: row.get(2)?,
        failures: row.get(3)?,
        locked,
    }))
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

fn delta(time: Duration) -> TimeDelta {
    TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX)
}

fn write(db: &Connection, now: &Attempt<'_>, failures: u32, lock: Option<&Attempt<'_>>) -> Result<(), LedgerError> {
    let boot = lock.map(|lock| bits(lock.key.boot));
    let uptime = lock.map(|lock| millis(lock.uptime));
    db.prepare_cached(
        "UPDATE staff SET failures = ?2, failures_ever = failures_ever + (?2 > 0), locked_boot = ?3,
            locked_uptime_ms = ?4 WHERE id = ?1",
    )?
    .execute((now.staff.0, failures, boot, uptime))?;
    Ok(())
}

fn note(db: &Connection, attempt: &Attempt<'_>, answer: &Answer) -> Result<(), LedgerError> {
    let (result, left, until) = match answer {
        Answer::Desk(DeskAnswer::SignedIn(..)) => ("in", None, None),
        Answer::Desk(DeskAnswer::Locked { until }) => ("locked", None, Some(instant(*until))),
        Answer::Desk(DeskAnswer::WrongPin { left }) => ("wrong", Some(*left), None),
        _ => return Ok(()),
    };
    let (boot, serial) = (bits(attempt.key.boot), bits(attempt.key.serial));
    db.prepare_cached(
        "INSERT INTO sign_ins (boot, serial, staff_id, at, result, left_over, until_at, terminal, nth)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT coalesce(max(nth), 0) + 1 FROM sign_ins))",
    )?
    .execute((
        boot,
        serial,
        attempt.staff.0,
        instant(attempt.at),
        result,
        left,
        until,
        attempt.key.terminal.as_str(),
    ))?;
    Ok(())
}

fn answered_before(db: &Connection, key: VisitKey) -> Result<Option<Answer>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT a.result, a.left_over, a.until_at, s.id, s.name, s.role
         FROM sign_ins a JOIN staff s ON s.id = a.staff_id WHERE a.boot = ?1 AND a.serial = ?2",
    )?;
    let columns = row
        .query_row((bits(key.boot), bits(key.serial)), |row| {
            let result: (String, Option<u32>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((result, row.get(3)?, row.get(4)?, row.get::<_, String>(5)?))
        })
        .optional()?;
    let Some(((result, left, until), id, name, role)) = columns else { return Ok(None) };
    let answer = match (result.as_str(), until) {
        ("in", _) => {
            Answer::Desk(DeskAnswer::SignedIn(Staff { id: StaffId(id), name, role: value(&role)? }, Vec::new()))
        }
        ("locked", Some(until)) => Answer::Desk(DeskAnswer::Locked { until: read_instant(&until)? }),
        _ => Answer::Desk(DeskAnswer::WrongPin { left: left.unwrap_or_default() }),
    };
    told(db, key, answer).map(Some)
}

/// A manager is told of the wrong PINs since a manager signed in the last time, the most first. What was tried is
/// ordered as it was written down, and before that was counted by start and number; never by time.
fn told(db: &Connection, key: VisitKey, answer: Answer) -> Result<Answer, LedgerError> {
    let Answer::Desk(DeskAnswer::SignedIn(staff, _)) = answer else { return Ok(answer) };
    if staff.role != Role::Manager {
        return Ok(Answer::Desk(DeskAnswer::SignedIn(staff, Vec::new())));
    }
    let mut row = db.prepare_cached(
        "WITH this AS (SELECT nth, boot, serial FROM sign_ins WHERE boot = ?1 AND serial = ?2),
            last AS (
                SELECT a.nth, a.boot, a.serial FROM sign_ins a JOIN staff s ON s.id = a.staff_id
                WHERE a.result = 'in' AND s.role = 'manager'
                    AND (a.nth, a.boot, a.serial) < (SELECT nth, boot, serial FROM this)
                ORDER BY a.nth DESC, a.boot DESC, a.serial DESC LIMIT 1)
         SELECT s.name, count(*) AS tries FROM sign_ins a JOIN staff s ON s.id = a.staff_id
         WHERE a.result <> 'in' AND (a.nth, a.boot, a.serial) < (SELECT nth, boot, serial FROM this)
            AND (NOT EXISTS (SELECT 1 FROM last)
                OR (a.nth, a.boot, a.serial) > (SELECT nth, boot, serial FROM last))
         GROUP BY s.id ORDER BY tries DESC, s.name",
    )?;
    let wrong = row
        .query_map((bits(key.boot), bits(key.serial)), |row| Ok(WrongPins { name: row.get(0)?, tries: row.get(1)? }))?
        .collect::<Result<_, _>>()?;
    Ok(Answer::Desk(DeskAnswer::SignedIn(staff, wrong)))
}
