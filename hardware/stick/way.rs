//! From a path that somebody gave to the folder that holds its last name.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{
    AtFlags, FileType, Mode, OFlags, fstat, fstatfs, major, minor, mkdirat, open, openat, readlinkat, statat,
};
use rustix::io::Errno;

use super::mounts::mounted_now;

/// As many links as the system itself follows in one path.
const LINKS_MAX: u32 = 40;

/// Where a path ends.
#[derive(Debug)]
pub(super) struct End {
    /// Holds the last name.
    pub folder: OwnedFd,
    /// The last name; `.` where the path is the folder itself.
    pub name: OsString,
    /// Whether it lies on a stick.
    pub on_stick: bool,
    /// Whether it is a link of `/proc` to something that is open already, such as `/dev/stdout` is in the end: it has
    /// no path, and only the system can follow it.
    pub is_open: bool,
}

/// `PROC_SUPER_MAGIC` of statfs(2).
const PROC: i64 = 0x9fa0;

/// What the last name may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// A link on the machine leads on: whoever typed it knows it.
    Followed,
    /// A link stays one.
    Kept,
}

/// Goes along `path`, whose last name need not be there. Links on the machine are followed, as everywhere: they are
/// the user's own. One that lies on a stick is a stranger's and is not. `make` makes the folders that are missing.
///
/// # Errors
/// `ELOOP` for a link on a stick; else the system's own.
pub(super) fn walk(path: &Path, last: Last, make: bool) -> io::Result<End> {
    let sticks = mounted_now().unwrap_or_default();
    let is_on_stick = |folder: &OwnedFd| -> io::Result<bool> {
        let device = fstat(folder)?.st_dev;
        Ok(sticks.iter().any(|stick| stick.number == (major(device), minor(device))))
    };
    let root = || open("/", OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty());
    let (mut folder, mut left, mut links) = (root()?, names(&std::path::absolute(path)?), 0);
    while let Some(name) = left.pop() {
        if name == ".." {
            folder = into(&folder, &name)?;
            continue;
        }
        let on_stick = is_on_stick(&folder)?;
        let kind = statat(&folder, &name, AtFlags::SYMLINK_NOFOLLOW).map(|stat| FileType::from_raw_mode(stat.st_mode));
        match kind {
            Ok(FileType::Symlink) if left.is_empty() && last == Last::Kept => {
                return Ok(End { folder, name, on_stick, is_open: false });
            }
            Ok(FileType::Symlink) if left.is_empty() && is_proc(&folder) => {
                return Ok(End { folder, name, on_stick, is_open: true });
            }
            Ok(FileType::Symlink) if on_stick || links == LINKS_MAX => return Err(Errno::LOOP.into()),
            Ok(FileType::Symlink) => {
                links += 1;
                let target = readlinkat(&folder, &name, Vec::new())?;
                let target = PathBuf::from(OsString::from_vec(target.into_bytes()));
                if target.is_absolute() {
                    folder = root()?;
                }
                left.extend(names(&target));
            }
            Ok(_) | Err(Errno::NOENT) if left.is_empty() => {
                return Ok(End { folder, name, on_stick, is_open: false });
            }
            Ok(_) => folder = into(&folder, &name)?,
            Err(Errno::NOENT) if make => {
                match mkdirat(&folder, &name, Mode::RWXU | Mode::RWXG | Mode::RWXO) {
                    Ok(()) | Err(Errno::EXIST) => {}
                    Err(why) => return Err(why.into()),
                }
                folder = into(&folder, &name)?;
            }
            Err(why) => return Err(why.into()),
        }
    }
    let on_stick = is_on_stick(&folder)?;
    Ok(End { folder, name: ".".into(), on_stick, is_open: false })
}

fn is_proc(folder: &OwnedFd) -> bool {
    fstatfs(folder).is_ok_and(|fs| fs.f_type == PROC)
}

fn into(folder: impl AsFd, name: &OsStr) -> Result<OwnedFd, Errno> {
    openat(folder, name, OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())
}

/// The names of a path, the first one last.
fn names(path: &Path) -> Vec<OsString> {
    let name = |component: Component<'_>| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::RootDir | Component::CurDir | Component::Prefix(_) => None,
    };
    path.components().rev().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_users_links_lead_where_they_always_do() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        symlink("a", dir.path().join("relative")).unwrap();
        symlink(dir.path().join("a/b"), dir.path().join("absolute")).unwrap();
        symlink("round", dir.path().join("round")).unwrap();
        for (path, wanted) in [
            ("a/b/file", "a/b"),
            ("relative/b/file", "a/b"),
            ("absolute/file", "a/b"),
            ("absolute/../file", "a"),
            ("a/./b/../../a/b/file", "a/b"),
        ] {
            let end = walk(&dir.path().join(path), Last::Followed, false).unwrap();
            let (found, there) = (fstat(&end.folder).unwrap(), rustix::fs::stat(dir.path().join(wanted)).unwrap());
            assert_eq!((found.st_ino, end.name.as_os_str()), (there.st_ino, OsStr::new("file")), "{path}");
        }
        let end = walk(&dir.path().join("relative"), Last::Kept, false).unwrap();
        assert_eq!(end.name, "relative");
        let round = walk(&dir.path().join("round/x"), Last::Followed, false).err().unwrap();
        assert_eq!(round.raw_os_error(), Some(Errno::LOOP.raw_os_error()));
        assert!(walk(&dir.path().join("no/file"), Last::Followed, false).is_err());
        walk(&dir.path().join("new/er/file"), Last::Followed, true).unwrap();
        assert!(dir.path().join("new/er").is_dir());
        assert_eq!(walk(Path::new("/"), Last::Kept, false).unwrap().name, ".");
    }
}
