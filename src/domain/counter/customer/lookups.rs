//! Codes that are being looked up.

use super::{Customer, Hands, KEPT_MAX, Wait};
use crate::device::{RequestId, Scan};
use crate::protocol::{Question, VisitQuestion};

/// A code that the ledger was asked about.
#[derive(Debug)]
pub(in super::super) struct Lookup {
    wait: Wait,
    pub scan: Scan,
    /// Names the burst that it came in.
    pub burst: u64,
    /// Whether it had not been scanned before since the last touch.
    pub is_new: bool,
}

/// In the order of the scans.
#[derive(Debug, Default)]
pub(super) struct Lookups(Vec<Lookup>);

impl Lookups {
    /// Nobody waits for any: their questions are to be withdrawn.
    pub(super) fn forget(&mut self) -> Vec<RequestId> {
        self.0.drain(..).map(|lookup| lookup.wait.id).collect()
    }
}

impl Customer {
    /// Asks whose code it is.
    pub(in super::super) fn look_up(&mut self, hands: &mut Hands, scan: Scan, is_new: bool) {
        let wait = hands.wait_for(Question::Visit(VisitQuestion::Find { codes: scan.codes.clone() }));
        if self.lookups.0.len() == KEPT_MAX {
            hands.withdraw(self.lookups.0.remove(0).wait.id);
        }
        self.lookups.0.push(Lookup { wait, scan, burst: hands.burst(), is_new });
    }

    /// The one that an answer is for.
    pub(in super::super) fn looked_up(&mut self, id: RequestId) -> Option<Lookup> {
        let at = self.lookups.0.iter().position(|lookup| lookup.wait.id == id)?;
        Some(self.lookups.0.remove(at))
    }

    /// The one that is waited for longest.
    pub(in super::super) fn looks_up(&self) -> Option<Wait> {
        self.lookups.0.first().map(|lookup| lookup.wait)
    }

    /// It is not waited for any more; false where it was no look-up.
    pub(in super::super) fn looks_up_no_more(&mut self, id: RequestId) -> bool {
        self.looked_up(id).is_some()
    }
}
