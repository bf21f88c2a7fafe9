//! Questions of a customer's visit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Answer, Found, Holds};
use crate::booking::{Booked, Booking, Draft, SlipState, VisitKey};
use crate::order::{LineNo, OrderNo};
use crate::slip_code::ClaimCode;

/// What is asked of a visit, and of what it begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitQuestion {
    /// Whose code is it? Receipt, order number, product, or the code of a slip of ours. A visit's number alone says
    /// nothing of it.
    Find {
        /// The spellings under which it may be known, the likeliest first.
        codes: Vec<String>,
    },
    /// An order by typed digits and its date of purchase; nothing tells which of the two is wrong.
    FindTyped {
        /// The digits of the order number, or of the receipt's barcode.
        digits: String,
        /// Date of purchase.
        ordered_on: NaiveDate,
    },
    /// A visit by what stands on a screen without paper. Numbers begin anew every day: the days are the latest
    /// [`VISIT_DAYS`](super::VISIT_DAYS) on which visits were booked, whatever the clock says.
    FindVisit {
        /// Its number as it is called, [`VisitNo::short`](crate::visit_no::VisitNo::short).
        number: u16,
        /// Its lookup code.
        claim: ClaimCode,
    },
    /// The order of a draft.
    Reopen {
        /// Its number.
        order: OrderNo,
    },
    /// Keep the draft, unless a newer one of the same visit is kept.
    Keep(Draft),
    /// Forget the draft of that visit, for ever.
    Wipe(VisitKey),
    /// Book the visit: number, claim code, lines, slip, contact, and the end of its draft, in one transaction. Until it
    /// is shown nobody finds it; it only holds its units.
    Book(Box<Booking>),
    /// The customer is about to be told that the visit is booked: from the answer on it is theirs for ever. In the same
    /// transaction its first slip comes so far.
    Shown {
        /// The visit.
        key: VisitKey,
        /// How far.
        slip: SlipState,
    },
    /// The customer was told that the visit is not booked: if it is all the same, or comes to be by an earlier question,
    /// it is void. Its units are free, and nobody ever finds it.
    Void(VisitKey),
}

/// What is said of a visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitAnswer {
    /// To [`VisitQuestion::Find`], [`VisitQuestion::FindTyped`], [`VisitQuestion::FindVisit`] and
    /// [`VisitQuestion::Reopen`].
    Found(Found),
    /// To [`VisitQuestion::Book`].
    Booked(Box<Booked>),
    /// To [`VisitQuestion::Book`]: somebody else has returned units of that line in the meantime.
    Taken(LineNo),
    /// To [`VisitQuestion::Book`]: the order is not what was judged; to be judged again.
    Changed,
    /// To [`VisitQuestion::Book`] and [`VisitQuestion::Shown`]: it is void.
    Void,
}

impl VisitQuestion {
    pub(super) fn is_read(&self) -> bool {
        match self {
            VisitQuestion::Find { .. }
            | VisitQuestion::FindTyped { .. }
            | VisitQuestion::FindVisit { .. }
            | VisitQuestion::Reopen { .. } => true,
            VisitQuestion::Keep(_)
            | VisitQuestion::Wipe(_)
            | VisitQuestion::Book(_)
            | VisitQuestion::Shown { .. }
            | VisitQuestion::Void(_) => false,
        }
    }

    pub(super) fn takes(&self, answer: &Answer) -> bool {
        use VisitAnswer as To;
        match self {
            VisitQuestion::Find { .. }
            | VisitQuestion::FindTyped { .. }
            | VisitQuestion::FindVisit { .. }
            | VisitQuestion::Reopen { .. } => matches!(answer, Answer::Visit(To::Found(_))),
            VisitQuestion::Keep(_) | VisitQuestion::Wipe(_) | VisitQuestion::Void(_) => *answer == Answer::Done,
            VisitQuestion::Book(_) => {
                matches!(answer, Answer::Visit(To::Booked(_) | To::Taken(_) | To::Changed | To::Void))
            }
            VisitQuestion::Shown { .. } => matches!(answer, Answer::Done | Answer::Visit(To::Void)),
        }
    }

    pub(super) fn holds(&self) -> Holds {
        match self {
            VisitQuestion::Void(_) => Holds::Everything,
            VisitQuestion::Find { .. }
            | VisitQuestion::FindTyped { .. }
            | VisitQuestion::FindVisit { .. }
            | VisitQuestion::Reopen { .. }
            | VisitQuestion::Keep(_)
            | VisitQuestion::Wipe(_)
            | VisitQuestion::Book(_)
            | VisitQuestion::Shown { .. } => Holds::Nothing,
        }
    }

    pub(super) fn ends_draft(&self) -> Option<VisitKey> {
        match self {
            VisitQuestion::Keep(draft) => Some(draft.key),
            VisitQuestion::Wipe(key) | VisitQuestion::Void(key) => Some(*key),
            VisitQuestion::Book(booking) => Some(booking.key),
            VisitQuestion::Find { .. }
            | VisitQuestion::FindTyped { .. }
            | VisitQuestion::FindVisit { .. }
            | VisitQuestion::Reopen { .. }
            | VisitQuestion::Shown { .. } => None,
        }
    }
}
