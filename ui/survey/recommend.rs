//! Whether the shop is recommended, from 0 to 10.

use domain::nps::Score;
use markup::slint::ComponentHandle;
use markup::{RecommendPage, Survey, SurveyScreen};

use super::unseen;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>, picked: Option<Score>) -> Shown {
    let picked = picked.map_or(-1, |score| i32::from(score.get()));
    speaker.of::<Survey>().set_recommend(RecommendPage { picked });
    let place = Place::Survey(SurveyScreen::Recommend);
    Shown::new(place, |app| app.global::<Survey>().set_recommend(RecommendPage::default())).with_aside(unseen(speaker))
}
