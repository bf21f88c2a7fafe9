//! Opening the database: checked, migrated, with every guarantee switched on.

use std::cell::Cell;
use std::fs::{self, File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::{LedgerError, OpenError};
use super::lock::{Lock, beside, own_path};

/// Each brings the schema one version further, in one transaction; a released one never changes.
const MIGRATIONS: [&str; 18] = [
    include_str!("migrations/001_orders.sql"),
    include_str!("migrations/002_visits.sql"),
    include_str!("migrations/003_people.sql"),
    include_str!("migrations/004_slips.sql"),
    include_str!("migrations/005_units.sql"),
    include_str!("migrations/006_void.sql"),
    include_str!("migrations/007_copies.sql"),
    include_str!("migrations/008_first_delivery.sql"),
    include_str!("migrations/009_decided.sql"),
    include_str!("migrations/010_locks.sql"),
    include_str!("migrations/011_paper.sql"),
    include_str!("migrations/012_doubtful.sql"),
    include_str!("migrations/013_imports.sql"),
    include_str!("migrations/014_clock.sql"),
    include_str!("migrations/015_calls.sql"),
    include_str!("migrations/016_looks.sql"),
    include_str!("migrations/017_fingerprints.sql"),
    include_str!("migrations/018_terminals.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// `PRAGMA application_id`: "Doro".
const APPLICATION: i32 = 0x446f_726f;

/// Older ones could lose a checkpoint when two connections write.
const SQLITE_MIN: (i32, &str) = (3_051_003, "3.51.3");

/// Waits for a lock one millisecond at a time, five seconds at most: whoever writes in short transactions with a
/// pause between them lets a waiting kiosk in at the first pause.
pub(super) fn wait_for_lock(tries: i32) -> bool {
    const WAIT_MAX: Duration = Duration::from_secs(5);
    thread_local! {
        static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
    }
    let now = Instant::now();
    let since = SINCE.get().filter(|_| tries > 0).unwrap_or(now);
    SINCE.set(Some(since));
    std::thread::sleep(Duration::from_millis(1));
    // A millisecond may last much longer on a busy machine: it is time that counts, not tries.
    now.duration_since(since) < WAIT_MAX
}

/// Opens and migrates the database at `file`, making it where there is none. Its files are for their owner alone. Who
/// has the lock alone already gives it, else it is shared with others.
///
/// # Errors
/// Says what is wrong with the file.
pub(crate) fn connect(file: &Path, alone: Option<Lock>) -> Result<(Connection, Lock), OpenError> {
    let open = || {
        check_sqlite()?;
        let path = own_path(file)?;
        let is_alone = alone.is_some();
        let lock = alone.map_or_else(|| Lock::shared(&path), Ok)?;
        keep_private(&path)?;
        let mut db = Connection::open(&path)?;
        db.busy_handler(Some(wait_for_lock))?;
        let behind = check_owner(&db)? < SCHEMA;
        if behind && !is_alone {
            lock.make_alone()?;
        }
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(LedgerError::CannotOpen(format!("journal mode {mode} instead of WAL")));
        }
        // FULL: a committed row survives a power cut. Checkpoints: a kiosk alone touches few pages, so that even a late
        // one is short; during an import the importer makes them first.
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000;")?;
        set_up(&db)?;
        migrate(&mut db)?;
        if behind || is_alone {
            lock.share()?;
        }
        Ok((db, lock))
    };
    open().map_err(|why: LedgerError| why.at(file))
}

/// Makes the file where there is none, and closes it, its log and the log's index to everybody but their owner; SQLite
/// gives the log the mode of the file. Who may not is told by the doctor.
fn keep_private(path: &Path) -> Result<(), LedgerError> {
    // Never opened where it is there: to close it would let go of SQLite's own locks on it (fcntl(2)).
    match File::options().write(true).create_new(true).mode(0o600).open(path) {
        Err(why) if why.kind() != ErrorKind::AlreadyExists => return Err(LedgerError::from_io(path, &why)),
        _ => {}
    }
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        let open_to_others = fs::metadata(&file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0);
        if open_to_others && let Err(why) = fs::set_permissions(&file, Permissions::from_mode(0o600)) {
            tracing::warn!(file = %file.display(), %why, "others can read the ledger");
        }
    }
    Ok(())
}

/// Whether nothing was ever kept at `file`: it is not there, is empty, or has no tables.
///
/// # Errors
/// What is wrong with a file that is there.
pub(crate) fn is_blank(file: &Path) -> Result<bool, OpenError> {
    let looked = || {
        let path = own_path(file)?;
        match fs::metadata(&path) {
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(true),
            Err(why) => return Err(LedgerError::from_io(&path, &why)),
            Ok(meta) if meta.is_file() && meta.len() == 0 => return Ok(true),
            Ok(_) => {}
        }
        // A young ledger may stand in its log only.
        let db = if beside(&path, "-wal").exists() { open_reader(&path)? } else { open_immutable(&path)? };
        Ok(check_owner(&db)? == 0)
    };
    looked().map_err(|why: LedgerError| why.at(file))
}

/// Whether nobody can have the ledger open: its log's index is not there, or was never finished. Everybody who reads or
/// writes has one of at least 32 KiB.
fn nobody_has_it_open(path: &Path) -> bool {
    const INDEX_MIN: u64 = 32 * 1024;
    fs::metadata(beside(path, "-shm")).map_or(true, |index| index.len() < INDEX_MIN)
}

/// What SQLite says where the log's index cannot be made.
pub(super) fn needs_room(why: &LedgerError) -> bool {
    matches!(why, LedgerError::Full | LedgerError::Disk(_) | LedgerError::CannotOpen(_) | LedgerError::ReadOnly)
}

/// A connection for looking only: it makes no file, not even beside a ledger that nobody has open.
///
/// # Errors
/// As of [`connect_reader`].
pub(super) fn connect_looker(file: &Path) -> Result<Connection, OpenError> {
    // SQLite finds the log beside the name that it is given with all links followed.
    let path = own_path(file).unwrap_or_else(|_| file.to_owned());
    if beside(&path, "-wal").exists() {
        return connect_reader(file);
    }
    let open = || {
        let db = open_immutable(&path)?;
        known(check_owner(&db)?)?;
        Ok(db)
    };
    open().map_err(|why: LedgerError| why.at(file))
}

/// Nobody has it open, so nothing can change meanwhile; else SQLite would make a log and its index.
pub(super) fn open_immutable(file: &Path) -> Result<Connection, LedgerError> {
    let text = file.to_str().ok_or_else(|| LedgerError::CannotOpen("its name is not UTF-8".to_owned()))?;
    let text = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{text}?immutable=1"), flags).map_err(|why| not_opened(file, why))
}

/// Why SQLite cannot open a file for reading: its own words say no more than that. The file is not opened for that: to
/// close it would let go of SQLite's locks on it (fcntl(2)).
fn not_opened(file: &Path, why: rusqlite::Error) -> LedgerError {
    if why.sqlite_error_code() != Some(rusqlite::ErrorCode::CannotOpen) {
        return why.into();
    }
    let looked = fs::metadata(file).and_then(|meta| {
        rustix::fs::access(file, rustix::fs::Access::READ_OK)?;
        if meta.is_file() {
            Ok(())
        } else {
            Err(std::io::Error::other("it is no file but a folder, a pipe or a device"))
        }
    });
    match looked {
        Err(why) if why.kind() == ErrorKind::NotFound => LedgerError::NotThere,
        Err(why) if why.kind() == ErrorKind::PermissionDenied => LedgerError::NotReadable,
        Err(why) => LedgerError::CannotOpen(why.to_string()),
        Ok(()) => why.into(),
    }
}

/// Reads beside whoever writes; where nobody has the ledger open, also on a disk that has no room for the log's index.
pub(super) fn open_reader(file: &Path) -> Result<Connection, LedgerError> {
    let path = own_path(file).unwrap_or_else(|_| file.to_owned());
    let is_nobodys = nobody_has_it_open(&path);
    match open_beside(file, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(why) if is_nobodys && needs_room(&why) => open_alone(&path).map_err(|_| why),
        opened => opened,
    }
}

/// The same, and something may be noted in it, unless the disk has no room for that. Nothing is migrated: the copy before an
/// update is of the old schema.
pub(super) fn open_to_note(file: &Path) -> Result<Connection, LedgerError> {
    match open_beside(file, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        Err(why) if needs_room(&why) => open_reader(file),
        opened => opened,
    }
}

fn open_beside(file: &Path, way: OpenFlags) -> Result<Connection, LedgerError> {
    let flags = way | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(file, flags).map_err(|why| not_opened(file, why))?;
    db.busy_handler(Some(wait_for_lock))?;
    read_once(&db)?;
    Ok(db)
}

/// Without an index of the log: immutable where there is no log, else with the index in memory, under SQLite's own lock
/// that lets nobody else in. Nothing is written.
fn open_alone(path: &Path) -> Result<Connection, LedgerError> {
    let db = if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = ON;")?;
        db
    } else {
        open_immutable(path)?
    };
    read_once(&db)?;
    Ok(db)
}

/// SQLite opens the log and its index with the first question.
fn read_once(db: &Connection) -> Result<(), LedgerError> {
    Ok(db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)
}

/// A connection that can only read, for reports: sees the last commit, never waits for the kiosk nor makes it wait.
///
/// # Errors
/// Says what is wrong with the file, also where it does not exist or its schema is not this program's.
pub fn connect_reader(file: &Path) -> Result<Connection, OpenError> {
    let open = || {
        let db = open_reader(file)?;
        known(check_owner(&db)?)?;
        Ok(db)
    };
    open().map_err(|why: LedgerError| why.at(file))
}

/// Whoever only reads cannot migrate.
fn known(schema: u32) -> Result<(), LedgerError> {
    if schema == SCHEMA {
        return Ok(());
    }
    Err(LedgerError::Unfit(format!("its schema is {schema}, not {SCHEMA}: start the kiosk once")))
}

/// An empty ledger in memory, with the same schema and limits.
pub(super) fn connect_memory() -> Result<Connection, LedgerError> {
    check_sqlite()?;
    memory_of(SCHEMA)
}

/// The same, as the first migrations leave it.
pub(super) fn memory_of(schema: u32) -> Result<Connection, LedgerError> {
    let mut db = Connection::open_in_memory()?;
    set_up(&db)?;
    migrate_to(&mut db, schema)?;
    Ok(db)
}

/// What every connection that writes has switched on.
pub(super) fn set_up(db: &Connection) -> Result<(), LedgerError> {
    db.set_prepared_statement_cache_capacity(128);
    // Plans do not depend on bound values: without this every binding beside a partial index prepares anew.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Recursive triggers: `REPLACE` fires the triggers that forbid deletion. Secure delete: zeros take the place of what
    // is deleted, in pages that are in use and in those that become free.
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}

fn check_sqlite() -> Result<(), LedgerError> {
    if rusqlite::version_number() >= SQLITE_MIN.0 {
        return Ok(());
    }
    Err(LedgerError::OldSqlite { found: rusqlite::version().to_owned(), wanted: SQLITE_MIN.1 })
}

/// Empties the log into the file; `false` where somebody beside prevents it. Waits for nobody.
pub(super) fn gather(db: &mut Connection) -> Result<bool, LedgerError> {
    db.busy_timeout(Duration::ZERO)?;
    let busy = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i32>(0));
    db.busy_handler(Some(wait_for_lock))?;
    match busy.map_err(LedgerError::from) {
        Ok(busy) => Ok(busy == 0),
        Err(LedgerError::Locked) => Ok(false),
        Err(why) => Err(why),
    }
}

/// The schema's version, if the file is ours or empty.
pub(super) fn check_owner(db: &Connection) -> Result<u32, LedgerError> {
    let number = |pragma: &str| db.query_row(pragma, [], |row| row.get::<_, i32>(0));
    let found = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if number("PRAGMA application_id")? != APPLICATION && (tables > 0 || found != 0) {
        return Err(LedgerError::NotOurs);
    }
    match u32::try_from(found) {
        Ok(found) if found <= SCHEMA => Ok(found),
        _ => Err(LedgerError::TooNew { found: found.unsigned_abs(), known: SCHEMA }),
    }
}

pub(super) fn migrate(db: &mut Connection) -> Result<(), LedgerError> {
    migrate_to(db, SCHEMA)
}

fn migrate_to(db: &mut Connection, schema: u32) -> Result<(), LedgerError> {
    while check_owner(db)? < schema {
        let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Looked at again under the lock: another program may have migrated in the meantime.
        let done = check_owner(&step)?;
        if let Some(migration) = MIGRATIONS.get(done as usize) {
            step.execute_batch(migration)?;
            step.pragma_update(None, "application_id", APPLICATION)?;
            step.pragma_update(None, "user_version", done + 1)?;
        }
        step.commit()?;
    }
    Ok(())
}
