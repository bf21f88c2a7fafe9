//! Sticks among the mounts of `/proc/self/mountinfo` (proc(5)).

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use rustix::fs::{major, minor, stat};

use super::plugged::{disk, is_pluggable};

const FILE_SYSTEMS: [&str; 6] = ["vfat", "exfat", "ext4", "ext3", "ext2", "fuseblk"];
const PLACES: [&str; 3] = ["/media", "/run/media", "/mnt"];
const MOUNTINFO: &str = "/proc/self/mountinfo";
const DEVICES: &str = "/sys/dev/block";

/// A mounted file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Where its files are; the bytes of the name, whatever they are.
    pub path: PathBuf,
    /// `vfat`, `exfat`, `ext4`, …
    pub file_system: String,
    /// `/dev/sdb1`.
    pub device: String,
    /// Major and minor number of the device: what stat(2) says of its files.
    pub number: (u32, u32),
    /// Whether nothing can be written to it.
    pub read_only: bool,
}

/// Where sticks are looked for.
#[derive(Debug, Clone)]
pub struct Sticks {
    mountinfo: PathBuf,
    places: Vec<PathBuf>,
    /// Where the kernel says what devices are; where it is not asked, whatever is mounted in a place is a stick.
    devices: Option<PathBuf>,
    /// A file whose disk is none.
    own: Option<PathBuf>,
}

impl Default for Sticks {
    fn default() -> Self {
        Sticks {
            mountinfo: MOUNTINFO.into(),
            places: PLACES.map(PathBuf::from).into(),
            devices: Some(DEVICES.into()),
            own: None,
        }
    }
}

impl Sticks {
    /// Sticks of another list of mounts, below other places, whatever the kernel says of their devices: for tests.
    #[must_use]
    pub fn listed_in(mountinfo: PathBuf, places: Vec<PathBuf>) -> Self {
        Sticks { mountinfo, places, devices: None, own: None }
    }

    /// The same, of devices as another folder like `/sys/dev/block` says: for tests.
    #[must_use]
    pub fn with_devices(self, devices: PathBuf) -> Self {
        Sticks { devices: Some(devices), ..self }
    }

    /// None of them is the disk that `file` is on, however it is mounted.
    #[must_use]
    pub fn apart_from(self, file: &Path) -> Self {
        Sticks { own: Some(file.to_owned()), ..self }
    }

    /// The sticks mounted now, the last one last: what can be pulled out. A disk that stays is none, wherever it is
    /// mounted.
    ///
    /// # Errors
    /// When the list of mounts cannot be read.
    pub fn mounted(&self) -> io::Result<Vec<Mount>> {
        let list = std::fs::read(&self.mountinfo)?;
        let mut sticks: Vec<_> = seen(&list).into_iter().filter(|mount| is_stick(mount, &self.places)).collect();
        if let Some(devices) = &self.devices {
            let own = self.own.as_ref().and_then(|file| stat(file).ok()).map(|file| file.st_dev);
            let own = own.map(|device| (major(device), minor(device)));
            let own_disk = own.and_then(|number| disk(devices, number));
            sticks.retain(|mount| match disk(devices, mount.number) {
                Some(disk) => Some(mount.number) != own && Some(&disk) != own_disk.as_ref() && is_pluggable(&disk),
                None => false,
            });
        }
        Ok(sticks)
    }
}

/// What is mounted now where sticks are: sticks, and disks that stay. Whatever lies there is a stranger's; see
/// [`Sticks`] for what can be pulled out.
///
/// # Errors
/// When `/proc/self/mountinfo` cannot be read.
pub fn mounted_now() -> io::Result<Vec<Mount>> {
    Ok(mounted(&std::fs::read(MOUNTINFO)?))
}

/// The sticks in a list such as `/proc/self/mountinfo`: file systems of sticks below `/media`, `/run/media` or `/mnt`,
/// in the order of mounting. A line that is not understood is none, and hides no other.
#[must_use]
pub fn mounted(mountinfo: &[u8]) -> Vec<Mount> {
    let places = PLACES.map(PathBuf::from);
    seen(mountinfo).into_iter().filter(|mount| is_stick(mount, &places)).collect()
}

/// The file system that `path`, which is absolute and without links, lies on; none where the list does not say.
///
/// # Errors
/// When `/proc/self/mountinfo` cannot be read.
pub fn mount_of(path: &Path) -> io::Result<Option<Mount>> {
    Ok(holding(&std::fs::read(MOUNTINFO)?, path))
}

fn holding(mountinfo: &[u8], path: &Path) -> Option<Mount> {
    let mounts = seen(mountinfo).into_iter().filter(|mount| path.starts_with(&mount.path));
    mounts.max_by_key(|mount| mount.path.components().count())
}

fn is_stick(mount: &Mount, places: &[PathBuf]) -> bool {
    let below = |place: &PathBuf| mount.path.starts_with(place) && mount.path != *place;
    let in_place = places.iter().any(below) || mount.path == Path::new("/mnt");
    in_place && FILE_SYSTEMS.contains(&mount.file_system.as_str())
}

/// A line of the list.
struct Listed {
    id: u32,
    parent: u32,
    mount: Mount,
}

/// The mounts whose files can be seen. A mount whose place lies below that of another one, which is not among those
/// that it is mounted in, was covered by that other one later; so was a mount whose place another one took.
fn seen(mountinfo: &[u8]) -> Vec<Mount> {
    let listed: Vec<_> = mountinfo.split(|byte| *byte == b'\n').filter_map(line).collect();
    let parents: BTreeMap<_, _> = listed.iter().map(|mount| (mount.id, mount.parent)).collect();
    let is_in = |mount: &Listed, outer: &Listed| {
        let mut at = mount.id;
        // A list that goes round in a circle ends here too.
        for _ in 0..=listed.len() {
            match parents.get(&at) {
                Some(parent) if *parent == outer.id => return true,
                Some(parent) => at = *parent,
                None => return false,
            }
        }
        false
    };
    let covers = |mount: &Listed, other: &Listed| {
        other.id != mount.id && mount.mount.path.starts_with(&other.mount.path) && !is_in(mount, other)
    };
    let is_seen = |mount: &&Listed| !listed.iter().any(|other| covers(mount, other));
    listed.iter().filter(is_seen).map(|mount| mount.mount.clone()).collect()
}

fn line(line: &[u8]) -> Option<Listed> {
    let mut fields = line.split(|byte| *byte == b' ');
    let number = |field: Option<&[u8]>| text(field)?.parse().ok();
    let (id, parent) = (number(fields.next())?, number(fields.next())?);
    let (major, minor) = text(fields.next())?.split_once(':')?;
    let path = PathBuf::from(OsString::from_vec(unescaped(fields.nth(1)?)));
    let mount_options = fields.next()?;
    let mut source = fields.skip_while(|field| *field != b"-").skip(1);
    let file_system = text(source.next())?.to_owned();
    let device = String::from_utf8_lossy(&unescaped(source.next()?)).into_owned();
    let device_options = source.next().unwrap_or_default();
    let is_ro = |options: &[u8]| options.split(|byte| *byte == b',').any(|option| option == b"ro");
    let read_only = is_ro(mount_options) || is_ro(device_options);
    let number = (major.parse().ok()?, minor.parse().ok()?);
    Some(Listed { id, parent, mount: Mount { path, file_system, device, number, read_only } })
}

fn text(field: Option<&[u8]>) -> Option<&str> {
    std::str::from_utf8(field?).ok()
}

/// Space, tab, line break, `#` and backslash are written as three octal digits.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
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
    bytes
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
92 30 8:33 / /run/media/clerk/\\355\\225\\234 ro,nosuid master:3 propagate_from:2 - exfat /dev/sdc1 rw
93 22 8:49 / /mnt rw - ext4 /dev/sdd1 ro,errors=remount-ro
94 22 0:50 / /media/share rw - nfs server:/x rw
95 22 8:65 / /mediatheque rw - vfat /dev/sde1 rw
nonsense
96 22
";
        let found: Vec<_> =
            mounted(text.as_bytes()).into_iter().map(|s| (s.path, s.file_system, s.device, s.read_only)).collect();
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
24 23 0:31 / /srv ro - tmpfs tmpfs rw
";
        for (path, kind, read_only) in [("/srv/doro", "tmpfs", true), ("/srvx", "ext4", false), ("/", "ext4", false)] {
            let found = holding(text.as_bytes(), Path::new(path)).map(|mount| (mount.file_system, mount.read_only));
            assert_eq!(found, Some((kind.to_owned(), read_only)), "{path}");
        }
        assert_eq!(holding(b"", Path::new("/")), None);
    }

    #[test]
    fn one_strange_entry_hides_no_other() {
        let text = b"\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
31 22 8:17 / /media/\xff\xfe rw - vfat /dev/sdb1 rw
\xff\xff\xff
32 22 8:33 / /media/one\\012line\\134two rw,nosuid - exfat /dev/\xfe rw
33 22 8:33
34 twenty 8:49 / /media/x rw - vfat /dev/sdd1 rw
35 22 8:65 / /media/last rw shared:1 master:2 - ext4 /dev/sde1 rw";
        let found: Vec<_> = mounted(text).into_iter().map(|mount| mount.path.into_os_string().into_vec()).collect();
        assert_eq!(found, [b"/media/\xff\xfe".to_vec(), b"/media/one\nline\\two".to_vec(), b"/media/last".to_vec()]);
    }

    #[test]
    fn a_stick_that_another_mount_covers_is_not_there() {
        let covered = |more: &str| {
            let list =
                format!("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 8:17 / /media/a rw - vfat /dev/sdb1 rw\n{more}\n");
            mounted(list.as_bytes()).into_iter().map(|mount| mount.device).collect::<Vec<_>>()
        };
        assert_eq!(covered(""), ["/dev/sdb1"]);
        assert_eq!(covered("41 40 0:50 / /media/a rw - tmpfs tmpfs rw"), [""; 0]);
        assert_eq!(covered("41 40 8:33 / /media/a rw - vfat /dev/sdc1 rw"), ["/dev/sdc1"]);
        assert_eq!(covered("41 22 0:50 / /media rw - tmpfs tmpfs rw"), [""; 0]);
        assert_eq!(covered("41 40 8:33 / /media/a/doro rw - ext4 /dev/sdc1 rw"), ["/dev/sdb1", "/dev/sdc1"]);
    }

    /// A folder like `/sys`, with one disk for each kind of way.
    fn kernel() -> tempfile::TempDir {
        let sys = tempfile::tempdir().unwrap();
        let make = |path: &str, files: &[(&str, &str)]| {
            std::fs::create_dir_all(sys.path().join(path)).unwrap();
            for (name, text) in files {
                let file = sys.path().join(path).join(name);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, text).unwrap();
            }
        };
        let link = |number: &str, path: &str| {
            std::os::unix::fs::symlink(sys.path().join(path), sys.path().join("dev/block").join(number)).unwrap();
        };
        make("dev/block", &[]);
        for (number, path, removable) in [
            ("8:0", "devices/pci0/ata1/block/sda", "0\n"),
            ("8:16", "devices/pci0/usb3/3-1/block/sdb", "1\n"),
            // Fast sticks and disks in a box on USB say that their medium stays.
            ("8:32", "devices/pci0/usb11/11-2/block/sdc", "0\n"),
            ("8:48", "devices/pci0/ata2/block/sdd", "1\n"),
            ("7:0", "devices/virtual/block/loop0", "0\n"),
            ("253:0", "devices/virtual/block/dm-0", "0\n"),
            ("259:0", "devices/pci0/nvme/usbank/block/nvme0n1", "0\n"),
        ] {
            make(path, &[("removable", removable)]);
            link(number, path);
        }
        for (number, path) in
            [("8:1", "devices/pci0/ata1/block/sda/sda1"), ("8:17", "devices/pci0/usb3/3-1/block/sdb/sdb1")]
        {
            make(path, &[("partition", "1\n")]);
            link(number, path);
        }
        make("devices/virtual/block/dm-0/slaves", &[]);
        let beneath = sys.path().join("devices/virtual/block/dm-0/slaves/sdb1");
        std::os::unix::fs::symlink(sys.path().join("devices/pci0/usb3/3-1/block/sdb/sdb1"), beneath).unwrap();
        for (number, path, kind) in
            [("179:0", "devices/mmc0/block/mmcblk0", "SD\n"), ("179:8", "devices/mmc1/block/mmcblk1", "MMC\n")]
        {
            make(path, &[("removable", "0\n"), ("device/type", kind)]);
            link(number, path);
        }
        sys
    }

    #[test]
    fn a_disk_that_stays_is_no_stick_wherever_it_is_mounted() {
        let sys = kernel();
        let list = sys.path().join("mountinfo");
        let found = |number: &str| {
            let line = format!("22 1 8:0 / / rw - ext4 /dev/sda rw\n40 22 {number} / /media/a rw - ext4 x rw\n");
            std::fs::write(&list, line).unwrap();
            let sticks = Sticks::listed_in(list.clone(), vec!["/media".into()]);
            sticks.with_devices(sys.path().join("dev/block")).apart_from(&list).mounted().unwrap().len() == 1
        };
        for number in ["8:16", "8:17", "8:32", "8:48", "253:0", "179:0"] {
            assert!(found(number), "{number} can be pulled out");
        }
        for number in ["8:0", "8:1", "7:0", "259:0", "179:8", "9:99", "0:50"] {
            assert!(!found(number), "{number} stays");
        }
    }

    #[test]
    fn the_disk_that_the_ledger_is_on_is_no_stick() {
        let sys = kernel();
        let list = sys.path().join("mountinfo");
        std::fs::write(&list, "").unwrap();
        let device = stat(&list).unwrap().st_dev;
        let own = format!("{}:{}", major(device), minor(device));
        let sdb = sys.path().join("devices/pci0/usb3/3-1/block/sdb");
        // This test's own files are taken to lie on the first partition of the stick.
        let _ = std::fs::remove_file(sys.path().join("dev/block").join(&own));
        std::os::unix::fs::symlink(sdb.join("sdb1"), sys.path().join("dev/block").join(&own)).unwrap();
        for number in [own.as_str(), "8:16", "8:17"] {
            std::fs::write(&list, format!("40 22 {number} / /media/a rw - ext4 x rw\n")).unwrap();
            let sticks = Sticks::listed_in(list.clone(), vec!["/media".into()]);
            let sticks = sticks.with_devices(sys.path().join("dev/block"));
            assert_eq!(sticks.clone().mounted().unwrap().len(), 1, "{number}");
            assert_eq!(sticks.apart_from(&list).mounted().unwrap(), [], "{number}");
        }
    }

    #[test]
    fn this_machines_mounts_are_understood() {
        assert!(mounted_now().is_ok());
        assert!(matches!(mount_of(Path::new("/proc")), Ok(Some(mount)) if mount.file_system == "proc"));
    }
}
