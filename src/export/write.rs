//! From the ledger onto a stick or into a folder.

use std::path::Path;

use chrono::NaiveDate;
use hardware::stick::{StickError, write_all};

use super::{Export, ExportError, export};

/// Why an export is not on the stick.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Nothing could be read.
    #[error(transparent)]
    Read(#[from] ExportError),
    /// Nothing could be written.
    #[error(transparent)]
    Stick(#[from] StickError),
}

/// Exports a period into `dir`: written under temporary names, flushed, renamed, read back and compared.
///
/// # Errors
/// With what to do; nothing half-done has a final name.
pub fn write(db: &Path, dir: &Path, from: NaiveDate, until: NaiveDate) -> Result<Export, WriteError> {
    let export = export(db, from, until)?;
    let files: Vec<_> = export.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    write_all(dir, &files)?;
    Ok(export)
}
