//! The pages of the survey: one question a page; nothing on it steers an answer.

mod recommend;
mod thanks;
mod unsaved;
mod why;

use domain::view::SurveyScreen;
use markup::PageWords;
use markup::slint::SharedString;

use crate::shown::Shown;
use crate::speaker::Speaker;

/// Sets the page of a screen.
pub(crate) fn show(speaker: &Speaker<'_>, screen: &SurveyScreen) -> Shown {
    match screen {
        SurveyScreen::Recommend { picked, .. } => recommend::show(speaker, *picked),
        SurveyScreen::Why { kind, chips } => why::show(speaker, *kind, chips),
        SurveyScreen::Thanks => thanks::show(speaker),
        SurveyScreen::Unsaved => unsaved::show(),
    }
}

/// That the staff never see the answer.
fn unseen(speaker: &Speaker<'_>) -> SharedString {
    speaker.of::<PageWords>().invoke_unseen()
}
