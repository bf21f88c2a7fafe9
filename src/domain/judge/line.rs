//! One line: what refuses it, what proof it needs, what it is worth.

use chrono::NaiveDate;

use super::{Bench, Check, Derivation, Item, LineDecision, Outcome};
use crate::calendar::Counting;
use crate::calendar::{Counted, Period};
use crate::money::Won;
use crate::policy::{Clause, Evidence, Reason};

/// What speaks for and against a line for one reason.
pub(super) struct Grounds {
    /// All clauses that refuse: a customer who hears one reason today must not come back to hear
    /// the next tomorrow.
    pub refusing: Vec<Clause>,
    /// The deadline that runs, with its last day.
    pub deadline: Option<(Clause, NaiveDate)>,
    pub counted: Vec<Counted>,
    pub checks: Vec<Check>,
}

impl Bench<'_> {
    pub(super) fn line(&self, item: &Item) -> LineDecision {
        let grounds = self.grounds(item, item.reason);
        let (proof_clauses, missing_evidence) = match grounds.refusing.is_empty() {
            true => self.proof(item),
            false => (Vec::new(), Vec::new()),
        };
        let (outcome, clauses) = if !grounds.refusing.is_empty() {
            (Outcome::Refused, grounds.refusing)
        } else if !missing_evidence.is_empty() {
            (Outcome::NeedsEvidence, proof_clauses)
        } else {
            (Outcome::Eligible, grounds.deadline.iter().map(|(clause, _)| *clause).collect())
        };
        let open = outcome != Outcome::Refused;
        let (gross, discount) = price(item);
        let evidence_until = (outcome == Outcome::NeedsEvidence).then(|| self.evidence_until(item, &grounds.deadline));
        let nothing_unless = |holds: bool, amount: Won| if holds { amount } else { Won::ZERO };
        let charges_fee = open && self.policy.fee_reasons.contains(&item.reason);
        LineDecision {
            outcome,
            alternatives: if open { Vec::new() } else { self.instead(item, &clauses) },
            clauses,
            deadline: grounds.deadline.map(|(_, last_on)| last_on),
            missing_evidence,
            evidence_until,
            checks: grounds.checks,
            path: if open { self.policy.path(self.request.order.status).to_vec() } else { Vec::new() },
            net: nothing_unless(open, gross - discount),
            cancellation_fee: nothing_unless(charges_fee, item.line.cancellation_fee),
            derivation: Derivation { counted: grounds.counted, gross, discount },
        }
    }

    /// Judges `item` as if it came back for `reason`.
    pub(super) fn grounds(&self, item: &Item, reason: Reason) -> Grounds {
        let mut grounds = Grounds { refusing: Vec::new(), deadline: None, counted: Vec::new(), checks: Vec::new() };
        if self.policy.never.contains(&reason) {
            grounds.refusing.push(Clause::PriceChange);
            return grounds;
        }
        self.deadline(item, reason, &mut grounds);
        let (line, refusing) = (&item.line, &mut grounds.refusing);
        if line.made_to_order && line.production_started && self.policy.made_to_order.contains(&reason) {
            refusing.push(Clause::MadeToOrder);
        }
        for refusal in &self.policy.refusals {
            if refusal.of.covers(line.category, reason)
                && refusal.flags.iter().any(|flag| item.condition.contains(flag))
                && !refusing.contains(&refusal.clause)
            {
                refusing.push(refusal.clause);
            }
        }
        if reason == Reason::AdverseReaction && !self.policy.adverse_reaction.contains(&line.category) {
            refusing.push(Clause::AdverseReactionCategory);
        }
        grounds
    }

    /// Counts the deadline, which refuses only where both the clock and the calendar are certain.
    fn deadline(&self, item: &Item, reason: Reason, grounds: &mut Grounds) {
        let request = self.request;
        let (Some(deadline), Some(received_on)) = (self.policy.deadline(reason), request.order.received_on) else {
            return;
        };
        let noticed_on = item.noticed_on.unwrap_or(request.requested_on);
        grounds.counted = deadline.count(received_on, noticed_on, self.calendar);
        let last_on = grounds.counted[0].last_on;
        grounds.deadline = Some((deadline.clause, last_on));
        let looked_up = deadline.counting.roll_past_holidays;
        if !self.clock_trusted {
            grounds.checks.push(Check::Clock);
        }
        if request.requested_on > last_on {
            if looked_up && self.calendar.is_uncertain(last_on) {
                grounds.checks.push(Check::Calendar);
            }
            if grounds.checks.is_empty() {
                grounds.refusing.push(deadline.clause);
            }
        }
    }

    /// The later of the deadline and the policy's days since the request, counted as the deadline is (policy §7).
    fn evidence_until(&self, item: &Item, deadline: &Option<(Clause, NaiveDate)>) -> NaiveDate {
        let by = self.policy.deadline(item.reason).map_or(Counting::LAW, |deadline| deadline.counting);
        let days = Period::Days(self.policy.evidence_days);
        let since_request = self.calendar.last_day(self.request.requested_on, days, by);
        deadline.map_or(since_request, |(_, last_on)| last_on.max(since_request))
    }

    /// The clauses that ask for proof that is not there, and the kinds of proof that would do.
    fn proof(&self, item: &Item) -> (Vec<Clause>, Vec<Evidence>) {
        let missing = self.policy.proofs.iter().filter(|proof| {
            proof.of.covers(item.line.category, item.reason)
                && !proof.any_of.iter().any(|kind| item.evidence.contains(kind))
        });
        let mut clauses = Vec::new();
        let mut kinds = Vec::new();
        for proof in missing {
            clauses.push(proof.clause);
            kinds.extend_from_slice(&proof.any_of);
        }
        (clauses, kinds)
    }
}

/// Price of the units that come back before discount, and their share of the line's discount:
/// `⌊D·b/q⌋ − ⌊D·a/q⌋`, so that any sequence of partial returns adds up exactly (policy §5).
pub(super) fn price(item: &Item) -> (Won, Won) {
    let line = &item.line;
    let before = line.already_returned;
    // Never more than the quantity, which is 32 bits: `check` holds returning to what is left.
    let after = before + item.returning;
    let share = |units: u32| {
        let part = i128::from(line.discount.0) * i128::from(units) / i128::from(line.quantity);
        Won(i64::try_from(part).unwrap_or(i64::MAX))
    };
    (line.unit_price.times(item.returning), share(after) - share(before))
}
