//! Laws of calls for the staff.

use domain::protocol::{CallQuestion, DeskAnswer};
use domain::touch::FrameTouch;
use domain::view::CustomerScreen;
use std::collections::VecDeque;

use domain::call::CallEnd;

use super::*;

/// How soon somebody of the staff goes through the door behind the tool, so that nobody was called.
const DOOR: Duration = Duration::from_millis(2_900);

/// The call under way.
#[derive(Debug, Default)]
pub struct Heard {
    /// It has rung.
    rung: bool,
    /// When the tool was touched that made it.
    asked_at: Option<Duration>,
    /// The ledger has answered since the start: there is something to write into.
    booted: bool,
    /// How calls have ended of which the ledger has not been told: it may have to be asked something else first.
    untold: VecDeque<CallEnd>,
}

impl Laws {
    /// 35, 36 and 37.
    pub(super) fn calls(&mut self, step: &Step<'_>) -> Lawful {
        let (before, after) = (step.before, step.after);
        let rings = step.effects.contains(&Effect::Ring);
        self.call.booted |= matches!(step.event, Event::Answered(_, Answer::Booted { .. }));
        Laws::none_for_the_next(step)?;
        let at_the_door = is_sign_in(&after.screen) || is_staffs(&after.screen);
        hold(Law::SigningInCallsNobody, !rings || (after.bell && !at_the_door), || {
            format!("it rings on {}", step.is())
        })?;
        if after.bell && !before.bell {
            let by_tool = matches!(step.event, Event::Touched { touch: Touch::Frame(FrameTouch::Call), .. });
            (self.call.rung, self.call.asked_at) = (false, by_tool.then_some(step.now.uptime));
        }
        self.call.rung |= rings;
        let through = is_sign_in(&after.screen) && !is_sign_in(&before.screen);
        let soon = self.call.asked_at.is_some_and(|at| step.now.uptime < at + DOOR);
        if before.bell && through && soon {
            hold(Law::SigningInCallsNobody, !self.call.rung && !after.bell, || "the door was opened at once".into())?;
        }
        if before.bell && !after.bell && self.call.rung && self.call.booted {
            self.call.untold.push_back(match step.event {
                Event::Answered(_, Answer::Desk(DeskAnswer::SignedIn(staff, _))) => CallEnd::Taken(staff.id),
                Event::Touched { touch: Touch::Frame(FrameTouch::StopCalling), .. } => CallEnd::CalledOff,
                Event::Started
                | Event::Scanned(_)
                | Event::Unread(_)
                | Event::Touched { .. }
                | Event::Answered(..)
                | Event::Printed(..)
                | Event::Exporting(_)
                | Event::PrinterCleared
                | Event::Exported(..)
                | Event::Examined(..)
                | Event::Device(..)
                | Event::Woke => CallEnd::Nobody,
            });
        }
        self.told(step)
    }

    fn told(&mut self, step: &Step<'_>) -> Lawful {
        for effect in step.effects {
            if let Effect::Ask(id, Question::Call(CallQuestion::Ended { end, .. })) = effect
                && !self.open.contains_key(id)
            {
                let wanted = self.call.untold.pop_front();
                hold(Law::EveryCallIsKept, wanted == Some(*end), || format!("it ended as {wanted:?}, not as {end:?}"))?;
            }
        }
        Ok(())
    }

    /// 36, once everybody has left and nothing fails any more.
    pub(super) fn every_call_has_ended(&self, calls: &[(domain::call::Cause, Option<CallEnd>)]) -> Lawful {
        let open = calls.iter().filter(|(_, end)| end.is_none()).count();
        let untold = &self.call.untold;
        hold(Law::EveryCallIsKept, open == 0 && untold.is_empty(), || {
            format!("{open} have no end of {calls:?}; untold: {untold:?}")
        })
    }

    /// Whoever goes on from the welcome screen, and whoever comes back from the staff's door, is the same person.
    fn none_for_the_next(step: &Step<'_>) -> Lawful {
        let (before, after) = (step.before, step.after);
        let remembers = matches!(after.screen, Screen::Customer(CustomerScreen::Welcome { remembered: Some(_), .. }));
        let home = is_welcome(&after.screen) || after.screen == Screen::OutOfOrder;
        let from_the_door = is_sign_in(&before.screen) && *step.event != Event::Woke;
        let next = home && after.serial != before.serial && !remembers && !from_the_door;
        hold(Law::NoCallForTheNext, !(next && after.bell), || format!("a call stands after {}", step.was()))
    }
}
