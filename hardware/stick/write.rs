//! Writing to a stick so that "take it out" is true.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::name::{BadName, checked};

/// FAT cannot hold more in one file.
const FILE_BYTES_MAX: u64 = u32::MAX as u64;
/// Room for directory entries and partly filled clusters of each file.
const SLACK_BYTES: u64 = 64 * 1024;

/// One file on the stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name, composed.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Of what was read back.
    pub sha256: [u8; 32],
}

/// What was written, read back and found equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// In the order given.
    pub files: Vec<Written>,
}

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
    #[error("{} is full: {needed} bytes are needed, {free} are free; delete something or take another stick", .dir.display())]
    Full {
        /// Folder.
        dir: PathBuf,
        /// Bytes.
        needed: u64,
        /// Bytes.
        free: u64,
    },
    /// Write-protected.
    #[error("{} cannot be written to: move the stick's lock or take another stick", .0.display())]
    ReadOnly(PathBuf),
    /// No such folder.
    #[error("{} is gone: put the stick in again and repeat the export", .0.display())]
    Vanished(PathBuf),
    /// Written and read back different.
    #[error("{} reads back different from what was written: the stick is worn out, take another", .0.display())]
    Corrupt(PathBuf),
    /// Anything else.
    #[error("{} cannot be written ({source}): take the stick out, put it in and repeat the export", .path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// The system's word.
        source: io::Error,
    },
}

/// Writes `files` (name and content) into `dir`: each under a temporary name, flushed, renamed, the folder and then the
/// whole file system flushed, then all read back and compared. A name that exists is replaced.
///
/// # Errors
/// With what to do. Any failed flush is final: a second one may lie.
pub fn write_all(dir: &Path, files: &[(&str, &[u8])]) -> Result<Receipt, StickError> {
    let names = names(files)?;
    let folder = File::open(dir).map_err(|e| failed(dir, dir, e))?;
    let needed = files.iter().map(|(_, bytes)| bytes.len() as u64 + SLACK_BYTES).sum();
    let free = free_bytes(&folder, dir)?;
    if free < needed {
        return Err(StickError::Full { dir: dir.to_owned(), needed, free });
    }
    for (name, (_, bytes)) in names.iter().zip(files) {
        let temporary = dir.join(format!("{}.part", &name.chars().take(80).collect::<String>()));
        let done = write_one(&temporary, &dir.join(name), bytes);
        if let Err(e) = done {
            // On a stick that has gone this fails too, and there is nothing to remove.
            let _ = fs::remove_file(&temporary);
            return Err(match e.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    let free = free_bytes(&folder, dir)?;
                    StickError::Full { dir: dir.to_owned(), needed, free }
                }
                _ => failed(dir, &dir.join(name), e),
            });
        }
    }
    folder.sync_all().map_err(|e| failed(dir, dir, e))?;
    rustix::fs::syncfs(&folder).map_err(|e| failed(dir, dir, e.into()))?;
    let written = names.into_iter().zip(files).map(|(name, (_, bytes))| read_back(dir, name, bytes));
    Ok(Receipt { files: written.collect::<Result<_, _>>()? })
}

fn names(files: &[(&str, &[u8])]) -> Result<Vec<String>, StickError> {
    let mut names: Vec<String> = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let name = checked(name)?;
        if names.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            return Err(StickError::Twice(name));
        }
        if bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(StickError::TooLarge(name));
        }
        names.push(name);
    }
    Ok(names)
}

/// Bytes that can still be written below `dir`.
///
/// # Errors
/// When the folder cannot be opened.
pub fn free(dir: &Path) -> Result<u64, StickError> {
    let folder = File::open(dir).map_err(|e| failed(dir, dir, e))?;
    free_bytes(&folder, dir)
}

fn free_bytes(folder: &File, dir: &Path) -> Result<u64, StickError> {
    let space = rustix::fs::fstatvfs(folder).map_err(|e| failed(dir, dir, e.into()))?;
    Ok(space.f_bavail.saturating_mul(space.f_frsize))
}

fn write_one(temporary: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut out = File::create(temporary)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    drop(out);
    fs::rename(temporary, file)
}

/// Reads from the medium where the system lets its cache be dropped.
fn read_back(dir: &Path, name: String, bytes: &[u8]) -> Result<Written, StickError> {
    let path = dir.join(&name);
    let mut file = File::open(&path).map_err(|e| failed(dir, &path, e))?;
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    let (mut hash, mut length, mut chunk) = (Sha256::new(), 0, [0; 64 * 1024]);
    loop {
        match file.read(&mut chunk).map_err(|e| failed(dir, &path, e))? {
            0 => break,
            count => {
                hash.update(&chunk[..count]);
                length += count as u64;
            }
        }
    }
    let sha256: [u8; 32] = hash.finalize().into();
    if sha256 != <[u8; 32]>::from(Sha256::digest(bytes)) {
        return Err(StickError::Corrupt(path));
    }
    Ok(Written { name, bytes: length, sha256 })
}

fn failed(dir: &Path, path: &Path, source: io::Error) -> StickError {
    match source.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StickError::ReadOnly(dir.to_owned()),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StickError::Vanished(dir.to_owned()),
        // What a pulled stick answers.
        _ if matches!(source.raw_os_error(), Some(5 | 6 | 19)) => StickError::Vanished(dir.to_owned()),
        _ => StickError::Io { path: path.to_owned(), source },
    }
}
