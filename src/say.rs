//! Words beside what a command does. Where nobody can read them any more, the work is done all the same: neither a
//! full disk nor a closed pipe undoes it. What a terminal would obey instead of showing it is written out here, once
//! for all commands: names of files, and what stands in them, are other people's words.

use std::fmt::Display;
use std::io::{Write, stderr, stdout};

use hardware::plain::plain_lines;

/// A line on standard output.
pub(crate) fn say(words: impl Display) {
    let _ = writeln!(stdout(), "{}", plain_lines(&words.to_string()));
}

/// A line on standard error.
pub(crate) fn remark(words: impl Display) {
    let _ = writeln!(stderr(), "{}", plain_lines(&words.to_string()));
}
