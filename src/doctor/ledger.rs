//! The key, the ledger and what it holds, and the clock by its newest instant.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::finding::{Finding, Subject};
use domain::moment::Trust;
use rustix::fs::{Access, access};

use super::disk::folder;
use super::open_files::gone;
use super::{doubtful, good, wrong};
use crate::clock::{built_at, is_beyond, look};
use crate::ledger::copies::Kept;
use crate::ledger::lock::{LOCKS, beside, own_path};
use crate::ledger::{Key, Ledger, LedgerError, is_blank};
use crate::words::doctor as words;

/// A copy that is older is not enough, and a ledger that was brought back so long ago no news.
const COPY_AGE_MAX: TimeDelta = TimeDelta::days(7);

/// `kiosk`: the process of the kiosk that runs on it. `config`: the configuration that commands are to name.
pub(super) fn ledger(db: &Path, key: &Path, kiosk: Option<u32>, config: Option<&Path>) -> Vec<Finding> {
    if let Some(gone) = kiosk.and_then(|pid| gone(db, pid)) {
        // What stands at the path is not what the kiosk has.
        return vec![gone, clock(None)];
    }
    if is_blank(db).unwrap_or(false) {
        let (key_found, missing) = if key.exists() {
            let lost = LedgerError::LedgerLost { key: key.to_owned() };
            (read_key(key).0, words::ledger_error(&lost))
        } else {
            (good(Subject::Key, words::key_not_yet()), words::ledger_missing(db, config))
        };
        return vec![key_found, wrong(Subject::Ledger, missing), clock(None)];
    }
    let (mut key_found, key) =
        if key.exists() { read_key(key) } else { (wrong(Subject::Key, words::key_lost(key)), None) };
    let ledger = match Ledger::look(db, key.as_ref().unwrap_or(&Key::none())) {
        Ok(ledger) => ledger,
        Err(why) => return vec![key_found, wrong(Subject::Ledger, words::ledger_error(&why.why)), clock(None)],
    };
    match ledger.fits() {
        Err(why @ LedgerError::WrongKey) if key.is_some() => {
            key_found = wrong(Subject::Key, words::ledger_error(&why));
        }
        _ => {}
    }
    let mut findings = vec![key_found];
    let unwritable = unwritable(db, |file| access(file, Access::WRITE_OK).is_ok());
    findings.extend(contents(&ledger, unwritable.as_deref(), config));
    if let Some(file) = open_to_others(db) {
        findings.push(wrong(Subject::Ledger, words::ledger_open(&file)));
    }
    findings.push(match ledger.newest_at() {
        Ok(newest) => clock(newest),
        Err(why) => wrong(Subject::Clock, words::ledger_error(&why)),
    });
    findings
}

fn read_key(file: &Path) -> (Finding, Option<Key>) {
    match Key::read(file) {
        Ok(key) => (good(Subject::Key, words::key_private()), Some(key)),
        Err(why) => (wrong(Subject::Key, words::ledger_error(&why.why)), None),
    }
}

/// The first of the folder, the ledger, its log and the log's index that may not be written, since SQLite needs all of
/// them, or of the files by which it is locked: they are root's where somebody has once used `sudo`.
fn unwritable(db: &Path, may_write: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let own = own_path(db).unwrap_or_else(|_| db.to_owned());
    let locks = LOCKS.map(|ending| beside(&own, ending)).into_iter().filter(|file| file.exists());
    [folder(db)].into_iter().chain(files(db)).chain(locks).find(|file| !may_write(file))
}

/// The first of the ledger's files that others can read, or its folder, in which others could put another ledger.
fn open_to_others(db: &Path) -> Option<PathBuf> {
    let has = |file: &PathBuf, bits: u32| fs::metadata(file).is_ok_and(|meta| meta.permissions().mode() & bits != 0);
    let folder = [folder(db)].into_iter().find(|folder| has(folder, 0o002));
    folder.or_else(|| files(db).find(|file| has(file, 0o077)))
}

/// The ledger, its log and the log's index, as far as they are there.
fn files(db: &Path) -> impl Iterator<Item = PathBuf> {
    let db = own_path(db).unwrap_or_else(|_| db.to_owned());
    ["", "-wal", "-shm"].map(|ending| beside(&db, ending)).into_iter().filter(|file| file.exists())
}

fn contents(ledger: &Ledger, unwritable: Option<&Path>, config: Option<&Path>) -> Vec<Finding> {
    let (found, audit) = match ledger.examine(Utc::now()).and_then(|found| Ok((found, ledger.audit()?))) {
        Ok(both) => both,
        Err(why) => return vec![wrong(Subject::Ledger, words::ledger_error(&why))],
    };
    let whole = if !found.problems.is_empty() {
        wrong(Subject::Ledger, words::ledger_error(&LedgerError::Damaged(found.problems)))
    } else if !audit.is_sound() {
        wrong(Subject::Ledger, words::ledger_unsound())
    } else if let Some(file) = unwritable {
        wrong(Subject::Ledger, words::ledger_unwritable(file))
    } else {
        good(Subject::Ledger, words::ledger_whole(found.visits, audit.waiting))
    };
    let orders = match found.orders {
        0 => wrong(Subject::Orders, words::no_orders(config)),
        orders => good(Subject::Orders, words::orders(orders)),
    };
    let staff = match found.staff {
        0 => wrong(Subject::Staff, words::no_staff(config)),
        staff if !found.locked.is_empty() => {
            doubtful(Subject::Staff, words::staff_locked(staff, &found.locked, config))
        }
        staff => good(Subject::Staff, words::staff(staff)),
    };
    [vec![whole], copies(ledger, config), vec![orders, staff]].concat()
}

/// When copies were made and brought back.
fn copies(ledger: &Ledger, config: Option<&Path>) -> Vec<Finding> {
    let Kept { copied_at, restored, imported_since } = match ledger.kept() {
        Ok(kept) => kept,
        Err(why) => return vec![wrong(Subject::Ledger, words::ledger_error(&why))],
    };
    let is_new = |at: DateTime<Utc>| Utc::now() - at < COPY_AGE_MAX;
    let copy = match copied_at {
        None => doubtful(Subject::Ledger, words::no_copy(config)),
        Some(at) if at > Utc::now() + TimeDelta::minutes(2) => {
            doubtful(Subject::Ledger, words::copied_in_future(at, config))
        }
        Some(at) if is_new(at) => good(Subject::Ledger, words::copied(at)),
        Some(at) => doubtful(Subject::Ledger, words::copied_long_ago(at, config)),
    };
    let restored = restored.filter(|(at, _)| is_new(*at));
    let restored =
        restored.map(|(at, copied)| doubtful(Subject::Ledger, words::restored(at, copied, !imported_since, config)));
    [copy].into_iter().chain(restored).collect()
}

fn clock(newest: Option<DateTime<Utc>>) -> Finding {
    let now = look(newest);
    match now.trust {
        Trust::Trusted => good(Subject::Clock, words::clock_right(now.wall)),
        Trust::Degraded => doubtful(Subject::Clock, words::clock_alone(now.wall)),
        Trust::Untrusted if now.wall < built_at() => wrong(Subject::Clock, words::clock_before(now.wall, built_at())),
        Trust::Untrusted if is_beyond(now.wall) => wrong(Subject::Clock, words::clock_beyond(now.wall)),
        Trust::Untrusted if newest.is_some_and(|newest| newest < now.wall) => {
            wrong(Subject::Clock, words::clock_far(now.wall, newest.unwrap_or_else(built_at)))
        }
        Trust::Untrusted => wrong(Subject::Clock, words::clock_before(now.wall, newest.unwrap_or_else(built_at))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_the_ledger_and_what_lies_beside_it_must_be_writable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        let db = path.join("doro.db");
        let (log, lock) = (path.join("doro.db-wal"), path.join("doro.db-kiosk"));
        for file in [&db, &log, &lock] {
            std::fs::write(file, "").unwrap();
        }
        assert_eq!(unwritable(&db, |_| true), None);
        for no in [path, db.clone(), log, lock] {
            assert_eq!(unwritable(&db, |file| file != no), Some(no.clone()));
        }
        assert_eq!(unwritable(&db, |file| !file.ends_with("doro.db-shm")), None, "no file is not a closed one");
    }
}
