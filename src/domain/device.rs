//! What devices say: what was scanned, how a print and an export ended, what has come and gone.

use serde::{Deserialize, Serialize};

use crate::slip_code::SlipCode;
use crate::unit::UnitFacts;
use crate::visit_no::VisitNo;

/// Names one request for ever within one run of the machine; an answer that names none that is open changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u64);

/// What the scanner read: text whose control characters are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The spellings under which the code may be known, the likeliest first; at least one.
    pub codes: Vec<String>,
    /// What it says of the unit that it is printed on; none where it only says which product.
    pub unit: Option<UnitFacts>,
}

impl Scan {
    /// The code of a slip among the spellings.
    #[must_use]
    pub fn slip_code(&self) -> Option<SlipCode> {
        self.codes.iter().find_map(|code| code.parse().ok())
    }

    /// The visit that it names, with or without its secret. The staff need no more.
    #[must_use]
    pub fn visit(&self) -> Option<VisitNo> {
        let number = |code: &String| code.parse().ok().or_else(|| code.parse().ok().map(|slip: SlipCode| slip.visit));
        self.codes.iter().find_map(number)
    }

    /// Whether both can be of one thing: a spelling in common, and nothing that tells two units apart.
    pub(crate) fn may_be(&self, other: &Scan) -> bool {
        let same_unit = match (&self.unit, &other.unit) {
            (Some(one), Some(other)) => one.may_be(other),
            _ => true,
        };
        same_unit && self.codes.iter().any(|code| other.codes.contains(code))
    }
}

/// Why what was scanned says nothing, as far as it matters to who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {
    /// Broken off, or printed wrong: once more, or another code.
    Damaged,
    /// Nothing that a shop prints.
    NotOurs,
}

/// How a slip ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrintEnd {
    /// Everything was drained and, where it can answer, the printer answered ready.
    Printed,
    /// Bytes were sent; nobody knows.
    InDoubt,
    /// Not a byte of the slip was sent.
    NotPrinted,
}

/// How an export ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportEnd {
    /// Written, synchronised and read back.
    Written {
        /// Where, for people.
        place: String,
        /// Rows of returns.
        returns: u32,
        /// Rows of answers.
        answers: u32,
    },
    /// Nothing was left half-done.
    Failed {
        /// What happened and what to do.
        why: String,
    },
    /// No stick is plugged in.
    NoStick,
    /// The stick takes nothing and says nothing, now or since an earlier export; nobody knows what is on it.
    Silent,
}

/// A device that can come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Device {
    Scanner,
    Printer,
    Ledger,
    /// Down when the ledger on it is damaged: the counter goes on, and the staff are told.
    Disk,
}

/// Whether a device is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Health {
    Up,
    Down,
}
