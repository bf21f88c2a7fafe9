//! USB sticks: which are mounted, and writing files to one so that they are there after it is pulled out.

mod mounts;
mod name;
mod write;

pub use mounts::{Mount, mount_of, mounted, mounted_now};
pub use name::{BadName, checked};
pub use write::{Receipt, StickError, Written, free, write_all};
