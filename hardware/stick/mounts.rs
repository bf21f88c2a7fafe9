//! Sticks among the mounts of `/proc/self/mountinfo` (proc(5)).

use std::io;
use std::path::{Path, PathBuf};

const FILE_SYSTEMS: [&str; 6] = ["vfat", "exfat", "ext4", "ext3", "ext2", "fuseblk"];
const PLACES: [&str; 3] = ["/media", "/run/media", "/mnt"];

/// A mounted stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stick {
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
pub fn mounted_now() -> io::Result<Vec<Stick>> {
    Ok(mounted(&std::fs::read_to_string("/proc/self/mountinfo")?))
}

/// The sticks in the text of `/proc/self/mountinfo`: file systems of sticks below `/media`, `/run/media` or `/mnt`, in
/// the order of mounting. A line that is not understood is none.
#[must_use]
pub fn mounted(mountinfo: &str) -> Vec<Stick> {
    mountinfo.lines().filter_map(stick).collect()
}

fn stick(line: &str) -> Option<Stick> {
    let (mount, source) = line.split_once(" - ")?;
    let mut mount = mount.split(' ').skip(4);
    let path = PathBuf::from(unescaped(mount.next()?));
    let mount_options = mount.next()?;
    let mut source = source.split(' ');
    let file_system = source.next()?;
    let device = unescaped(source.next()?);
    let device_options = source.next().unwrap_or_default();
    let in_place = PLACES.iter().any(|place| path.starts_with(place) && path != Path::new(place));
    if !in_place && path != Path::new("/mnt") || !FILE_SYSTEMS.contains(&file_system) {
        return None;
    }
    let is_ro = |options: &str| options.split(',').any(|option| option == "ro");
    Some(Stick {
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
    fn this_machines_mounts_are_understood() {
        assert!(mounted_now().is_ok());
    }
}
