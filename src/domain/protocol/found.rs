//! What a code or a typed number may mean.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::booking::{Booking, Stage};
use crate::judge::Decision;
use crate::order::{Order, OrderNo};
use crate::policy::Clause;
use crate::visit_no::VisitNo;

/// An order, with what drafts of other visits cannot change: units returned are the ledger's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// An order of ours.
    Order(Box<Order>),
    /// A product of ours; which order is to be seen.
    Product {
        /// Its code.
        barcode: String,
        /// Its name.
        name: String,
    },
    /// A visit, by the code of its slip, or by its number and lookup code.
    Visit(Box<VisitStatus>),
    /// Several orders of ours, from two to [`CANDIDATES_MAX`]: a receipt's code that was given twice, or typed digits
    /// that belong to numbers with different letters.
    Several(Vec<Candidate>),
    /// None of these.
    Unknown,
}

/// As many orders as somebody is asked to choose from; more are as good as none.
pub const CANDIDATES_MAX: usize = 4;

/// Days on which a typed visit number is looked for. The more days, the more visits a guess may hit.
pub const VISIT_DAYS: u32 = 14;

/// An order that may be meant: what may be shown of it before anybody has said which it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its number.
    pub order: OrderNo,
    /// Date of purchase.
    pub ordered_on: NaiveDate,
}

/// How a visit stands, for its customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitStatus {
    /// Number.
    pub number: VisitNo,
    /// How far.
    pub stage: Stage,
    /// What was promised or, once approved, what is paid.
    pub decision: Decision,
    /// Whether its survey has not ended.
    pub survey_due: bool,
    /// What was refused, where everything was: then it is told as it is at the answer.
    pub refused: Option<Box<Refused>>,
}

/// A visit of which nothing goes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// By which clause the staff refused what the policy does not; none where they did not.
    pub clause: Option<Clause>,
    /// What was booked.
    pub booking: Booking,
    /// Its order as it stands, for what is still possible; none where there is no such order any more.
    pub order: Option<Box<Order>>,
}
