//! How much goes wrong in a life.

use std::time::Duration;

use doro::dice::Dice;

/// Chances in a hundred, except `cut_between`, which is in a thousand.
#[derive(Clone, Debug)]
pub struct Faults {
    pub on: bool,
    question: u64,
    pub cut_between: u64,
    pub cut: u64,
    pub clock: u64,
    pub device: u64,
    /// An import changes what orders cost.
    pub import: u64,
    /// The disk fails for seconds or minutes.
    pub stall: u64,
    /// Every flush takes a tenth of a second to a whole one.
    slow: bool,
}

/// What becomes of one question.
#[derive(Debug, Default)]
pub struct Fate {
    pub lost: bool,
    /// The power fails before the commit.
    pub cut: bool,
    pub fails: bool,
    pub after: Duration,
    answer_lost: bool,
    again_after: Option<Duration>,
}

impl Faults {
    pub fn new(dice: &mut Dice) -> Faults {
        let slow = dice.chance(15);
        let calm =
            Faults { on: true, question: 0, cut_between: 0, cut: 0, clock: 0, device: 0, import: 0, stall: 0, slow };
        match dice.below(10) {
            0..2 => calm,
            2..7 => Faults { question: 6, cut_between: 4, cut: 1, clock: 1, device: 2, import: 3, stall: 2, ..calm },
            _ => Faults { question: 30, cut_between: 12, cut: 2, clock: 3, device: 5, import: 6, stall: 4, ..calm },
        }
    }

    pub fn of_question(&self, dice: &mut Dice) -> Fate {
        let soon = Duration::from_millis(if self.slow { 100 + dice.below(900) } else { 1 + dice.below(40) });
        let mut fate = Fate { after: soon, ..Fate::default() };
        if !self.on || !dice.chance(self.question) {
            return fate;
        }
        let late = Duration::from_millis(dice.below(60_000));
        match dice.below(12) {
            0..2 => fate.lost = true,
            2..4 => fate.answer_lost = true,
            4..6 => fate.fails = true,
            6..8 => fate.again_after = Some(soon + late / 4),
            8 if dice.chance(30) => fate.cut = true,
            _ => fate.after = late,
        }
        fate
    }
}

impl Fate {
    /// When answers arrive, if any do.
    pub fn arrivals(&self) -> impl Iterator<Item = Duration> {
        (!self.answer_lost).then_some(self.after).into_iter().chain(self.again_after)
    }
}
