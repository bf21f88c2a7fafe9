//! What the counter asks of the ledger, and what it is told. Every question may be asked twice: the second
//! time changes nothing and gets the same answer, so that a lost answer is mended by asking again.

mod case;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use case::{Case, QueueRow, Twin};

use crate::booking::{Booked, Booking, Contact, Draft, SlipState, Stage, Verdict, VisitKey};
use crate::call::{CallEnd, Cause, MissedCall};
use crate::judge::Decision;
use crate::nps::Score;
use crate::order::{LineNo, Order};
use crate::policy::Clause;
use crate::slip_code::ClaimCode;
use crate::staff::{Pin, Staff, StaffId, WrongPins};
use crate::survey::{Chip, Ending, SurveyAnswer};
use crate::visit_no::VisitNo;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The machine starts: count the boot, mark slips that were being sent as in doubt, give what to resume.
    Boot {
        /// Tells a repeated question from another start.
        nonce: u64,
    },
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
    /// [`VISIT_DAYS`] on which visits were booked, whatever the clock says.
    FindVisit {
        /// Its number as it is called, [`VisitNo::short`].
        number: u16,
        /// Its lookup code.
        claim: ClaimCode,
    },
    /// The order of a draft.
    Reopen {
        /// Its number.
        order: crate::order::OrderNo,
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
    /// A slip has come so far.
    Slip {
        /// The visit.
        visit: VisitNo,
        /// The copy, from 1.
        copy: u32,
        /// How far.
        state: SlipState,
    },
    /// The printer holds nothing any more of the slips that broke off.
    PrinterCleared,
    /// A new copy of a slip, queued.
    NewCopy {
        /// The visit.
        visit: VisitNo,
        /// The number that the copy gets, from 2: asked twice, it is one copy.
        copy: u32,
    },
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
    /// The staff are called.
    Called {
        /// Names the call.
        key: VisitKey,
        /// Why.
        why: Cause,
        /// When it was made.
        at: DateTime<Utc>,
    },
    /// A call is over. It says all of the call, since the question before may not have come through.
    CallEnded {
        /// Names the call.
        key: VisitKey,
        /// Why it was made.
        why: Cause,
        /// When.
        called_at: DateTime<Utc>,
        /// How it ended.
        end: CallEnd,
        /// When.
        at: DateTime<Utc>,
    },
    /// A member of the staff has seen that nobody came to these calls.
    CallsSeen {
        /// Which.
        calls: Vec<VisitKey>,
        /// Who.
        staff: StaffId,
        /// When.
        at: DateTime<Utc>,
    },
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
    /// One visit, with everything that the staff need.
    Case(VisitNo),
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
    /// The survey of a closed visit is shown.
    SurveyShown {
        /// The visit.
        visit: VisitNo,
        /// When.
        at: DateTime<Utc>,
    },
    /// A touch of the survey.
    SurveyTouched {
        /// The visit.
        visit: VisitNo,
        /// What.
        answer: SurveyAnswer,
        /// Order of the touches within the survey, from 1.
        nth: u32,
        /// When.
        at: DateTime<Utc>,
    },
    /// The survey is over.
    SurveyEnded {
        /// The visit.
        visit: VisitNo,
        /// How.
        ending: Ending,
        /// When.
        at: DateTime<Utc>,
    },
    /// A member of the staff says that the clock is right.
    ClockConfirmed {
        /// Who.
        staff: StaffId,
        /// What the clock said.
        at: DateTime<Utc>,
    },
}

/// An order, with what drafts of other visits cannot change: units returned are the ledger's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// An order of ours.
    Order(Box<Order>),
    /// A product of ours; which order is to be seen.
    Product {
        /// Its code.
        barcode: String,
        /// Its name.
        name: String,
    },
    /// A visit, by the code of its slip, or by its number and lookup code.
    Visit(Box<VisitStatus>),
    /// Several orders of ours, from two to [`CANDIDATES_MAX`]: a receipt's code that was given twice, or typed digits
    /// that belong to numbers with different letters.
    Several(Vec<Candidate>),
    /// None of these.
    Unknown,
}

/// As many orders as somebody is asked to choose from; more are as good as none.
pub const CANDIDATES_MAX: usize = 4;

/// Days on which a typed visit number is looked for. The more days, the more visits a guess may hit.
pub const VISIT_DAYS: u32 = 14;
/// As many missed calls are shown at once; older ones come up when these are seen.
pub const MISSED_MAX: u32 = 60;

/// An order that may be meant: what may be shown of it before anybody has said which it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its number.
    pub order: crate::order::OrderNo,
    /// Date of purchase.
    pub ordered_on: NaiveDate,
}

/// How a visit stands, for its customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitStatus {
    /// Number.
    pub number: VisitNo,
    /// How far.
    pub stage: Stage,
    /// What was promised or, once approved, what is paid.
    pub decision: Decision,
    /// Whether its survey has not ended.
    pub survey_due: bool,
    /// What was refused, where everything was: then it is told as it is at the answer.
    pub refused: Option<Box<Refused>>,
}

/// A visit of which nothing goes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// By which clause the staff refused what the policy does not; none where they did not.
    pub clause: Option<Clause>,
    /// What was booked.
    pub booking: Booking,
    /// Its order as it stands, for what is still possible; none where there is no such order any more.
    pub order: Option<Box<Order>>,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Boot`].
    Booted {
        /// Which start this is, from 1.
        boot: u64,
        /// An unconfirmed visit of before.
        draft: Option<Draft>,
    },
    /// To [`Question::Find`], [`Question::FindTyped`], [`Question::FindVisit`] and [`Question::Reopen`].
    Found(Found),
    /// To everything that only had to be written.
    Done,
    /// To [`Question::Book`].
    Booked(Box<Booked>),
    /// To [`Question::Book`]: somebody else has returned units of that line in the meantime.
    Taken(LineNo),
    /// To [`Question::Book`] and [`Question::Decide`]: the order is not what was judged; to be judged again.
    Changed,
    /// To [`Question::Staff`], by name.
    StaffList(Vec<Staff>),
    /// To [`Question::SignIn`], with what a manager should know: nothing for others.
    SignedIn(Staff, Vec<WrongPins>),
    /// To [`Question::SignIn`].
    WrongPin {
        /// Attempts left before it locks.
        left: u32,
    },
    /// To [`Question::SignIn`].
    Locked {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// To [`Question::Queue`]: what waits, and the newest calls to which nobody came and that nobody of the staff has
    /// seen, newest first, at most [`MISSED_MAX`].
    Queue(Vec<QueueRow>, Vec<MissedCall>),
    /// To [`Question::Contact`]; none where the visit has no telephone number, or its day has come.
    Contact(Option<Contact>),
    /// To [`Question::Case`].
    Case(Box<Case>),
    /// To [`Question::Decide`]: decided by this question, or by the same one before.
    Decided(Stage),
    /// To [`Question::Case`], [`Question::Decide`], [`Question::NewCopy`]: no such visit, or it is decided otherwise. To
    /// [`Question::Book`] and [`Question::Shown`]: it is void.
    NotOpen,
    /// To [`Question::SurveyShown`]: its answers so far; none when the survey has ended or the visit is not closed.
    Survey(Option<SurveySoFar>),
    /// The ledger could not; the text is for the log and the staff.
    Failed(String),
}

/// What a survey holds already.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SurveySoFar {
    /// The latest score.
    pub score: Option<Score>,
    /// The chips whose latest touch chose them.
    pub chips: BTreeSet<Chip>,
    /// Touches so far.
    pub touches: u32,
}
