//! What a visit that waits would be paid now. It was promised its sums by the order as it stood; since then another visit
//! of the order may have been refused or approved first, or an import may have changed the order.

use chrono::NaiveDate;

use super::Counter;
use crate::booking::{Booking, Settlement, Verdict};
use crate::judge;
use crate::judge::{Decision, HandIn, Item, Request};
use crate::moment::seoul_date;
use crate::order::{Channel, Order, OrderFacts, Shipping};
use crate::policy::Clause;
use crate::protocol::Case;

impl Counter {
    /// Fills in what an approval would settle now, and what a refusal has left.
    pub(super) fn reckon(&self, case: &mut Case) {
        if let Some(clause) = case.refused {
            case.settled = Some(Box::new(self.refused(&case.visit.booking, case.order.as_deref(), clause)));
        }
        if case.stage == crate::booking::Stage::Waiting && case.visit.booking.is_open() {
            let order = case.order.as_deref();
            case.settled = order.and_then(|order| self.settle(&case.visit.booking, order)).map(Box::new);
        }
    }

    /// What the staff's refusal makes of a visit.
    pub(super) fn refused(&self, booking: &Booking, order: Option<&Order>, clause: Clause) -> Decision {
        let (book, calendar) = (&self.setup.book, &self.setup.calendar);
        match order.and_then(|order| asked_for(booking, order)) {
            Some(request) => judge::refuse(book, calendar, &request, &booking.decision, clause),
            None => booking.decision.refused_by(clause),
        }
    }

    fn settle(&self, booking: &Booking, order: &Order) -> Option<Decision> {
        let request = asked_for(booking, order)?;
        let (book, calendar) = (&self.setup.book, &self.setup.calendar);
        judge::settle(book, calendar, &request, &booking.decision, self.now.today()).ok()
    }

    /// What a touch on approve decides: what the policy refuses cannot be approved, and sums that cannot be computed
    /// cannot be paid.
    pub(super) fn approval(case: &Case) -> Option<Verdict> {
        if !case.visit.booking.is_open() {
            return Some(Verdict::Talked);
        }
        let (order, decision) = (case.order.as_ref()?, case.settled.as_deref()?.clone());
        Some(Verdict::Approve(Box::new(Settlement { judged: order.mark(), decision })))
    }
}

/// What a visit asked for, of the order as it stands; none where the order has lost one of its lines.
fn asked_for(booking: &Booking, order: &Order) -> Option<Request> {
    let requested_on = seoul_date(booking.at);
    let items = booking.lines.iter().map(|line| {
        Some(Item {
            line: order.line(line.no)?.facts,
            returning: line.units,
            reason: line.reason,
            noticed_on: line.noticed_on,
            condition: line.condition.clone(),
            evidence: line.evidence.clone(),
        })
    });
    let items = items.collect::<Option<Vec<_>>>()?;
    let comes_back = |no| {
        let lines = booking.lines.iter().zip(&booking.decision.lines);
        lines.filter(|(line, judged)| line.no == no && judged.is_open()).map(|(line, _)| line.units).sum()
    };
    Some(request(order, requested_on, items, comes_back))
}

/// What is asked of the policy at the counter.
pub(super) fn request(
    order: &Order,
    requested_on: NaiveDate,
    items: Vec<Item>,
    returning: impl Fn(crate::order::LineNo) -> u32,
) -> Request {
    let last = order.is_last(returning);
    Request { requested_on, hand_in: HandIn::Counter, order: delivered(order), items, last }
}

/// The facts that the policy judges. What was taken along from the shop was never delivered: whatever its order says
/// of fees, there is no first delivery to be charged (policy §3).
fn delivered(order: &Order) -> OrderFacts {
    let facts = order.facts.clone();
    match order.channel {
        Channel::Online => facts,
        Channel::Store => {
            OrderFacts { shipping: Shipping { paid: facts.shipping.paid, ..Shipping::default() }, ..facts }
        }
    }
}
