//! Writing to a stick so that "take it out" is true.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{StickError, failed};
use super::folder::Folder;
use super::medium::{Medium, NewFile};
use super::name::checked;

/// FAT cannot hold more in one file.
const FILE_BYTES_MAX: u64 = u32::MAX as u64;
/// Room for directory entries and partly filled clusters of each file.
const SLACK_BYTES: u64 = 64 * 1024;
/// After so many bytes the stick is asked for them, so that a slow one shows that it goes on: the slowest take a
/// fifth of a second.
const SYNC_EVERY_BYTES: usize = 256 * 1024;
/// Temporary names that are tried where folders have them.
const TEMPORARIES: u32 = 9;

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

/// Writes `files` (name and content) into the folder `dir`, as [`write_onto`] does.
///
/// # Errors
/// As of [`Folder::open`] and [`write_onto`].
pub fn write_all(dir: &Path, files: &[(&str, &[u8])]) -> Result<Receipt, StickError> {
    write_onto(&Folder::open(dir)?, files, &mut || {})
}

/// Writes `files` (name and content): each anew under a temporary name, flushed, renamed, then the folder and the whole
/// file system flushed, then all read back from the stick and compared. What has a file's name is replaced, never
/// written into. `goes_on` is called whenever something has reached the stick.
///
/// # Errors
/// With what to do. Any failed flush is final: a second one may lie.
pub fn write_onto(
    medium: &dyn Medium,
    files: &[(&str, &[u8])],
    goes_on: &mut dyn FnMut(),
) -> Result<Receipt, StickError> {
    let dir = medium.path();
    let names = names(files)?;
    let needed = files.iter().map(|(_, bytes)| bytes.len() as u64 + SLACK_BYTES).sum();
    let free = medium.free_bytes().map_err(|e| failed(dir, dir, e))?;
    if free < needed {
        return Err(StickError::Full { dir: dir.to_owned(), needed, free });
    }
    for (name, (_, bytes)) in names.iter().zip(files) {
        write_one(medium, name, bytes, goes_on).map_err(|(path, why)| match why.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                StickError::Full { dir: dir.to_owned(), needed, free: medium.free_bytes().unwrap_or(0) }
            }
            _ => failed(dir, &dir.join(path), why),
        })?;
    }
    medium.flush().map_err(|e| failed(dir, dir, e))?;
    goes_on();
    let mut written = Vec::with_capacity(files.len());
    for (name, (_, bytes)) in names.into_iter().zip(files) {
        written.push(read_back(medium, name, bytes, goes_on)?);
    }
    Ok(Receipt { files: written })
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

/// What did not work, with the name that it is about.
type Failed = (String, io::Error);

fn write_one(medium: &dyn Medium, name: &str, bytes: &[u8], goes_on: &mut dyn FnMut()) -> Result<(), Failed> {
    let (temporary, mut file) = new(medium, name)?;
    let mut fill = || -> io::Result<()> {
        for piece in bytes.chunks(SYNC_EVERY_BYTES) {
            file.write_all(piece)?;
            file.sync()?;
            goes_on();
        }
        file.sync()
    };
    let filled = fill();
    drop(file);
    filled.and_then(|()| medium.rename(&temporary, name)).map_err(|why| {
        // On a stick that has gone this fails too, and there is nothing to remove.
        let _ = medium.remove(&temporary);
        (name.to_owned(), why)
    })
}

/// A new file under a temporary name. What an export that was broken off has left there is removed; so is a link or a
/// pipe, and nothing that it leads to. A folder stays, and the next name is tried.
fn new<'a>(medium: &'a dyn Medium, name: &str) -> Result<(String, Box<dyn NewFile + 'a>), Failed> {
    let short: String = name.chars().take(70).collect();
    let mut taken = String::new();
    for nth in 1..=TEMPORARIES {
        let temporary = if nth == 1 { format!("{short}.part") } else { format!("{short}.{nth}.part") };
        for removed in [false, true] {
            match medium.create(&temporary) {
                Ok(file) => return Ok((temporary, file)),
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {
                    if removed || medium.remove(&temporary).is_err() {
                        break;
                    }
                }
                Err(why) => return Err((temporary, why)),
            }
        }
        taken = temporary;
    }
    Err((taken, io::ErrorKind::AlreadyExists.into()))
}

/// Reads what the stick has now. A file that is not what was written loses its name: nobody shall take it for one.
fn read_back(
    medium: &dyn Medium,
    name: String,
    bytes: &[u8],
    goes_on: &mut dyn FnMut(),
) -> Result<Written, StickError> {
    let (dir, path) = (medium.path(), medium.path().join(&name));
    let (mut hash, mut length) = (Sha256::new(), 0);
    medium
        .read_back(&name, &mut |piece| {
            hash.update(piece);
            length += piece.len() as u64;
            goes_on();
        })
        .map_err(|why| match why.kind() {
            // It was there when it was renamed.
            io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof => StickError::Corrupt(path.clone()),
            _ => failed(dir, &path, why),
        })?;
    let sha256: [u8; 32] = hash.finalize().into();
    if length != bytes.len() as u64 || sha256 != <[u8; 32]>::from(Sha256::digest(bytes)) {
        let _ = medium.remove(&name).and_then(|()| medium.flush());
        return Err(StickError::Corrupt(path));
    }
    Ok(Written { name, bytes: length, sha256 })
}
