//! A folder held open, beneath which files are written.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, fstat, fstatvfs, major, minor, mkdirat, openat, renameat, unlinkat};
use rustix::io::Errno;

use super::beneath;
use super::error::{StickError, failed};
use super::medium::{Medium, NewFile};
use super::mounts::Mount;
use super::read_back;
use super::way::{Last, walk};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY);

/// A folder held open: whatever becomes of its path, this is the folder.
#[derive(Debug)]
pub struct Folder {
    fd: OwnedFd,
    path: PathBuf,
}

impl Folder {
    /// A folder that somebody named. Links on the way to it are followed where they do not lie on a stick; the folder
    /// itself is none.
    ///
    /// # Errors
    /// Where it is not there, is a link, or is no folder.
    pub fn open(path: &Path) -> Result<Folder, StickError> {
        Folder::named(path, false)
    }

    /// The same, made where it is not there.
    ///
    /// # Errors
    /// As of [`Folder::open`], or when it cannot be made.
    pub fn make(path: &Path) -> Result<Folder, StickError> {
        Folder::named(path, true)
    }

    fn named(path: &Path, make: bool) -> Result<Folder, StickError> {
        let said = |why: io::Error| failed(path, path, why);
        let end = walk(path, Last::Kept, make).map_err(said)?;
        if end.name == "." {
            let fd = openat(&end.folder, ".", FOLDER | OFlags::CLOEXEC, Mode::empty()).map_err(|e| said(e.into()))?;
            return Ok(Folder { fd, path: path.to_owned() });
        }
        if beneath::is_link(end.folder.as_fd(), &end.name) {
            return Err(StickError::Link(path.to_owned()));
        }
        if make {
            made(&end.folder, &end.name).map_err(|e| said(e.into()))?;
        }
        // Not `beneath`: the folder may be a place of its own file system.
        let flags = FOLDER | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = openat(&end.folder, &end.name, flags, Mode::empty()).map_err(|e| said(e.into()))?;
        Ok(Folder { fd, path: path.to_owned() })
    }

    /// The outermost folder of a stick.
    ///
    /// # Errors
    /// Where the stick is not at its place any more: pulled out, or with something else mounted over it.
    pub fn of_stick(stick: &Mount) -> Result<Folder, StickError> {
        let said = |why: Errno| failed(&stick.path, &stick.path, why.into());
        let flags = FOLDER | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = rustix::fs::open(&stick.path, flags, Mode::empty()).map_err(said)?;
        let device = fstat(&fd).map_err(said)?.st_dev;
        if (major(device), minor(device)) != stick.number {
            return Err(StickError::Vanished(stick.path.clone()));
        }
        Ok(Folder { fd, path: stick.path.clone() })
    }

    /// The folder of that one name in this one, on the same stick, made where it is not there.
    ///
    /// # Errors
    /// Where a link, a file or another file system has the name, or when it cannot be made.
    pub fn beneath(&self, name: &str) -> Result<Folder, StickError> {
        let path = self.path.join(name);
        let open = || {
            made(&self.fd, OsStr::new(name))?;
            beneath::open(&self.fd, OsStr::new(name), FOLDER, Mode::empty())
        };
        let fd = open().map_err(|why| failed(&self.path, &path, why.into()))?;
        Ok(Folder { fd, path })
    }
}

/// Makes a folder where nothing has its name.
fn made(folder: impl AsFd, name: &OsStr) -> Result<(), Errno> {
    match mkdirat(folder, name, Mode::RWXU | Mode::RWXG | Mode::RWXO) {
        Ok(()) | Err(Errno::EXIST) => Ok(()),
        Err(why) => Err(why),
    }
}

/// Bytes that can still be written below `dir`.
///
/// # Errors
/// When the folder cannot be opened.
pub fn free(dir: &Path) -> Result<u64, StickError> {
    Folder::open(dir)?.free_bytes().map_err(|e| failed(dir, dir, e))
}

impl Medium for Folder {
    fn path(&self) -> &Path {
        &self.path
    }

    fn free_bytes(&self) -> io::Result<u64> {
        let space = fstatvfs(&self.fd)?;
        Ok(space.f_bavail.saturating_mul(space.f_frsize))
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile + '_>> {
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let mode = Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::WGRP | Mode::ROTH | Mode::WOTH;
        let file = match beneath::open(&self.fd, OsStr::new(name), new, mode) {
            // A link has the name: taken, as by anything else.
            Err(Errno::LOOP) => return Err(Errno::EXIST.into()),
            opened => opened?,
        };
        let stat = fstat(&file)?;
        if !FileType::from_raw_mode(stat.st_mode).is_file() {
            return Err(Errno::EXIST.into());
        }
        Ok(Box::new(File::from(file)))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(renameat(&self.fd, from, &self.fd, to)?)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        Ok(unlinkat(&self.fd, name, AtFlags::empty())?)
    }

    fn flush(&self) -> io::Result<()> {
        rustix::fs::fsync(&self.fd)?;
        Ok(rustix::fs::syncfs(&self.fd)?)
    }

    fn read_back(&self, name: &str, seen: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let file = File::from(beneath::open(&self.fd, OsStr::new(name), OFlags::RDONLY, Mode::empty())?);
        if !file.metadata()?.is_file() {
            return Err(Errno::BUSY.into());
        }
        read_back::read(&file, seen)
    }
}
