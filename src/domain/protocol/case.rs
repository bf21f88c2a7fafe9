//! What the staff are told of visits.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::booking::{Booked, SlipState, Stage};
use crate::judge::{Decision, Sums};
use crate::order::Order;
use crate::policy::Clause;
use crate::unit::Marking;
use crate::visit_no::VisitNo;

/// One row of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Number.
    pub number: VisitNo,
    /// Since when.
    pub booked_at: DateTime<Utc>,
    /// Name of the first line.
    pub name: String,
    /// Lines besides the first.
    pub others: u32,
    /// What was promised or, once approved, what is paid.
    pub sums: Sums,
    /// The customer wants to talk.
    pub wants_staff: bool,
    /// Something is to be confirmed by the staff, or proof is missing.
    pub look: bool,
    /// The latest copy of its slip.
    pub slip: SlipState,
    /// How far; a closed visit stands here while its slip is not printed.
    pub stage: Stage,
}

/// One visit for the staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// What was booked.
    pub visit: Booked,
    /// How far.
    pub stage: Stage,
    /// The day on which its telephone number is destroyed; none where there is none, or the day has come.
    pub phone_until: Option<NaiveDate>,
    /// Latest copy of the slip.
    pub copy: u32,
    /// How far it has come.
    pub slip: SlipState,
    /// Units of it that other visits have handed in too.
    pub twins: Vec<Twin>,
    /// Other visits of its order that wait.
    pub beside: Vec<VisitNo>,
    /// The order as it stands, with what was approved of other visits and nothing of this one; none where there is no
    /// such order any more.
    pub order: Option<Box<Order>>,
    /// By which clause the staff refused it.
    pub refused: Option<Clause>,
    /// What is paid: settled by the approval or, while it waits, what an approval would settle now; where the staff
    /// refused it, what is left of it. None where the order does not allow any of it any more.
    pub settled: Option<Box<Decision>>,
}

impl Case {
    /// What holds: what is or would be paid, or was refused, else what was promised.
    #[must_use]
    pub fn decision(&self) -> &Decision {
        self.settled.as_deref().unwrap_or(&self.visit.booking.decision)
    }
}

/// A unit, by its serial number, that stands in two visits: one of them cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its serial number.
    pub serial: Marking,
    /// The other visit.
    pub visit: VisitNo,
}
