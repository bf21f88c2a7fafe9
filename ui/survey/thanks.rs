//! The end of the survey.

use markup::SurveyScreen;

use super::unseen;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>) -> Shown {
    Shown::new(Place::Survey(SurveyScreen::Thanks), |_| {}).with_aside(unseen(speaker))
}
