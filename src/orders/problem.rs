//! What is wrong with a file of orders, and what became of a file that is right.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use domain::order::{LineNo, OrderNo};
use hardware::plain::{plain_io, plain_path};

use crate::ledger::{LedgerError, OpenError};

/// Problems that are listed; the rest are counted.
pub const SHOWN_MAX: usize = 50;

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1.
    pub line: u64,
    /// Column, or path within a JSON line.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LETTERS_MAX: usize = 60;
        write!(f, "line {}, {}: ", self.line, self.field)?;
        if self.found.is_empty() {
            write!(f, "nothing; expected {}", self.expected)
        } else if self.found.chars().count() > LETTERS_MAX {
            let start: String = self.found.chars().take(LETTERS_MAX).collect();
            write!(f, "{start:?}…; expected {}", self.expected)
        } else {
            write!(f, "{:?}; expected {}", self.found, self.expected)
        }
    }
}

/// The problems of a file: the first ones listed, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first ones, by place in the file.
    pub shown: Vec<Problem>,
    /// All of them.
    pub count: u64,
    /// What is not wrong, and worth a look.
    pub remarks: Remarks,
}

/// Something that is taken over as it stands, and worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line of the file at which the order begins, from 1.
    pub line: u64,
    /// The order.
    pub order: OrderNo,
    /// Column.
    pub field: &'static str,
    /// What is worth a look.
    pub what: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, order {}, {}: {}", self.line, self.order.0, self.field, self.what)
    }
}

/// Remarks on a file: the first ones listed, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The first ones.
    pub shown: Vec<Remark>,
    /// All of them.
    pub count: u64,
}

impl Remarks {
    /// Notes one more.
    pub(super) fn add(&mut self, line: u64, order: &OrderNo, field: &'static str, what: impl Into<String>) {
        self.count += 1;
        if self.shown.len() < SHOWN_MAX {
            self.shown.push(Remark { line, order: order.clone(), field, what: what.into() });
        }
    }

    /// These and others, by their place in the file.
    pub(super) fn and(mut self, others: Remarks) -> Remarks {
        self.count += others.count;
        self.shown.extend(others.shown);
        self.shown.sort_by_key(|remark| remark.line);
        self.shown.truncate(SHOWN_MAX);
        self
    }
}

impl fmt::Display for Remarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for remark in &self.shown {
            writeln!(f, "  {remark}")?;
        }
        match self.count - self.shown.len() as u64 {
            0 => Ok(()),
            more => writeln!(f, "  … and {more} more"),
        }
    }
}

/// What is said of a receipt's code that `other` has as well.
pub(super) fn same_code(other: &str) -> String {
    format!("{other} has the same code: whoever scans it is asked which of them it is")
}

impl Problems {
    /// Notes one more.
    pub(super) fn add(&mut self, line: u64, field: &str, found: &str, expected: impl Into<String>) {
        self.count += 1;
        if self.shown.len() < SHOWN_MAX {
            let (field, found) = (field.to_owned(), found.to_owned());
            self.shown.push(Problem { line, field, found, expected: expected.into() });
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.shown {
            writeln!(f, "  {problem}")?;
        }
        match self.count - self.shown.len() as u64 {
            0 => Ok(()),
            more => writeln!(f, "  … and {more} more"),
        }
    }
}

/// Why a file was not imported. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Fields are wrong.
    #[error("{}: {} {} wrong; nothing was imported\n{problems}", plain_path(file), problems.count,
        if problems.count == 1 { "field is" } else { "fields are" })]
    Rows {
        /// The file.
        file: PathBuf,
        /// Which and why.
        problems: Problems,
    },
    /// Not in the encoding that was said.
    #[error("{}: line {line} is not {said}{}; nothing was imported", plain_path(file),
        instead(*looks_like_cp949, said))]
    Encoding {
        /// The file.
        file: PathBuf,
        /// The first line that is not, from 1.
        line: u64,
        /// The encoding that was said.
        said: &'static str,
        /// Whether that line makes sense in CP949.
        looks_like_cp949: bool,
    },
    /// It cannot be read.
    #[error("{}: {}; nothing was imported", plain_path(file), unreadable(error))]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Another kind of file.
    #[error("{}: this is {what}, not CSV or JSON Lines: {instead}; nothing was imported", plain_path(file))]
    NotText {
        /// The file.
        file: PathBuf,
        /// What it is.
        what: &'static str,
        /// What to do.
        instead: &'static str,
    },
    /// There is nothing in it.
    #[error(
        "{}: there are no orders in it; expected a header and a row per line, or a JSON object per order",
        plain_path(file)
    )]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// Another import is running.
    #[error("{}: another import is running: wait for its end", plain_path(ledger))]
    Busy {
        /// The ledger.
        ledger: PathBuf,
    },
    /// The ledger cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The ledger could not take it.
    #[error("{}: {why}; nothing was imported", plain_path(ledger))]
    Ledger {
        /// The ledger.
        ledger: PathBuf,
        /// Why.
        why: LedgerError,
    },
}

/// What to do with a file that is not in the encoding that was said.
fn instead(looks_like_cp949: bool, said: &str) -> &'static str {
    match said {
        _ if looks_like_cp949 => ": it looks like CP949: --encoding cp949",
        "CP949" => ": leave --encoding out, since UTF-8 and UTF-16 are recognised by themselves",
        _ => "",
    }
}

/// Why a file of orders cannot be read, and what to do.
fn unreadable(why: &std::io::Error) -> String {
    match why.kind() {
        std::io::ErrorKind::NotFound => {
            "it is not there: give the shop's own file of orders; `doro import orders --help` \
            says what stands in it, and `doro sample --orders 20 --out sample.csv` writes one to look at"
                .to_owned()
        }
        _ => format!("it cannot be read ({})", plain_io(why)),
    }
}

/// A field that stays as it is because a booked return was founded on it; its whole order stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The order.
    pub order: OrderNo,
    /// The line, where it is one's.
    pub line: Option<LineNo>,
    /// The field, by its column.
    pub field: &'static str,
    /// What the ledger holds.
    pub here: String,
    /// What the file says.
    pub there: String,
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "order {}", self.order.0)?;
        if let Some(line) = self.line {
            write!(f, ", line {}", line.0)?;
        }
        write!(f, ", {}: stays {} (the file says {}): a booked return rests on it", self.field, self.here, self.there)
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Orders that the ledger did not know.
    pub added: u64,
    /// Orders that it knew, now as in the file.
    pub updated: u64,
    /// Orders that it holds just so.
    pub unchanged: u64,
    /// Orders of [`Report::kept`], which stay as they were.
    pub left_out: u64,
    /// Lines of the file.
    pub lines: u64,
    /// What booked returns contradict; those orders stay as they were.
    pub kept: Vec<Kept>,
    /// What was taken over and is worth a look.
    pub remarks: Remarks,
    /// The longest time for which the kiosk could not have written.
    pub longest_lock: Duration,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub phase: Phase,
    /// Lines so far.
    pub done: u64,
    /// Lines in all; 0 while they are counted.
    pub of: u64,
}

/// What an import does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Counts lines.
    Counting,
    /// Reads, checks and stages them, seen by nobody.
    Staging,
    /// Compares with booked returns and makes everything seen at once.
    Merging,
    /// Removes what is superseded.
    Sweeping,
}
