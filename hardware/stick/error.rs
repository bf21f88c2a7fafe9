//! Why files are not on a stick or in a folder, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::name::BadName;
use crate::plain::plain_path;

/// Why files are not on the stick. Nothing half-done has a final name; complete files of the same call may.
#[derive(Debug, thiserror::Error)]
pub enum StickError {
    /// A name that not every system reads.
    #[error(transparent)]
    Name(#[from] BadName),
    /// Twice the same name, where FAT does not tell upper from lower case.
    #[error("`{0}` is there twice in one export")]
    Twice(String),
    /// More than FAT can hold.
    #[error("`{0}` has more than 4 GiB, which a stick cannot hold in one file: choose a shorter period")]
    TooLarge(String),
    /// No room.
    #[error("{} is full: {needed} bytes are needed, {free} are free; delete something, or take another stick or folder", plain_path(.dir))]
    Full {
        /// Folder.
        dir: PathBuf,
        /// Bytes.
        needed: u64,
        /// Bytes.
        free: u64,
    },
    /// Write-protected.
    #[error("{} cannot be written to: a stick may be locked (move its lock), a folder closed (check its owner and mode); or take another", plain_path(.0))]
    ReadOnly(PathBuf),
    /// No such folder.
    #[error("{} is gone, or was never there: put the stick in again, or name a folder that can be made", plain_path(.0))]
    Vanished(PathBuf),
    /// It leads elsewhere.
    #[error("{} is a link to another place, and nothing is written through one: remove it, or name the folder itself",
        plain_path(.0))]
    Link(PathBuf),
    /// Something else has the name.
    #[error("{} is in the way: remove or rename it, or take another place", plain_path(.0))]
    InTheWay(PathBuf),
    /// Written and read back different.
    #[error("{} reads back different from what was written: the stick or disk is worn out, take another", plain_path(.0))]
    Corrupt(PathBuf),
    /// Anything else.
    #[error("{} cannot be written ({source}): put the stick in again, or take another place", plain_path(.path))]
    Io {
        /// File or folder.
        path: PathBuf,
        /// The system's word.
        source: io::Error,
    },
}

impl StickError {
    /// The same of a folder that somebody named, which is no stick to be put in again.
    #[must_use]
    pub fn of_folder(&self) -> String {
        match self {
            StickError::Full { dir, needed, free } => format!(
                "{} is full: {needed} bytes are needed, {free} are free; delete something, or give another folder",
                plain_path(dir)
            ),
            StickError::ReadOnly(dir) => {
                format!("{} cannot be written to: check its owner and mode, or give another folder", plain_path(dir))
            }
            StickError::Vanished(dir) => {
                format!("{} is not there and cannot be made: give another folder", plain_path(dir))
            }
            StickError::Corrupt(file) => format!(
                "{} reads back different from what was written: the disk is failing, give a folder on another one",
                plain_path(file)
            ),
            StickError::Io { path, source } => {
                format!("{} cannot be written ({source}): give another folder", plain_path(path))
            }
            StickError::TooLarge(_)
            | StickError::Name(_)
            | StickError::Twice(_)
            | StickError::Link(_)
            | StickError::InTheWay(_) => self.to_string(),
        }
    }
}

/// What the system's word about `path`, which lies in `dir`, means.
pub(super) fn failed(dir: &Path, path: &Path, source: io::Error) -> StickError {
    match source.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            return StickError::ReadOnly(dir.to_owned());
        }
        io::ErrorKind::NotFound => return StickError::Vanished(dir.to_owned()),
        _ => {}
    }
    match Errno::from_io_error(&source) {
        Some(Errno::LOOP) => StickError::Link(path.to_owned()),
        // A folder, or the place of another file system, has the file's name; or a file has the folder's.
        Some(Errno::ISDIR | Errno::NOTDIR | Errno::EXIST | Errno::NOTEMPTY | Errno::XDEV | Errno::BUSY) => {
            StickError::InTheWay(path.to_owned())
        }
        // What a pulled stick answers.
        Some(Errno::IO | Errno::NXIO | Errno::NODEV) => StickError::Vanished(dir.to_owned()),
        _ => StickError::Io { path: path.to_owned(), source },
    }
}
