//! Slips that were given up before the printer answered.

use std::collections::VecDeque;

use crate::device::RequestId;
use crate::visit_no::VisitNo;

/// Slips that were given up before the printer answered: a late word is still a word.
#[derive(Debug, Default)]
pub(super) struct Late(VecDeque<(RequestId, VisitNo, u32)>);

/// A printer works on one slip and keeps one more; an answer is never later than a few slips.
const LATE_MAX: usize = 8;

impl Late {
    pub(super) fn expect(&mut self, id: RequestId, visit: VisitNo, copy: u32) {
        if self.0.len() == LATE_MAX {
            self.0.pop_front();
        }
        self.0.push_back((id, visit, copy));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, id: RequestId) -> Option<(VisitNo, u32)> {
        let at = self.0.iter().position(|(late, ..)| *late == id)?;
        self.0.remove(at).map(|(_, visit, copy)| (visit, copy))
    }
}
