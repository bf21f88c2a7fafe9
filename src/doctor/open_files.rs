//! Whether a running kiosk still has the ledger that stands at its path: files can be deleted and replaced under it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use domain::finding::{Finding, Subject};

use super::wrong;
use crate::ledger::lock::{beside, own_path};
use crate::words::doctor as words;

/// A file by device and inode.
type Id = (u64, u64);

/// What is wrong with the files of the kiosk in process `pid`; none also where its open files may not be looked at.
pub(super) fn gone(db: &Path, pid: u32) -> Option<Finding> {
    let db = own_path(db).ok()?;
    let open = open_files(pid)?;
    let id = |path: &Path| fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()));
    let is_gone = |path: &Path| {
        let deleted = beside(path, " (deleted)");
        let there = id(path);
        open.iter().any(|file| file.name == deleted) || !open.iter().any(|file| Some(file.id) == there)
    };
    if is_gone(&db) {
        let deleted = beside(&db, " (deleted)");
        let number = open.iter().find(|file| file.name == deleted).map(|file| file.number.clone());
        let saved = saved(&db);
        return Some(wrong(Subject::Ledger, words::ledger_replaced(pid, number.as_deref(), saved.as_deref())));
    }
    let log = ["-wal", "-shm"].iter().any(|ending| is_gone(&beside(&db, ending)));
    log.then(|| wrong(Subject::Ledger, words::log_deleted(pid)))
}

/// The newest copy that a kiosk has made of a ledger that lost its name.
fn saved(db: &Path) -> Option<PathBuf> {
    let start = format!("{}-rescued-", db.file_stem()?.to_string_lossy());
    let entries = fs::read_dir(db.parent()?).ok()?.flatten().map(|entry| entry.path());
    let is_one = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&start) && name.ends_with(".db")
    };
    entries.filter(is_one).max_by_key(|path| fs::metadata(path).and_then(|meta| meta.modified()).ok())
}

struct Open {
    number: String,
    name: PathBuf,
    id: Id,
}

/// As of proc_pid_fd(5); the name of a deleted file ends with ` (deleted)`.
fn open_files(pid: u32) -> Option<Vec<Open>> {
    let entries = fs::read_dir(format!("/proc/{pid}/fd")).ok()?;
    let files = entries.flatten().filter_map(|entry| {
        let name = fs::read_link(entry.path()).ok()?;
        let meta = fs::metadata(entry.path()).ok()?;
        Some(Open { number: entry.file_name().into_string().ok()?, name, id: (meta.dev(), meta.ino()) })
    });
    Some(files.collect())
}
