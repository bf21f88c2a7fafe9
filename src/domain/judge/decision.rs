//! What the policy answers: typed facts, never sentences.

use crate::calendar::Counted;
use crate::policy::Clause;
use crate::policy::How;
use crate::policy::PathStep;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Won;
use crate::order::Method;
use crate::policy::Evidence;

/// What the policy says of a line (policy §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// At least one refusing clause holds.
    Refused,
    /// Nothing refuses, and required proof is missing.
    NeedsEvidence,
    /// Nothing refuses and nothing is missing.
    Eligible,
}

/// Something that the staff confirm because the machine must not decide it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A day that was looked up lies beyond the calendar's validity: no refusal by date.
    Calendar,
    /// The clock is not to be trusted: no refusal by date.
    Clock,
}

/// Who pays the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the policy's own")]
pub enum Payer {
    Customer,
    Store,
}

/// What the way back costs the customer (policy §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Who pays.
    pub payer: Payer,
    /// The first delivery and the way back together.
    pub amount: Won,
}

/// One way by which money comes back, and when (policy §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The payment that it goes back to.
    pub method: Method,
    /// How much.
    pub amount: Won,
    /// How.
    pub how: How,
    /// First day.
    pub earliest: NaiveDate,
    /// Last day.
    pub latest: NaiveDate,
    /// Set where the promise is in hours.
    pub within_hours: Option<u32>,
}

/// The money (policy §5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// What the customer gets: net and first delivery less charges, floored once at nothing.
    pub amount: Won,
    /// What the customer owes where charges exceed these.
    pub due: Won,
    /// By payment; those that get nothing are left out.
    pub payments: Vec<Promise>,
}

/// Which of the periods that were counted decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combined {
    /// There is one at most.
    One,
    /// The later of two.
    Later,
    /// The earlier of two.
    Earlier,
}

/// Of periods as they stand in a [`Derivation`], the deciding one first.
#[must_use]
pub fn combined(counted: &[Counted]) -> Combined {
    match counted {
        [decides, other, ..] if decides.last_on < other.last_on => Combined::Earlier,
        [_, _, ..] => Combined::Later,
        _ => Combined::One,
    }
}

/// How the answer came about, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// The periods that were counted; the deciding one first.
    pub counted: Vec<Counted>,
    /// Price of the units that come back, before discount.
    pub gross: Won,
    /// Their share of the line's discount.
    pub discount: Won,
}

/// What is still possible after a refusal (policy §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alternative {
    /// A change-of-mind return is open until that day (none: no deadline runs yet).
    ChangeOfMindUntil(Option<NaiveDate>),
    /// If the goods turn out faulty: open until that day.
    DefectUntil(Option<NaiveDate>),
    /// Exchange.
    Exchange,
    /// Repair.
    Repair,
    /// Talk to the staff.
    AskStaff,
}

/// What the policy says of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDecision {
    /// Refused, needs evidence, eligible.
    pub outcome: Outcome,
    /// The ids that made the outcome, in the policy's order.
    pub clauses: Vec<Clause>,
    /// Last day for the request; none where no deadline runs.
    pub deadline: Option<NaiveDate>,
    /// Kinds of proof, any one of which is enough; empty unless proof is missing.
    pub missing_evidence: Vec<Evidence>,
    /// Until when missing proof can be brought (policy §7); none unless proof is missing.
    #[serde(default)]
    pub evidence_until: Option<NaiveDate>,
    /// What the staff confirm.
    pub checks: Vec<Check>,
    /// Way of goods and money.
    pub path: Vec<PathStep>,
    /// Net price of the units (policy §5); nothing where refused.
    pub net: Won,
    /// 취소 수수료 of this line; nothing where refused.
    pub cancellation_fee: Won,
    /// How it came about.
    pub derivation: Derivation,
    /// What is still possible; empty unless refused.
    pub alternatives: Vec<Alternative>,
}

impl LineDecision {
    /// Whether the goods can be handed in.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcome != Outcome::Refused
    }
}

/// What the policy says of everything in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The version of the policy that decided: the day it came into force.
    pub policy_from: NaiveDate,
    /// In the order of the request's items.
    pub lines: Vec<LineDecision>,
    /// Of the lines that are not refused: the first delivery once an order.
    pub shipping: Charge,
    /// Σ of the lines that are not refused.
    pub cancellation_fee: Won,
    /// What was once paid for the first delivery, where it goes back with this request (policy §3).
    #[serde(default)]
    pub first_delivery: Won,
    /// Σ net + first delivery − shipping − fees. Where a document is missing: all of it, once the document is there.
    pub refund: Refund,
    /// The same without the lines that wait for a document (policy §7); none where no document is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Money>,
}

/// The sums of some lines of a visit (policy §3, §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The first delivery once an order.
    pub shipping: Charge,
    /// Σ of the lines.
    pub cancellation_fee: Won,
    /// What was once paid for the first delivery, where it goes back.
    pub first_delivery: Won,
    /// Σ net + first delivery − shipping − fees.
    pub refund: Refund,
}

/// The sums of a visit as they are said everywhere: on screens, slip and display, in the queue and in exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// What goes back as soon as the goods are checked, or the order is cancelled.
    pub amount: Won,
    /// What the customer owes then.
    pub due: Won,
    /// What more goes back once every document is there that is missing.
    pub later: Won,
    /// What the customer owes more then.
    pub later_due: Won,
}

/// What has to be done before the money moves (policy §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The goods are handed in and inspected.
    HandIn,
    /// The goods are on their way to the customer: they are handed in once they are there.
    HandInLater,
    /// The goods were never sent: the seller is told to stop, then the money goes back.
    StopShipment,
    /// The goods were never sent and nobody packs them: the money goes back at once.
    Cancel,
    /// Everything is refused: no goods and no money move.
    Nothing,
}

impl Course {
    /// Whether an order is cancelled, so that there are no goods to bring.
    #[must_use]
    pub fn is_cancellation(self) -> bool {
        matches!(self, Course::StopShipment | Course::Cancel)
    }
}

impl Decision {
    /// The sums of what can be paid without any further document.
    #[must_use]
    pub fn money(&self) -> Money {
        self.now.clone().unwrap_or_else(|| Money {
            shipping: self.shipping,
            cancellation_fee: self.cancellation_fee,
            first_delivery: self.first_delivery,
            refund: self.refund.clone(),
        })
    }

    /// Whether a line counts to [`Decision::money`].
    #[must_use]
    pub fn counts_now(&self, line: &LineDecision) -> bool {
        line.outcome == Outcome::Eligible || (line.is_open() && self.now.is_none())
    }

    /// What is said of the money.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let Refund { amount, due, .. } = self.now.as_ref().map_or(&self.refund, |now| &now.refund);
        let more = (self.refund.amount - self.refund.due) - (*amount - *due);
        Sums { amount: *amount, due: *due, later: more.or_nothing(), later_due: (Won::ZERO - more).or_nothing() }
    }

    /// The last day on which every missing document can still be brought; none where none is missing.
    #[must_use]
    pub fn documents_until(&self) -> Option<NaiveDate> {
        self.lines.iter().filter_map(|line| line.evidence_until).min()
    }

    /// What has to be done, as the path of the lines that are not refused says; all lines of an order share it.
    #[must_use]
    pub fn course(&self) -> Course {
        let Some(line) = self.lines.iter().find(|line| line.is_open()) else { return Course::Nothing };
        let inspected = line.path.iter().any(|step| matches!(step, PathStep::Collect | PathStep::Inspect));
        if inspected {
            // A deadline runs from the day of receipt.
            return if line.deadline.is_none() { Course::HandInLater } else { Course::HandIn };
        }
        if line.path.contains(&PathStep::StopShipment) { Course::StopShipment } else { Course::Cancel }
    }
}
