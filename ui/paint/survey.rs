//! The survey: one question a screen; nothing on it steers an answer.

use domain::nps::Kind;
use domain::view::{Screen, SurveyScreen};
use markup::{AfterWords, PageWords, Shown};

use super::Speaker;
use crate::page::{Page, choice};
use crate::words;

/// The page of a survey's screen.
pub(super) fn page(speaker: &Speaker<'_>, screen: &Screen) -> Page {
    let mut page = match screen {
        Screen::Survey(SurveyScreen::Recommend { picked, .. }) => {
            let mut page = Page::new(Shown::Recommend);
            page.picked = picked.map_or(-1, |score| i32::from(score.get()));
            page
        }
        Screen::Survey(SurveyScreen::Why { kind, chips }) => {
            let say = speaker.of::<AfterWords>();
            let mut page = Page::new(Shown::Why);
            page.heading = say.invoke_question(words::kind(*kind)).into();
            page.choices = chips
                .iter()
                .enumerate()
                .map(|(at, (chip, picked))| {
                    let chip = words::chip(*chip);
                    let text = match kind {
                        Kind::Promoter => say.invoke_good(chip),
                        Kind::Passive => say.invoke_better(chip),
                        Kind::Detractor => say.invoke_bad(chip),
                    };
                    choice(text, "", *picked, at)
                })
                .collect();
            page
        }
        _ => Page::new(Shown::SurveyThanks),
    };
    page.aside = speaker.of::<PageWords>().invoke_unseen().into();
    page
}
