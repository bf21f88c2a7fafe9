//! How far a visit has come, and what the staff say of it.

use serde::{Deserialize, Serialize};

use crate::judge::Decision;
use crate::order::OrderMark;
use crate::policy::Clause;

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
    /// An enquiry about lines that the policy refuses: the staff have talked with the customer, nothing came back;
    /// closed.
    Talked,
}

/// What an approval pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The order by which it was computed; by any other it is computed again first.
    pub judged: OrderMark,
    /// The visit's decision with the sums that are paid.
    pub decision: Decision,
}

/// What the staff say of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The goods of the lines that are not refused are as said, and this is what is paid. There must be one.
    Approve(Box<Settlement>),
    /// The staff have talked with the customer, and nothing comes back. Only where every line is refused.
    Talked,
    /// They are not; a refusal names its clause.
    Refuse(Clause),
}
