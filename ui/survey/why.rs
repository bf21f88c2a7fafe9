//! What was good, or would be better.

use domain::nps::Kind;
use domain::survey::Chip;
use markup::slint::ComponentHandle;
use markup::{AfterWords, Survey, SurveyScreen, WhyPage, Word};

use super::unseen;
use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, kind: Kind, chips: &[(Chip, bool)]) -> Shown {
    let (say, survey) = (speaker.of::<AfterWords>(), speaker.of::<Survey>());
    let cards = chips.iter().enumerate().map(|(at, (chip, picked))| {
        let chip = words::chip(*chip);
        let text = match kind {
            Kind::Promoter => say.invoke_good(chip),
            Kind::Passive => say.invoke_better(chip),
            Kind::Detractor => say.invoke_bad(chip),
        };
        choice(text, "", *picked, at)
    });
    survey.set_why(WhyPage {
        question: say.invoke_question(words::kind(kind)),
        chips: rows(survey.get_why().chips, cards.collect()),
    });
    let place = Place::Survey(SurveyScreen::Why);
    Shown::new(place, |app| app.global::<Survey>().set_why(WhyPage::default()))
        .with_aside(unseen(speaker))
        .with_done(Word::Send)
}
