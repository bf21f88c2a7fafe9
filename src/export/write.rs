//! From the ledger onto a stick or into a folder.

use std::path::Path;

use chrono::NaiveDate;
use hardware::stick::{Folder, StickError, write_onto};

use super::{Export, ExportError, export_in_steps};

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

impl WriteError {
    /// Of a folder that somebody named, which is no stick to be put in again.
    #[must_use]
    pub fn of_folder(&self) -> String {
        match self {
            WriteError::Read(why) => why.to_string(),
            WriteError::Stick(why) => why.of_folder(),
        }
    }
}

/// Exports a period into `folder`: written under temporary names, flushed, renamed, read back and compared. `goes_on`
/// is called whenever something has been read or has reached the stick.
///
/// # Errors
/// With what to do; nothing half-done has a final name.
pub fn write(
    db: &Path,
    folder: &Folder,
    from: NaiveDate,
    until: NaiveDate,
    goes_on: &mut dyn FnMut(),
) -> Result<Export, WriteError> {
    let export = export_in_steps(db, from, until, goes_on)?;
    let files: Vec<_> = export.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    write_onto(folder, &files, goes_on)?;
    Ok(export)
}
