//! Whether two folders lie on one disk: a copy beside its ledger dies with it. A disk that is not mounted is a folder of
//! the machine's own.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use hardware::stick::mount_of;

/// What the system knows of block devices.
const BLOCKS: &str = "/sys/class/block";

/// Devices below one another that are followed: a volume on a container on a partition.
const DEPTH_MAX: u32 = 8;

/// Whether the folder `to`, or the nearest one above it that is there, lies on a disk that `db` lies on too.
pub(super) fn on_one_disk(db: &Path, to: &Path) -> bool {
    let (db, to) = (there(db), there(to));
    let device = |path: &Path| fs::metadata(path).ok().map(|meta| meta.dev());
    if device(&db).is_some() && device(&db) == device(&to) {
        return true;
    }
    let disks = |path: &Path| mount_of(path).ok().flatten().map_or_else(BTreeSet::new, |mount| disks(&mount.device));
    !disks(&db).is_disjoint(&disks(&to))
}

/// The nearest that is there, without links.
fn there(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|path| path.canonicalize().ok());
    there.unwrap_or_else(|| PathBuf::from("/"))
}

/// The disks under a device such as `/dev/sda1`; none for a file system of the network or of memory.
fn disks(device: &str) -> BTreeSet<String> {
    let own = Path::new(device).canonicalize().ok();
    let name = own.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let mut found = BTreeSet::new();
    if let Some(name) = name.filter(|name| Path::new(BLOCKS).join(name).exists()) {
        below(&name, DEPTH_MAX, &mut found);
    }
    found
}

fn below(name: &str, depth: u32, found: &mut BTreeSet<String>) {
    let block = Path::new(BLOCKS).join(name);
    if depth == 0 {
        return;
    }
    if block.join("partition").exists() {
        // The partition's folder stands in its disk's.
        let disk = block.canonicalize().ok().and_then(|block| Some(block.parent()?.file_name()?.to_owned()));
        if let Some(disk) = disk {
            return below(&disk.to_string_lossy(), depth - 1, found);
        }
    }
    let parts: Vec<_> = fs::read_dir(block.join("slaves")).into_iter().flatten().flatten().collect();
    if parts.is_empty() {
        found.insert(name.to_owned());
    }
    for part in parts {
        below(&part.file_name().to_string_lossy(), depth - 1, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_yet_lies_where_it_would_be_made() {
        let here = std::env::current_exe().unwrap();
        let folder = tempfile::tempdir_in(here.parent().unwrap()).unwrap();
        let db = folder.path().join("doro.db");
        assert!(on_one_disk(&db, &folder.path().join("no/such/disk")));
        assert!(!on_one_disk(&db, Path::new("/dev/shm/doro")), "memory is no disk of the ledger");
        assert!(!on_one_disk(&db, Path::new("/proc")));
    }
}
