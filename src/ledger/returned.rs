//! What an order that comes in says of what went back already.

use chrono::{DateTime, Utc};

/// What its numbers of returned units and refunds count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Returned {
    /// What went back elsewhere, not at this counter.
    #[default]
    Elsewhere,
    /// Everything that was known at that moment. Visits that the staff had approved until then are contained; those
    /// that waited or were decided later are not.
    Everything(DateTime<Utc>),
}
