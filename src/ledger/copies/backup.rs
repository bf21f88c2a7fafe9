//! Making a copy.

use std::fs::{self, DirBuilder, File};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::moment::Trust;
use hardware::stick::Folder;
use rusqlite::Connection;
use rustix::fs::{CWD, RenameFlags, renameat_with, statvfs};

use super::apart::on_one_disk;
use super::transfer::{check, new_file, remove, sha256, sync_folder, transfer};
use super::{CopyError, Progress, stamp};
use crate::clock;
use crate::ledger::connect::{SCHEMA, check_owner, is_blank, open_to_note};
use crate::ledger::error::LedgerError;
use crate::ledger::lock::{Lock, own_path};
use crate::ledger::text::instant;
use crate::ledger::{Key, Ledger};

/// Room beside the copy: its checksum, and what a file system takes for itself.
const SLACK_BYTES: u64 = 4 << 20;
/// A key file: 64 digits and the end of a line.
const KEY_BYTES: std::ops::RangeInclusive<u64> = 64..=66;

/// Where a copy goes.
#[derive(Clone, Copy, Debug)]
pub struct Onto<'a> {
    /// The folder; it is made where it is not there.
    pub folder: &'a Path,
    /// Whether it may lie on the ledger's own disk. The ledger does not count such a copy.
    pub same_disk: bool,
}

/// A copy that was made, read again and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The copy.
    pub file: PathBuf,
    /// SHA-256 of it, also in a file beside it as `sha256sum -c` reads it.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Why the ledger does not know of the copy, if it should.
    pub not_noted: Option<String>,
    /// Whether it lies on the ledger's own disk.
    pub same_disk: bool,
}

/// Copies the ledger `db` into a folder. A kiosk may run meanwhile. The copy
/// gets its name, `doro-DATE-TIME.db`, when it is whole and on the disk; other copies are left alone.
///
/// # Errors
/// Says what to do. Nothing half-done is left.
pub fn backup(
    db: &Path,
    key: &Path,
    onto: Onto<'_>,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<Copied, CopyError> {
    if is_blank(db)? {
        return Err(LedgerError::NotThere.at(db).into());
    }
    let path = own_path(db).map_err(CopyError::at(db))?;
    let _lock = match Lock::shared(&path) {
        // On a full disk nobody can make the file of the lock; a copy onto another one is made all the same.
        Err(LedgerError::Full | LedgerError::ReadOnly) => None,
        lock => Some(lock.map_err(CopyError::at(db))?),
    };
    // A folder that is not there yet has no key in it.
    if let Some(key) = onto.folder.canonicalize().ok().and_then(|to| key_beside(key, &to)) {
        return Err(CopyError::KeyBeside { key });
    }
    let (to, same_disk) = folder(onto, &path)?;
    let from = open_to_note(&path).map_err(CopyError::at(db))?;
    check_owner(&from).map_err(CopyError::at(db))?;
    check_room(length(&from).map_err(CopyError::at(db))?, &to)?;
    let (copied, name) = copy(&from, &to, &format!("doro-{}", stamp(now)), now, progress)?;
    let noted = if same_disk { Ok(()) } else { note(&from, &name, now) };
    let not_noted = noted.err().map(|why| why.to_string());
    Ok(Copied { not_noted, same_disk, ..copied })
}

/// The time by which a copy is named and noted: the clock's where it is believed, else the newest instant that the ledger
/// vouches for, which is not after it. By a time of its own future nobody could bring the copy back.
#[must_use]
pub fn believed_now(db: &Path) -> DateTime<Utc> {
    let newest = Ledger::look(db, &Key::none()).ok().and_then(|ledger| ledger.newest_at().ok().flatten());
    let now = clock::look(newest);
    if now.trust == Trust::Untrusted { newest.unwrap_or_else(clock::built_at) } else { now.wall }
}

/// Copies an open ledger, whose file has no name any more, beside the place that it had: `doro-rescued-DATE-TIME.db`.
pub(crate) fn rescue(from: &Connection, db: &Path, now: DateTime<Utc>) -> Result<PathBuf, CopyError> {
    let folder = db.parent().unwrap_or(Path::new("/"));
    check_room(length(from).map_err(CopyError::at(db))?, folder)?;
    let stem = format!("{}-rescued-{}", db.file_stem().unwrap_or_default().to_string_lossy(), stamp(now));
    Ok(copy(from, folder, &stem, now, &mut |_, _| true)?.0.file)
}

/// Copies into the folder `to`, under the name `STEM.db`, or with a number behind it where that is taken: the copy with
/// its checksum, and its name.
fn copy(
    from: &Connection,
    to: &Path,
    stem: &str,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<(Copied, String), CopyError> {
    let (part, name) = reserve(to, stem)?;
    let file = to.join(&name);
    let made = make(from, &part, &name, now, progress).and_then(|sha256| {
        give_name(&part, &file).map_err(CopyError::io(&file))?;
        Ok(sha256)
    });
    let sha256 = made.inspect_err(|_| remove(&part))?;
    write_sum(to, &name, &sha256)?;
    sync_folder(to)?;
    let bytes = fs::metadata(&file).map_err(CopyError::io(&file))?.len();
    Ok((Copied { file, sha256, bytes, not_noted: None, same_disk: false }, name))
}

/// The folder, made where it is not there, and whether it lies on the ledger's own disk.
fn folder(Onto { folder: to, same_disk: allowed }: Onto<'_>, db: &Path) -> Result<(PathBuf, bool), CopyError> {
    let same_disk = on_one_disk(db, to);
    if same_disk && !allowed {
        return Err(CopyError::SameDisk { to: to.to_owned() });
    }
    if to.exists() && !to.is_dir() {
        return Err(CopyError::io(to)(ErrorKind::NotADirectory.into()));
    }
    DirBuilder::new().recursive(true).mode(0o700).create(to).map_err(CopyError::io(to))?;
    // A stranger's stick may have a link there to a folder of this machine.
    Folder::open(to).map_err(|why| CopyError::io(to)(std::io::Error::other(why)))?;
    Ok((to.canonicalize().map_err(CopyError::io(to))?, same_disk))
}

/// Makes the file to write into, `.NAME.part`: nobody else who copies into this folder gets the same name meanwhile. What
/// is there already, also of a copy that was broken off, is left alone.
fn reserve(to: &Path, stem: &str) -> Result<(PathBuf, String), CopyError> {
    const NAMES_MAX: u32 = 1_000;
    let is_taken = |name: &str| {
        let sum = format!("{name}.sha256");
        [name, &sum].iter().any(|name| fs::symlink_metadata(to.join(name)).is_ok())
    };
    for nth in 1..=NAMES_MAX {
        let name = if nth == 1 { format!("{stem}.db") } else { format!("{stem}-{nth}.db") };
        let part = to.join(format!(".{name}.part"));
        match new_file(&part) {
            Ok(()) if is_taken(&name) => remove(&part),
            Ok(()) => return Ok((part, name)),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            Err(why) => return Err(CopyError::io(&part)(why)),
        }
    }
    Err(CopyError::io(&to.join(stem))(ErrorKind::AlreadyExists.into()))
}

fn make(
    from: &Connection,
    part: &Path,
    name: &str,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<String, CopyError> {
    let copy = transfer(from, part, progress)?;
    note(&copy, name, now).map_err(CopyError::at(part))?;
    copy.close().map_err(|(_, why)| CopyError::at(part)(why.into()))?;
    check(part)?;
    sha256(part)
}

fn note(db: &Connection, name: &str, now: DateTime<Utc>) -> Result<(), LedgerError> {
    if check_owner(db)? == SCHEMA {
        db.execute("INSERT INTO copies (at, name) VALUES (?1, ?2)", (instant(now), name))?;
    }
    Ok(())
}

/// The key itself below the folder, or another file in it that holds the same.
fn key_beside(key: &Path, to: &Path) -> Option<PathBuf> {
    let own = key.canonicalize().ok()?;
    if own.starts_with(to) {
        return Some(own);
    }
    let digits = fs::read(&own).ok()?.trim_ascii().to_owned();
    let is_key = |path: &PathBuf| {
        fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && KEY_BYTES.contains(&meta.len()))
            && fs::read(path).is_ok_and(|text| text.trim_ascii() == digits)
    };
    fs::read_dir(to).ok()?.filter_map(|entry| Some(entry.ok()?.path())).find(is_key)
}

/// Of the database, in bytes.
fn length(db: &Connection) -> Result<u64, LedgerError> {
    let number = |pragma| db.query_row(pragma, [], |row| row.get::<_, i64>(0));
    Ok(number("PRAGMA page_count")?.unsigned_abs() * number("PRAGMA page_size")?.unsigned_abs())
}

fn check_room(bytes: u64, to: &Path) -> Result<(), CopyError> {
    let needed = bytes + SLACK_BYTES;
    let space = statvfs(to).map_err(|why| CopyError::io(to)(why.into()))?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    if free >= needed {
        return Ok(());
    }
    Err(CopyError::NoRoom { dir: to.to_owned(), needed: needed.div_ceil(1 << 20), free: free >> 20 })
}

/// Never in another file's place.
pub(super) fn give_name(from: &Path, to: &Path) -> std::io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(std::io::Error::from) {
        // Not every file system knows how.
        Err(why) if matches!(why.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            if fs::symlink_metadata(to).is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        }
        done => done,
    }
}

fn write_sum(to: &Path, name: &str, sha256: &str) -> Result<(), CopyError> {
    let file = to.join(format!("{name}.sha256"));
    let write = || {
        let mut out = File::options().write(true).create_new(true).mode(0o600).open(&file)?;
        writeln!(out, "{sha256}  {name}")?;
        out.sync_all()
    };
    write().map_err(CopyError::io(&file))
}
