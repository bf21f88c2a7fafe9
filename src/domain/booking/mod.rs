//! A visit as it is written down: before paper, for ever.

mod draft;
mod key;
mod slip;
mod stage;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use draft::*;
pub use key::*;
pub use slip::*;
pub use stage::*;

use crate::judge::Decision;
use crate::language::Language;
use crate::moment::Trust;
use crate::order::{LineNo, OrderMark, OrderNo};
use crate::policy::{Evidence, Flag, Reason};
use crate::slip_code::{ClaimCode, SlipCode};
use crate::unit::UnitFacts;
use crate::visit_no::VisitNo;

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
    /// The order of which it said so; none of visits that were booked before this was kept. An order that says
    /// anything else when it is booked is judged again, and the customer sees the new answer first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<OrderMark>,
    /// How to reach the customer; encrypted at rest.
    pub contact: Option<Contact>,
    /// The customer wants to talk to the staff.
    pub wants_staff: bool,
    /// Other visits of the order that waited then: the sums are promised on the condition that they end as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<VisitNo>,
}

impl Booking {
    /// Whether something is handed in, or waits for the staff; else the visit is closed as soon as it is booked.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.wants_staff || self.is_open()
    }

    /// Whether anything comes back; else it is an enquiry, and there is nothing to approve.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decision.lines.iter().any(crate::judge::LineDecision::is_open)
    }
}

/// A booked visit: what a slip shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Its number.
    pub number: VisitNo,
    /// Its secret; the same on every copy of its slip.
    pub claim_code: ClaimCode,
    /// What was booked; the ledger leaves the contact out.
    pub booking: Booking,
}

impl Booked {
    /// What QR and bars of its slip carry.
    #[must_use]
    pub fn slip_code(&self) -> SlipCode {
        SlipCode { visit: self.number, claim: self.claim_code }
    }
}
