//! Staff and their PINs.

use argon2::password_hash::phc::PasswordHash;
use argon2::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, TimeDelta, Utc};
use domain::counter::booking::VisitKey;
use domain::counter::ledger::{Answer, Role, Staff, StaffId};
use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::drafts::bits;
use super::error::LedgerError;
use super::means::Means;
use super::text::{instant, read_instant, value, word};

/// Wrong PINs in a row that lock a sign-in.
const FAILURES_MAX: u32 = 5;

/// How long it stays locked.
const LOCK: TimeDelta = TimeDelta::minutes(5);

/// A member of the staff to be added.
#[derive(Clone, Copy)]
pub struct StaffEntry<'a> {
    /// Unique, as shown at the sign-in.
    pub name: &'a str,
    /// What they may do.
    pub role: Role,
    /// Checked by [`crate::staff::check_pin`] before it comes here.
    pub pin: &'a str,
}

/// Why a member of the staff was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// Somebody has that name.
    #[error("there is already somebody called {0}: add a surname or a letter")]
    NameTaken(String),
    /// The ledger could not.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Adds a member of the staff, with an argon2id hash of the PIN.
pub(super) fn add(
    db: &Connection,
    means: &mut Means,
    entry: &StaffEntry<'_>,
    now: DateTime<Utc>,
) -> Result<(), NotAdded> {
    let hash = hash(means, entry.pin)?;
    let row = (entry.name, word(&entry.role)?, hash, instant(now));
    match db.execute("INSERT INTO staff (name, role, pin_hash, added_at) VALUES (?1, ?2, ?3, ?4)", row) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(NotAdded::NameTaken(entry.name.to_owned()))
        }
        Err(error) => Err(LedgerError::from(error).into()),
        Ok(_) => Ok(()),
    }
}

fn hash(means: &mut Means, pin: &str) -> Result<String, LedgerError> {
    let mut salt = [0; 16];
    means.fill(&mut salt)?;
    let hasher = means.pins.hasher()?;
    let hash = hasher.hash_password_with_salt(pin.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| LedgerError::Unfit(format!("PIN: {error}")))
}

/// Who can sign in, by name.
pub(super) fn staff(db: &Connection) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached("SELECT id, name, role FROM staff ORDER BY name")?;
    let mut rows = row.query([])?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next()? {
        staff.push(Staff { id: StaffId(row.get(0)?), name: row.get(1)?, role: value(&row.get::<_, String>(2)?)? });
    }
    Ok(Answer::StaffList(staff))
}

/// Checks a PIN once an attempt. While the sign-in is locked no PIN is looked at; for somebody unknown the same work
/// is done as for a wrong PIN.
pub(super) fn sign_in(
    db: &Connection,
    means: &mut Means,
    staff: StaffId,
    pin: &str,
    at: DateTime<Utc>,
    attempt: VisitKey,
) -> Result<Answer, LedgerError> {
    if let Some(answer) = answered_before(db, attempt)? {
        return Ok(answer);
    }
    let Some(door) = door(db, staff)? else {
        // The hash of nobody's PIN: takes as long as somebody's.
        hash(means, pin)?;
        return Ok(Answer::WrongPin { left: FAILURES_MAX - 1 });
    };
    let answer = match door.locked_until {
        Some(until) if at < until => Answer::Locked { until: locked(db, staff, until.min(at + LOCK))? },
        locked_before => {
            let failures = if locked_before.is_some() { 0 } else { door.failures };
            if fits(&door.hash, pin)? {
                write(db, staff, 0, 0, None)?;
                Answer::SignedIn(Staff { id: staff, name: door.name, role: door.role })
            } else {
                let failures = failures + 1;
                let until = (failures >= FAILURES_MAX).then(|| at + LOCK);
                write(db, staff, failures, 1, until)?;
                until.map_or(Answer::WrongPin { left: FAILURES_MAX - failures }, |until| Answer::Locked { until })
            }
        }
    };
    note(db, staff, at, attempt, &answer)?;
    Ok(answer)
}

struct Door {
    name: String,
    role: Role,
    hash: String,
    failures: u32,
    locked_until: Option<DateTime<Utc>>,
}

fn door(db: &Connection, staff: StaffId) -> Result<Option<Door>, LedgerError> {
    let mut row =
        db.prepare_cached("SELECT name, role, pin_hash, failures, locked_until_at FROM staff WHERE id = ?1")?;
    let mut rows = row.query([staff.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let until: Option<String> = row.get(4)?;
    Ok(Some(Door {
        name: row.get(0)?,
        role: value(&row.get::<_, String>(1)?)?,
        hash: row.get(2)?,
        failures: row.get(3)?,
        locked_until: until.as_deref().map(read_instant).transpose()?,
    }))
}

/// Compares in constant time, at the cost that the hash carries.
fn fits(hash: &str, pin: &str) -> Result<bool, LedgerError> {
    let hash = PasswordHash::new(hash).map_err(|error| LedgerError::Unreadable(format!("hash of a PIN: {error}")))?;
    Ok(argon2::Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

fn write(
    db: &Connection,
    staff: StaffId,
    failures: u32,
    more: u32,
    until: Option<DateTime<Utc>>,
) -> Result<(), LedgerError> {
    db.prepare_cached(
        "UPDATE staff SET failures = ?2, failures_ever = failures_ever + ?3, locked_until_at = ?4 WHERE id = ?1",
    )?
    .execute((staff.0, failures, more, until.map(instant)))?;
    Ok(())
}

/// A clock that was set back never locks anybody for longer than the lock lasts.
fn locked(db: &Connection, staff: StaffId, until: DateTime<Utc>) -> Result<DateTime<Utc>, LedgerError> {
    db.prepare_cached("UPDATE staff SET locked_until_at = ?2 WHERE id = ?1")?.execute((staff.0, instant(until)))?;
    Ok(until)
}

fn note(
    db: &Connection,
    staff: StaffId,
    at: DateTime<Utc>,
    attempt: VisitKey,
    answer: &Answer,
) -> Result<(), LedgerError> {
    let (result, left, until) = match answer {
        Answer::SignedIn(_) => ("in", None, None),
        Answer::Locked { until } => ("locked", None, Some(instant(*until))),
        Answer::WrongPin { left } => ("wrong", Some(*left), None),
        _ => return Ok(()),
    };
    db.prepare_cached(
        "INSERT INTO sign_ins (boot, serial, staff_id, at, result, left_over, until_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((bits(attempt.boot), bits(attempt.serial), staff.0, instant(at), result, left, until))?;
    Ok(())
}

fn answered_before(db: &Connection, attempt: VisitKey) -> Result<Option<Answer>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT a.result, a.left_over, a.until_at, s.id, s.name, s.role
         FROM sign_ins a JOIN staff s ON s.id = a.staff_id WHERE a.boot = ?1 AND a.serial = ?2",
    )?;
    let columns = row
        .query_row((bits(attempt.boot), bits(attempt.serial)), |row| {
            let result: (String, Option<u32>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((result, row.get(3)?, row.get(4)?, row.get::<_, String>(5)?))
        })
        .optional()?;
    let Some(((result, left, until), id, name, role)) = columns else { return Ok(None) };
    Ok(Some(match (result.as_str(), until) {
        ("in", _) => Answer::SignedIn(Staff { id: StaffId(id), name, role: value(&role)? }),
        ("locked", Some(until)) => Answer::Locked { until: read_instant(&until)? },
        _ => Answer::WrongPin { left: left.unwrap_or_default() },
    }))
}
