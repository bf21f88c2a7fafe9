//! The sums of a visit: of all lines that are not refused, and of those for which no document is missing.

use chrono::NaiveDate;

use super::{BadRequest, Bench, Decision, LineDecision, Money, Outcome};
use crate::money::Won;

impl Bench<'_> {
    /// What the lines that are not refused come to (policy §3, §5).
    pub(super) fn money(&self, lines: &[LineDecision]) -> Result<Money, BadRequest> {
        let shipping = self.shipping(lines);
        let cancellation_fee = lines.iter().map(|line| line.cancellation_fee).sum();
        let first_delivery = self.first_delivery(lines);
        let net: Won = lines.iter().map(|line| line.net).sum();
        let refund = self.refund(net + first_delivery, shipping.amount + cancellation_fee)?;
        Ok(Money { shipping, cancellation_fee, first_delivery, refund })
    }

    /// The same without the lines that wait for a document (policy §7); none where no line does.
    pub(super) fn money_now(&self, lines: &[LineDecision]) -> Result<Option<Money>, BadRequest> {
        if lines.iter().all(|line| line.outcome != Outcome::NeedsEvidence) {
            return Ok(None);
        }
        let left_out = |line: &LineDecision| LineDecision {
            outcome: Outcome::Refused,
            net: Won::ZERO,
            cancellation_fee: Won::ZERO,
            ..line.clone()
        };
        let without: Vec<_> = lines
            .iter()
            .map(|line| if line.outcome == Outcome::NeedsEvidence { left_out(line) } else { line.clone() })
            .collect();
        self.money(&without).map(Some)
    }
}

impl Money {
    pub(super) fn into_decision(
        self,
        policy_from: NaiveDate,
        lines: Vec<LineDecision>,
        now: Option<Money>,
    ) -> Decision {
        let Money { shipping, cancellation_fee, first_delivery, refund } = self;
        Decision { policy_from, lines, shipping, cancellation_fee, first_delivery, refund, now }
    }
}
