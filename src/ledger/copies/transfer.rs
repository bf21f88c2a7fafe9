//! From one database file into another, and whether it is whole there.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use rustix::fs::{Advice, OFlags, fadvise};
use sha2::{Digest, Sha256};

use super::{CopyError, Progress};
use crate::ledger::connect::{SCHEMA, check_owner, open_immutable};
use crate::ledger::error::LedgerError;

/// Pages between two words on progress.
const PAGES: i32 = 512;

/// A new file, for its owner alone; never one that is there.
pub(super) fn new_file(to: &Path) -> std::io::Result<()> {
    let mut way = File::options();
    way.write(true).create_new(true).mode(0o600).custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
    way.open(to).map(drop)
}

/// Copies everything that `from` holds at this moment into the file `to`, which [`new_file`] has made. Whoever writes to
/// `from` meanwhile is not kept waiting, and none of it is in the copy.
pub(super) fn transfer(from: &Connection, to: &Path, progress: Progress<'_>) -> Result<Connection, CopyError> {
    let mut copy = || -> Result<Option<Connection>, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(to, flags)?;
        // Nobody else has it; it is synchronised at the end, and thrown away where that fails. Locked for good it needs
        // no index of a log, which not every stick can map into memory.
        copy.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        // The copy stays with what is seen now; else each write of the kiosk would make it begin anew.
        from.execute_batch("BEGIN")?;
        let whole = from.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(LedgerError::from);
        let whole = whole.and_then(|()| steps(from, &mut copy, progress));
        from.execute_batch("COMMIT")?;
        Ok(whole?.then_some(copy))
    };
    match copy() {
        Ok(Some(copy)) => {
            without_log(&copy).map_err(CopyError::at(to))?;
            Ok(copy)
        }
        Ok(None) => Err(CopyError::BrokenOff),
        Err(why) => Err(CopyError::at(to)(why)),
    }
}

/// One file that needs no other: as a ledger it would have a log.
fn without_log(copy: &Connection) -> Result<(), LedgerError> {
    // What was copied says that there is a log; SQLite knows once it has read it.
    copy.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mode: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode.eq_ignore_ascii_case("delete") {
        return Ok(());
    }
    Err(LedgerError::CannotOpen(format!("journal mode {mode} instead of DELETE")))
}

fn steps(from: &Connection, to: &mut Connection, progress: Progress<'_>) -> Result<bool, LedgerError> {
    let backup = Backup::new(from, to)?;
    loop {
        let step = backup.step(PAGES)?;
        let pages = backup.progress();
        let (left, of) = (u64::from(pages.remaining.unsigned_abs()), u64::from(pages.pagecount.unsigned_abs()));
        match step {
            StepResult::Done => return Ok(progress(of, of)),
            _ if !progress(of - left, of) => return Ok(false),
            StepResult::Busy | StepResult::Locked => std::thread::sleep(std::time::Duration::from_millis(5)),
            _ => {}
        }
    }
}

/// Everything on the disk, read from it again, and sound.
pub(super) fn check(file: &Path) -> Result<(), CopyError> {
    let synced = File::open(file).and_then(|file| {
        file.sync_all()?;
        // Where the system allows it, what is read next comes from the disk.
        let _ = fadvise(&file, 0, None, Advice::DontNeed);
        Ok(())
    });
    synced.map_err(CopyError::io(file))?;
    let sound = || {
        let db = open_immutable(file)?;
        whole(&db)
    };
    match sound() {
        Ok(()) => Ok(()),
        Err(why) => Err(CopyError::NotWhole { file: file.to_owned(), why: why.to_string() }),
    }
}

/// Whether SQLite finds nothing wrong, and, as far as this program knows the schema, whether no limit is passed.
pub(super) fn whole(db: &Connection) -> Result<(), LedgerError> {
    let said: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(LedgerError::Damaged(said));
    }
    if check_owner(db)? == SCHEMA && !crate::ledger::audit::of(db)?.is_sound() {
        return Err(LedgerError::Damaged("its visits pass the limits of their orders".to_owned()));
    }
    Ok(())
}

/// SHA-256 of a file, in hexadecimal digits.
pub(super) fn sha256(file: &Path) -> Result<String, CopyError> {
    let read = || {
        let (mut from, mut hash, mut chunk) = (File::open(file)?, Sha256::new(), vec![0; 256 * 1024]);
        loop {
            match from.read(&mut chunk) {
                Ok(0) => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
                Ok(count) => hash.update(&chunk[..count]),
                Err(why) if why.kind() == ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
    };
    read().map_err(CopyError::io(file))
}

/// Makes names that were given in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<(), CopyError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(CopyError::io(folder))
}

/// Removes a file that was not finished; it is removed with its database's journal.
pub(super) fn remove(file: &Path) {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let _ = fs::remove_file(crate::ledger::lock::beside(file, ending));
    }
}
