//! Laws of what is said in surveys.

use domain::protocol::SurveyQuestion;
use domain::survey::SurveyAnswer;
use domain::view::SurveyScreen;

use super::*;

impl Laws {
    /// 8: every touch that the screen took, and nothing else, is to be a row.
    pub(super) fn survey(&mut self, step: &Step<'_>) -> Lawful {
        let mut asked = Vec::new();
        for effect in step.effects {
            if let Effect::Ask(id, Question::Survey(SurveyQuestion::Touched { answer, .. })) = effect
                && !self.open.contains_key(id)
            {
                asked.push(*answer);
            }
        }
        self.touches += asked.len() as u64;
        let taken = match (&step.before.screen, &step.after.screen) {
            (
                Screen::Survey(SurveyScreen::Recommend { picked: before, .. }),
                Screen::Survey(SurveyScreen::Recommend { picked: after, .. }),
            ) if before != after => after.map(SurveyAnswer::Recommend),
            (
                Screen::Survey(SurveyScreen::Why { chips: before, .. }),
                Screen::Survey(SurveyScreen::Why { chips: after, .. }),
            ) => {
                let changed = before.iter().zip(after).find(|(before, after)| before != after);
                changed.map(|(_, (chip, chosen))| SurveyAnswer::Why(*chip, *chosen))
            }
            _ => None,
        };
        let kept = taken.is_none_or(|taken| asked == [taken]);
        hold(Law::AnswersAreKept, kept, || format!("{taken:?} was seen, {asked:?} was asked"))
    }

    /// 24: what is on the screen says that what was said before is there.
    pub(super) fn saved_before_shown(&mut self, step: &Step<'_>, ledger: &Ledger) -> Lawful {
        let moved = match (&step.before.screen, &step.after.screen) {
            (Screen::Survey(SurveyScreen::Recommend { .. }), Screen::Survey(SurveyScreen::Why { .. })) => true,
            (before, Screen::Survey(SurveyScreen::Thanks)) if !same(before, &Screen::Survey(SurveyScreen::Thanks)) => {
                self.thanked += 1;
                true
            }
            _ => false,
        };
        if !moved {
            return Ok(());
        }
        let audit = self.audit(ledger)?;
        let (rows, completed) = (audit.survey_touches, audit.surveys_completed);
        let kept = rows == self.touches && completed >= self.thanked;
        hold(Law::SavedBeforeShown, kept, || {
            format!(
                "{} with {rows} rows of {} touches, {completed} surveys completed and {} thanked for",
                names::screen::of(&step.after.screen),
                self.touches,
                self.thanked
            )
        })
    }
}
