//! Laws of touches: nothing that cannot be got back hangs on one that came too soon, or may be the tail of another.

use super::*;
use domain::protocol::{CallQuestion, DeskQuestion, SurveyQuestion, VisitQuestion};
use domain::view::CustomerScreen;

/// How long a screen stands before it takes what books or ends.
const SETTLE_FINAL: Duration = Duration::from_secs(1);
/// How long a number stands before it can be taken away.
const NUMBER: Duration = Duration::from_secs(2);

impl Laws {
    /// 26, 27 and 28.
    pub(super) fn touches(&mut self, step: &Step<'_>) -> Lawful {
        self.number_is_read(step)?;
        let Event::Touched { press, touch } = step.event else { return Ok(()) };
        let screen = names::screen::of(&step.before.screen);
        for what in self.lost_for_ever(step) {
            let tail = press.rest < DOUBLE || press.stood < SETTLE;
            hold(Law::NothingHangsOnATail, !tail, || format!("{what} by {touch:?} on {screen} {press:?}"))?;
        }
        let books = self.asked_first(step).any(|question| matches!(question, Question::Visit(VisitQuestion::Book(_))));
        hold(Law::BookedAsRead, !books || press.stood >= SETTLE_FINAL, || format!("booked on {screen} {press:?}"))
    }

    /// Questions that are asked for the first time.
    fn asked_first<'a>(&self, step: &Step<'a>) -> impl Iterator<Item = &'a Question> {
        step.effects.iter().filter_map(|effect| match effect {
            Effect::Ask(id, question) if !self.open.contains_key(id) => Some(question),
            _ => None,
        })
    }

    /// What nobody can take back of what has just happened.
    fn lost_for_ever(&self, step: &Step<'_>) -> Vec<String> {
        let of_questions = self.asked_first(step).filter_map(|question| match question {
            Question::Visit(VisitQuestion::Book(_))
            | Question::Visit(VisitQuestion::Wipe(_))
            | Question::Desk(DeskQuestion::NewCopy { .. })
            | Question::Desk(DeskQuestion::Decide { .. })
            | Question::Survey(SurveyQuestion::Ended { .. })
            | Question::Call(CallQuestion::Seen { .. })
            | Question::Desk(DeskQuestion::Contact { .. })
            | Question::Desk(DeskQuestion::ClockConfirmed { .. }) => Some(names::question::of(question).to_owned()),
            _ => None,
        });
        let answered = match (&step.before.card, &step.after.card) {
            (Some(Card::Twice { .. }), None) => Some("an answer to a card".to_owned()),
            _ => None,
        };
        let rang = (!step.before.bell && step.after.bell).then(|| "the bell".to_owned());
        let exported = step.effects.iter().any(|effect| matches!(effect, Effect::Export { .. }));
        let exported = exported.then(|| "an export".to_owned());
        of_questions.chain(answered).chain(rang).chain(exported).collect()
    }

    /// 27: only time takes it away sooner, and that is warned of.
    fn number_is_read(&mut self, step: &Step<'_>) -> Lawful {
        let number = |view: &View| match &view.screen {
            Screen::Customer(CustomerScreen::Thanks(thanks)) => Some(thanks.number),
            _ => None,
        };
        let (before, after) = (number(step.before), number(step.after));
        if before != after {
            let stood = step.t.saturating_sub(self.number_since);
            let read = match step.event {
                _ if before.is_none() => true,
                Event::Touched { press, .. } => press.stood >= NUMBER && press.rest >= DOUBLE,
                Event::Woke => true,
                _ => stood >= NUMBER,
            };
            hold(Law::NumbersAreRead, read, || {
                format!("{before:?} was taken away after {stood:?} by {:?}", step.event)
            })?;
            self.number_since = step.t;
        }
        Ok(())
    }
}
