//! Laws of restarts.

use domain::protocol::{Found, VisitAnswer};
use domain::view::{CustomerScreen, ItemHead};

use super::*;

/// Whether a visit stands on a screen where it stood when it was kept.
fn stands_at(screen: &Screen, place: Place) -> bool {
    let Screen::Customer(screen) = screen else { return false };
    match place {
        Place::Choose => matches!(screen, CustomerScreen::Choose { .. }),
        Place::Ask(at) => asked_of(screen).is_some_and(|item| usize::from(item.at) - 1 == at),
        Place::Answer => matches!(screen, CustomerScreen::Answer(_)),
        // What was open yesterday may be refused today: then there is nothing to confirm.
        Place::Confirm => match screen {
            CustomerScreen::Answer(answer) => !answer.decision.lines.iter().any(|line| line.is_open()),
            screen => matches!(screen, CustomerScreen::Confirm(_)),
        },
    }
}

/// The line that a screen asks about.
fn asked_of(screen: &CustomerScreen) -> Option<&ItemHead> {
    match screen {
        CustomerScreen::Reason { item, .. }
        | CustomerScreen::Condition { item, .. }
        | CustomerScreen::Proof { item, .. }
        | CustomerScreen::Noticed { item, .. } => Some(item),
        CustomerScreen::Welcome { .. }
        | CustomerScreen::NoReceipt
        | CustomerScreen::Number { .. }
        | CustomerScreen::Which { .. }
        | CustomerScreen::Choose { .. }
        | CustomerScreen::Answer(_)
        | CustomerScreen::Confirm(_)
        | CustomerScreen::Phone { .. }
        | CustomerScreen::HandingOver { .. }
        | CustomerScreen::Thanks(_)
        | CustomerScreen::Unsaved
        | CustomerScreen::Status { .. } => None,
    }
}

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
            Question::Visit(
                VisitQuestion::Find { .. }
                | VisitQuestion::FindTyped { .. }
                | VisitQuestion::FindVisit { .. }
                | VisitQuestion::Reopen { .. }
                | VisitQuestion::Keep(_)
                | VisitQuestion::Wipe(_)
                | VisitQuestion::Book(_)
                | VisitQuestion::Shown { .. }
                | VisitQuestion::Void(_),
            ) => {}
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => {}
            Question::Call(_) | Question::Survey(_) | Question::Desk(_) => {}
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
            Found::Order(order) => draft
                .chosen
                .iter()
                .all(|chosen| order.line(chosen.no).is_some_and(|line| line.facts.returnable() >= chosen.units)),
            Found::Product { .. } | Found::Visit(_) | Found::Several(_) | Found::Unknown => false,
        };
        let (after, place) = (step.is(), draft.place);
        let stands = !whole || stands_at(&step.after.screen, place);
        self.resuming = None;
        hold(Law::ResumesOnlyInTime, stands, || format!("{place:?} was resumed at {after}"))
    }
}
