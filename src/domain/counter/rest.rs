//! Whether the machine may stop.

use super::{Counter, Front};

impl Counter {
    /// Whether a stop now would leave nothing unknown: every question to the ledger is answered, what the printer was
    /// given is noted, and no export is being written. A visit that is not confirmed does not count: its draft is kept.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.hands.asks.is_empty() && self.late.is_empty() && !self.is_making()
    }

    /// Whether a slip or an export is under way.
    fn is_making(&self) -> bool {
        match &self.front {
            Front::Starting { .. } | Front::Survey(_) => false,
            Front::Customer => self.customer.hands_over(),
            Front::Staff(staff) => match &staff.manage {
                Some(manage) => manage.heard_at().is_some(),
                None => staff.desk.prints(),
            },
        }
    }
}
