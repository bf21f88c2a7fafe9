//! What is asked after a visit. One instrument, versioned: the order of chips never changes within a version.

use serde::{Deserialize, Serialize};

use crate::nps::Score;

/// The version that every answer carries.
pub const VERSION: u32 = 1;

/// A reason that can be touched instead of written. The groups follow the kind of score (product: "why").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chip {
    /// Was quick, should be quicker, took too long.
    Speed,
    /// The explanation.
    Explanation,
    /// The people.
    Staff,
    /// The policy itself.
    Policy,
    /// The goods.
    Goods,
    /// The screen and the machine.
    Screen,
}

/// The chips, in the order in which they stand on screen.
pub const CHIPS: [Chip; 6] = [Chip::Speed, Chip::Explanation, Chip::Staff, Chip::Policy, Chip::Goods, Chip::Screen];

/// How a survey ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The end of one's own path, with a score.
    Completed,
    /// Something answered, then left.
    Partial,
    /// Shown, untouched.
    Timeout,
    /// Said no.
    Declined,
}

/// One touch of a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyAnswer {
    /// Would you recommend us?
    Recommend(Score),
    /// Why: touched or taken back.
    Why(Chip, bool),
}
