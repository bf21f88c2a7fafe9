//! An open ledger and its place: who runs its counter, whether its files still have their names, and what is saved when
//! they have not.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::terminal::Terminal;
use rusqlite::config::DbConfig;

use super::error::{LedgerError, OpenError};
use super::names::{Lost, Names};
use super::{Ledger, connect, copies, lock};

/// Held by the one program that runs a machine's counter of a ledger.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "held until it is dropped")] lock::Lock);

impl Claim {
    /// Claims a machine's counter of the ledger at `file`. It is to be dropped after every connection to it.
    ///
    /// # Errors
    /// [`LedgerError::TerminalRuns`], or why the lock cannot be had.
    pub fn of(file: &Path, terminal: Terminal) -> Result<Claim, OpenError> {
        lock::Lock::counter(file, terminal).map(Claim).map_err(|why| why.at(file))
    }
}

impl Ledger {
    /// Claims its machine's counter of the ledger at `file`, which this one is; for as long as it is open.
    ///
    /// # Errors
    /// [`LedgerError::TerminalRuns`], or why the lock cannot be had.
    pub fn claim_counter(&mut self, file: &Path) -> Result<(), OpenError> {
        self._counter = Some(Claim::of(file, self.means.terminal)?);
        Ok(())
    }

    /// Whether the ledger's file, its log and the log's index still are those that have their names: three looks at the
    /// file system.
    ///
    /// # Errors
    /// [`LedgerError::Gone`] with the first one that is not.
    pub fn in_place(&self) -> Result<(), LedgerError> {
        self.names.as_ref().map_or(Ok(()), Names::check)
    }

    /// Brings to safety what the ledger knows although its files have lost their names: what stands in the log goes into
    /// its own file, and where that one has no name any more, a copy of it is made at its place. The copy's name.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn save(&mut self, now: DateTime<Utc>) -> Result<Option<PathBuf>, copies::CopyError> {
        let Some((lost, file)) = self.names.as_ref().and_then(|names| {
            let (lost, _) = names.lost()?;
            Some((lost, names.ledger().to_owned()))
        }) else {
            return Ok(None);
        };
        if let Err(why) = self.gather() {
            tracing::error!(%why, "the ledger's log could not be emptied into its file");
        }
        if lost == Lost::Log {
            return Ok(None);
        }
        copies::rescue(&self.db, &file, now).map(Some)
    }

    /// Brings everything that stands in the log into the ledger's own file and empties the log; `false` where a reader or
    /// a writer beside prevents it for now. Waits for nobody.
    ///
    /// # Errors
    /// When the disk fails, or somebody has begun another log: nothing of the two is mixed.
    pub fn gather(&mut self) -> Result<bool, LedgerError> {
        if let Some(names) = self.names.as_ref().filter(|names| names.has_another_log()) {
            names.check()?;
        }
        connect::gather(&mut self.db)
    }
}

impl Drop for Ledger {
    /// Whoever closes a database last removes its log by name. Where that name is another's, nothing is removed.
    fn drop(&mut self) {
        if self.in_place().is_err() {
            let _ = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}
