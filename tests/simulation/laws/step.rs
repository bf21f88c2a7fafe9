//! One thing that happened, and what the laws ask about it.

use domain::view::{CustomerScreen, DeskScreen, ManageScreen, SurveyScreen};

use super::*;

/// A broken law.
#[derive(Clone, Debug)]
pub struct Broken {
    pub law: Law,
    pub how: String,
}

pub type Lawful = Result<(), Broken>;

/// One thing that happened, seen from both sides.
pub struct Step<'a> {
    pub now: Moment,
    /// Time since the life began, also while the machine is off.
    pub t: Duration,
    pub before: &'a View,
    pub event: &'a Event,
    pub effects: &'a [Effect],
    pub after: &'a View,
    pub deadline_before: Option<Duration>,
    pub deadline: Option<Duration>,
    /// Nobody waits for what has arrived.
    pub unmatched: bool,
    /// The staff have said that a wrong clock is right.
    pub misled: bool,
    /// How wrong the wall clock is.
    pub wrong: TimeDelta,
}

impl Step<'_> {
    /// The touch that the person in front made on what they saw, once it had stood and the panel had rested so long.
    pub(super) fn touch(&self, stood: Duration, rest: Duration) -> Option<Touch> {
        if let Event::Touched { press, touch } = self.event
            && press.face == self.before.face
        {
            return (press.stood >= stood && press.rest >= rest).then_some(*touch);
        }
        None
    }

    /// The screen of before, by name.
    pub(super) fn was(&self) -> &'static str {
        names::screen::of(&self.before.screen)
    }

    /// The screen of after, by name.
    pub(super) fn is(&self) -> &'static str {
        names::screen::of(&self.after.screen)
    }
}

pub(super) fn broken(law: Law, how: impl Into<String>) -> Lawful {
    Err(Broken { law, how: how.into() })
}

pub(super) fn hold(law: Law, holds: bool, how: impl FnOnce() -> String) -> Lawful {
    if holds { Ok(()) } else { broken(law, how()) }
}

pub(super) fn same(a: &Screen, b: &Screen) -> bool {
    names::screen::of(a) == names::screen::of(b)
}

/// Who has to have signed in to see it.
pub(super) fn is_staffs(screen: &Screen) -> bool {
    match screen {
        Screen::Desk(DeskScreen::SignIn(_)) => false,
        Screen::Desk(
            DeskScreen::Queue(_) | DeskScreen::Missed(_) | DeskScreen::Case(_) | DeskScreen::RefuseWhy { .. },
        ) => true,
        Screen::Manage(ManageScreen::Export(_) | ManageScreen::Devices { .. }) => true,
        Screen::Starting | Screen::OutOfOrder | Screen::Customer(_) | Screen::Survey(_) => false,
    }
}

pub(super) fn is_sign_in(screen: &Screen) -> bool {
    matches!(screen, Screen::Desk(DeskScreen::SignIn(_)))
}

pub(super) fn is_welcome(screen: &Screen) -> bool {
    matches!(screen, Screen::Customer(CustomerScreen::Welcome { .. }))
}

/// Whether it is wiped when its person has left.
pub(super) fn is_somebodys(screen: &Screen) -> bool {
    match screen {
        Screen::Starting | Screen::OutOfOrder => false,
        Screen::Customer(CustomerScreen::Welcome { .. } | CustomerScreen::HandingOver { .. }) => false,
        Screen::Customer(
            CustomerScreen::NoReceipt
            | CustomerScreen::Number { .. }
            | CustomerScreen::Which { .. }
            | CustomerScreen::Choose { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Answer(_)
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. },
        ) => true,
        Screen::Survey(SurveyScreen::Thanks) => false,
        Screen::Survey(SurveyScreen::Recommend { .. } | SurveyScreen::Why { .. } | SurveyScreen::Unsaved) => true,
        Screen::Desk(_) | Screen::Manage(_) => true,
    }
}
