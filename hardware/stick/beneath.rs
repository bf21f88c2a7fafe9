//! Opening a name beneath an open folder, so that it cannot lead anywhere else.

use std::ffi::OsStr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

use rustix::fs::{Mode, OFlags, ResolveFlags, fstat, openat, openat2};
use rustix::io::{Errno, Result};

/// Opens the one name `name` in `folder`: never through a link, never out of the folder or onto another file system
/// that is mounted there, and without waiting for the other end of a pipe.
///
/// # Errors
/// `LOOP` for a link, `XDEV` for another file system, `INVAL` for what is not one name; else the system's own.
pub(super) fn open(folder: impl AsFd, name: &OsStr, flags: OFlags, mode: Mode) -> Result<OwnedFd> {
    let folder = folder.as_fd();
    if !is_one_name(name) {
        return Err(Errno::INVAL);
    }
    let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    // openat2(2) refuses what openat(2) overlooks.
    let mode = if flags.contains(OFlags::CREATE) { mode } else { Mode::empty() };
    let beneath =
        ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS | ResolveFlags::NO_XDEV;
    let opened = match openat2(folder, name, flags, mode, beneath) {
        // Older than Linux 5.6, or forbidden to a program that is locked in by a filter of system calls.
        Err(Errno::NOSYS | Errno::PERM) => by_itself(folder, name, flags, mode),
        opened => opened,
    };
    opened.map_err(|why| match why {
        // Where a folder is wanted, a link is said to be none; say what it is.
        Errno::NOTDIR if is_link(folder, name) => Errno::LOOP,
        why => why,
    })
}

/// The same without openat2(2): one name that is opened with `O_NOFOLLOW` cannot lead out of its folder.
fn by_itself(folder: BorrowedFd<'_>, name: &OsStr, flags: OFlags, mode: Mode) -> Result<OwnedFd> {
    let opened = openat(folder, name, flags, mode)?;
    if fstat(&opened)?.st_dev == fstat(folder)?.st_dev { Ok(opened) } else { Err(Errno::XDEV) }
}

pub(super) fn is_link(folder: BorrowedFd<'_>, name: &OsStr) -> bool {
    let stat = rustix::fs::statat(folder, name, rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
    stat.is_ok_and(|stat| rustix::fs::FileType::from_raw_mode(stat.st_mode).is_symlink())
}

fn is_one_name(name: &OsStr) -> bool {
    !name.is_empty() && !name.as_bytes().contains(&b'/') && name != "." && name != ".."
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn with_openat2_and_without_nothing_leads_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("file"), "x").unwrap();
        std::fs::create_dir(at("folder")).unwrap();
        symlink("file", at("link")).unwrap();
        symlink("/etc", at("elsewhere")).unwrap();
        symlink("/proc/self/cwd", at("magic")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), Mode::RUSR).unwrap();
        let folder = File::open(dir.path()).unwrap();
        let read = OFlags::RDONLY;
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        for (name, flags, wanted) in [
            ("file", read, Ok(())),
            ("folder", read | OFlags::DIRECTORY, Ok(())),
            ("pipe", read, Ok(())),
            ("link", read, Err(Errno::LOOP)),
            ("elsewhere", read | OFlags::DIRECTORY, Err(Errno::LOOP)),
            ("magic", read | OFlags::DIRECTORY, Err(Errno::LOOP)),
            ("file", read | OFlags::DIRECTORY, Err(Errno::NOTDIR)),
            ("file", new, Err(Errno::EXIST)),
            ("pipe", new, Err(Errno::EXIST)),
            ("none", read, Err(Errno::NOENT)),
        ] {
            let ask = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
            let found = open(&folder, OsStr::new(name), flags, Mode::RUSR).map(drop);
            assert_eq!(found, wanted, "{name} {flags:?}");
            let found = by_itself(folder.as_fd(), OsStr::new(name), ask, Mode::RUSR).map(drop);
            let link = wanted == Err(Errno::LOOP) && found == Err(Errno::NOTDIR);
            assert!(found == wanted || link, "{name} {flags:?} without openat2: {found:?}");
        }
        // A link where a new file is to be: EXIST or LOOP, as the kernel looks first at the one or the other.
        assert!(matches!(open(&folder, OsStr::new("link"), new, Mode::RUSR), Err(Errno::EXIST | Errno::LOOP)));
        for name in ["", ".", "..", "a/b", "/etc"] {
            assert_eq!(open(&folder, OsStr::new(name), read, Mode::empty()).map(drop), Err(Errno::INVAL), "{name}");
        }
        let root = File::open("/").unwrap();
        let proc = (OsStr::new("proc"), read | OFlags::DIRECTORY);
        assert_eq!(open(&root, proc.0, proc.1, Mode::empty()).map(drop), Err(Errno::XDEV));
        assert_eq!(by_itself(root.as_fd(), proc.0, proc.1, Mode::empty()).map(drop), Err(Errno::XDEV));
    }
}
