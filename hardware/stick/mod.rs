//! USB sticks: which are mounted, and writing files to one so that they are there after it is pulled out.
//!
//! A stick was in a stranger's machine before. Whatever lies on it may be a trap: a link to a file of this machine
//! under the name that an export writes to, a pipe that nobody reads, a folder that leads elsewhere. So nothing on a
//! stick is reached by a path: a folder is held open, names are opened beneath it without following links, files are
//! made anew and are regular files.
//!
//! - [`mounted`]: mounts where sticks are mounted; [`Sticks`]: those of them that can be pulled out
//! - [`Folder`]: a folder held open; [`open_file`], [`read_text`], [`Output`], [`append_to`]: single files by path
//! - [`write_onto`]: files onto a [`Medium`], read back and compared

mod beneath;
mod error;
mod file;
mod folder;
mod medium;
mod mounts;
mod name;
mod plugged;
mod read_back;
mod way;
mod write;

pub use error::StickError;
pub use file::{NotWritten, Output, append_to, open_file, read_text};
pub use folder::{Folder, free};
pub use medium::{Medium, NewFile};
pub use mounts::{Mount, Sticks, mount_of, mounted, mounted_now};
pub use name::{BadName, checked};
pub use write::{Receipt, Written, write_all, write_onto};
