//! Questions of a survey.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Answer, Holds};
use crate::nps::Score;
use crate::survey::{Chip, Ending, SurveyAnswer};
use crate::visit_no::VisitNo;

/// What is asked of the survey of a closed visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SurveyQuestion {
    /// It is shown.
    Shown {
        /// The visit.
        visit: VisitNo,
        /// When.
        at: DateTime<Utc>,
    },
    /// A touch.
    Touched {
        /// The visit.
        visit: VisitNo,
        /// What.
        answer: SurveyAnswer,
        /// Order of the touches within the survey, from 1.
        nth: u32,
        /// When.
        at: DateTime<Utc>,
    },
    /// It is over.
    Ended {
        /// The visit.
        visit: VisitNo,
        /// How.
        ending: Ending,
        /// When.
        at: DateTime<Utc>,
    },
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

impl SurveyQuestion {
    pub(super) fn takes(&self, answer: &Answer) -> bool {
        match self {
            SurveyQuestion::Shown { .. } => matches!(answer, Answer::Survey(_)),
            SurveyQuestion::Touched { .. } | SurveyQuestion::Ended { .. } => *answer == Answer::Done,
        }
    }

    pub(super) fn holds(&self) -> Holds {
        match self {
            SurveyQuestion::Shown { .. } => Holds::Nothing,
            SurveyQuestion::Touched { visit, .. } => Holds::TheSurvey { of: *visit, its_end: true },
            SurveyQuestion::Ended { visit, .. } => Holds::TheSurvey { of: *visit, its_end: false },
        }
    }
}
