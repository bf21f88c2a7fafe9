//! What a customer can still do after a refusal (policy §7).

use super::{Alternative, Bench, Item};
use crate::policy::{Clause, Reason};

impl Bench<'_> {
    /// In the order in which to say it; the staff are always there.
    pub(super) fn instead(&self, item: &Item, refusing: &[Clause]) -> Vec<Alternative> {
        let mut instead = Vec::new();
        let is_change_of_mind = matches!(item.reason, Reason::ChangeOfMind | Reason::OrderedByMistake);
        if !is_change_of_mind {
            instead.extend(self.open(item, Reason::ChangeOfMind).map(Alternative::ChangeOfMindUntil));
        }
        if !item.reason.is_the_stores() {
            instead.extend(self.open(item, Reason::Defective).map(Alternative::DefectUntil));
        }
        if is_change_of_mind && refusing.iter().all(|clause| clause.is_deadline()) {
            instead.push(Alternative::Exchange);
        }
        let is_worn = refusing.iter().any(|clause| {
            matches!(
                clause,
                Clause::DeadlineDefect | Clause::CarelessDamage | Clause::ComponentMissing | Clause::Electronics
            )
        });
        if is_worn {
            instead.push(Alternative::Repair);
        }
        instead.push(Alternative::AskStaff);
        instead
    }

    /// Until when the line could come back for `reason`, as it is: outer none where it could not,
    /// inner none where no deadline runs yet.
    fn open(&self, item: &Item, reason: Reason) -> Option<Option<chrono::NaiveDate>> {
        let grounds = self.grounds(item, reason);
        let last_on = grounds.deadline.map(|(_, last_on)| last_on);
        let in_time = last_on.is_none_or(|last_on| self.request.requested_on <= last_on);
        (grounds.refusing.is_empty() && in_time).then_some(last_on)
    }
}
