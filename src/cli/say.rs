//! Words beside what a command does. Where nobody can read them any more, the work is done all the same: neither a
//! full disk nor a closed pipe undoes it.

use std::fmt::Display;
use std::io::{Write, stderr, stdout};

/// A line on standard output.
pub(super) fn say(words: impl Display) {
    let _ = writeln!(stdout(), "{words}");
}

/// A line on standard error.
pub(crate) fn remark(words: impl Display) {
    let _ = writeln!(stderr(), "{words}");
}
