//! A call for the staff: why it was made, and how it ended.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::booking::VisitKey;
use crate::staff::StaffId;

/// Why the staff were called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Somebody touched the tool on the frame.
    Asked,
    /// There is no receipt.
    NoReceipt,
    /// Too many wrong numbers were typed.
    Misses,
    /// A refusal is to be talked about.
    Talk,
    /// The order's data and the policy do not fit.
    CannotJudge,
    /// The ledger did not book a visit.
    NotBooked,
    /// A slip was not printed, or nobody knows.
    NoPaper,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    /// This member of the staff signed in.
    Taken(StaffId),
    /// Whoever made it needs nobody any more.
    CalledOff,
    /// Whoever made it has left, and nobody had come.
    Nobody,
}

/// A call to which nobody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedCall {
    /// Its row.
    pub key: VisitKey,
    /// Why.
    pub why: Cause,
    /// When it was made.
    pub at: DateTime<Utc>,
}
