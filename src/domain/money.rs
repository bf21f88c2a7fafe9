//! Whole won.

use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// An amount in whole won. Read from outside it is never negative; a difference may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Won(pub i64);

/// Why a number is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount is whole won from 0 to {max}, not {0}", max = Won::MAX.0)]
pub struct NotWon(pub i64);

impl Won {
    /// Nothing.
    pub const ZERO: Won = Won(0);
    /// The largest amount accepted from outside: a trillion won, so that sums and products of
    /// price and quantity stay far inside 64 bits.
    pub const MAX: Won = Won(1_000_000_000_000);

    /// `self` or nothing, whichever is more.
    #[must_use]
    pub fn or_nothing(self) -> Won {
        self.max(Won::ZERO)
    }

    /// `self` times a number of units.
    #[must_use]
    pub fn times(self, units: u32) -> Won {
        Won(self.0 * i64::from(units))
    }
}

impl TryFrom<i64> for Won {
    type Error = NotWon;
    fn try_from(amount: i64) -> Result<Won, NotWon> {
        if (0..=Won::MAX.0).contains(&amount) { Ok(Won(amount)) } else { Err(NotWon(amount)) }
    }
}

impl From<Won> for i64 {
    fn from(won: Won) -> i64 {
        won.0
    }
}

impl Add for Won {
    type Output = Won;
    fn add(self, other: Won) -> Won {
        Won(self.0 + other.0)
    }
}

impl Sub for Won {
    type Output = Won;
    fn sub(self, other: Won) -> Won {
        Won(self.0 - other.0)
    }
}

impl Sum for Won {
    fn sum<I: Iterator<Item = Won>>(amounts: I) -> Won {
        amounts.fold(Won::ZERO, Add::add)
    }
}
