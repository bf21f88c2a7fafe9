//! Which kiosks run on a ledger, by the locks that they hold.

use std::path::Path;

use domain::finding::{Finding, Subject};
use domain::terminal::Terminal;

use super::good;
use crate::ledger::lock::{running_counters, running_kiosk, running_terminal};
use crate::words::doctor as words;

/// `ours`: this process is the kiosk of that name. Others may run beside it.
pub(super) fn instance(db: &Path, terminal: Terminal, ours: bool) -> Finding {
    let here = Some(std::process::id());
    let other = || running_counters(db).into_iter().find(|held| held.pid != here);
    let said = if ours {
        other().map_or_else(words::we_run_alone, words::another_runs)
    } else if let Some(held) = running_terminal(db, terminal) {
        words::one_runs(held)
    } else {
        running_kiosk(db).map_or_else(words::none_runs, words::another_runs)
    };
    good(Subject::Instance, said)
}
