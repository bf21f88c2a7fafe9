//! The sums of a visit that waited, by the order as it stands when the staff decide.

use chrono::NaiveDate;

use super::line::price;
use super::{BadRequest, Bench, Decision, LineDecision, Request, check};
use crate::calendar::Calendar;
use crate::money::Won;
use crate::policy::Book;

/// Computes the sums of `before` anew for its lines that are not refused. What was answered stays answered: outcomes,
/// clauses and deadlines; but prices, deliveries, payments and what other requests have changed of them are those of
/// `request`, and promises are counted from `completed_on`. Documents are taken as brought: whoever approves has seen
/// them. The items of `request` are the lines of `before`, in its order.
///
/// # Errors
/// As of [`super::judge`]: the order has changed so that this cannot come back any more, or cannot be paid.
pub fn settle(
    book: &Book,
    calendar: &Calendar,
    request: &Request,
    before: &Decision,
    completed_on: NaiveDate,
) -> Result<Decision, BadRequest> {
    let open = before.lines.iter().zip(&request.items).filter(|(line, _)| line.is_open());
    let request = Request { items: open.map(|(_, item)| item.clone()).collect(), ..request.clone() };
    // Days were judged when they were asked about; none of them is held against the customer now.
    check::check(&request, false)?;
    let policy = book.in_force(request.order.ordered_on).unwrap_or(&book.versions()[0]);
    let bench = Bench { policy, calendar, request: &request, clock_trusted: false, completed_on };
    let mut lines = before.lines.clone();
    for (line, item) in lines.iter_mut().filter(|line| line.is_open()).zip(&request.items) {
        let (gross, discount) = price(item);
        line.net = gross - discount;
        line.derivation.gross = gross;
        line.derivation.discount = discount;
        let charged = policy.fee_reasons.contains(&item.reason);
        line.cancellation_fee = if charged { item.line.cancellation_fee } else { Won::ZERO };
        line.path = policy.path(request.order.status).to_vec();
    }
    let kept: Vec<LineDecision> = lines.iter().filter(|line| line.is_open()).cloned().collect();
    Ok(bench.money(&kept)?.into_decision(policy.from, lines, None))
}
