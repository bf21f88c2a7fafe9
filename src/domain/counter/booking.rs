//! A visit as it is written down: before paper, for ever.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::judge::{Decision, Evidence, Flag, Reason};
use crate::moment::Trust;
use crate::order::{LineNo, OrderNo};
use crate::unit::UnitFacts;
use crate::visit_no::VisitNo;

/// A customer's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 한국어
    #[default]
    Ko,
    /// English
    En,
}

/// Makes a booking repeatable: the same key books once, however often it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VisitKey {
    /// Which start of the machine, counted by the ledger.
    pub boot: u64,
    /// Which visit since then.
    pub serial: u64,
}

/// Six digits by which a slip is claimed; valid until the visit is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimCode(pub u32);

impl std::fmt::Display for ClaimCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:03} {:03}", self.0 / 1000 % 1000, self.0 % 1000)
    }
}

/// One line that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedLine {
    /// The line of the order.
    pub no: LineNo,
    /// Its name, as on the receipt.
    pub name: String,
    /// The code on the product.
    pub product_barcode: String,
    /// Units that had gone back before.
    pub already_returned: u32,
    /// Units that come back now.
    pub units: u32,
    /// What the codes of scanned units said, at most as many as `units`, no serial number twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<UnitFacts>,
    /// Why.
    pub reason: Reason,
    /// When a fault was noticed, where it decided.
    pub noticed_on: Option<NaiveDate>,
    /// What the customer said of the goods.
    pub condition: BTreeSet<Flag>,
    /// What proof there is.
    pub evidence: BTreeSet<Evidence>,
}

/// How the customer wants to hear of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Digits of a Korean telephone number.
    pub phone: String,
    /// Whether news may be sent, beyond this return.
    pub consent: bool,
    /// When the number is destroyed.
    pub destroy_on: NaiveDate,
}

/// Everything that a visit books, in one transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Makes it repeatable.
    pub key: VisitKey,
    /// When it was confirmed.
    pub at: DateTime<Utc>,
    /// How far that is believed.
    pub trust: Trust,
    /// The customer's language, also of the slip.
    pub language: Language,
    /// The order.
    pub order: OrderNo,
    /// Everything that was judged, in the decision's order; refused lines too.
    pub lines: Vec<BookedLine>,
    /// What the policy said, with its version.
    pub decision: Decision,
    /// How to reach the customer; encrypted at rest.
    pub contact: Option<Contact>,
    /// The customer wants to talk to the staff.
    pub wants_staff: bool,
}

impl Booking {
    /// Whether something is handed in, or waits for the staff; else the visit is closed as soon as it is booked.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.wants_staff || self.decision.lines.iter().any(crate::judge::LineDecision::is_open)
    }
}

/// A booked visit: what a slip shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Its number.
    pub number: VisitNo,
    /// Its claim code.
    pub claim_code: ClaimCode,
    /// What was booked; the ledger leaves the contact out.
    pub booking: Booking,
}

/// One printing of a visit's slip; copies above the first carry 재발행.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// From 1.
    pub copy: u32,
    /// What it shows.
    pub visit: Booked,
}

/// How far a slip has come. `Sending` after a restart means in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipState {
    /// Committed with the visit, not sent.
    Queued,
    /// Handed to the printer.
    Sending,
    /// Printed.
    Printed,
    /// Sent, and nobody knows.
    InDoubt,
    /// Nothing was sent: no paper, no printer.
    NotPrinted,
    /// Will never be sent: a newer copy was made, or the visit was closed before it was printed.
    Abandoned,
}

/// How far a visit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waits for the staff.
    Waiting,
    /// Approved; closed.
    Approved,
    /// Refused, by the policy at the screen or by the staff; closed.
    Refused,
}

/// What the staff say of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The goods are as said.
    Approve,
    /// They are not; a refusal names its clause.
    Refuse(crate::judge::Clause),
}
