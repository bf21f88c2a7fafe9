//! Serial ports: names that survive replugging, and the program that takes modems for itself.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Names that the kernel gives in the order of plugging in.
const FLEETING: [&str; 2] = ["/dev/ttyUSB", "/dev/ttyACM"];

/// Whether another device may have that name tomorrow.
pub(super) fn is_fleeting(port: &Path) -> bool {
    let port = port.to_string_lossy();
    FLEETING.iter().any(|prefix| port.starts_with(prefix))
}

/// The name in `by_id` (`/dev/serial/by-id`) of the device behind `port`.
pub(super) fn stable_name(port: &Path, by_id: &Path) -> Option<PathBuf> {
    let device = port.canonicalize().ok()?;
    let names = fs::read_dir(by_id).ok()?.flatten().map(|entry| entry.path());
    let mut same: Vec<_> = names.filter(|name| name.canonicalize().is_ok_and(|other| other == device)).collect();
    same.sort();
    same.into_iter().next()
}

/// Whether ModemManager runs and has not been told to leave `port` alone: it writes to a port that it takes for a
/// modem's. `root` is `/`.
pub(super) fn modem_manager_takes(port: &Path, root: &Path) -> bool {
    let Ok(processes) = fs::read_dir(root.join("proc")) else { return false };
    // The kernel keeps 15 letters of a name.
    let mut names = processes.flatten().filter_map(|process| fs::read_to_string(process.path().join("comm")).ok());
    names.any(|name| name.trim() == "ModemManager") && !is_ignored(port, root)
}

/// What udev remembers of a device stands in `run/udev/data/c<major>:<minor>`.
fn is_ignored(port: &Path, root: &Path) -> bool {
    let Ok(meta) = fs::metadata(port) else { return false };
    let (major, minor) = (rustix::fs::major(meta.rdev()), rustix::fs::minor(meta.rdev()));
    let known = fs::read_to_string(root.join(format!("run/udev/data/c{major}:{minor}"))).unwrap_or_default();
    known.lines().any(|line| matches!(line, "E:ID_MM_DEVICE_IGNORE=1" | "E:ID_MM_PORT_IGNORE=1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fleeting_name_is_known_and_its_stable_one_found() {
        assert!(is_fleeting(Path::new("/dev/ttyUSB0")) && is_fleeting(Path::new("/dev/ttyACM1")));
        assert!(!is_fleeting(Path::new("/dev/serial/by-id/usb-X-if00")) && !is_fleeting(Path::new("/dev/ttyS0")));
        let dev = tempfile::tempdir().unwrap();
        let (port, by_id) = (dev.path().join("ttyACM0"), dev.path().join("by-id"));
        fs::write(&port, "").unwrap();
        fs::create_dir(&by_id).unwrap();
        assert_eq!(stable_name(&port, &by_id), None);
        std::os::unix::fs::symlink("../ttyACM0", by_id.join("usb-Scanner-if00")).unwrap();
        assert_eq!(stable_name(&port, &by_id), Some(by_id.join("usb-Scanner-if00")));
    }

    #[test]
    fn modem_manager_is_no_trouble_where_it_does_not_run_or_leaves_the_port_alone() {
        let root = tempfile::tempdir().unwrap();
        let port = Path::new("/dev/null");
        assert!(!modem_manager_takes(port, root.path()));
        fs::create_dir_all(root.path().join("proc/77")).unwrap();
        fs::write(root.path().join("proc/77/comm"), "ModemManager\n").unwrap();
        assert!(modem_manager_takes(port, root.path()));
        fs::create_dir_all(root.path().join("run/udev/data")).unwrap();
        fs::write(root.path().join("run/udev/data/c1:3"), "I:1\nE:ID_MM_PORT_IGNORE=1\n").unwrap();
        assert!(!modem_manager_takes(port, root.path()));
    }
}
