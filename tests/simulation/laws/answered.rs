//! Laws of what touches and answers may do: nothing where they are old, something where they are not.

use super::*;

impl Laws {
    /// 9 and 15.
    pub(super) fn void(&self, step: &Step<'_>) -> Lawful {
        let nothing = || step.before == step.after && step.effects.is_empty() && step.deadline_before == step.deadline;
        if step.unmatched {
            hold(Law::UnmatchedChangesNothing, nothing(), || format!("{:?} did something", step.event))?;
        }
        let Event::Touched { press, .. } = step.event else { return Ok(()) };
        if self.faces.get(&press.face) != Some(&step.before.serial) {
            hold(Law::OldTouchesAreVoid, nothing(), || format!("{:?} did something", step.event))?;
        } else if press.face != step.before.face {
            // It began before a card came or went: only that somebody is there is true.
            let same = step.before.screen == step.after.screen && step.effects.is_empty();
            hold(Law::OldTouchesAreVoid, same, || format!("{:?} did something", step.event))?;
        }
        Ok(())
    }

    /// 18, and the second half of 11.
    pub(super) fn answered_touch(&self, step: &Step<'_>) -> Lawful {
        let Some(touch) = step.touch(SETTLE, DOUBLE) else { return Ok(()) };
        let (before, after) = (step.before, step.after);
        if let Some(Card::Idle { .. }) = before.card {
            let kept = same(&before.screen, &after.screen) && !matches!(after.card, Some(Card::Idle { .. }));
            return hold(Law::WarnedBeforeWiped, kept, || format!("{touch:?} did not keep {}", step.was()));
        }
        if before.card.is_some() {
            return Ok(());
        }
        let answered = match touch {
            Touch::Frame(FrameTouch::Call) if is_staffs(&before.screen) || is_sign_in(&before.screen) => {
                !after.bell || before.bell
            }
            Touch::Frame(FrameTouch::Call) => after.card == Some(Card::Called) && after.bell,
            Touch::Frame(FrameTouch::Larger) => after.looks.large != before.looks.large,
            Touch::Frame(FrameTouch::Contrast) => after.looks.contrast != before.looks.contrast,
            Touch::Frame(FrameTouch::Low) => after.looks.low != before.looks.low,
            Touch::Frame(FrameTouch::Language) => after.language != before.language,
            Touch::Frame(FrameTouch::Still | FrameTouch::Close | FrameTouch::StopCalling | FrameTouch::StaffDoor) => {
                true
            }
            // What these do depends on the screen.
            Touch::Back | Touch::Main | Touch::Digit(_) | Touch::Erase | Touch::NextPage | Touch::PreviousPage => true,
            Touch::Customer(_) | Touch::Survey(_) | Touch::Desk(_) | Touch::Manage(_) => true,
        };
        hold(Law::TouchesAreAnswered, answered, || format!("{touch:?} did nothing on {}", step.was()))
    }
}
