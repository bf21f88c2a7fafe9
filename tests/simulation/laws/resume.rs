//! Laws of restarts.

use super::*;
use domain::protocol::{VisitAnswer, VisitQuestion};
use domain::view::CustomerScreen;

impl Laws {
    /// 16: only what was kept, only in time, only by a trusted clock.
    pub(super) fn resume_asked(&mut self, step: &Step<'_>, id: RequestId, question: &Question) -> Lawful {
        let Some(draft) = &self.booted else { return Ok(()) };
        let starts = matches!(step.before.screen, Screen::Starting);
        match question {
            Question::Visit(VisitQuestion::Reopen { .. }) if starts => {
                let draft = draft.clone();
                let Some((kept, at, trusted)) = self.kept.get(&draft.key) else {
                    return broken(Law::ResumesOnlyInTime, "resumed what was never kept");
                };
                let age = step.t.saturating_sub(*at);
                let in_time = step.now.trust == Trust::Trusted && *trusted && age < IDLE && *kept == draft;
                hold(Law::ResumesOnlyInTime, in_time, || {
                    format!("resumed after {age:?}, clock {:?}, kept at a trusted time: {trusted}", step.now.trust)
                })?;
                self.booted = None;
                self.resuming = Some((id, draft));
            }
            Question::Visit(VisitQuestion::Wipe(key)) if starts || *key == draft.key => {
                hold(Law::ResumesOnlyInTime, *key == draft.key, || "wiped another".to_owned())?;
                self.booted = None;
            }
            _ => {}
        }
        Ok(())
    }

    /// 16: where it stood.
    pub(super) fn resumed(&mut self, step: &Step<'_>) -> Lawful {
        if let Event::Answered(_, Answer::Booted { draft, .. }) = step.event
            && !step.unmatched
        {
            self.booted.clone_from(draft);
        }
        let (Event::Answered(id, Answer::Visit(VisitAnswer::Found(found))), Some((wanted, draft))) =
            (step.event, &self.resuming)
        else {
            return Ok(());
        };
        if id != wanted || step.unmatched || !same(&step.before.screen, &Screen::Starting) {
            return Ok(());
        }
        let whole = match found {
            domain::protocol::Found::Order(order) => draft
                .chosen
                .iter()
                .all(|chosen| order.line(chosen.no).is_some_and(|line| line.facts.returnable() >= chosen.units)),
            _ => false,
        };
        let nth = |item: &domain::view::ItemHead| usize::from(item.at) - 1;
        let stands = match (&step.after.screen, draft.place) {
            _ if !whole => true,
            (Screen::Customer(CustomerScreen::Choose { .. }), Place::Choose) => true,
            (
                Screen::Customer(CustomerScreen::Reason { item, .. })
                | Screen::Customer(CustomerScreen::Condition { item, .. })
                | Screen::Customer(CustomerScreen::Proof { item, .. })
                | Screen::Customer(CustomerScreen::Noticed { item, .. }),
                Place::Ask(at),
            ) => nth(item) == at,
            (Screen::Customer(CustomerScreen::Answer(_)), Place::Answer)
            | (Screen::Customer(CustomerScreen::Confirm(_)), Place::Confirm) => true,
            // What was open yesterday may be refused today: then there is nothing to confirm.
            (Screen::Customer(CustomerScreen::Answer(answer)), Place::Confirm) => {
                !answer.decision.lines.iter().any(|line| line.is_open())
            }
            _ => false,
        };
        let (after, place) = (names::screen::of(&step.after.screen), draft.place);
        self.resuming = None;
        hold(Law::ResumesOnlyInTime, stands, || format!("{place:?} was resumed at {after}"))
    }
}
