//! Whether the files of an open ledger still have their names. What is written into a file that was removed or replaced
//! is gone with the program, and whoever opens the name next knows nothing of it.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::error::LedgerError;
use super::lock::{beside, own_path};

/// A file, whatever its name: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId(u64, u64);

impl FileId {
    /// Of an open file, or of what was looked up.
    pub(crate) fn of(meta: &Metadata) -> FileId {
        FileId(meta.dev(), meta.ino())
    }

    /// The file that has this name now, links followed.
    pub(crate) fn at(path: &Path) -> Option<FileId> {
        fs::metadata(path).ok().map(|meta| FileId::of(&meta))
    }
}

/// The ledger's own file, its log and the log's index: each with the file that had the name when the ledger was opened.
#[derive(Debug)]
pub(crate) struct Names {
    files: [(PathBuf, Option<FileId>); 3],
}

/// Which of the files another file, or none, stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The ledger's own.
    Ledger,
    /// Its log, or the log's index.
    Log,
}

impl Names {
    /// Of the ledger at `db` that was just opened and read.
    ///
    /// # Errors
    /// When its folder is not there.
    pub(crate) fn of(db: &Path) -> Result<Names, LedgerError> {
        let path = own_path(db)?;
        let given = std::path::absolute(db).map_err(|why| LedgerError::CannotOpen(why.to_string()))?;
        let files = [given, beside(&path, "-wal"), beside(&path, "-shm")];
        Ok(Names { files: files.map(|file| (file.clone(), FileId::at(&file))) })
    }

    /// The name of the ledger's own file.
    pub(crate) fn ledger(&self) -> &Path {
        &self.files[0].0
    }

    /// The first file that has lost its name.
    pub(crate) fn lost(&self) -> Option<(Lost, &Path)> {
        let lost = self.files.iter().position(|(path, id)| id.is_some() && FileId::at(path) != *id)?;
        Some((if lost == 0 { Lost::Ledger } else { Lost::Log }, &self.files[lost].0))
    }

    /// # Errors
    /// [`LedgerError::Gone`].
    pub(crate) fn check(&self) -> Result<(), LedgerError> {
        self.lost().map_or(Ok(()), |(_, file)| Err(LedgerError::Gone(file.to_owned())))
    }

    /// Whether somebody has begun another log beside the ledger's own file: what stands in both of them would be mixed.
    pub(crate) fn has_another_log(&self) -> bool {
        let [(ledger, own), (log, id), _] = &self.files;
        let is_own = FileId::at(ledger) == *own;
        is_own && fs::metadata(log).is_ok_and(|meta| meta.len() > 0 && Some(FileId::of(&meta)) != *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_moved_away_has_its_name_again_when_it_is_back_and_another_one_has_not() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("doro.db");
        let log = beside(&db, "-wal");
        for file in [&db, &log, &beside(&db, "-shm")] {
            fs::write(file, "x").unwrap();
        }
        let names = Names::of(&db).unwrap();
        assert_eq!(names.lost(), None);
        fs::rename(&db, folder.path().join("away")).unwrap();
        fs::write(&db, "x").unwrap();
        assert_eq!(names.lost().map(|lost| lost.0), Some(Lost::Ledger));
        fs::rename(folder.path().join("away"), &db).unwrap();
        assert_eq!(names.lost(), None);
        // An open file keeps its number.
        let _open = fs::File::open(&log).unwrap();
        fs::remove_file(&log).unwrap();
        assert!(names.lost().is_some_and(|lost| lost.0 == Lost::Log) && !names.has_another_log());
        fs::write(folder.path().join("other"), "y").unwrap();
        fs::rename(folder.path().join("other"), &log).unwrap();
        assert!(names.has_another_log());
    }
}
