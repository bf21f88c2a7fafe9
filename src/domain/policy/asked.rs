//! What a screen needs to ask: only what can change the answer.

use chrono::NaiveDate;

use super::{Combine, Policy};
use crate::calendar::Calendar;
use crate::order::{Category, OrderFacts};
use crate::policy::{Evidence, Flag, Reason};

impl Policy {
    /// The conditions that can change the answer for this category and reason, in the policy's order.
    #[must_use]
    pub fn flags_asked(&self, category: Category, reason: Reason) -> Vec<Flag> {
        if !self.reasons_offered(category).contains(&reason) {
            return Vec::new();
        }
        let mut flags = Vec::new();
        for refusal in self.refusals.iter().filter(|refusal| refusal.of.covers(category, reason)) {
            for flag in &refusal.flags {
                if !flags.contains(flag) {
                    flags.push(*flag);
                }
            }
        }
        flags
    }

    /// The kinds of proof, any one of which is enough for this category and reason.
    #[must_use]
    pub fn evidence_asked(&self, category: Category, reason: Reason) -> Vec<Evidence> {
        self.proofs
            .iter()
            .filter(|proof| proof.of.covers(category, reason))
            .flat_map(|proof| proof.any_of.iter().copied())
            .collect()
    }

    /// The reasons worth a card on screen for this category, in the policy's order.
    #[must_use]
    pub fn reasons_offered(&self, category: Category) -> Vec<Reason> {
        Reason::ALL
            .into_iter()
            .filter(|reason| *reason != Reason::AdverseReaction || self.adverse_reaction.contains(&category))
            .collect()
    }

    /// Whether the day on which the fault was noticed changes the answer: a period since then
    /// exists for the reason, and the one since receipt has not settled the matter by itself.
    /// With `combine = "either"` that is once the latter is over, with `"both"` until then.
    #[must_use]
    pub fn noticed_decides(
        &self,
        order: &OrderFacts,
        reason: Reason,
        requested_on: NaiveDate,
        calendar: &Calendar,
    ) -> bool {
        let (Some(deadline), Some(received_on)) = (self.deadline(reason), order.received_on) else {
            return false;
        };
        let over = requested_on > calendar.last_day(received_on, deadline.received, deadline.counting);
        match deadline.noticed {
            Some((_, Combine::Either)) => over,
            Some((_, Combine::Both)) => !over,
            None => false,
        }
    }
}
