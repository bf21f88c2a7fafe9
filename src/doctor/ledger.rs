//! The key, the ledger and what it holds, and the clock by its newest instant.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::counter::{Finding, Subject};
use domain::moment::Trust;

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
    findings.extend(contents(&ledger));
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

fn contents(ledger: &Ledger) -> Vec<Finding> {
    let (found, audit) = match ledger.examine().and_then(|found| Ok((found, ledger.audit()?))) {
        Ok(both) => both,
        Err(why) => return vec![wrong(Subject::Ledger, words::ledger_error(&why))],
    };
    let whole = if !found.problems.is_empty() {
        wrong(Subject::Ledger, words::ledger_error(&LedgerError::Damaged(found.problems)))
    } else if !audit.is_sound() {
        wrong(Subject::Ledger, words::ledger_unsound())
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
