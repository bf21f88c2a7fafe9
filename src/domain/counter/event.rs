//! What can happen to the counter.

use serde::{Deserialize, Serialize};

use super::examine::Finding;
use super::ledger::{Answer, StaffId};
use super::touch::Press;
use super::view::{AnswerOption, Span};
use crate::judge::{Clause, Evidence, Flag, Reason};
use crate::order::LineNo;
use crate::survey::Chip;
use crate::unit::UnitFacts;
use crate::visit_no::VisitNo;

/// Names one request for ever within one run of the machine; an answer that names none that is open changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u64);

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The machine has started.
    Started,
    /// The scanner read something.
    Scanned(Scan),
    /// The scanner read something that says nothing.
    Unread(Unread),
    /// Somebody touched the panel; what began on another screen changes nothing.
    Touched {
        /// How it began.
        press: Press,
        /// What was touched.
        touch: Touch,
    },
    /// The ledger answered.
    Answered(RequestId, Answer),
    /// The printer is done with a slip.
    Printed(RequestId, PrintEnd),
    /// An export goes on: something more of it was read or has reached the stick.
    Exporting(RequestId),
    /// What slips that broke off had left in the printer is cut off: the next start of the machine need not do it.
    PrinterCleared,
    /// The stick is done with an export.
    Exported(RequestId, ExportEnd),
    /// Everything was looked at.
    Examined(RequestId, Vec<Finding>),
    /// A device came or went.
    Device(Device, Health),
    /// The moment that [`super::Counter::deadline`] asked for has come.
    Woke,
}

/// What the scanner read: text whose control characters are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The spellings under which the code may be known, the likeliest first; at least one.
    pub codes: Vec<String>,
    /// What it says of the unit that it is printed on; none where it only says which product.
    pub unit: Option<UnitFacts>,
}

impl Scan {
    /// Whether both can be of one thing: a spelling in common, and nothing that tells two units apart.
    pub(super) fn may_be(&self, other: &Scan) -> bool {
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

/// What can be touched. What stands in a list is touched by what it is, never by its place: another thing may have
/// come to stand there while the finger was on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Touch {
    /// The button on the left.
    Back,
    /// The main action on the right.
    Main,
    /// Tool: call the staff.
    Call,
    /// Tool: larger.
    Larger,
    /// Tool: contrast.
    Contrast,
    /// Tool: language.
    Language,
    /// Tool: low screen.
    Low,
    /// "I am still here", or anything else that only says so.
    Still,
    /// The button of a card that lies over the screen: go on.
    Close,
    /// On the card after a call: no longer needed.
    StopCalling,
    /// On the card after a call: staff sign in.
    StaffDoor,
    /// An entry of a list.
    Pick(Thing),
    /// One more of a line.
    More(LineNo),
    /// One less of a line; on an answer the whole line is taken out.
    Less(LineNo),
    /// On the card after a double reading: it was one unit.
    SameUnit,
    /// On the card after a double reading: it was another one.
    OneMore,
    /// A key of the number pad, 0–9.
    Digit(u8),
    /// The erasing key of the number pad.
    Erase,
    /// The next page of a list.
    NextPage,
    /// The page before.
    PreviousPage,
    /// A score of the survey, 0–10.
    Score(u8),
    /// Confirm: give or change the telephone number.
    Phone,
    /// Confirm: consent to news.
    Consent,
    /// Staff: the calls to which nobody came.
    Missed,
    /// Staff: show the telephone number of the visit.
    ShowPhone,
    /// Staff: approve the visit's lines that are not refused; close an enquiry in which all are.
    Approve,
    /// Staff: refuse the visit.
    Refuse,
    /// Staff: print the slip.
    Print,
    /// Staff: the export page.
    Export,
    /// Staff: the technician's page.
    Devices,
    /// Staff: the clock is right.
    ClockIsRight,
}

/// What stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Thing {
    /// No receipt: type the number.
    ByNumber,
    /// No receipt, but a visit: its number and lookup code say how it stands.
    ByVisit,
    /// No receipt: ask the staff.
    ByStaff,
    /// On the welcome screen, after the staff have decided a visit: its customer says that they are there.
    ItIsMe(VisitNo),
    /// One of several orders that may be meant, by its place: their list does not change while it is shown.
    Candidate(u16),
    /// A line of the order.
    Line(LineNo),
    /// A reason.
    Reason(Reason),
    /// A condition of the goods.
    Flag(Flag),
    /// A kind of proof; none: "not yet".
    Proof(Option<Evidence>),
    /// What else can be done from an answer.
    Option(AnswerOption),
    /// A chip of the survey.
    Chip(Chip),
    /// Staff: who signs in.
    Staff(StaffId),
    /// Staff: a visit in the queue.
    Visit(VisitNo),
    /// Staff: a clause that refuses.
    Clause(Clause),
    /// Staff: a period of an export.
    Span(Span),
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
