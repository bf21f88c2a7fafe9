//! What the counter asks of the ledger, and what it is told, an enum per area. Every question may be asked twice: the
//! second time changes nothing and gets the same answer, so that a lost answer is mended by asking again.
//!
//! What has to be known of every question (whether it only reads, what waits for it, whose draft it ends) stands here,
//! beside the variants and without a default: a new question does not compile before somebody has thought about it.

mod call;
mod case;
mod desk;
mod found;
mod survey;
mod visit;

use serde::{Deserialize, Serialize};

pub use call::CallQuestion;
pub use case::{Case, QueueRow, Twin};
pub use desk::{DeskAnswer, DeskQuestion, MISSED_MAX};
pub use found::{CANDIDATES_MAX, Candidate, Found, Refused, VISIT_DAYS, VisitStatus};
pub use survey::{SurveyQuestion, SurveySoFar};
pub use visit::{VisitAnswer, VisitQuestion};

use crate::booking::{Draft, Slip, SlipState, VisitKey};
use crate::visit_no::VisitNo;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The machine starts: count the boot, mark slips that were being sent as in doubt, give what to resume.
    Boot {
        /// Tells a repeated question from another start.
        nonce: u64,
    },
    /// The printer holds nothing any more of the slips that broke off.
    PrinterCleared,
    /// A slip has come so far.
    Slip {
        /// The visit.
        visit: VisitNo,
        /// The copy, from 1.
        copy: u32,
        /// How far.
        state: SlipState,
    },
    /// Of a call for the staff.
    Call(CallQuestion),
    /// Of a customer's visit.
    Visit(VisitQuestion),
    /// Of a survey.
    Survey(SurveyQuestion),
    /// Of the staff.
    Desk(DeskQuestion),
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To everything that only had to be written.
    Done,
    /// The ledger could not; the text is for the log and the staff.
    Failed(String),
    /// To [`Question::Boot`].
    Booted {
        /// Which start this is, from 1.
        boot: u64,
        /// An unconfirmed visit of before.
        draft: Option<Draft>,
    },
    /// Of a customer's visit.
    Visit(VisitAnswer),
    /// To [`SurveyQuestion::Shown`]: its answers so far; none when the survey has ended or the visit is not closed.
    Survey(Option<SurveySoFar>),
    /// Of the staff.
    Desk(DeskAnswer),
}

/// What is not asked before a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// Nothing is read or written while a visit that the customer was told is not booked may stand in the ledger.
    Everything,
    /// What was seen stands in no list after it.
    TheQueue,
    /// The end of a survey takes no answers after it, and one that is shown again says all that was said.
    TheSurvey {
        of: VisitNo,
        its_end: bool,
    },
    /// How far a slip has come is told in order.
    TheSlip {
        of: VisitNo,
        copy: u32,
    },
}

impl Question {
    /// A slip has come so far.
    pub(crate) fn slip(slip: &Slip, state: SlipState) -> Question {
        Question::Slip { visit: slip.visit.number, copy: slip.copy, state }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_read(&self) -> bool {
        match self {
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => false,
            Question::Call(_) | Question::Survey(_) => false,
            Question::Visit(visit) => visit.is_read(),
            Question::Desk(desk) => desk.is_read(),
        }
    }

    /// Whether that is an answer to it. Any other is a bug of the ledger.
    #[must_use]
    pub fn takes(&self, answer: &Answer) -> bool {
        match (self, answer) {
            (_, Answer::Failed(_)) => true,
            (Question::Boot { .. }, answer) => matches!(answer, Answer::Booted { .. }),
            (Question::PrinterCleared | Question::Slip { .. } | Question::Call(_), answer) => *answer == Answer::Done,
            (Question::Visit(question), answer) => question.takes(answer),
            (Question::Survey(question), answer) => question.takes(answer),
            (Question::Desk(question), answer) => question.takes(answer),
        }
    }

    /// Whether the staff may ask it although the ledger's file is gone or another: they still have to see what is wrong.
    #[must_use]
    pub fn promises_nothing(&self) -> bool {
        match self {
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => false,
            Question::Call(_) | Question::Survey(_) | Question::Visit(_) => false,
            Question::Desk(desk) => desk.promises_nothing(),
        }
    }

    fn holds(&self) -> Holds {
        match self {
            Question::Boot { .. } | Question::PrinterCleared => Holds::Nothing,
            Question::Slip { visit, copy, .. } => Holds::TheSlip { of: *visit, copy: *copy },
            Question::Call(call) => call.holds(),
            Question::Visit(visit) => visit.holds(),
            Question::Survey(survey) => survey.holds(),
            Question::Desk(desk) => desk.holds(),
        }
    }

    /// Whether this one must be answered before the later one is asked, or asked again.
    #[must_use]
    pub fn comes_before(&self, later: &Question) -> bool {
        match self.holds() {
            Holds::Nothing => false,
            Holds::Everything => true,
            Holds::TheQueue => matches!(later, Question::Desk(DeskQuestion::Queue)),
            Holds::TheSurvey { of, its_end } => match later {
                Question::Survey(SurveyQuestion::Shown { visit, .. }) => *visit == of,
                Question::Survey(SurveyQuestion::Ended { visit, .. }) => *visit == of && its_end,
                _ => false,
            },
            Holds::TheSlip { of, copy: nth } => {
                matches!(later, Question::Slip { visit, copy, .. } if (*visit, *copy) == (of, nth))
            }
        }
    }

    /// The visit whose earlier drafts it makes void.
    #[must_use]
    pub fn ends_draft(&self) -> Option<VisitKey> {
        match self {
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => None,
            Question::Call(_) | Question::Survey(_) | Question::Desk(_) => None,
            Question::Visit(visit) => visit.ends_draft(),
        }
    }

    /// Whether it is asked before everything that was asked earlier and is asked again.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.holds() == Holds::Everything
    }
}
