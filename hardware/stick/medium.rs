//! What files are written onto: a folder of a stick, or a simulated stick.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// A folder on a stick. Names are single names; no call follows a link.
pub trait Medium {
    /// Where it is, for people.
    fn path(&self) -> &Path;

    /// Bytes that can still be written.
    ///
    /// # Errors
    /// What the stick says.
    fn free_bytes(&self) -> io::Result<u64>;

    /// A new, empty file.
    ///
    /// # Errors
    /// `AlreadyExists` where anything at all has the name; else what the stick says.
    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile + '_>>;

    /// Gives a file another name; what had that name, a link or a pipe too, has it no more.
    ///
    /// # Errors
    /// What the stick says.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a name, never what a link leads to.
    ///
    /// # Errors
    /// What the stick says; a folder stays.
    fn remove(&self, name: &str) -> io::Result<()>;

    /// Brings the names and everything else that was written onto the stick.
    ///
    /// # Errors
    /// What the stick says. A failure is final: a second flush may lie.
    fn flush(&self) -> io::Result<()>;

    /// Reads a whole file by its name, from the stick itself and not from memory where the system can do so.
    ///
    /// # Errors
    /// What the stick says, or that it is no regular file.
    fn read_back(&self, name: &str, seen: &mut dyn FnMut(&[u8])) -> io::Result<()>;
}

/// A file that is being written.
pub trait NewFile: Write {
    /// Brings what was written onto the stick.
    ///
    /// # Errors
    /// What the stick says. A failure is final.
    fn sync(&mut self) -> io::Result<()>;
}

impl NewFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}
