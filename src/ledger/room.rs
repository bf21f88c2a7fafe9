//! Whether a folder can be written: SQLite calls much that a disk refuses an "I/O error".

use std::fs::File;
use std::io::Write;
use std::path::Path;

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::Errno;

use super::error::LedgerError;

/// What a ledger writes at least.
const BYTES: usize = 64 * 1024;

/// Writes into a file without a name, which is gone as soon as it is closed. A folder whose file system cannot do that
/// says nothing.
///
/// # Errors
/// [`LedgerError::Full`], [`LedgerError::ReadOnly`], or [`LedgerError::Disk`] where the disk fails.
pub(crate) fn try_folder(folder: &Path) -> Result<(), LedgerError> {
    let nameless = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let tried = openat(CWD, folder, nameless, Mode::RUSR | Mode::WUSR).map_err(std::io::Error::from).and_then(|file| {
        let mut file = File::from(file);
        file.write_all(&[0; BYTES])?;
        file.sync_all()
    });
    let Err(why) = tried else { return Ok(()) };
    match Errno::from_io_error(&why) {
        Some(Errno::NOSPC | Errno::DQUOT) => Err(LedgerError::Full),
        Some(Errno::ROFS) => Err(LedgerError::ReadOnly),
        Some(Errno::IO | Errno::SHUTDOWN | Errno::NODEV | Errno::NXIO) => Err(LedgerError::Disk(why.to_string())),
        _ => Ok(()),
    }
}

/// The same, for the folder of a file.
pub(crate) fn try_folder_of(file: &Path) -> Result<(), LedgerError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    try_folder(folder.unwrap_or(Path::new(".")))
}
