//! The disk under the ledger: room, and whether its file system keeps what was synchronised.

use std::path::{Path, PathBuf};

use domain::finding::{Finding, Subject};
use hardware::stick::{Mount, mount_of};

use super::{doubtful, good, wrong};
use crate::ledger::LedgerError;
use crate::ledger::room::try_folder;
use crate::words::doctor as words;

/// Free space below which a shop's day may not fit.
const FREE_BYTES_MIN: u64 = 500 << 20;

/// Kept in memory only.
const FORGETS: [&str; 2] = ["tmpfs", "ramfs"];
/// Local file systems with a journal, or as good as one.
const KEEPS: [&str; 9] = ["ext4", "ext3", "xfs", "btrfs", "f2fs", "bcachefs", "zfs", "jfs", "reiserfs"];

/// The folder of a file, itself where nothing else is known of it.
pub(super) fn folder(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

pub(super) fn disk(db: &Path) -> Finding {
    let folder = folder(db);
    let free = match hardware::stick::free(&folder) {
        Ok(free) => free,
        Err(_) => return wrong(Subject::Disk, words::no_folder(&folder)),
    };
    // A machine that does not list its mounts has at least room.
    let found = judged(mount_of(&folder).ok().flatten().as_ref(), free);
    // The list does not show everything: a file system may have stopped writing after an error.
    match try_folder(&folder) {
        Err(LedgerError::ReadOnly) => wrong(Subject::Disk, words::read_only(&folder)),
        Err(LedgerError::Full) => wrong(Subject::Disk, words::little_room(0)),
        Err(why) => wrong(Subject::Disk, words::ledger_error(&why)),
        Ok(()) => found,
    }
}

fn judged(mount: Option<&Mount>, free: u64) -> Finding {
    let kind = mount.map_or("?", |mount| mount.file_system.as_str());
    let place = mount.map_or(Path::new("?"), |mount| &mount.path);
    if mount.is_some_and(|mount| mount.read_only) {
        wrong(Subject::Disk, words::read_only(place))
    } else if FORGETS.contains(&kind) {
        wrong(Subject::Disk, words::forgets(kind))
    } else if free < FREE_BYTES_MIN {
        wrong(Subject::Disk, words::little_room(free))
    } else if mount.is_some() && !KEEPS.contains(&kind) {
        doubtful(Subject::Disk, words::weak(kind))
    } else {
        good(Subject::Disk, words::room(free, kind))
    }
}

#[cfg(test)]
mod tests {
    use domain::finding::Mark;

    use super::*;

    #[test]
    fn a_disk_that_forgets_or_is_full_or_read_only_is_wrong_and_one_without_a_journal_is_doubtful() {
        for (kind, read_only, free, mark) in [
            ("ext4", false, FREE_BYTES_MIN, Mark::Good),
            ("ext4", false, FREE_BYTES_MIN - 1, Mark::Wrong),
            ("ext4", true, FREE_BYTES_MIN, Mark::Wrong),
            ("tmpfs", false, FREE_BYTES_MIN, Mark::Wrong),
            ("vfat", false, FREE_BYTES_MIN, Mark::Doubtful),
            ("nfs4", false, FREE_BYTES_MIN, Mark::Doubtful),
        ] {
            let mount = Mount {
                path: "/srv".into(),
                file_system: kind.into(),
                device: "/dev/sda1".into(),
                number: (8, 1),
                read_only,
            };
            assert_eq!(judged(Some(&mount), free).mark, mark, "{kind} {read_only} {free}");
        }
    }
}
