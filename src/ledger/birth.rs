//! A ledger and its key are made together, once. Whoever finds one of them alone has lost the other: it is said, and
//! nothing is made in its place.

use std::fs;
use std::path::Path;

use super::Ledger;
use super::connect::is_blank;
use super::error::{LedgerError, OpenError};
use super::key::Key;
use super::lock::{Lock, beside, own_path};
use super::means::Means;

/// Whether a ledger may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// No: what is not there was mistyped.
    Nothing,
    /// Where neither a ledger nor a key is.
    First,
    /// A new one, also where a key has been left: somebody has said so.
    New,
}

impl Ledger {
    /// Opens the ledger `db` with the key in `key`, or makes them as far as `make` allows.
    ///
    /// # Errors
    /// [`LedgerError::LedgerLost`], [`LedgerError::KeyLost`], [`LedgerError::NotThere`], [`LedgerError::NotNew`], or what
    /// is wrong with one of the files.
    pub fn of_shop(db: &Path, key: &Path, make: Make, means: Means) -> Result<Ledger, OpenError> {
        if !is_blank(db)? {
            if make == Make::New {
                return Err(LedgerError::NotNew.at(db));
            }
            if !key.exists() {
                return Err(LedgerError::KeyLost.at(key));
            }
            return Ledger::open(db, &Key::read(key)?, means);
        }
        match (make, key.exists()) {
            (Make::Nothing | Make::First, true) => Err(LedgerError::LedgerLost { key: key.to_owned() }.at(db)),
            (Make::Nothing, false) => Err(LedgerError::NotThere.at(db)),
            (Make::First | Make::New, _) => made(db, key, means),
        }
    }
}

fn made(db: &Path, key: &Path, means: Means) -> Result<Ledger, OpenError> {
    let alone = || {
        let path = own_path(db)?;
        let log = beside(&path, "-wal");
        // SQLite would take it for the log of the new ledger, and remove it.
        if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            return Err(LedgerError::LogLeft(log));
        }
        Lock::alone(&path)
    };
    let alone = alone().map_err(|why| why.at(db))?;
    // Another program may have made it meanwhile.
    if !is_blank(db)? {
        return Err(LedgerError::NotNew.at(db));
    }
    let key = Key::load_or_create(key)?;
    tracing::info!(ledger = %db.display(), "a new ledger is made");
    Ledger::open_with(db, &key, means, Some(alone))
}
