//! Whether a kiosk runs on a ledger, by the lock that it holds.

use std::path::Path;

use domain::finding::{Finding, Subject};

use super::{good, wrong};
use crate::ledger::lock::running_kiosk;
use crate::words::doctor as words;

/// `ours`: this process is a kiosk on that ledger.
pub(super) fn instance(db: &Path, ours: bool) -> Finding {
    match (running_kiosk(db), ours) {
        (None, true) => good(Subject::Instance, words::we_run_alone()),
        (Some(held), true) if held.pid == Some(std::process::id()) => good(Subject::Instance, words::we_run_alone()),
        (Some(held), true) => wrong(Subject::Instance, words::another_runs(held)),
        (None, false) => good(Subject::Instance, words::none_runs()),
        (Some(held), false) => good(Subject::Instance, words::one_runs(held)),
    }
}
