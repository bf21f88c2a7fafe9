//! Who may have a ledger open: advisory locks (flock(2)) on files beside it. They are held as long as a program has the
//! ledger, and the system lets go of them however the program ends: a file that is left over locks nobody out.
//!
//! The files stand beside the ledger's own file, all links followed, so that every way to it leads to the same locks,
//! also from another pid namespace or through a bind mount of its folder.
//!
//! - `NAME-lock`: the ledger. Whoever writes shares it; whoever migrates, restores or makes the ledger has it alone.
//! - `NAME-terminal-TERMINAL`: one machine's counter. One program runs it.
//! - `NAME-kiosk`: all counters. Whoever runs one shares it; whoever restores has it alone. Both lock the ledger's own file
//!   as well, so that whoever deletes the files beside it lets nobody in: a byte of it for each terminal, far behind its
//!   end and behind SQLite's locks (fcntl_locking(2), open file description locks), and the whole of it (flock(2)).
//! - `NAME-import`: one import at a time.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::terminal::Terminal;
use hardware::stick::mount_of;
use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};
use nix::libc;
use rustix::fs::OFlags;
use sha2::{Digest, Sha256};

use super::error::LedgerError;
use super::names::FileId;

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
/// Of all counters.
const KIOSK: &str = "-kiosk";
/// Of one of them; its name follows.
const TERMINAL: &str = "-terminal-";
/// Of those that every ledger has.
pub(crate) const LOCKS: [&str; 3] = [LEDGER, KIOSK, IMPORT];

/// File systems on which a lock of this kind on the ledger's own file could be one that SQLite's locks run into.
const LOCKS_ELSEWHERE: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "virtiofs"];
/// How often a file is made and locked that loses its name meanwhile.
const MADE_AGAIN_MAX: usize = 10;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    /// What is shared with others besides.
    _beside: Option<File>,
    /// The ledger's own file, locked too. To close it lets go of SQLite's locks on it (fcntl(2)), so that it outlives
    /// every connection.
    _own: Option<File>,
}

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
    let unreachable = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => LedgerError::CannotOpen("its folder is not there".to_owned()),
        _ => LedgerError::CannotOpen(why.to_string()),
    };
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
        let file = take(db, LEDGER, MIGRATION_MAX, File::try_lock_shared)?.map_err(|_| LedgerError::InUse)?;
        Ok(Lock { file, _beside: None, _own: None })
    }

    /// The ledger, for this program alone.
    pub(crate) fn alone(db: &Path) -> Result<Lock, LedgerError> {
        let file = take(db, LEDGER, WAIT_MAX, File::try_lock)?.map_err(|_| LedgerError::InUse)?;
        Ok(Lock { file, _beside: None, _own: None })
    }

    /// Shares no more; for a migration. The lock may be lost for a moment meanwhile.
    pub(crate) fn make_alone(&self) -> Result<(), LedgerError> {
        wait(WAIT_MAX, || self.file.try_lock())?.ok_or(LedgerError::InUse)
    }

    /// Shares again.
    pub(crate) fn share(&self) -> Result<(), LedgerError> {
        wait(WAIT_MAX, || self.file.try_lock_shared())?.ok_or(LedgerError::InUse)
    }

    /// The counter of one machine, beside those of others.
    pub(crate) fn counter(db: &Path, terminal: Terminal) -> Result<Lock, LedgerError> {
        let ending = format!("{TERMINAL}{terminal}");
        let runs = |mut file: File| LedgerError::TerminalRuns { terminal, pid: held(&mut file).pid };
        let mut file = take(db, &ending, WAIT_MAX, File::try_lock)?.map_err(runs)?;
        let restores = |mut file: File| held(&mut file).pid.map_or(LedgerError::InUse, LedgerError::KioskRuns);
        let all = take(db, KIOSK, WAIT_MAX, File::try_lock_shared)?.map_err(restores)?;
        let own = own_file(&own_path(db)?, Some(terminal))?;
        write_down_process(&mut file);
        Ok(Lock { file, _beside: Some(all), _own: own })
    }

    /// All counters of the ledger, so that none runs.
    pub(crate) fn counters(db: &Path) -> Result<Lock, LedgerError> {
        let runs = |_| LedgerError::KioskRuns(running_kiosk(db).and_then(|held| held.pid).unwrap_or_default());
        let mut file = take(db, KIOSK, WAIT_MAX, File::try_lock)?.map_err(runs)?;
        let own = own_file(&own_path(db)?, None)?;
        write_down_process(&mut file);
        Ok(Lock { file, _beside: None, _own: own })
    }

    /// The import into the ledger; none while another one runs.
    pub(crate) fn import(db: &Path) -> Result<Option<Lock>, LedgerError> {
        let file = take(db, IMPORT, Duration::ZERO, File::try_lock)?;
        Ok(file.ok().map(|file| Lock { file, _beside: None, _own: None }))
    }
}

/// Who runs a counter of the ledger, without making a file; this process, where it is one of several.
pub(crate) fn running_kiosk(db: &Path) -> Option<Held> {
    let own = own_path(db).ok()?;
    // Whoever restores.
    let restores = || holds(&beside(&own, KIOSK));
    // The files beside it may have been deleted. The ledger's own is not opened for that: to close it would let go of
    // SQLite's locks on it (fcntl(2)).
    let own_file = || {
        let pid = holder(&fs::metadata(&own).ok()?)?;
        // 0 is a process of another pid namespace.
        Some(Held { pid: Some(pid).filter(|pid| *pid > 0) })
    };
    running_counters(db).first().copied().or_else(restores).or_else(own_file)
}

/// Who runs the counter of that name. Where no counter is known by its name, whoever has the ledger is taken for it.
pub(crate) fn running_terminal(db: &Path, terminal: Terminal) -> Option<Held> {
    let its = holds(&beside(&own_path(db).ok()?, &format!("{TERMINAL}{terminal}")));
    its.or_else(|| if running_counters(db).is_empty() { running_kiosk(db) } else { None })
}

/// Those that run under a name; this process first, where it is one of them.
pub(crate) fn running_counters(db: &Path) -> Vec<Held> {
    let named = || {
        let own = own_path(db).ok()?;
        let start = beside(Path::new(own.file_name()?), TERMINAL);
        let is_terminals = move |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            name.starts_with(start.as_os_str().as_encoded_bytes())
        };
        let files = fs::read_dir(own.parent()?).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        Some(files.filter(is_terminals).filter_map(|path| holds(&path)).collect::<Vec<_>>())
    };
    let mut running = named().unwrap_or_default();
    running.sort_by_key(|held| held.pid != Some(std::process::id()));
    running
}

/// Who has a file's lock alone.
fn holds(path: &Path) -> Option<Held> {
    let mut file = File::options().read(true).custom_flags(OFlags::NOFOLLOW.bits().cast_signed()).open(path).ok()?;
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)).then(|| held(&mut file))
}

/// Only words come of it: the lock holds without.
fn write_down_process(file: &mut File) {
    let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
}

fn held(file: &mut File) -> Held {
    let mut text = String::new();
    let pid = file.take(16).read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
    Held { pid }
}

/// Opens the file and locks it; the file where somebody else holds it. One that was deleted meanwhile locks nobody out,
/// so that it is made again.
fn take(
    db: &Path,
    ending: &str,
    most: Duration,
    try_it: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<Result<File, File>, LedgerError> {
    let path = beside(&own_path(db)?, ending);
    for _ in 0..MADE_AGAIN_MAX {
        let file = open(db, ending)?;
        if wait(most, || try_it(&file))?.is_none() {
            return Ok(Err(file));
        }
        let id = file.metadata().map_err(|why| LedgerError::from_io(&path, &why))?;
        if FileId::at(&path) == Some(FileId::of(&id)) {
            return Ok(Ok(file));
        }
    }
    Err(LedgerError::CannotOpen(format!("somebody removes {} again and again", path.display())))
}

/// The ledger's own file at `path`, locked for one machine beside others, or for all; none where there is none yet, or
/// where its file system has no such locks.
fn own_file(path: &Path, terminal: Option<Terminal>) -> Result<Option<File>, LedgerError> {
    let mount = mount_of(path).ok().flatten();
    if mount.is_some_and(|mount| LOCKS_ELSEWHERE.contains(&mount.file_system.as_str())) {
        return Ok(None);
    }
    let way = |write| {
        let mut way = File::options();
        way.read(true).write(write).custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
        way.open(path)
    };
    let Ok(file) = way(true).or_else(|_| way(false)) else { return Ok(None) };
    let locked = wait(WAIT_MAX, || match terminal {
        Some(terminal) => lock_byte(&file, terminal).and_then(|()| file.try_lock_shared()),
        None => file.try_lock(),
    });
    match locked {
        Ok(Some(())) => Ok(Some(file)),
        Ok(None) => {
            let pid = file.metadata().ok().and_then(|meta| holder(&meta)).filter(|pid| *pid > 0);
            // To close it would let go of the locks of a connection that this program has.
            std::mem::forget(file);
            Err(match terminal {
                Some(terminal) => LedgerError::TerminalRuns { terminal, pid },
                None => LedgerError::KioskRuns(pid.unwrap_or_default()),
            })
        }
        Err(why) => {
            tracing::warn!(%why, "the ledger's own file");
            std::mem::forget(file);
            Ok(None)
        }
    }
}

/// Locks the byte of a terminal, however often the same file asks.
fn lock_byte(file: &File, terminal: Terminal) -> Result<(), TryLockError> {
    const BEHIND: i64 = 1 << 40;
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(terminal.as_str()));
    let byte = libc::flock {
        l_type: libc::F_WRLCK as libc::c_short,
        l_whence: libc::SEEK_SET as libc::c_short,
        l_start: BEHIND + i64::from(u32::from_be_bytes([a, b, c, d])),
        l_len: 1,
        l_pid: 0,
    };
    match fcntl(file, FcntlArg::F_OFD_SETLK(&byte)) {
        Ok(_) => Ok(()),
        Err(Errno::EAGAIN | Errno::EACCES) => Err(TryLockError::WouldBlock),
        Err(why) => Err(TryLockError::Error(why.into())),
    }
}

/// Who holds a file's lock, as of proc_locks(5): only words come of it.
fn holder(file: &Metadata) -> Option<u32> {
    let inode = format!(":{}", file.ino());
    let locks = fs::read_to_string("/proc/locks").ok()?;
    // Device numbers differ there from those of stat(2) on some file systems, so that the process is asked what it has.
    let holds = |pid: &u32| has_open(*pid, FileId::of(file));
    let of_line = |line: &str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let is_it = words.contains(&"FLOCK") && words.iter().any(|word| word.ends_with(&inode));
        if is_it { words.get(4)?.parse().ok() } else { None }
    };
    locks.lines().filter_map(of_line).find(holds)
}

/// Whether a process has the file open; also where it is another user's, and nobody may look.
fn has_open(pid: u32, file: FileId) -> bool {
    let Ok(open) = fs::read_dir(format!("/proc/{pid}/fd")) else { return true };
    open.flatten().any(|open| FileId::at(&open.path()) == Some(file))
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
    fn a_machine_that_does_not_run_is_not_taken_for_one_that_does() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("doro.db");
        fs::write(&db, "").unwrap();
        let till: Terminal = "till".parse().unwrap();
        let runs = |terminal| running_terminal(&db, terminal).is_some();
        let first = Lock::counter(&db, Terminal::FIRST).unwrap();
        assert_eq!((runs(Terminal::FIRST), runs(till), running_counters(&db).len()), (true, false, 1));
        let second = Lock::counter(&db, till).unwrap();
        assert_eq!((runs(Terminal::FIRST), runs(till), running_counters(&db).len()), (true, true, 2));
        drop(first);
        assert_eq!((runs(Terminal::FIRST), runs(till)), (false, true));
        drop(second);
        assert!(!runs(till) && running_kiosk(&db).is_none());
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
