//! The counting of periods (Civil Act arts. 157, 159, 160, 161).

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Calendar;
use crate::calendar::{Counted, Period, Since};

/// How a period is counted, where a store may differ from the law's default (policy §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// Whether the first day counts (art. 157: it does not).
    pub count_first_day: bool,
    /// Whether an end on a day off moves to the next day that is none (art. 161: it does).
    pub roll_past_holidays: bool,
}

impl Counting {
    /// As the Civil Act counts where nobody says otherwise.
    pub const LAW: Counting = Counting { count_first_day: false, roll_past_holidays: true };
}

impl Calendar {
    /// Counts `period` from `start_on`.
    #[must_use]
    pub fn count(&self, since: Since, start_on: NaiveDate, period: Period, by: Counting) -> Counted {
        let ends_on = ends_on(start_on, period, by.count_first_day);
        let mut skipped = Vec::new();
        let mut last_on = ends_on;
        if by.roll_past_holidays {
            while let Some(why) = self.day_off(last_on) {
                skipped.push((last_on, why));
                last_on = last_on + Days::new(1);
            }
        }
        Counted { since, start_on, period, first_day_counts: by.count_first_day, ends_on, skipped, last_on }
    }

    /// The last day of [`Calendar::count`] alone.
    #[must_use]
    pub fn last_day(&self, start_on: NaiveDate, period: Period, by: Counting) -> NaiveDate {
        let mut last_on = ends_on(start_on, period, by.count_first_day);
        while by.roll_past_holidays && self.is_off(last_on) {
            last_on = last_on + Days::new(1);
        }
        last_on
    }
}

/// Where a period ends by counting alone (arts. 157, 159, 160).
fn ends_on(start_on: NaiveDate, period: Period, count_first_day: bool) -> NaiveDate {
    let first = if count_first_day { start_on } else { start_on + Days::new(1) };
    match period {
        Period::Days(days) => first + Days::new(u64::from(days)) - Days::new(1),
        Period::Months(months) => {
            // Where the last month has no such day, chrono gives that month's end already.
            let same = first + Months::new(months);
            if same.day() == first.day() { same - Days::new(1) } else { same }
        }
    }
}
