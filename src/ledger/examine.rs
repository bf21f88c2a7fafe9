//! Whether a ledger is whole, and what it holds: for `doctor`.

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
    /// Members of the staff.
    pub staff: u64,
}

impl Ledger {
    /// Looks through the whole file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn examine(&self) -> Result<Found, LedgerError> {
        let count = |table: &str| -> Result<u64, LedgerError> {
            let rows: i64 = self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            Ok(rows.unsigned_abs())
        };
        let orphans = count("pragma_foreign_key_check")?;
        let mut problems = damage(&self.db)?.unwrap_or_default();
        if orphans > 0 {
            problems.push_str(&format!(" {orphans} rows without what they refer to"));
        }
        Ok(Found { problems, orders: count("live_orders")?, visits: count("shown_visits")?, staff: count("staff")? })
    }
}

/// What SQLite finds wrong with the file; none where it is whole. Takes seconds for a large one.
pub(crate) fn damage(db: &Connection) -> Result<Option<String>, LedgerError> {
    let said: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}
