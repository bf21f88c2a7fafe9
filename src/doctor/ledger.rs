//! The key, the ledger and what it holds, and the clock by its newest instant.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::counter::{Finding, Subject};
use domain::moment::Trust;
use rustix::fs::{Access, access};

use super::disk::folder;
use super::{doubtful, good, wrong};
use crate::clock::{Clock, built_at};
use crate::ledger::{Key, Ledger, LedgerError};
use crate::words::doctor as words;

pub(super) fn ledger(db: &Path, key: &Path) -> Vec<Finding> {
    if !db.exists() {
        let key = if key.exists() { read_key(key).0 } else { good(Subject::Key, words::key_not_yet()) };
        return vec![key, wrong(Subject::Ledger, words::ledger_missing(db)), clock(None)];
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
    findings.extend(contents(&ledger, unwritable.as_deref()));
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

/// The first of the folder, the ledger, its log and the log's index that may not be written: SQLite needs all of them.
fn unwritable(db: &Path, may_write: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let beside = |ending| {
        let mut name = db.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let files = ["", "-wal", "-shm"].map(beside).into_iter().filter(|file| file.exists());
    [folder(db)].into_iter().chain(files).find(|file| !may_write(file))
}

fn contents(ledger: &Ledger, unwritable: Option<&Path>) -> Vec<Finding> {
    let (found, audit) = match ledger.examine().and_then(|found| Ok((found, ledger.audit()?))) {
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
        0 => wrong(Subject::Orders, words::no_orders()),
        orders => good(Subject::Orders, words::orders(orders)),
    };
    let staff = match found.staff {
        0 => wrong(Subject::Staff, words::no_staff()),
        staff => good(Subject::Staff, words::staff(staff)),
    };
    vec![whole, orders, staff]
}

fn clock(newest: Option<DateTime<Utc>>) -> Finding {
    let now = Clock::new(newest).now();
    match now.trust {
        Trust::Trusted => good(Subject::Clock, words::clock_right(now.wall)),
        Trust::Degraded => doubtful(Subject::Clock, words::clock_alone(now.wall)),
        Trust::Untrusted if now.wall < built_at() => wrong(Subject::Clock, words::clock_before(now.wall, built_at())),
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
        let log = path.join("doro.db-wal");
        for file in [&db, &log] {
            std::fs::write(file, "").unwrap();
        }
        assert_eq!(unwritable(&db, |_| true), None);
        for no in [path, db.clone(), log] {
            assert_eq!(unwritable(&db, |file| file != no), Some(no.clone()));
        }
        assert_eq!(unwritable(&db, |file| !file.ends_with("doro.db-shm")), None, "no file is not a closed one");
    }
}
