//! Questions of a call for the staff.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Holds;
use crate::booking::VisitKey;
use crate::call::{CallEnd, Cause};
use crate::staff::StaffId;

/// What is asked of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CallQuestion {
    /// The staff are called.
    Made {
        /// Names the call.
        key: VisitKey,
        /// Why.
        why: Cause,
        /// When it was made.
        at: DateTime<Utc>,
    },
    /// A call is over. It says all of the call, since the question before may not have come through.
    Ended {
        /// Names the call.
        key: VisitKey,
        /// Why it was made.
        why: Cause,
        /// When.
        called_at: DateTime<Utc>,
        /// How it ended.
        end: CallEnd,
        /// When.
        at: DateTime<Utc>,
    },
    /// A member of the staff has seen that nobody came to these calls.
    Seen {
        /// Which.
        calls: Vec<VisitKey>,
        /// Who.
        staff: StaffId,
        /// When.
        at: DateTime<Utc>,
    },
}

impl CallQuestion {
    pub(super) fn holds(&self) -> Holds {
        match self {
            CallQuestion::Made { .. } | CallQuestion::Ended { .. } => Holds::Nothing,
            CallQuestion::Seen { .. } => Holds::TheQueue,
        }
    }
}
