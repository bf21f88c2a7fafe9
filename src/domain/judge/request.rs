//! What is asked of the policy.

use crate::policy::Evidence;
use crate::policy::Flag;
use crate::policy::Reason;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::order::{LineFacts, OrderFacts};

/// How the goods come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandIn {
    /// The customer brings them.
    #[default]
    Counter,
    /// They are fetched.
    Courier,
}

/// One line that somebody wants to bring back, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The line.
    pub line: LineFacts,
    /// Units to bring back now, at least 1.
    pub returning: u32,
    /// Why.
    pub reason: Reason,
    /// When the customer noticed the fault; the day of the request where absent (policy §2).
    pub noticed_on: Option<NaiveDate>,
    /// What is true of the goods.
    pub condition: BTreeSet<Flag>,
    /// What proof is there.
    pub evidence: BTreeSet<Evidence>,
}

/// Everything of one order that comes back in one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Date in Seoul.
    pub requested_on: NaiveDate,
    /// How the goods come in.
    pub hand_in: HandIn,
    /// The order.
    pub order: OrderFacts,
    /// At least one; each line of the order at most once.
    pub items: Vec<Item>,
    /// Whether nothing of the order is left after this request, and what went back before went back in the same way:
    /// never shipped, or for a store's reason (policy §3, see [`crate::order::Order::is_last`]).
    pub last: bool,
}
