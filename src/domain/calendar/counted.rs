//! How a date was counted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DayOff;

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Calendar months.
    Months(u32),
}

/// What a period is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The day of receipt.
    Received,
    /// The day on which the fault was noticed.
    Noticed,
}

/// How one period was counted (Civil Act arts. 157, 159, 160, 161).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What it starts from.
    pub since: Since,
    /// That day.
    pub start_on: NaiveDate,
    /// How long.
    pub period: Period,
    /// Whether that day itself counts; by law it does not (art. 157).
    #[serde(default)]
    pub first_day_counts: bool,
    /// Where it ends by counting alone.
    pub ends_on: NaiveDate,
    /// Days off that moved the end, in order; empty where none did.
    pub skipped: Vec<(NaiveDate, DayOff)>,
    /// Where it ends in the end.
    pub last_on: NaiveDate,
}
