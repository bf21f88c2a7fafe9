//! Judging a request by the policy.

mod check;
pub mod decision;
mod instead;
mod line;
mod money;
mod refund;
mod refuse;
pub mod request;
mod settle;
pub mod wire;

pub use check::{BadRequest, Expected};
pub use decision::*;
pub use refuse::refuse;
pub use request::*;
pub use settle::settle;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::policy::{Book, Policy};

/// Judges everything that comes back in one visit by the policy in force on the day of purchase.
///
/// Refused lines stand beside the others and contribute neither price nor charges. With
/// `clock_trusted` false the day of the request is in doubt: nothing is refused by date, the days
/// of the order are not held against it, and every line with a deadline carries [`Check::Clock`].
/// A deadline that the calendar cannot vouch for does not refuse either, see [`Check::Calendar`].
///
/// # Errors
/// Names the field that contradicts the others (policy §6, last row), and what would be right.
pub fn judge(book: &Book, calendar: &Calendar, request: &Request, clock_trusted: bool) -> Result<Decision, BadRequest> {
    check::check(request, clock_trusted)?;
    let policy = book.in_force(request.order.ordered_on).ok_or_else(|| BadRequest {
        field: "order.ordered_on".to_owned(),
        expected: Expected::NotBefore(book.versions()[0].from),
    })?;
    let bench = Bench { policy, calendar, request, clock_trusted, completed_on: request.requested_on };
    let lines: Vec<LineDecision> = request.items.iter().map(|item| bench.line(item)).collect();
    let all = bench.money(&lines)?;
    let now = bench.money_now(&lines)?;
    Ok(all.into_decision(policy.from, lines, now))
}

/// What a judgement stands on.
struct Bench<'a> {
    policy: &'a Policy,
    calendar: &'a Calendar,
    request: &'a Request,
    clock_trusted: bool,
    /// The day that promises are counted from.
    completed_on: NaiveDate,
}
