//! Who may sign in: added, listed, disabled, given another PIN.

use chrono::{DateTime, Utc};
use domain::protocol::{Answer, DeskAnswer};
use domain::staff::{Role, Staff, StaffId};
use rusqlite::{Connection, ErrorCode};

use super::error::LedgerError;
use super::kept::words::{value, word};
use super::means::Means;
use super::pin_hash;
use super::text::{instant, read_instant};

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

/// A member of the staff, for whoever looks after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The number that exports give instead of the name.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Since when they cannot sign in any more.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Until when five wrong PINs lock the sign-in, by the wall clock; it may have passed.
    pub locked_until: Option<DateTime<Utc>>,
    /// Wrong PINs ever, those too that were not looked at because the sign-in was locked.
    pub failures: u32,
    /// When they signed in the last time.
    pub last_in: Option<DateTime<Utc>>,
}

impl Member {
    /// Until when the sign-in is locked, where it is at that moment. After a restart of the kiosk it may be for some minutes
    /// longer: a lock lasts as long as the kiosk has run.
    #[must_use]
    pub fn locked_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.locked_until.filter(|until| *until > now)
    }
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
    let row = (entry.name, word(entry.role), hash, instant(now));
    match db.execute("INSERT INTO staff (name, role, pin_hash, added_at) VALUES (?1, ?2, ?3, ?4)", row) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(NotAdded::NameTaken(entry.name.to_owned()))
        }
        Err(error) => Err(LedgerError::from(error).into()),
        Ok(_) => Ok(()),
    }
}

pub(super) fn hash(means: &mut Means, pin: &str) -> Result<String, LedgerError> {
    let mut salt = [0; 16];
    means.fill(&mut salt)?;
    pin_hash::hash(means.pins, &salt, pin)
}

/// Who can sign in, by name.
pub(super) fn who(db: &Connection) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached("SELECT id, name, role FROM staff WHERE disabled_at IS NULL ORDER BY name")?;
    let mut rows = row.query([])?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next()? {
        staff.push(Staff { id: StaffId(row.get(0)?), name: row.get(1)?, role: value(&row.get::<_, String>(2)?)? });
    }
    Ok(Answer::Desk(DeskAnswer::Staff(staff)))
}

pub(super) fn members(db: &Connection) -> Result<Vec<Member>, LedgerError> {
    let mut row = db.prepare(
        "SELECT id, name, role, disabled_at, failures_ever,
                (SELECT max(at) FROM sign_ins WHERE staff_id = staff.id AND result = 'in'),
                iif(locked_boot IS NULL, NULL, (SELECT until_at FROM sign_ins WHERE staff_id = staff.id
                    AND result = 'locked' ORDER BY boot DESC, serial DESC LIMIT 1))
         FROM staff ORDER BY disabled_at IS NOT NULL, name",
    )?;
    let mut rows = row.query([])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let time = |text: Option<String>| text.as_deref().map(read_instant).transpose();
        members.push(Member {
            id: row.get(0)?,
            name: row.get(1)?,
            role: value(&row.get::<_, String>(2)?)?,
            disabled_at: time(row.get(3)?)?,
            failures: row.get(4)?,
            last_in: time(row.get(5)?)?,
            locked_until: time(row.get(6)?)?,
        });
    }
    Ok(members)
}

pub(super) fn set_disabled(db: &Connection, name: &str, since: Option<DateTime<Utc>>) -> Result<bool, LedgerError> {
    let row = (name, since.map(instant));
    // Whoever comes back begins without a lock.
    Ok(db.execute(
        "UPDATE staff SET disabled_at = ?2, failures = 0, locked_boot = NULL, locked_uptime_ms = NULL WHERE name = ?1",
        row,
    )? > 0)
}

pub(super) fn set_pin(db: &Connection, means: &mut Means, name: &str, pin: &str) -> Result<bool, LedgerError> {
    let row = (name, hash(means, pin)?);
    Ok(db.execute(
        "UPDATE staff SET pin_hash = ?2, failures = 0, locked_boot = NULL, locked_uptime_ms = NULL WHERE name = ?1",
        row,
    )? > 0)
}
