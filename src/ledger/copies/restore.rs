//! Bringing a copy back into the ledger's place.
//!
//! What the ledger has given out since the copy was made is on paper in customers' hands: its visit numbers are never
//! given again. Where the ledger that is replaced can still be read, they are known; where it is lost, the numbers begin
//! beyond all that there was time for.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::moment::seoul_date;
use domain::visit_no::VisitNo;
use domain::written::instant as in_words;
use hardware::plain::plain_path;
use hardware::stick::read_text;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::place::{free_name, take_place};
use super::transfer::{check, new_file, remove, sha256, transfer, whole};
use super::{CopyError, Progress, copied_at, fence, stamp};
use crate::clock::built_at;
use crate::ledger::connect::{check_owner, is_blank, migrate, open_immutable, open_reader, set_up, wait_for_lock};
use crate::ledger::error::LedgerError;
use crate::ledger::key::Key;
use crate::ledger::lock::{Lock, beside, own_path};
use crate::ledger::text::{instant, visit_no};
use crate::ledger::{contacts, gather, schema};

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
    /// Whether the copy was compared with the SHA-256 beside it; none is beside a ledger that was kept aside.
    pub compared: bool,
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
    let _kiosk = Lock::counters(&path).map_err(CopyError::at(db))?;
    let _alone = Lock::alone(&path).map_err(CopyError::at(db))?;
    let key = read_key(key)?;
    let (copy, compared) = open_copy(from, &key)?;
    let present = Present::of(&path, &copy).map_err(CopyError::at(db))?;
    let staged = beside(&path, "-restoring");
    // Of an earlier call that was broken off: it never had the ledger's name.
    remove(&staged);
    let made = stage(&copy, from, &staged, present.as_ref(), (now, is_trusted), progress);
    let mut restored = made.inspect_err(|_| remove(&staged))?;
    drop(copy);
    restored.compared = compared;
    let aside = free_name(&path, &stamp(now));
    restored.kept_as = take_place(&path, &staged, aside).inspect_err(|_| remove(&staged))?;
    restored.missing = present.map(|present| present.missing);
    Ok(restored)
}

fn read_key(file: &Path) -> Result<Key, CopyError> {
    if !file.exists() {
        return Err(LedgerError::KeyLost.at(file).into());
    }
    Ok(Key::read(file)?)
}

/// The copy, open for reading, and found whole and of this key; and whether its SHA-256 could be compared.
fn open_copy(from: &Path, key: &Key) -> Result<(Connection, bool), CopyError> {
    let no_copy = |why: String| CopyError::NoCopy { file: from.to_owned(), why };
    let meta = fs::metadata(from).map_err(CopyError::io(from))?;
    if !meta.is_file() {
        return Err(no_copy("it is no file".to_owned()));
    }
    let compared = check_sum(from)?;
    let open = || {
        // A ledger that was kept aside may have its log beside it; a copy has none.
        let copy = if beside(from, "-wal").exists() { open_reader(from)? } else { open_immutable(from)? };
        if check_owner(&copy)? == 0 {
            return Err(LedgerError::Unfit("there is nothing in it".to_owned()));
        }
        if let Some(part) = schema::changed(&copy)? {
            return Err(LedgerError::Damaged(format!("{part} is not as doro makes it")));
        }
        whole(&copy)?;
        contacts::fits(&copy, key)?;
        Ok(copy)
    };
    let copy = open().map_err(|why: LedgerError| no_copy(of_a_copy(&why)))?;
    Ok((copy, compared))
}

/// What an error of a database means for a copy that was to help against just that.
fn of_a_copy(why: &LedgerError) -> String {
    match why {
        LedgerError::Damaged(why) | LedgerError::Disk(why) => {
            format!("it is damaged itself ({why}): take an earlier copy, or the same one from another disk")
        }
        LedgerError::NotADatabase => "it is no database: give a file that `doro backup` made".to_owned(),
        LedgerError::NotOurs => "it belongs to another program: give a file that `doro backup` made".to_owned(),
        LedgerError::WrongKey => {
            "the key file belongs to another database: give the key that was made with this copy's \
            ledger, with --key or as `key` of kiosk.toml"
                .to_owned()
        }
        why => why.to_string(),
    }
}

/// Compares the copy with its checksum, where one lies beside it; says whether one does.
fn check_sum(from: &Path) -> Result<bool, CopyError> {
    let no_copy = |why: String| CopyError::NoCopy { file: from.to_owned(), why };
    let file = beside(from, ".sha256");
    let sum = match read_text(&file, SUM_BYTES_MAX) {
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(false),
        read => read.map_err(|why| {
            no_copy(format!("its checksum {} cannot be read ({why}): mend or remove it", plain_path(&file)))
        })?,
    };
    match sum.split_whitespace().next() {
        None => Err(no_copy(format!("its checksum {} is empty: mend or remove it", plain_path(&file)))),
        Some(wanted) if wanted != sha256(from)? => {
            let why = "it has changed since it was made: its SHA-256 is another one; take an earlier copy";
            Err(no_copy(why.to_owned()))
        }
        Some(_) => Ok(true),
    }
}

/// What is known of the ledger that is replaced.
struct Present {
    given: fence::Fences,
    missing: Vec<VisitNo>,
}

impl Present {
    /// None where it cannot be read, or is not the one that the copy was made of: then nobody knows what that one has
    /// given out.
    ///
    /// # Errors
    /// [`LedgerError::InUse`] where somebody reads or writes it, so that its log cannot be brought into its own file: what
    /// stands in the log would be lost if this were broken off. Also where its disk has no room for that.
    fn of(db: &Path, copy: &Connection) -> Result<Option<Present>, LedgerError> {
        if is_blank(db).unwrap_or(false) {
            return Ok(None);
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
        match look() {
            Err(LedgerError::Locked) => Err(LedgerError::InUse),
            Err(why @ (LedgerError::InUse | LedgerError::Full | LedgerError::ReadOnly)) => Err(why),
            Err(why) => {
                tracing::warn!(%why, "the ledger that is replaced cannot be read");
                Ok(None)
            }
            known => known,
        }
    }
}

/// With everything of its log in its own file.
fn open_present(db: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut present = Connection::open_with_flags(db, flags)?;
    // What cannot be read is kept as it is, with its log.
    present.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    present.busy_handler(Some(wait_for_lock))?;
    // Before anything else is looked at: also what a newer version wrote is not to stay in a log.
    if !gather(&mut present)? {
        return Err(LedgerError::InUse);
    }
    check_owner(&present)?;
    present.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
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
    new_file(staged).map_err(CopyError::io(staged))?;
    let mut db = transfer(copy, staged, progress)?;
    let mut prepare = || -> Result<Option<DateTime<Utc>>, LedgerError> {
        db.execute_batch("PRAGMA synchronous = FULL")?;
        set_up(&db)?;
        migrate(&mut db)?;
        Ok(copied_at(&db)?.or(newest_visit(&db)?))
    };
    let copied_at = prepare().map_err(CopyError::at(from))?;
    let fences = match (present, copied_at) {
        (Some(present), _) => present.given.clone(),
        (None, Some(copied)) if now < copied - fence::CLOCK_BACK_MAX => {
            if !is_trusted {
                return Err(CopyError::Clock { now: in_words(now), copied: in_words(copied) });
            }
            // The copy was made while the clock stood ahead: it is not older than anything in it that has been.
            let since = newest_before(&db, now).map_err(CopyError::at(from))?.unwrap_or_else(built_at);
            fence::blind(since, now).into_iter().chain(fence::whole_day(copied)).collect()
        }
        (None, copied) => fence::blind(copied.unwrap_or(now), now),
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
    Ok(Restored { copied_at, visits, kept_as: None, missing: None, compared: false, destroyed })
}

/// When the last visit was booked; a copy of an old schema does not say when it was made.
fn newest_visit(db: &Connection) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let at: Option<String> = db.query_row("SELECT newest_at FROM clock", [], |row| row.get(0))?;
    at.as_deref().map(crate::ledger::text::read_instant).transpose()
}

/// The newest instant of a visit, a start or a copy that is not after `now`.
fn newest_before(db: &Connection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let newest = "SELECT max(at) FROM (SELECT confirmed_at AS at FROM visits UNION ALL SELECT at FROM boots
        UNION ALL SELECT at FROM copies) WHERE at <= ?1";
    let at: Option<String> = db.query_row(newest, [instant(now)], |row| row.get(0))?;
    at.as_deref().map(crate::ledger::text::read_instant).transpose()
}
