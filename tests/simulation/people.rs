//! Who stands before the counter: some follow the screen, some touch anything, some are of the staff.

mod follows;
mod staff;
mod wild;

use std::time::Duration;

use domain::device::Scan;
use domain::order::Order;
use domain::slip_code::SlipCode;
use domain::touch::{FrameTouch, Touch};
use domain::view::View;
use doro::dice::Dice;

use crate::shop::{STAFF, orders};

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Touch(Touch),
    Scan(Scan),
    /// Holds something to the scanner that says nothing.
    Unreadable,
    Wait,
    Leave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Does what the screen asks for.
    Follows,
    /// Touches and scans anything.
    Wild,
    /// Taps anywhere on the panel, quickly.
    Mashes,
    /// A member of the staff, and how many wrong PINs they begin with.
    Staff { who: u16, wrong: u32 },
}

/// One person, for as long as they stand there.
#[derive(Clone, Debug)]
pub struct Person {
    kind: Kind,
    order: &'static Order,
    /// The slip that they have brought along.
    slip: Option<String>,
    /// They have no paper, but a photograph: number and lookup code of a visit.
    photograph: Option<SlipCode>,
    acts: u32,
    wrong_pin: bool,
    exported: bool,
    gives_up: bool,
}

impl Person {
    /// Somebody comes; to a panel with a hand before it, somebody who taps.
    pub fn new(dice: &mut Dice, slips: &[String], taps: bool) -> Person {
        let kind = match dice.below(100) {
            roll if taps => *dice.pick(if roll < 50 { &[Kind::Mashes] } else { &[Kind::Follows] }),
            0..60 => Kind::Follows,
            60..74 => Kind::Wild,
            _ => Kind::Staff { who: dice.below(STAFF.len() as u64) as u16, wrong: *dice.pick(&[0, 0, 0, 1, 2, 5, 6]) },
        };
        let brings = !slips.is_empty() && kind == Kind::Follows && dice.chance(70);
        // Most come for the orders of the day: only then do two people return the same goods.
        let among = if dice.chance(50) { 3 } else { orders().len() as u64 };
        Person {
            kind,
            order: &orders()[dice.below(among) as usize],
            slip: brings.then(|| dice.pick(slips).clone()),
            photograph: (!slips.is_empty() && dice.chance(12)).then(|| dice.pick(slips).parse().ok()).flatten(),
            acts: 12 + dice.below(60) as u32,
            wrong_pin: false,
            exported: false,
            gives_up: dice.chance(12),
        }
    }

    /// What they have come with.
    pub fn order(&self) -> &'static Order {
        self.order
    }

    pub fn acts(&mut self, view: &View, dice: &mut Dice, slips: &[String]) -> Act {
        if self.acts == 0 || (self.gives_up && dice.chance(6)) {
            return Act::Leave;
        }
        self.acts -= 1;
        match self.kind {
            Kind::Wild | Kind::Mashes => wild::acts(view, dice, slips),
            Kind::Staff { who, .. } => self.staff(who, view, dice),
            Kind::Follows if dice.chance(6) => Act::Touch(tool(dice)),
            Kind::Follows => self.follows(view, dice),
        }
    }

    pub fn mashes(&self) -> bool {
        self.kind == Kind::Mashes
    }

    /// How long they take for the next thing.
    pub fn ponders(&self, dice: &mut Dice) -> Duration {
        match dice.below(100) {
            0..92 => Duration::from_millis(300 + dice.below(4_000)),
            92..98 => Duration::from_secs(5 + dice.below(25)),
            _ => Duration::from_secs(60 + dice.below(50)),
        }
    }
}

/// What stands at a place of the list on the screen; where nothing does, a touch beside everything.
fn place(view: &View, at: u64) -> Touch {
    view.screen.touched(at as usize).unwrap_or(Touch::Frame(FrameTouch::Still))
}

fn tool(dice: &mut Dice) -> Touch {
    *dice.pick(&[
        Touch::Frame(FrameTouch::Call),
        Touch::Frame(FrameTouch::Larger),
        Touch::Frame(FrameTouch::Contrast),
        Touch::Frame(FrameTouch::Language),
        Touch::Frame(FrameTouch::Low),
    ])
}
