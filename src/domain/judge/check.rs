//! What makes a request no request (policy §6, last row).

use chrono::NaiveDate;

use super::{Item, Request};
use crate::money::Won;

/// A request that contradicts itself: an error of whoever asks, not a refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}")]
pub struct BadRequest {
    /// The path of the field, as in `order.payments[0].refunded` or `items[1].returning`.
    pub field: String,
    /// What would be right.
    pub expected: Expected,
}

/// What would be right in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// Something comes back.
    #[error("at least one line")]
    SomeLine,
    /// A number of units.
    #[error("at least 1")]
    AtLeastOne,
    /// A limit that follows from another field.
    #[error("at most {limit} ({because})")]
    AtMost {
        /// Inclusive.
        limit: i64,
        /// Where the limit comes from.
        because: &'static str,
    },
    /// A date too late.
    #[error("a date up to {0}, the day of the request")]
    UpToRequest(NaiveDate),
    /// A date too early: no policy was in force.
    #[error("a date from {0}, the day the first version of the policy came into force")]
    NotBefore(NaiveDate),
    /// Noticed before it was there.
    #[error("a date from {0}, the day of receipt")]
    FromReceipt(NaiveDate),
    /// Beyond the calendar.
    #[error("a date up to {0}")]
    UpTo(NaiveDate),
    /// Said to be the last request, and it is not.
    #[error("false, or all {0} units that are left of the line: it says that nothing is left after this request")]
    AllLeft(u32),
    /// The payments cannot cover the refund.
    #[error("payments that cover the refund of {refund} won; {left} won of them are left")]
    Covering {
        /// What is to go back.
        refund: i64,
        /// Paid less refunded.
        left: i64,
    },
}

/// The last day on which a request is judged: periods and promises stay inside the calendar.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Names the first field that contradicts the others.
pub(super) fn check(request: &Request, clock_trusted: bool) -> Result<(), BadRequest> {
    let today = request.requested_on;
    if today > LAST_DAY {
        return bad("requested_on", Expected::UpTo(LAST_DAY));
    }
    // An untrusted clock is no witness against a date.
    let latest = if clock_trusted { today } else { LAST_DAY };
    let order = &request.order;
    if order.ordered_on > latest {
        return bad("order.ordered_on", Expected::UpToRequest(today));
    }
    if order.received_on.is_some_and(|on| on > latest) {
        return bad("order.received_on", Expected::UpToRequest(today));
    }
    for (i, payment) in order.payments.iter().enumerate() {
        if payment.refunded > payment.amount {
            let because = "what was paid with it";
            let expected = Expected::AtMost { limit: payment.amount.0, because };
            return bad(&format!("order.payments[{i}].refunded"), expected);
        }
    }
    if request.items.is_empty() {
        return bad("items", Expected::SomeLine);
    }
    for (i, item) in request.items.iter().enumerate() {
        if let Some(noticed_on) = item.noticed_on {
            let field = || format!("items[{i}].noticed_on");
            if noticed_on > latest {
                return bad(&field(), Expected::UpToRequest(today));
            }
            if let Some(received_on) = order.received_on.filter(|on| noticed_on < *on) {
                return bad(&field(), Expected::FromReceipt(received_on));
            }
        }
        if let Err((field, expected)) = units(item) {
            return bad(&format!("items[{i}].{field}"), expected);
        }
        if request.last && item.returning < item.line.returnable() {
            return bad("order.last", Expected::AllLeft(item.line.returnable()));
        }
    }
    Ok(())
}

fn bad(field: &str, expected: Expected) -> Result<(), BadRequest> {
    Err(BadRequest { field: field.to_owned(), expected })
}

/// Units and prices of one line.
fn units(item: &Item) -> Result<(), (&'static str, Expected)> {
    let line = &item.line;
    if line.quantity == 0 {
        return Err(("line.quantity", Expected::AtLeastOne));
    }
    if line.already_returned > line.quantity {
        let because = "the units bought";
        let expected = Expected::AtMost { limit: i64::from(line.quantity), because };
        return Err(("line.already_returned", expected));
    }
    if item.returning == 0 {
        return Err(("returning", Expected::AtLeastOne));
    }
    if item.returning > line.returnable() {
        let because = "the units bought less those already returned";
        let expected = Expected::AtMost { limit: i64::from(line.returnable()), because };
        return Err(("returning", expected));
    }
    // Keeps every product of price and units inside 64 bits.
    let most = Won::MAX.0 / i64::from(line.quantity);
    if line.unit_price.0 > most {
        let because = "price times quantity is an amount";
        return Err(("line.unit_price", Expected::AtMost { limit: most, because }));
    }
    let gross = line.unit_price.times(line.quantity);
    if line.discount > gross {
        let because = "the price of all units";
        return Err(("line.discount", Expected::AtMost { limit: gross.0, because }));
    }
    Ok(())
}
