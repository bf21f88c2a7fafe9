//! Whether a ledger is whole, and what it holds: for `doctor`.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Ledger;
use super::error::LedgerError;

/// What was found in a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What SQLite and the foreign keys complain of; empty when whole.
    pub problems: String,
    /// Live orders.
    pub orders: u64,
    /// Visits.
    pub visits: u64,
    /// Members of the staff who may sign in.
    pub staff: u64,
    /// The names of those of them whom wrong PINs have locked, at the moment that was asked for.
    pub locked: Vec<String>,
}

impl Ledger {
    /// Looks through the whole file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn examine(&self, now: DateTime<Utc>) -> Result<Found, LedgerError> {
        let count = |table: &str| -> Result<u64, LedgerError> {
            let rows: i64 = self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            Ok(rows.unsigned_abs())
        };
        let orphans = count("pragma_foreign_key_check")?;
        let mut problems = damage(&self.db)?.unwrap_or_default();
        if orphans > 0 {
            problems.push_str(&format!(" {orphans} rows without what they refer to"));
        }
        let may: Vec<_> = self.members()?.into_iter().filter(|member| member.disabled_at.is_none()).collect();
        let staff = may.len() as u64;
        let locked =
            may.into_iter().filter(|member| member.locked_at(now).is_some()).map(|member| member.name).collect();
        Ok(Found { problems, orders: count("live_orders")?, visits: count("shown_visits")?, staff, locked })
    }
}

/// What SQLite finds wrong with the file; none where it is whole. Takes seconds for a large one.
pub(crate) fn damage(db: &Connection) -> Result<Option<String>, LedgerError> {
    let said: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}
