//! Sticks among the mounts of `/proc/self/mountinfo` (proc(5)).

use std::io;
use std::path::{Path, PathBuf};

const FILE_SYSTEMS: [&str; 6] = ["vfat", "exfat", "ext4", "ext3", "ext2", "fuseblk"];
const PLACES: [&str; 3] = ["/media", "/run/media", "/mnt"];

/// A mounted file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Where its files are.
    pub path: PathBuf,
    /// `vfat`, `exfat`, `ext4`, …
    pub file_system: String,
    /// `/dev/sdb1`.
    pub device: String,
    /// Whether nothing can be written to it.
    pub read_only: bool,
}

/// The sticks mounted now.
///
/// # Errors
/// When `/proc/self/mountinfo` cannot be read.
pub fn mounted_now() -> io::Result<Vec<Mount>> {
    Ok(mounted(&std::fs::read_to_string("/proc/self/mountinfo")?))
}

/// The sticks in the text of `/proc/self/mountinfo`: file systems of sticks below `/media`, `/run/media` or `/mnt`, in
/// the order of mounting. A line that is not understood is none.
#[must_use]
pub fn mounted(mountinfo: &str) -> Vec<Mount> {
    mountinfo.lines().filter_map(mount).filter(is_stick).collect()
}

/// The file system that `path`, which is absolute and without links, lies on; none where the list does not say.
///
/// # Errors
/// When `/proc/self/mountinfo` cannot be read.
pub fn mount_of(path: &Path) -> io::Result<Option<Mount>> {
    Ok(holding(&std::fs::read_to_string("/proc/self/mountinfo")?, path))
}

/// Of mounts on the same place the last is the one that is seen.
fn holding(mountinfo: &str, path: &Path) -> Option<Mount> {
    let mounts = mountinfo.lines().filter_map(mount).filter(|mount| path.starts_with(&mount.path));
    mounts.max_by_key(|mount| mount.path.components().count())
}

fn is_stick(mount: &Mount) -> bool {
    let below = |place: &&str| mount.path.starts_with(place) && mount.path != Path::new(place);
    let in_place = PLACES.iter().any(below) || mount.path == Path::new("/mnt");
    in_place && FILE_SYSTEMS.contains(&mount.file_system.as_str())
}

fn mount(line: &str) -> Option<Mount> {
    let (mount, source) = line.split_once(" - ")?;
    let mut mount = mount.split(' ').skip(4);
    let path = PathBuf::from(unescaped(mount.next()?));
    let mount_options = mount.next()?;
    let mut source = source.split(' ');
    let file_system = source.next()?;
    let device = unescaped(source.next()?);
    let device_options = source.next().unwrap_or_default();
    let is_ro = |options: &str| options.split(',').any(|option| option == "ro");
    Some(Mount {
        path,
        file_system: file_system.to_owned(),
        device,
        read_only: is_ro(mount_options) || is_ro(device_options),
    })
}

/// Space, tab, line break and backslash are written as three octal digits.
fn unescaped(field: &str) -> String {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let octal = tail.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(code) if byte == b'\\' => {
                bytes.push(code);
                rest = &tail[3..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sticks_are_told_from_other_mounts() {
        let text = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /run rw,nosuid - tmpfs tmpfs rw
91 22 8:17 / /media/clerk/SHOP\\040STICK rw,nosuid,nodev shared:44 - vfat /dev/sdb1 rw,utf8
92 22 8:33 / /run/media/clerk/\\355\\225\\234 ro,nosuid master:3 propagate_from:2 - exfat /dev/sdc1 rw
93 22 8:49 / /mnt rw - ext4 /dev/sdd1 ro,errors=remount-ro
94 22 0:50 / /media/share rw - nfs server:/x rw
95 22 8:65 / /mediatheque rw - vfat /dev/sde1 rw
nonsense
96 22
";
        let found: Vec<_> = mounted(text).into_iter().map(|s| (s.path, s.file_system, s.device, s.read_only)).collect();
        let stick = |path: &str, fs: &str, device: &str, ro| (path.into(), fs.to_owned(), device.to_owned(), ro);
        assert_eq!(
            found,
            [
                stick("/media/clerk/SHOP STICK", "vfat", "/dev/sdb1", false),
                stick("/run/media/clerk/한", "exfat", "/dev/sdc1", true),
                stick("/mnt", "ext4", "/dev/sdd1", true),
            ]
        );
    }

    #[test]
    fn a_path_lies_on_the_nearest_mount_and_there_on_the_last() {
        let text = "\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
23 22 0:30 / /srv rw - vfat /dev/sdb1 rw
24 22 0:31 / /srv ro - tmpfs tmpfs rw
";
        for (path, kind, read_only) in [("/srv/doro", "tmpfs", true), ("/srvx", "ext4", false), ("/", "ext4", false)] {
            let found = holding(text, Path::new(path)).map(|mount| (mount.file_system, mount.read_only));
            assert_eq!(found, Some((kind.to_owned(), read_only)), "{path}");
        }
        assert_eq!(holding("", Path::new("/")), None);
    }

    #[test]
    fn this_machines_mounts_are_understood() {
        assert!(mounted_now().is_ok());
        assert!(matches!(mount_of(Path::new("/proc")), Ok(Some(mount)) if mount.file_system == "proc"));
    }
}
