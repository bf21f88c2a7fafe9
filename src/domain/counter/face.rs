//! What a touch may do: it belongs to the screen on which it began, and the more hangs on it, the longer that screen
//! must have stood and the panel must have rested before.
//!
//! The buttons of following screens stand in one spot, and fingers tremble, rest, tap twice and wipe the panel. So
//! nothing that cannot be got back hangs on a touch that may be the tail of the one before.

use std::time::Duration;

use super::{Counter, Front, Patience};
use crate::touch::{FrameTouch, ManageTouch, Press, Touch};
use crate::view::Card;

/// How much hangs on a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Nothing: it says that somebody is there.
    Nothing,
    /// A tool, in the same spot on every screen. Once more takes it back.
    Tool,
    /// It changes what stands on this screen, and is changed back as easily.
    Light,
    /// A choice. Once more takes it back.
    Toggle,
    /// It leads to another screen, from which one comes back, or keeps an answer that can be given anew.
    Main,
    /// Somebody else hears of it, or it answers a card.
    Deliberate,
    /// It books, ends, decides, prints or wipes.
    Final,
    /// It takes a number from the screen.
    Number,
}

/// What hangs on the main action, on back and on the staff's door, of one screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    pub main: Weight,
    pub back: Weight,
    pub door: Weight,
}

/// Where nothing can be lost.
pub(super) const EASY: Weights = Weights { main: Weight::Main, back: Weight::Main, door: Weight::Deliberate };

impl Patience {
    /// How long the screen must have stood, and the panel rested, before such a touch began.
    fn before(&self, weight: Weight) -> (Duration, Duration) {
        match weight {
            Weight::Nothing | Weight::Tool => (Duration::ZERO, Duration::ZERO),
            Weight::Light => (self.glance, Duration::ZERO),
            Weight::Toggle | Weight::Main => (self.settle, Duration::ZERO),
            Weight::Deliberate => (self.settle, self.double),
            Weight::Final => (self.settle_final, self.double),
            Weight::Number => (self.number, self.double),
        }
    }
}

/// What the person in front can touch: the screen and the card over it.
#[derive(Debug, Default)]
pub(super) struct Face {
    /// Grows whenever the screen becomes another one, or a card comes or goes.
    pub number: u32,
    /// The face with which the screen was entered.
    screen: u32,
    /// When the screen was entered (uptime).
    since: Duration,
    serial: u32,
    card: Option<Card>,
    /// The last touch of this face that was taken.
    taken: Option<Touch>,
}

impl Counter {
    /// Notices that there is something else to touch. The seconds of a countdown are nothing else.
    pub(super) fn look_at_face(&mut self) {
        let card = self.card().map(|card| match card {
            Card::Idle { .. } => Card::Idle { secs_left: 0 },
            card @ (Card::Called | Card::Twice { .. }) => card,
        });
        if (self.serial, &card) == (self.face.serial, &self.face.card) {
            return;
        }
        let (number, now) = (self.face.number.wrapping_add(1), self.hands.uptime());
        let entered = self.serial != self.face.serial;
        let (screen, since) = if entered { (number, now) } else { (self.face.screen, self.face.since) };
        self.face = Face { number, screen, since, serial: self.serial, card, taken: None };
    }

    /// For how long the screen has been the same, whatever cards came and went.
    pub(super) fn screen_stood(&self) -> Duration {
        self.hands.uptime().saturating_sub(self.face.since)
    }

    /// Takes a touch, or refuses it. One that began on another screen is nobody's; of one that comes too early, or
    /// that began before a card came or went, only that somebody is there is true.
    pub(super) fn pressed(&mut self, press: Press, touch: Touch) {
        if press.face.wrapping_sub(self.face.screen) > self.face.number.wrapping_sub(self.face.screen) {
            return;
        }
        let warned = self.warns().is_some();
        self.hands.somebody_touches();
        // The card of the warning takes every touch.
        if warned || press.face != self.face.number || self.comes_too_early(press, touch) {
            return;
        }
        self.face.taken = Some(touch);
        self.touched(touch);
    }

    fn comes_too_early(&self, press: Press, touch: Touch) -> bool {
        let patience = &self.hands.setup.patience;
        let weight = self.weight(touch);
        let (stood, rest) = patience.before(weight);
        // The second half of a double touch would undo the first.
        let again = self.face.taken == Some(touch) && press.rest < patience.double;
        let undoes = again && matches!(weight, Weight::Tool | Weight::Toggle);
        press.stood < stood || press.rest < rest || undoes
    }

    /// The table: what hangs on each touch. Each part has its own of what is its own.
    fn weight(&self, touch: Touch) -> Weight {
        match touch {
            Touch::Frame(touch) => match touch {
                FrameTouch::Still => Weight::Nothing,
                FrameTouch::Larger | FrameTouch::Contrast | FrameTouch::Language | FrameTouch::Low => Weight::Tool,
                FrameTouch::Close => Weight::Main,
                FrameTouch::Call | FrameTouch::StopCalling => Weight::Deliberate,
                FrameTouch::StaffDoor => self.weights().door,
            },
            Touch::Digit(_) | Touch::Erase | Touch::NextPage | Touch::PreviousPage => Weight::Light,
            Touch::Main => self.weights().main,
            Touch::Back => self.weights().back,
            Touch::Customer(touch) => self.customer.weight(&self.hands, touch),
            Touch::Survey(touch) => super::survey::weight(touch),
            Touch::Desk(touch) => super::desk::weight(touch),
            Touch::Manage(ManageTouch::Export | ManageTouch::Devices) => Weight::Main,
            Touch::Manage(ManageTouch::Span(_)) => Weight::Light,
        }
    }

    fn weights(&self) -> Weights {
        match &self.front {
            Front::Starting { .. } => EASY,
            Front::Customer => self.customer.weights(&self.hands),
            Front::Survey(survey) => survey.weights(),
            Front::Staff(staff) => match &staff.manage {
                Some(manage) => manage.weights(),
                None => staff.desk.weights(),
            },
        }
    }
}
