//! What is seen of a survey.

use crate::nps::{Kind, Score};
use crate::survey::Chip;
use crate::touch::SurveyTouch;
use crate::visit_no::VisitNo;

/// A screen of a survey.
#[derive(Clone, Debug, PartialEq)]
pub enum SurveyScreen {
    /// 0–10: `Score`. Saved as touched.
    Recommend {
        /// The visit.
        number: VisitNo,
        /// Touched last.
        picked: Option<Score>,
    },
    /// Why: `Pick` toggles a chip.
    Why {
        /// Which question.
        kind: Kind,
        /// All chips, with what is touched.
        chips: Vec<(Chip, bool)>,
    },
    /// Thanks for the answer.
    Thanks,
    /// The ledger did not answer in time: what was said is kept once it is back.
    Unsaved,
}

impl SurveyScreen {
    pub(super) fn touched(&self, at: usize) -> Option<SurveyTouch> {
        match self {
            SurveyScreen::Why { chips, .. } => chips.get(at).map(|(chip, _)| SurveyTouch::Chip(*chip)),
            SurveyScreen::Recommend { .. } | SurveyScreen::Thanks | SurveyScreen::Unsaved => None,
        }
    }
}
