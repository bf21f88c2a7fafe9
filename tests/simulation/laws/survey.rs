//! Laws of what is said in surveys.

use domain::protocol::SurveyQuestion;
use domain::survey::SurveyAnswer;
use domain::view::SurveyScreen;

use super::*;

/// What the screen has taken of a touch.
fn taken(before: &Screen, after: &Screen) -> Option<SurveyAnswer> {
    let (Screen::Survey(before), Screen::Survey(after)) = (before, after) else { return None };
    match before {
        SurveyScreen::Recommend { picked: before, .. } => match after {
            SurveyScreen::Recommend { picked: after, .. } if before != after => after.map(SurveyAnswer::Recommend),
            SurveyScreen::Recommend { .. } => None,
            SurveyScreen::Why { .. } | SurveyScreen::Thanks | SurveyScreen::Unsaved => None,
        },
        SurveyScreen::Why { chips: before, .. } => match after {
            SurveyScreen::Why { chips: after, .. } => {
                let changed = before.iter().zip(after).find(|(before, after)| before != after);
                changed.map(|(_, (chip, chosen))| SurveyAnswer::Why(*chip, *chosen))
            }
            SurveyScreen::Recommend { .. } | SurveyScreen::Thanks | SurveyScreen::Unsaved => None,
        },
        SurveyScreen::Thanks | SurveyScreen::Unsaved => None,
    }
}

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
        let taken = taken(&step.before.screen, &step.after.screen);
        let kept = taken.is_none_or(|taken| asked == [taken]);
        hold(Law::AnswersAreKept, kept, || format!("{taken:?} was seen, {asked:?} was asked"))
    }

    /// 24: what is on the screen says that what was said before is there.
    pub(super) fn saved_before_shown(&mut self, step: &Step<'_>, ledger: &Ledger) -> Lawful {
        let Screen::Survey(after) = &step.after.screen else { return Ok(()) };
        let before = &step.before.screen;
        let moved = match after {
            SurveyScreen::Recommend { .. } | SurveyScreen::Unsaved => false,
            SurveyScreen::Why { .. } => matches!(before, Screen::Survey(SurveyScreen::Recommend { .. })),
            SurveyScreen::Thanks => !same(before, &step.after.screen),
        };
        if !moved {
            return Ok(());
        }
        self.thanked += u64::from(*after == SurveyScreen::Thanks);
        let audit = self.audit(ledger)?;
        let (rows, completed) = (audit.survey_touches, audit.surveys_completed);
        let kept = rows == self.touches && completed >= self.thanked;
        hold(Law::SavedBeforeShown, kept, || {
            format!(
                "{} with {rows} rows of {} touches, {completed} surveys completed and {} thanked for",
                step.is(),
                self.touches,
                self.thanked
            )
        })
    }
}
