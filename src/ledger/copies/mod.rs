//! Copies of the ledger: made while the kiosk runs, and brought back.
//!
//! A copy is one SQLite file that needs no other: complete as of one moment, checked before it gets its name, and never
//! with the key. The sealed telephone numbers in it open only with the key, which is kept elsewhere.

mod apart;
mod backup;
mod fence;
mod place;
mod restore;
mod transfer;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

pub(crate) use backup::rescue;
pub use backup::{Copied, Onto, backup, believed_now};
pub use restore::{Restored, restore};

use super::Ledger;
use super::error::{LedgerError, OpenError};
use super::text::read_instant;

/// Hears how far a copy is, in pages and of how many; `false` breaks it off.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Why a copy was not made or not brought back. What was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The ledger or its key.
    #[error(transparent)]
    Ledger(#[from] OpenError),
    /// Copy and key in one place.
    #[error(
        "the key of the ledger is in the same place ({}): whoever finds the copy could read its telephone numbers; give \
         another folder, and keep the key elsewhere", hardware::plain::plain_path(.key)
    )]
    KeyBeside {
        /// The key.
        key: PathBuf,
    },
    /// Copy and ledger on one disk.
    #[error(
        "{} lies on the ledger's own disk: a copy there is lost together with it. Mount the other disk (`findmnt` lists \
         what is mounted), or give --same-disk for a copy that helps against mistakes alone",
        hardware::plain::plain_path(.to)
    )]
    SameDisk {
        /// The folder.
        to: PathBuf,
    },
    /// No room.
    #[error("{} has too little room: {needed} MiB are needed, {free} MiB are free; make room or give another folder", hardware::plain::plain_path(.dir))]
    NoRoom {
        /// Folder.
        dir: PathBuf,
        /// Needed.
        needed: u64,
        /// Free.
        free: u64,
    },
    /// A file or folder.
    #[error("{}: {}", hardware::plain::plain_path(.path), hardware::plain::plain_io(.why))]
    Io {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
    /// What was written is not what was read.
    #[error("{} is not whole ({why}): the disk or stick is failing, take another one", hardware::plain::plain_path(.file))]
    NotWhole {
        /// The copy.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// What is to be brought back is none of our copies.
    #[error("{} cannot be brought back: {why}", hardware::plain::plain_path(.file))]
    NoCopy {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// The clock stands before the copy.
    #[error(
        "the clock says {now}, which is before the copy ({copied}): set the clock first, or, if it is right and stood ahead \
         when the copy was made, give --clock-is-right; by it the visit numbers are chosen that were not given yet"
    )]
    Clock {
        /// In Seoul.
        now: String,
        /// In Seoul.
        copied: String,
    },
    /// Somebody asked for the end.
    #[error("broken off; nothing was changed")]
    BrokenOff,
}

impl CopyError {
    fn io(path: &Path) -> impl FnOnce(std::io::Error) -> CopyError + '_ {
        move |why| CopyError::Io { path: path.to_owned(), why }
    }

    fn at(path: &Path) -> impl FnOnce(LedgerError) -> CopyError + '_ {
        move |why| CopyError::Ledger(why.at(path))
    }
}

/// What a ledger knows of its copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// When the last copy was made.
    pub copied_at: Option<DateTime<Utc>>,
    /// When a copy took the ledger's place, and when that copy had been made.
    pub restored: Option<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// Whether orders were imported after that, or no copy ever took its place.
    pub imported_since: bool,
}

impl Ledger {
    /// When copies were made and brought back.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn kept(&self) -> Result<Kept, LedgerError> {
        let row = "SELECT at, copied_at FROM restores ORDER BY id DESC LIMIT 1";
        let row = self.db.query_row(row, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)));
        let restored = row.optional()?.map(|(at, copied)| {
            Ok::<_, LedgerError>((read_instant(&at)?, copied.as_deref().map(read_instant).transpose()?))
        });
        let restored = restored.transpose()?;
        let imported_since = match restored {
            Some((at, _)) => imported_after(&self.db, at)?,
            None => true,
        };
        Ok(Kept { copied_at: copied_at(&self.db)?, restored, imported_since })
    }
}

/// Whether an import has become live since.
fn imported_after(db: &Connection, at: DateTime<Utc>) -> Result<bool, LedgerError> {
    let last = "SELECT started_at FROM imports WHERE live = 1 ORDER BY id DESC LIMIT 1";
    let last: Option<String> = db.query_row(last, [], |row| row.get(0)).optional()?;
    Ok(last.as_deref().map(read_instant).transpose()?.is_some_and(|last| last >= at))
}

/// When the last copy was made; of a copy, when it was made itself.
fn copied_at(db: &Connection) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let last = "SELECT at FROM copies ORDER BY id DESC LIMIT 1";
    let at: Option<String> = db.query_row(last, [], |row| row.get(0)).optional()?;
    at.as_deref().map(read_instant).transpose()
}

/// `20261126-091530`, in Seoul: names of files sort by it.
fn stamp(now: DateTime<Utc>) -> String {
    now.with_timezone(&domain::moment::seoul()).format("%Y%m%d-%H%M%S").to_string()
}
