//! What the counter wants done.

use chrono::NaiveDate;

use crate::booking::Slip;
use crate::device::RequestId;
use crate::protocol::Question;

/// Everything that the counter can want.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the ledger. One thread answers in order.
    Ask(RequestId, Question),
    /// Print a slip; sent only after the ledger has confirmed that it is being sent.
    Print(RequestId, Box<Slip>),
    /// Export a period, both ends included (Seoul dates of confirmation).
    Export {
        /// Names the request.
        id: RequestId,
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// The staff are called: let it be heard, once.
    Ring,
    /// The call is over: what still sounds of it ends.
    Hush,
    /// Look at everything that the counter needs.
    Examine(RequestId),
    /// A member of the staff says that the clock is right; noted in the ledger beside it.
    TrustClock,
}
