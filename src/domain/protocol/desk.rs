//! Questions of the staff.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Answer, Case, Holds, QueueRow};
use crate::booking::{Contact, Stage, Verdict, VisitKey};
use crate::call::MissedCall;
use crate::staff::{Pin, Staff, StaffId, WrongPins};
use crate::visit_no::VisitNo;

/// As many missed calls are shown at once; older ones come up when these are seen.
pub const MISSED_MAX: u32 = 60;

/// What the staff ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DeskQuestion {
    /// Who can sign in.
    Staff,
    /// Is this the PIN? Failures are counted for ever; five lock for five minutes.
    SignIn {
        /// Who.
        staff: StaffId,
        /// The digits.
        pin: Pin,
        /// Now; for the record only.
        at: DateTime<Utc>,
        /// For how long the machine has run: a lock is measured by it.
        uptime: Duration,
        /// Tells a repeated question from another attempt.
        attempt: VisitKey,
    },
    /// Visits that wait, and slips that were not printed; oldest first by sequence. And calls to which nobody came.
    Queue,
    /// One visit, with everything that the staff need.
    Case(VisitNo),
    /// A member of the staff looks at the telephone number of a visit; the look is written down.
    Contact {
        /// The visit.
        visit: VisitNo,
        /// Who looks.
        staff: StaffId,
        /// When.
        at: DateTime<Utc>,
        /// Tells a repeated question from another look.
        look: VisitKey,
    },
    /// The staff decide a waiting visit.
    Decide {
        /// Which.
        visit: VisitNo,
        /// What.
        verdict: Verdict,
        /// Who.
        staff: StaffId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A new copy of a slip, queued.
    NewCopy {
        /// The visit.
        visit: VisitNo,
        /// The number that the copy gets, from 2: asked twice, it is one copy.
        copy: u32,
    },
    /// A member of the staff says that the clock is right.
    ClockConfirmed {
        /// Who.
        staff: StaffId,
        /// What the clock said.
        at: DateTime<Utc>,
    },
}

/// What the staff are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DeskAnswer {
    /// To [`DeskQuestion::Staff`], by name.
    Staff(Vec<Staff>),
    /// To [`DeskQuestion::SignIn`], with what a manager should know: nothing for others.
    SignedIn(Staff, Vec<WrongPins>),
    /// To [`DeskQuestion::SignIn`].
    WrongPin {
        /// Attempts left before it locks.
        left: u32,
    },
    /// To [`DeskQuestion::SignIn`].
    Locked {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// To [`DeskQuestion::Queue`]: what waits, and the newest calls to which nobody came and that nobody of the staff
    /// has seen, newest first, at most [`MISSED_MAX`].
    Queue(Vec<QueueRow>, Vec<MissedCall>),
    /// To [`DeskQuestion::Case`].
    Case(Box<Case>),
    /// To [`DeskQuestion::Contact`]; none where the visit has no telephone number, or its day has come.
    Contact(Option<Contact>),
    /// To [`DeskQuestion::Decide`]: decided by this question, or by the same one before.
    Decided(Stage),
    /// To [`DeskQuestion::Decide`]: the order is not what was judged; to be judged again.
    Changed,
    /// To [`DeskQuestion::Case`], [`DeskQuestion::Decide`], [`DeskQuestion::NewCopy`]: no such visit, or it is decided
    /// otherwise.
    NotOpen,
}

impl DeskQuestion {
    pub(super) fn is_read(&self) -> bool {
        match self {
            DeskQuestion::Staff | DeskQuestion::Queue | DeskQuestion::Case(_) => true,
            DeskQuestion::SignIn { .. }
            | DeskQuestion::Contact { .. }
            | DeskQuestion::Decide { .. }
            | DeskQuestion::NewCopy { .. }
            | DeskQuestion::ClockConfirmed { .. } => false,
        }
    }

    pub(super) fn promises_nothing(&self) -> bool {
        match self {
            DeskQuestion::Staff | DeskQuestion::SignIn { .. } | DeskQuestion::Queue | DeskQuestion::Case(_) => true,
            DeskQuestion::Contact { .. }
            | DeskQuestion::Decide { .. }
            | DeskQuestion::NewCopy { .. }
            | DeskQuestion::ClockConfirmed { .. } => false,
        }
    }

    pub(super) fn takes(&self, answer: &Answer) -> bool {
        use DeskAnswer as To;
        match self {
            DeskQuestion::Staff => matches!(answer, Answer::Desk(To::Staff(_))),
            DeskQuestion::SignIn { .. } => {
                matches!(answer, Answer::Desk(To::SignedIn(..) | To::WrongPin { .. } | To::Locked { .. }))
            }
            DeskQuestion::Queue => matches!(answer, Answer::Desk(To::Queue(..))),
            DeskQuestion::Case(_) => matches!(answer, Answer::Desk(To::Case(_) | To::NotOpen)),
            DeskQuestion::Contact { .. } => matches!(answer, Answer::Desk(To::Contact(_))),
            DeskQuestion::Decide { .. } => {
                matches!(answer, Answer::Desk(To::Decided(_) | To::Changed | To::NotOpen))
            }
            DeskQuestion::NewCopy { .. } => matches!(answer, Answer::Done | Answer::Desk(To::NotOpen)),
            DeskQuestion::ClockConfirmed { .. } => *answer == Answer::Done,
        }
    }

    pub(super) fn holds(&self) -> Holds {
        match self {
            DeskQuestion::Staff
            | DeskQuestion::SignIn { .. }
            | DeskQuestion::Queue
            | DeskQuestion::Case(_)
            | DeskQuestion::Contact { .. }
            | DeskQuestion::Decide { .. }
            | DeskQuestion::NewCopy { .. }
            | DeskQuestion::ClockConfirmed { .. } => Holds::Nothing,
        }
    }
}
