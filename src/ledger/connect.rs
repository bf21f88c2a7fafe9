//! Opening the database: checked, migrated, with every guarantee switched on.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::{LedgerError, OpenError};

/// Each brings the schema one version further, in one transaction; a released one never changes.
const MIGRATIONS: [&str; 6] = [
    include_str!("migrations/001_orders.sql"),
    include_str!("migrations/002_visits.sql"),
    include_str!("migrations/003_people.sql"),
    include_str!("migrations/004_slips.sql"),
    include_str!("migrations/005_units.sql"),
    include_str!("migrations/006_void.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// `PRAGMA application_id`: "Doro".
const APPLICATION: i32 = 0x446f_726f;

/// Older ones could lose a checkpoint when two connections write.
const SQLITE_MIN: (i32, &str) = (3_051_003, "3.51.3");

/// Waits for a lock one millisecond at a time, five seconds at most: whoever writes in short transactions with a
/// pause between them lets a waiting kiosk in at the first pause.
fn wait_for_lock(tries: i32) -> bool {
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

/// Opens and migrates the database at `file`, making it where there is none.
///
/// # Errors
/// Says what is wrong with the file.
pub fn connect(file: &Path) -> Result<Connection, OpenError> {
    let open = || {
        check_sqlite()?;
        let mut db = Connection::open(file)?;
        db.busy_handler(Some(wait_for_lock))?;
        check_owner(&db)?;
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(LedgerError::CannotOpen(format!("journal mode {mode} instead of WAL")));
        }
        // FULL: a committed row survives a power cut. Checkpoints: a kiosk alone touches few pages, so that even a late
        // one is short; during an import the importer makes them first.
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000;")?;
        set_up(&db)?;
        migrate(&mut db)?;
        Ok(db)
    };
    open().map_err(|why: LedgerError| why.at(file))
}

/// A connection for looking only: it makes no file, not even beside a ledger that nobody has open.
///
/// # Errors
/// As of [`connect_reader`].
pub(super) fn connect_looker(file: &Path) -> Result<Connection, OpenError> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).exists() {
        return connect_reader(file);
    }
    // Nobody has it open, so nothing can change meanwhile; else SQLite would make a log and its index.
    let open = || {
        let text = file.to_str().ok_or_else(|| LedgerError::CannotOpen("its name is not UTF-8".to_owned()))?;
        let text = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(format!("file:{text}?immutable=1"), flags)?;
        known(check_owner(&db)?)?;
        Ok(db)
    };
    open().map_err(|why: LedgerError| why.at(file))
}

/// A connection that can only read, for reports: sees the last commit, never waits for the kiosk nor makes it wait.
///
/// # Errors
/// Says what is wrong with the file, also where it does not exist or its schema is not this program's.
pub fn connect_reader(file: &Path) -> Result<Connection, OpenError> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(file, flags)?;
        db.busy_handler(Some(wait_for_lock))?;
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
    let mut db = Connection::open_in_memory()?;
    set_up(&db)?;
    migrate(&mut db)?;
    Ok(db)
}

/// What every connection that writes has switched on.
pub(super) fn set_up(db: &Connection) -> Result<(), LedgerError> {
    db.set_prepared_statement_cache_capacity(128);
    // Plans do not depend on bound values: without this every binding beside a partial index prepares anew.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Recursive triggers: `REPLACE` fires the triggers that forbid deletion.
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = FAST; PRAGMA temp_store = MEMORY;",
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
pub(super) fn gather(db: &Connection) -> Result<bool, LedgerError> {
    db.busy_handler(None)?;
    let busy = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i32>(0));
    db.busy_handler(Some(wait_for_lock))?;
    match busy.map_err(LedgerError::from) {
        Ok(busy) => Ok(busy == 0),
        Err(LedgerError::Locked) => Ok(false),
        Err(why) => Err(why),
    }
}

/// The schema's version, if the file is ours or empty.
fn check_owner(db: &Connection) -> Result<u32, LedgerError> {
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

fn migrate(db: &mut Connection) -> Result<(), LedgerError> {
    while check_owner(db)? < SCHEMA {
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
