//! The ledger's place, and how another file gets it. At no moment, wherever this is broken off, is anything lost: the old
//! ledger stands in its place or under the name aside, and nobody removes it there.

use std::fs;
use std::io::Result as IoResult;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::CopyError;
use super::backup::give_name;
use super::transfer::sync_folder;
use crate::ledger::error::LedgerError;
use crate::ledger::lock::beside;
use crate::ledger::names::FileId;

/// What may lie beside a ledger: its log, and the log's index.
const LOGS: [&str; 2] = ["-wal", "-shm"];

/// `doro-before-restore-20261126-091530.db`, with a number behind it where that is taken.
pub(super) fn free_name(db: &Path, stamp: &str) -> PathBuf {
    let name = format!("{}-before-restore-{stamp}", db.file_stem().unwrap_or_default().to_string_lossy());
    let name = |nth| db.with_file_name(if nth == 1 { format!("{name}.db") } else { format!("{name}-{nth}.db") });
    let is_free =
        |path: &PathBuf| ["", "-wal", "-shm"].iter().all(|end| fs::symlink_metadata(beside(path, end)).is_err());
    (1_u32..).map(name).find(is_free).unwrap_or_else(|| db.with_extension("before-restore"))
}

/// Puts `staged` into the place `db` and what is there under the name `aside`, in one step, so that at no moment there is
/// no ledger; gives the name of the old one.
pub(super) fn take_place(db: &Path, staged: &Path, aside: PathBuf) -> Result<Option<PathBuf>, CopyError> {
    let folder = db.parent().unwrap_or(Path::new("/"));
    if fs::symlink_metadata(db).is_err() {
        let logs = move_logs(db, &aside)?;
        give_name(staged, db).inspect_err(|_| bring_back(&logs)).map_err(CopyError::io(db))?;
        sync_folder(folder)?;
        return Ok(None);
    }
    let new = FileId::at(staged);
    let take_back = || {
        // Only what was staged: the old ledger may have the name, where the disk lets nothing be renamed any more.
        if new.is_some() && FileId::at(&aside) == new {
            let _ = fs::remove_file(&aside);
        }
    };
    give_name(staged, &aside).map_err(CopyError::io(&aside))?;
    // Of a ledger that can be read nothing stands in its log. A log that could not be gathered is that of a broken one:
    // beside the new ledger it would destroy it.
    let logs = move_logs(db, &aside).inspect_err(|_| take_back())?;
    if let Err(why) = exchange(&aside, staged, db) {
        bring_back(&logs);
        take_back();
        return Err(CopyError::io(db)(why));
    }
    sync_folder(folder)?;
    Ok(Some(aside))
}

/// `new` gets the name `db`, and the other way round. `free` is a name in the same folder that nobody has.
fn exchange(new: &Path, free: &Path, db: &Path) -> IoResult<()> {
    match renameat_with(CWD, new, CWD, db, RenameFlags::EXCHANGE) {
        Ok(()) => return Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
        Err(why) => return Err(why.into()),
    }
    // A file system that cannot exchange: for a moment there is no ledger, and the key keeps anybody from making one.
    give_name(new, free)?;
    give_name(db, new).inspect_err(|_| drop(give_name(free, new)))?;
    give_name(free, db).inspect_err(|_| {
        if give_name(new, db).is_ok() {
            let _ = give_name(free, new);
        }
    })
}

/// Removes what lies beside the ledger where it is empty, and else moves it beside `aside`: what was moved, from and to.
fn move_logs(db: &Path, aside: &Path) -> Result<Vec<(PathBuf, PathBuf)>, CopyError> {
    let mut moved = Vec::new();
    let log = beside(db, "-wal");
    // Without a log its index says nothing.
    if fs::metadata(&log).map_or(true, |log| log.len() == 0) {
        LOGS.iter().for_each(|end| drop(fs::remove_file(beside(db, end))));
        return Ok(moved);
    }
    for ending in LOGS {
        let (from, to) = (beside(db, ending), beside(aside, ending));
        if fs::symlink_metadata(&from).is_err() {
            continue;
        }
        if let Err(why) = give_name(&from, &to) {
            bring_back(&moved);
            return Err(CopyError::Ledger(LedgerError::from_io(&from, &why).at(&from)));
        }
        moved.push((from, to));
    }
    Ok(moved)
}

fn bring_back(moved: &[(PathBuf, PathBuf)]) {
    for (from, to) in moved {
        if let Err(why) = give_name(to, from) {
            tracing::error!(%why, file = %to.display(), "a log could not be brought back beside its ledger");
        }
    }
}
