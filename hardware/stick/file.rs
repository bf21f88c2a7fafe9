//! Single files by the path that somebody gave: regular files, and on a stick never through a link.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, RenameFlags, openat, renameat, renameat_with, unlinkat};
use rustix::io::Errno;

use super::beneath;
use super::way::{End, Last, walk};
use crate::plain::{plain_io, plain_path};

/// Temporary names that are tried.
const TEMPORARIES: u32 = 99;

/// Opens a file for reading.
///
/// # Errors
/// `InvalidInput` for a folder, a pipe or a device, none of which ends of itself; `ELOOP` for a link that lies on a
/// stick; else the system's own.
pub fn open_file(path: &Path) -> io::Result<File> {
    let file = File::from(opened(&walk(path, Last::Followed, false)?, OFlags::RDONLY)?);
    if file.metadata()?.is_file() { Ok(file) } else { Err(no_file()) }
}

/// The text of a small file: a configuration, a key.
///
/// # Errors
/// As of [`open_file`]; `FileTooLarge` for more than `bytes_max`, `InvalidData` for what is not UTF-8.
pub fn read_text(path: &Path, bytes_max: u64) -> io::Result<String> {
    let mut text = Vec::new();
    open_file(path)?.take(bytes_max + 1).read_to_end(&mut text)?;
    if text.len() as u64 > bytes_max {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {bytes_max} bytes")));
    }
    String::from_utf8(text).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Opens a file to write behind what it holds already, made where it is not there, for its owner only.
///
/// # Errors
/// As of [`open_file`].
pub fn append_to(path: &Path) -> io::Result<File> {
    let end = walk(path, Last::Followed, false)?;
    let file = File::from(opened(&end, OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE)?);
    if file.metadata()?.is_file() { Ok(file) } else { Err(no_file()) }
}

fn opened(end: &End, flags: OFlags) -> Result<OwnedFd, Errno> {
    let mode = Mode::RUSR | Mode::WUSR;
    if end.on_stick {
        return beneath::open(&end.folder, &end.name, flags, mode);
    }
    // Without waiting: a pipe that nobody writes into would keep this for ever. Links were followed one by one.
    let mut flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    flags.set(OFlags::NOFOLLOW, !end.is_open);
    openat(&end.folder, &end.name, flags, mode).map_err(|why| match why {
        // A pipe that nobody reads.
        Errno::NXIO => Errno::INVAL,
        why => why,
    })
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no file but a folder, a pipe or a device")
}

/// Why a file that the user asked for is not written, in words that say what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", plain_path(.path), plain_io(.why))]
pub struct NotWritten {
    /// As given.
    pub path: PathBuf,
    /// The system's reason.
    pub why: io::Error,
}

impl NotWritten {
    /// For that file.
    pub fn of(path: &Path) -> impl Fn(io::Error) -> NotWritten + '_ {
        |why| NotWritten { path: path.to_owned(), why }
    }
}

/// A file that the user asked for. It has its name only once it is whole, and nothing that is there is replaced or written
/// into. Where the name is a device or a pipe on the machine, such as `/dev/stdout`, that is written to.
#[derive(Debug)]
pub struct Output {
    file: File,
    /// As given.
    path: PathBuf,
    /// Where it is to be; none for a device.
    to: Option<(End, String)>,
}

impl Output {
    /// Begins one.
    ///
    /// # Errors
    /// `ELOOP` for a link on a stick, `AlreadyExists` where a file has the name, `InvalidInput` where a folder has; else
    /// the system's own.
    pub fn create(path: &Path) -> Result<Output, NotWritten> {
        let (file, to) = Output::begun(path).map_err(NotWritten::of(path))?;
        Ok(Output { file, path: path.to_owned(), to })
    }

    /// The open file, and where it is to be.
    fn begun(path: &Path) -> io::Result<(File, Option<(End, String)>)> {
        let end = walk(path, Last::Followed, false)?;
        if end.is_open {
            let flags = OFlags::WRONLY | OFlags::TRUNC | OFlags::NOCTTY | OFlags::CLOEXEC;
            return Ok((openat(&end.folder, &end.name, flags, Mode::empty())?.into(), None));
        }
        let there = rustix::fs::statat(&end.folder, &end.name, AtFlags::SYMLINK_NOFOLLOW);
        match there.map(|stat| FileType::from_raw_mode(stat.st_mode)) {
            Ok(FileType::Directory) => Err(no_file()),
            Ok(FileType::RegularFile) => Err(Errno::EXIST.into()),
            Err(_) => Output::beside(end),
            Ok(_) if end.on_stick => Err(no_file()),
            Ok(_) => {
                let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
                Ok((openat(&end.folder, &end.name, flags, Mode::empty())?.into(), None))
            }
        }
    }

    fn beside(end: End) -> io::Result<(File, Option<(End, String)>)> {
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::WGRP | Mode::ROTH | Mode::WOTH;
        let name = end.name.to_string_lossy().into_owned();
        let short: String = name.chars().take(70).collect();
        for nth in 1..=TEMPORARIES {
            let temporary = format!(".{short}.{nth}.part");
            match openat(&end.folder, &temporary, new, mode) {
                Ok(file) => return Ok((file.into(), Some((end, temporary)))),
                Err(Errno::EXIST) => {}
                Err(why) => return Err(why.into()),
            }
        }
        Err(Errno::EXIST.into())
    }

    /// Gives the file its name, when everything is on the disk.
    ///
    /// # Errors
    /// When it cannot be written; nothing is left then.
    pub fn finish(mut self) -> Result<(), NotWritten> {
        self.named().map_err(NotWritten::of(&self.path))?;
        self.to = None;
        Ok(())
    }

    fn named(&mut self) -> io::Result<()> {
        let Some((end, temporary)) = &self.to else { return self.file.flush() };
        self.file.sync_all()?;
        Ok(named(end, temporary)?)
    }

    /// Writes the whole of a file at once.
    ///
    /// # Errors
    /// As of [`Output::create`] and [`Output::finish`].
    pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
        let mut output = Output::create(path)?;
        output.write_all(bytes).map_err(NotWritten::of(path))?;
        output.finish()
    }
}

/// Never in another file's place.
fn named(end: &End, temporary: &str) -> Result<(), Errno> {
    match renameat_with(&end.folder, temporary, &end.folder, &end.name, RenameFlags::NOREPLACE) {
        // Not every file system knows how; whether something is there was looked at when it was begun.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => renameat(&end.folder, temporary, &end.folder, &end.name),
        done => done,
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some((end, temporary)) = &self.to {
            let _ = unlinkat(&end.folder, temporary, AtFlags::empty());
        }
    }
}
