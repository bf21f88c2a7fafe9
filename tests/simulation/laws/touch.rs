//! Laws of touches: nothing that cannot be got back hangs on one that came too soon, or may be the tail of another.

use domain::protocol::{CallQuestion, DeskQuestion, SurveyQuestion};
use domain::view::CustomerScreen;

use super::*;

/// How long a screen stands before it takes what books or ends.
const SETTLE_FINAL: Duration = Duration::from_secs(1);
/// How long a number stands before it can be taken away.
const NUMBER: Duration = Duration::from_secs(2);

/// Whether nobody can take it back once it is written.
fn is_for_ever(question: &Question) -> bool {
    match question {
        Question::Visit(VisitQuestion::Book(_) | VisitQuestion::Wipe(_)) => true,
        Question::Visit(
            VisitQuestion::Find { .. }
            | VisitQuestion::FindTyped { .. }
            | VisitQuestion::FindVisit { .. }
            | VisitQuestion::Reopen { .. }
            | VisitQuestion::Keep(_),
        ) => false,
        // These follow from an answer of the ledger, or from a wait that ended.
        Question::Visit(VisitQuestion::Shown { .. } | VisitQuestion::Void(_)) => false,
        Question::Desk(
            DeskQuestion::Contact { .. }
            | DeskQuestion::Decide { .. }
            | DeskQuestion::NewCopy { .. }
            | DeskQuestion::ClockConfirmed { .. },
        ) => true,
        Question::Desk(
            DeskQuestion::Staff | DeskQuestion::SignIn { .. } | DeskQuestion::Queue | DeskQuestion::Case(_),
        ) => false,
        Question::Survey(SurveyQuestion::Ended { .. }) => true,
        Question::Survey(SurveyQuestion::Shown { .. } | SurveyQuestion::Touched { .. }) => false,
        Question::Call(CallQuestion::Seen { .. }) => true,
        Question::Call(CallQuestion::Made { .. } | CallQuestion::Ended { .. }) => false,
        Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => false,
    }
}

impl Laws {
    /// 26, 27 and 28.
    pub(super) fn touches(&mut self, step: &Step<'_>) -> Lawful {
        self.number_is_read(step)?;
        let Event::Touched { press, touch } = step.event else { return Ok(()) };
        let screen = step.was();
        for what in self.lost_for_ever(step) {
            let tail = press.rest < DOUBLE || press.stood < SETTLE;
            hold(Law::NothingHangsOnATail, !tail, || format!("{what} by {touch:?} on {screen} {press:?}"))?;
        }
        let books = self.asked_first(step).any(booking::is_booking);
        hold(Law::BookedAsRead, !books || press.stood >= SETTLE_FINAL, || format!("booked on {screen} {press:?}"))
    }

    /// Questions that are asked for the first time.
    pub(super) fn asked_first<'a>(&self, step: &Step<'a>) -> impl Iterator<Item = &'a Question> {
        step.effects.iter().filter_map(|effect| match effect {
            Effect::Ask(id, question) => (!self.open.contains_key(id)).then_some(question),
            Effect::Print(..) | Effect::Export { .. } | Effect::Examine(_) => None,
            Effect::Ring | Effect::Hush | Effect::TrustClock => None,
        })
    }

    /// What nobody can take back of what has just happened.
    fn lost_for_ever(&self, step: &Step<'_>) -> Vec<String> {
        let of_questions = self.asked_first(step).filter(|question| is_for_ever(question));
        let of_questions = of_questions.map(|question| names::question::of(question).to_owned());
        let twice = matches!((&step.before.card, &step.after.card), (Some(Card::Twice { .. }), None));
        let answered = twice.then(|| "an answer to a card".to_owned());
        let rang = (!step.before.bell && step.after.bell).then(|| "the bell".to_owned());
        let exported = step.effects.iter().any(|effect| matches!(effect, Effect::Export { .. }));
        let exported = exported.then(|| "an export".to_owned());
        of_questions.chain(answered).chain(rang).chain(exported).collect()
    }

    /// 27: only time takes it away sooner, and that is warned of.
    fn number_is_read(&mut self, step: &Step<'_>) -> Lawful {
        let number = |view: &View| {
            if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &view.screen { Some(thanks.number) } else { None }
        };
        let (before, after) = (number(step.before), number(step.after));
        if before != after {
            let stood = step.t.saturating_sub(self.number_since);
            let read = match step.event {
                Event::Touched { press, .. } => press.stood >= NUMBER && press.rest >= DOUBLE,
                Event::Woke => true,
                Event::Started
                | Event::Scanned(_)
                | Event::Unread(_)
                | Event::Answered(..)
                | Event::Printed(..)
                | Event::Exporting(_)
                | Event::PrinterCleared
                | Event::Exported(..)
                | Event::Examined(..)
                | Event::Device(..) => stood >= NUMBER,
            };
            let read = before.is_none() || read;
            hold(Law::NumbersAreRead, read, || {
                format!("{before:?} was taken away after {stood:?} by {:?}", step.event)
            })?;
            self.number_since = step.t;
        }
        Ok(())
    }
}
