//! The ledger did not answer in time: what was said is kept once it is back.

use markup::SurveyScreen;

use crate::shown::{Place, Shown};

pub(super) fn show() -> Shown {
    Shown::new(Place::Survey(SurveyScreen::Unsaved), |_| {})
}
