//! A moment as the counter sees it: what the clock says, how long the machine has run, and how far to believe it.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How far the wall clock is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trust {
    /// Before the build, before the newest record, or after a jump: dates decide nothing.
    Untrusted,
    /// Nothing speaks against it, nothing vouches for it.
    Degraded,
    /// Synchronised, or confirmed by the staff.
    Trusted,
}

/// Deadlines use `uptime`; rules use the date in Seoul; both say nothing about order of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Time since the machine started; never runs backwards.
    pub uptime: Duration,
    /// The wall clock.
    pub wall: DateTime<Utc>,
    /// How far to believe it.
    pub trust: Trust,
}

impl Moment {
    /// The date in Seoul.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        seoul_date(self.wall)
    }
}

/// The date in Seoul (UTC+9 all year since 1988) at an instant.
#[must_use]
pub fn seoul_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&seoul()).date_naive()
}

/// Seoul's offset from UTC.
#[must_use]
pub fn seoul() -> FixedOffset {
    const SECS: i32 = 9 * 60 * 60;
    FixedOffset::east_opt(SECS).expect("nine hours are less than a day")
}
