//! What a person should see, made anew from the state every time.

use std::time::Duration;

use super::{Counter, Front};
use crate::view::{Card, Notice, Screen, View};

impl Counter {
    /// What should be on the panel now.
    #[must_use]
    pub fn view(&self) -> View {
        let (screen, busy) = self.screen();
        let slow = self.hands.setup.patience.slow;
        let slow = self.awaited_since().is_some_and(|at| self.hands.uptime() >= at + slow);
        View {
            serial: self.serial,
            face: self.face.number,
            language: self.hands.language,
            looks: self.looks,
            frame: screen.frame(busy),
            notice: self.hands.notice.clone().or(slow.then_some(Notice::Slow)),
            bell: self.hands.bell.is_calling(),
            screen,
            card: self.card(),
        }
    }

    /// What lies over the screen.
    pub(super) fn card(&self) -> Option<Card> {
        match self.warns() {
            Some(left) => Some(Card::Idle { secs_left: whole_secs(left) }),
            None if self.hands.bell.card => Some(Card::Called),
            None if matches!(self.front, Front::Customer) => self.customer.twice_card(),
            None => None,
        }
    }

    /// The screen, and whether somebody waits for what its main action has begun.
    fn screen(&self) -> (Screen, bool) {
        let hands = &self.hands;
        match &self.front {
            Front::Starting { .. } if hands.ledger_lost() => (Screen::OutOfOrder, false),
            Front::Starting { .. } => (Screen::Starting, false),
            Front::Customer if self.customer.is_home() && hands.ledger_lost() => (Screen::OutOfOrder, false),
            Front::Customer => self.customer.screen(hands),
            Front::Survey(survey) => survey.screen(hands),
            Front::Staff(staff) => match &staff.manage {
                Some(manage) => (Screen::Manage(manage.screen(hands)), false),
                None => staff.desk.screen(hands),
            },
        }
    }
}

/// Whole seconds, counted up: a warning never claims more time than there is.
fn whole_secs(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
