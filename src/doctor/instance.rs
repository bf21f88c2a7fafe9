//! Whether a kiosk runs on a ledger, by the lock that SQLite keeps while the ledger is open.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use domain::counter::{Finding, Subject};

use super::{good, wrong};
use crate::words::doctor as words;

/// Commands that stay with the ledger.
const KIOSKS: [&str; 2] = ["run", "demo"];

/// `ours`: this process is a kiosk on that ledger.
pub(super) fn instance(db: &Path, ours: bool) -> Finding {
    match (kiosks(db).as_slice(), ours) {
        ([], true) => good(Subject::Instance, words::we_run_alone()),
        ([], false) => good(Subject::Instance, words::none_runs()),
        ([pid], false) => good(Subject::Instance, words::one_runs(*pid)),
        (pids, _) => wrong(Subject::Instance, words::more_run(pids)),
    }
}

/// Other processes that run a kiosk on the ledger at `db`.
pub(crate) fn kiosks(db: &Path) -> Vec<u32> {
    // The index of the write-ahead log: every open connection holds its byte 128.
    let mut shared = db.as_os_str().to_owned();
    shared.push("-shm");
    let Ok(inode) = fs::metadata(shared).map(|meta| meta.ino()) else { return Vec::new() };
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    let mut pids: Vec<u32> = locks.lines().filter_map(|line| holder(line, inode)).collect();
    pids.sort_unstable();
    pids.dedup();
    pids.retain(|pid| *pid != std::process::id() && is_kiosk(*pid));
    pids
}

/// The process that holds a lock on that inode (proc_locks(5)): `1: POSIX  ADVISORY  READ 134 fe:00:105 128 128`.
fn holder(line: &str, inode: u64) -> Option<u32> {
    let mut fields = line.split_whitespace();
    let pid = fields.nth(4)?.parse().ok()?;
    let locked = fields.next()?.rsplit(':').next()?.parse::<u64>().ok()?;
    (locked == inode).then_some(pid)
}

/// An import holds the ledger too, and is welcome.
fn is_kiosk(pid: u32) -> bool {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    line.split(|byte| *byte == 0).nth(1).is_some_and(|word| KIOSKS.iter().any(|kiosk| kiosk.as_bytes() == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_names_its_holder() {
        let line = "1: POSIX  ADVISORY  READ 13471 fe:00:10502370 128 128";
        assert_eq!(holder(line, 10_502_370), Some(13_471));
        assert_eq!(holder(line, 10_502_371), None);
        assert_eq!(holder("1: -> POSIX", 0), None);
    }
}
