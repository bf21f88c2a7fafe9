//! Bringing a copy back into the ledger's place.
//!
//! What the ledger has given out since the copy was made is on paper in customers' hands: its visit numbers are never
//! given again. Where the ledger that is replaced can still be read, they are known; where it is lost, the numbers begin
//! beyond all that there was time for.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::moment::seoul_date;
use domain::visit_no::VisitNo;
use hardware::stick::read_text;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::backup::give_name;
use super::transfer::{check, remove, sha256, sync_folder, transfer, whole};
use super::{CopyError, Progress, copied_at, fence, stamp};
use crate::ledger::connect::{check_owner, is_blank, migrate, open_immutable, open_reader, set_up, wait_for_lock};
use crate::ledger::error::LedgerError;
use crate::ledger::key::Key;
use crate::ledger::lock::{Lock, beside, own_path};
use crate::ledger::text::{instant, visit_no};
use crate::ledger::{contacts, gather};
use crate::words::instant as in_words;

/// More than a line of `sha256sum` has.
const SUM_BYTES_MAX: u64 = 4096;

/// What was brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// When the copy had been made, where it says so.
    pub copied_at: Option<DateTime<Utc>>,
    /// Visits in it.
    pub visits: u64,
    /// Where the ledger is kept that was there before; none where there was none.
    pub kept_as: Option<PathBuf>,
    /// The visits of that ledger that the copy does not have; none where it could not be read.
    pub missing: Option<Vec<VisitNo>>,
    /// Telephone numbers destroyed because their day had come.
    pub destroyed: usize,
}

/// Puts the copy `from` into the place of the ledger `db`. No kiosk and no other command may have the ledger open. The
/// ledger that was there is kept under another name. `is_trusted` says whether the clock is: then what is due is
/// destroyed before anybody can see it, else the kiosk does so as soon as its clock is trusted.
///
/// # Errors
/// Says what is wrong with the copy, its key or the ledger. The ledger that was there is where it was.
pub fn restore(
    from: &Path,
    db: &Path,
    key: &Path,
    (now, is_trusted): (DateTime<Utc>, bool),
    progress: Progress<'_>,
) -> Result<Restored, CopyError> {
    let path = own_path(db).map_err(CopyError::at(db))?;
    let _kiosk = Lock::kiosk(&path).map_err(CopyError::at(db))?;
    let _alone = Lock::alone(&path).map_err(CopyError::at(db))?;
    let key = read_key(key)?;
    let copy = open_copy(from, &key)?;
    let present = Present::of(&path, &copy);
    let staged = beside(&path, "-restoring");
    // Of an earlier call that was broken off: it never had the ledger's name.
    remove(&staged);
    let made = stage(&copy, from, &staged, present.as_ref(), (now, is_trusted), progress);
    let mut restored = made.inspect_err(|_| remove(&staged))?;
    drop(copy);
    restored.kept_as = take_place(&path, &staged, now).inspect_err(|_| remove(&staged))?;
    restored.missing = present.map(|present| present.missing);
    Ok(restored)
}

fn read_key(file: &Path) -> Result<Key, CopyError> {
    if !file.exists() {
        return Err(LedgerError::KeyLost.at(file).into());
    }
    Ok(Key::read(file)?)
}

/// The copy, open for reading, and found whole and of this key.
fn open_copy(from: &Path, key: &Key) -> Result<Connection, CopyError> {
    let no_copy = |why: String| CopyError::NoCopy { file: from.to_owned(), why };
    let meta = fs::metadata(from).map_err(CopyError::io(from))?;
    if !meta.is_file() {
        return Err(no_copy("it is no file".to_owned()));
    }
    let sum = read_text(&beside(from, ".sha256"), SUM_BYTES_MAX).unwrap_or_default();
    if let Some(wanted) = sum.split_whitespace().next()
        && wanted != sha256(from)?
    {
        return Err(no_copy("it has changed since it was made: its SHA-256 is another one".to_owned()));
    }
    let open = || {
        // A ledger that was kept aside may have its log beside it; a copy has none.
        let copy = if beside(from, "-wal").exists() { open_reader(from)? } else { open_immutable(from)? };
        if check_owner(&copy)? == 0 {
            return Err(LedgerError::Unfit("there is nothing in it".to_owned()));
        }
        whole(&copy)?;
        contacts::fits(&copy, key)?;
        Ok(copy)
    };
    open().map_err(|why: LedgerError| no_copy(why.to_string()))
}

/// What is known of the ledger that is replaced.
struct Present {
    given: fence::Fences,
    missing: Vec<VisitNo>,
}

impl Present {
    /// None where it cannot be read, or is not the one that the copy was made of: then nobody knows what that one has
    /// given out.
    fn of(db: &Path, copy: &Connection) -> Option<Present> {
        if is_blank(db).ok()? {
            return None;
        }
        let look = || -> Result<Option<Present>, LedgerError> {
            let present = open_present(db)?;
            let seal = |db: &Connection| db.query_row("SELECT probe FROM seal", [], |row| row.get::<_, Vec<u8>>(0));
            if seal(&present)? != seal(copy)? {
                return Ok(None);
            }
            let visits = |db: &Connection| -> Result<Vec<(String, u16)>, LedgerError> {
                let mut row = db.prepare("SELECT day_on, sequence FROM visits ORDER BY id")?;
                let visits = row.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(visits.collect::<Result<_, _>>()?)
            };
            let known: std::collections::HashSet<_> = visits(copy)?.into_iter().collect();
            let missing = visits(&present)?.into_iter().filter(|visit| !known.contains(visit));
            let missing = missing.map(|(day, sequence)| visit_no(&day, sequence)).collect::<Result<_, _>>()?;
            Ok(Some(Present { given: fence::given(&present)?, missing }))
        };
        look().inspect_err(|why| tracing::warn!(%why, "the ledger that is replaced cannot be read")).ok().flatten()
    }
}

/// With everything of its log in its own file.
fn open_present(db: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut present = Connection::open_with_flags(db, flags)?;
    present.busy_handler(Some(wait_for_lock))?;
    check_owner(&present)?;
    gather(&mut present)?;
    Ok(present)
}

/// Makes the ledger that is to take the place, whole and on the disk.
fn stage(
    copy: &Connection,
    from: &Path,
    staged: &Path,
    present: Option<&Present>,
    (now, is_trusted): (DateTime<Utc>, bool),
    progress: Progress<'_>,
) -> Result<Restored, CopyError> {
    let mut db = transfer(copy, staged, progress)?;
    let mut prepare = || -> Result<Option<DateTime<Utc>>, LedgerError> {
        db.execute_batch("PRAGMA synchronous = FULL")?;
        set_up(&db)?;
        migrate(&mut db)?;
        Ok(copied_at(&db)?.or(newest_visit(&db)?))
    };
    let copied_at = prepare().map_err(CopyError::at(from))?;
    if let Some(copied) = copied_at
        && now < copied - fence::CLOCK_BACK_MAX
    {
        return Err(CopyError::Clock { now: in_words(now), copied: in_words(copied) });
    }
    let fences = match present {
        Some(present) => present.given.clone(),
        None => fence::blind(copied_at.unwrap_or(now), now),
    };
    let mut change = || -> Result<(u64, usize), LedgerError> {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // A visit that nobody has confirmed is nobody's any more.
        tx.execute("UPDATE drafts SET state = 'wiped', content = NULL WHERE state = 'open'", [])?;
        fence::raise(&tx, &fences)?;
        let noted = (instant(now), copied_at.map(instant));
        tx.execute("INSERT INTO restores (at, copied_at) VALUES (?1, ?2)", noted)?;
        tx.commit()?;
        let destroyed = if is_trusted { contacts::destroy_due(&mut db, seoul_date(now))? } else { 0 };
        let visits: i64 = db.query_row("SELECT count(*) FROM visits", [], |row| row.get(0))?;
        Ok((visits.unsigned_abs(), destroyed))
    };
    let (visits, destroyed) = change().map_err(CopyError::at(from))?;
    db.close().map_err(|(_, why)| CopyError::at(staged)(why.into()))?;
    check(staged)?;
    Ok(Restored { copied_at, visits, kept_as: None, missing: None, destroyed })
}

/// When the last visit was booked; a copy of an old schema does not say when it was made.
fn newest_visit(db: &Connection) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let at: Option<String> = db.query_row("SELECT newest_at FROM clock", [], |row| row.get(0))?;
    at.as_deref().map(crate::ledger::text::read_instant).transpose()
}

/// `doro-before-restore-20261126-091530.db`, with a number behind it where that is taken.
fn free_name(db: &Path, now: DateTime<Utc>) -> PathBuf {
    let name = format!("{}-before-restore-{}", db.file_stem().unwrap_or_default().to_string_lossy(), stamp(now));
    let name = |nth| db.with_file_name(if nth == 1 { format!("{name}.db") } else { format!("{name}-{nth}.db") });
    let is_free =
        |path: &PathBuf| ["", "-wal", "-shm"].iter().all(|end| fs::symlink_metadata(beside(path, end)).is_err());
    (1_u32..).map(name).find(is_free).unwrap_or_else(|| db.with_extension("before-restore"))
}

/// Exchanges the two in one step, so that at no moment there is no ledger; gives the name of the old one.
fn take_place(db: &Path, staged: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, CopyError> {
    let folder = db.parent().unwrap_or(Path::new("/"));
    if fs::symlink_metadata(db).is_err() {
        give_name(staged, db).map_err(CopyError::io(db))?;
        sync_folder(folder)?;
        return Ok(None);
    }
    let aside = free_name(db, now);
    // A log that could not be gathered belongs to the old ledger: beside the new one it would destroy it.
    for ending in ["-wal", "-shm"] {
        let log = beside(db, ending);
        if fs::symlink_metadata(&log).is_ok() {
            give_name(&log, &beside(&aside, ending)).map_err(CopyError::io(&log))?;
        }
    }
    give_name(staged, &aside).map_err(CopyError::io(&aside))?;
    if renameat_with(CWD, &aside, CWD, db, RenameFlags::EXCHANGE).is_err() {
        // A file system that cannot exchange: for a moment there is no ledger, and the key keeps anybody from making one.
        give_name(&aside, staged).map_err(CopyError::io(staged))?;
        give_name(db, &aside).map_err(CopyError::io(&aside))?;
        give_name(staged, db).map_err(CopyError::io(db))?;
    }
    sync_folder(folder)?;
    Ok(Some(aside))
}
