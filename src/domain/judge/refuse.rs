//! What is left of a visit that the staff refuse.

use super::{Alternative, Bench, Charge, Decision, Item, LineDecision, Outcome, Refund, Request};
use crate::calendar::Calendar;
use crate::money::Won;
use crate::policy::Book;
use crate::policy::{Clause, Reason};

impl Decision {
    /// The same, refused by one clause in every line that was not refused: nothing goes back and nothing is owed. Where
    /// the policy had refused every line, the clause stands first.
    #[must_use]
    pub fn refused_by(&self, clause: Clause) -> Decision {
        let enquiry = !self.lines.iter().any(LineDecision::is_open);
        let confirm = |line: &LineDecision| {
            let others = line.clauses.iter().copied().filter(|other| !enquiry || *other != clause);
            LineDecision { clauses: enquiry.then_some(clause).into_iter().chain(others).collect(), ..line.clone() }
        };
        let refuse = |line: &LineDecision| LineDecision {
            outcome: Outcome::Refused,
            clauses: vec![clause],
            deadline: line.deadline.filter(|_| clause.is_deadline()),
            missing_evidence: Vec::new(),
            evidence_until: None,
            checks: Vec::new(),
            path: Vec::new(),
            net: Won::ZERO,
            cancellation_fee: Won::ZERO,
            derivation: line.derivation.clone(),
            alternatives: vec![Alternative::AskStaff],
        };
        Decision {
            policy_from: self.policy_from,
            lines: self.lines.iter().map(|line| if line.is_open() { refuse(line) } else { confirm(line) }).collect(),
            shipping: Charge { amount: Won::ZERO, ..self.shipping },
            cancellation_fee: Won::ZERO,
            first_delivery: Won::ZERO,
            refund: Refund::default(),
            now: None,
        }
    }
}

/// [`Decision::refused_by`], with what is still possible instead, as the policy says it of its own refusals. The items of
/// `request` are the lines of `before`, in its order.
#[must_use]
pub fn refuse(book: &Book, calendar: &Calendar, request: &Request, before: &Decision, clause: Clause) -> Decision {
    let policy = book.in_force(request.order.ordered_on).unwrap_or(&book.versions()[0]);
    let bench = Bench { policy, calendar, request, clock_trusted: true, completed_on: request.requested_on };
    let mut refused = before.refused_by(clause);
    let open = before.lines.iter().map(LineDecision::is_open);
    for ((line, item), _) in refused.lines.iter_mut().zip(&request.items).zip(open).filter(|(_, open)| *open) {
        line.alternatives = bench.instead_of(item, clause);
    }
    refused
}

impl Bench<'_> {
    /// What the staff have found holds for the same goods whatever the customer says: a reason that the clause covers
    /// too is no way out.
    fn instead_of(&self, item: &Item, clause: Clause) -> Vec<Alternative> {
        let mut instead = self.instead(item, &[clause]);
        instead.retain(|other| match other {
            Alternative::ChangeOfMindUntil(_) => !self.covers(clause, item, Reason::ChangeOfMind),
            Alternative::DefectUntil(_) => !self.covers(clause, item, Reason::Defective),
            Alternative::Exchange | Alternative::Repair | Alternative::AskStaff => true,
        });
        instead
    }

    fn covers(&self, clause: Clause, item: &Item, reason: Reason) -> bool {
        let of_change = matches!(reason, Reason::ChangeOfMind | Reason::OrderedByMistake);
        match clause {
            Clause::DeadlineChangeOfMind => of_change,
            Clause::DeadlineDefect => !of_change,
            Clause::PriceChange => self.policy.never.contains(&reason),
            Clause::MadeToOrder => self.policy.made_to_order.contains(&reason),
            Clause::AdverseReactionCategory => reason == Reason::AdverseReaction,
            Clause::EvidenceServiceCenter | Clause::EvidenceMedical => reason == item.reason,
            condition => self
                .policy
                .refusals
                .iter()
                .any(|refusal| refusal.clause == condition && refusal.of.covers(item.line.category, reason)),
        }
    }
}
