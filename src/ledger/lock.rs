//! Who may have a ledger open: advisory locks (flock(2)) on files beside it. They are held as long as a program has the
//! ledger, and the system lets go of them however the program ends: a file that is left over locks nobody out.
//!
//! The files stand beside the ledger's own file, all links followed, so that every way to it leads to the same locks,
//! also from another pid namespace or through a bind mount of its folder.
//!
//! - `NAME-lock`: the ledger. Whoever writes shares it; whoever migrates, restores or makes the ledger has it alone.
//! - `NAME-kiosk`: the counter. One program runs it.
//! - `NAME-import`: one import at a time.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hardware::stick::mount_of;
use rustix::fs::OFlags;

use super::error::LedgerError;

/// For how long somebody who looks, or who opens the ledger a moment longer, is waited for.
const WAIT_MAX: Duration = Duration::from_secs(2);
/// For how long a migration is waited for.
const MIGRATION_MAX: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// Links that may lead to a ledger, as of path_resolution(7).
const LINKS_MAX: usize = 40;

/// Endings of the files.
const LEDGER: &str = "-lock";
const IMPORT: &str = "-import";
/// Of the one counter that a shop has.
const KIOSK: &str = "-kiosk";
/// Of all of them.
pub(crate) const LOCKS: [&str; 3] = [LEDGER, KIOSK, IMPORT];

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock(File);

/// Another program has what one alone may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// Its process, where it has written it down: a number of its own pid namespace.
    pub pid: Option<u32>,
}

/// The ledger's own path, all links followed; also where its file is not there yet.
///
/// # Errors
/// When its folder is not there, or when it can be reached in ways that SQLite does not see through: by several names
/// (hard links), or as a mount of its own. Its log would then stand elsewhere for each of them.
pub(crate) fn own_path(db: &Path) -> Result<PathBuf, LedgerError> {
    let unreachable = |why: io::Error| LedgerError::CannotOpen(why.to_string());
    let mut path = std::path::absolute(db).map_err(unreachable)?;
    for _ in 0..LINKS_MAX {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("/")).join(target);
    }
    let (folder, name) = (path.parent().unwrap_or(Path::new("/")), path.file_name().unwrap_or_default());
    let path = folder.canonicalize().map_err(unreachable)?.join(name);
    if fs::metadata(&path).is_ok_and(|file| file.is_file() && file.nlink() > 1) {
        return Err(LedgerError::SeveralNames);
    }
    if mount_of(&path).ok().flatten().is_some_and(|mount| mount.path == path) {
        return Err(LedgerError::MountedAlone);
    }
    Ok(path)
}

/// A file beside the ledger.
pub(crate) fn beside(db: &Path, ending: &str) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

impl Lock {
    /// The ledger, shared with everybody who writes.
    pub(crate) fn shared(db: &Path) -> Result<Lock, LedgerError> {
        let file = open(db, LEDGER)?;
        wait(MIGRATION_MAX, || file.try_lock_shared())?.ok_or(LedgerError::InUse)?;
        Ok(Lock(file))
    }

    /// The ledger, for this program alone.
    pub(crate) fn alone(db: &Path) -> Result<Lock, LedgerError> {
        let file = open(db, LEDGER)?;
        wait(WAIT_MAX, || file.try_lock())?.ok_or(LedgerError::InUse)?;
        Ok(Lock(file))
    }

    /// Shares no more; for a migration. The lock may be lost for a moment meanwhile.
    pub(crate) fn make_alone(&self) -> Result<(), LedgerError> {
        wait(WAIT_MAX, || self.0.try_lock())?.ok_or(LedgerError::InUse)
    }

    /// Shares again.
    pub(crate) fn share(&self) -> Result<(), LedgerError> {
        wait(WAIT_MAX, || self.0.try_lock_shared())?.ok_or(LedgerError::InUse)
    }

    /// The counter of the ledger.
    pub(crate) fn kiosk(db: &Path) -> Result<Lock, LedgerError> {
        let mut file = open(db, KIOSK)?;
        if wait(WAIT_MAX, || file.try_lock())?.is_none() {
            return Err(LedgerError::KioskRuns(held(&mut file).pid.unwrap_or_default()));
        }
        // Only words come of it: the lock holds without.
        let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        Ok(Lock(file))
    }

    /// The import into the ledger; none while another one runs.
    pub(crate) fn import(db: &Path) -> Result<Option<Lock>, LedgerError> {
        let file = open(db, IMPORT)?;
        Ok(wait(Duration::ZERO, || file.try_lock())?.map(|()| Lock(file)))
    }
}

/// Who runs the counter of the ledger, without making a file.
pub(crate) fn running_kiosk(db: &Path) -> Option<Held> {
    let path = beside(&own_path(db).ok()?, KIOSK);
    let mut file = File::options().read(true).custom_flags(OFlags::NOFOLLOW.bits().cast_signed()).open(path).ok()?;
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)).then(|| held(&mut file))
}

fn held(file: &mut File) -> Held {
    let mut text = String::new();
    let pid = file.take(16).read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
    Held { pid }
}

/// The file to lock, made where there is none: for its owner alone, and of the ledger's owner where root makes it.
fn open(db: &Path, ending: &str) -> Result<File, LedgerError> {
    let db = own_path(db)?;
    let path = beside(&db, ending);
    let mut way = File::options();
    way.read(true).mode(0o600).custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
    let opened = match way.clone().write(true).create_new(true).open(&path) {
        Ok(file) => {
            let owner = fs::metadata(&db).or_else(|_| fs::metadata(db.parent().unwrap_or(Path::new("/"))));
            if let Ok(owner) = owner {
                // Only root may give a file away, and only root needs to.
                let _ = std::os::unix::fs::fchown(&file, Some(owner.uid()), Some(owner.gid()));
            }
            Ok(file)
        }
        Err(why) if why.kind() == ErrorKind::AlreadyExists => {
            way.clone().write(true).open(&path).or_else(|_| way.open(&path))
        }
        Err(why) => Err(why),
    };
    opened.map_err(|why| LedgerError::from_io(&path, &why))
}

/// Tries for as long; none while somebody else holds it.
fn wait(most: Duration, try_it: impl Fn() -> Result<(), TryLockError>) -> Result<Option<()>, LedgerError> {
    let end = Instant::now() + most;
    loop {
        match try_it() {
            Ok(()) => return Ok(Some(())),
            Err(TryLockError::WouldBlock) if Instant::now() >= end => return Ok(None),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK_AGAIN),
            Err(TryLockError::Error(why)) => {
                return Err(LedgerError::CannotOpen(format!("it cannot be locked: {why}")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_migrates_is_alone_and_shares_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("doro.db");
        let (one, other) = (Lock::shared(&db).unwrap(), Lock::shared(&db).unwrap());
        assert!(matches!(one.make_alone(), Err(LedgerError::InUse)));
        drop(other);
        one.make_alone().unwrap();
        assert!(matches!(Lock::alone(&db), Err(LedgerError::InUse)));
        one.share().unwrap();
        drop(Lock::shared(&db).unwrap());
    }

    #[test]
    fn every_name_of_a_ledger_leads_to_one_path_also_before_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("doro.db");
        let link = folder.path().join("link.db");
        std::os::unix::fs::symlink("doro.db", &link).unwrap();
        assert_eq!(own_path(&link).unwrap(), path);
        fs::write(&path, "").unwrap();
        assert_eq!(own_path(&link).unwrap(), path);
        fs::hard_link(&path, folder.path().join("other.db")).unwrap();
        assert!(matches!(own_path(&link), Err(LedgerError::SeveralNames)));
    }
}
