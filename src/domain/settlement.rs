//! What a visit that waits would be paid now. It was promised its sums by the order as it stood; since then another visit
//! of the order may have been refused or approved first, or an import may have changed the order.

use chrono::NaiveDate;

use crate::booking::{Booking, Settlement, Stage, Verdict};
use crate::calendar::Calendar;
use crate::judge::{self, Decision, HandIn, Item, Request};
use crate::moment::seoul_date;
use crate::order::{Channel, LineNo, Order, OrderFacts, Shipping};
use crate::policy::{Book, Clause};
use crate::protocol::Case;

/// Fills in what an approval would settle now, and what a refusal has left.
pub(crate) fn reckon(book: &Book, calendar: &Calendar, case: &mut Case, today: NaiveDate) {
    let (booking, order) = (&case.visit.booking, case.order.as_deref());
    if let Some(clause) = case.refused {
        case.settled = Some(Box::new(refused(book, calendar, booking, order, clause)));
    } else if case.stage == Stage::Waiting && booking.is_open() {
        let settled = order.and_then(|order| {
            let request = asked_for(booking, order)?;
            judge::settle(book, calendar, &request, &booking.decision, today).ok()
        });
        case.settled = settled.map(Box::new);
    }
}

/// What the staff's refusal makes of a visit.
pub(crate) fn refused(
    book: &Book,
    calendar: &Calendar,
    booking: &Booking,
    order: Option<&Order>,
    clause: Clause,
) -> Decision {
    match order.and_then(|order| asked_for(booking, order)) {
        Some(request) => judge::refuse(book, calendar, &request, &booking.decision, clause),
        None => booking.decision.refused_by(clause),
    }
}

/// What a touch on approve decides: what the policy refuses cannot be approved, and sums that cannot be computed
/// cannot be paid.
pub(crate) fn approval(case: &Case) -> Option<Verdict> {
    if !case.visit.booking.is_open() {
        return Some(Verdict::Talked);
    }
    let (order, decision) = (case.order.as_ref()?, case.settled.as_deref()?.clone());
    Some(Verdict::Approve(Box::new(Settlement { judged: order.mark(), decision })))
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
pub(crate) fn request(
    order: &Order,
    requested_on: NaiveDate,
    items: Vec<Item>,
    returning: impl Fn(LineNo) -> u32,
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
