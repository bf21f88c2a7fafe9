//! Korean public holidays and the counting of periods.

mod count;
mod counted;
mod file;
mod rules;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use count::Counting;
pub use counted::*;

/// Why a day is no working day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// 토요일
    Saturday,
    /// 일요일
    Sunday,
    /// A public holiday.
    Holiday(Holiday),
}

/// A Korean public holiday.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the calendar's own")]
pub enum Holiday {
    NewYearsDay,
    Seollal,
    IndependenceMovementDay,
    LabourDay,
    BuddhasBirthday,
    ChildrensDay,
    MemorialDay,
    ConstitutionDay,
    LiberationDay,
    Chuseok,
    NationalFoundationDay,
    HangulDay,
    Christmas,
    /// The regular election of the National Assembly or of local government.
    ElectionDay,
    /// A substitute for another holiday.
    Substitute,
    /// From the data file of temporary days: its names in Korean and English.
    Temporary {
        ko: String,
        en: String,
    },
}

/// Years whose holidays are computed; the substitute rule dates from 2014.
const FIRST_YEAR: i32 = 2014;
/// The lunar tables and the length of any period stay inside this year.
const LAST_YEAR: i32 = 2100;

/// The temporary days that ship with the product, as their file stands.
pub const EMBEDDED: &str = include_str!("../holidays.toml");

/// The days off in Korea, from 2014 to 2100; outside these years only weekends are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    known_until: NaiveDate,
    /// Number of days from the common era to the first bit of `off`.
    first: i32,
    /// One bit a day: Saturday, Sunday or holiday.
    off: Vec<u64>,
    holidays: BTreeMap<NaiveDate, Holiday>,
}

impl Calendar {
    /// With the temporary days that ship with the product.
    #[must_use]
    pub fn embedded() -> Calendar {
        Calendar::parse(EMBEDDED, "holidays.toml").expect("the embedded holidays.toml parses; a test reads it")
    }

    /// With `declared` days beside those by rule; complete until `known_until`.
    fn with(known_until: NaiveDate, declared: &BTreeMap<NaiveDate, Holiday>) -> Calendar {
        let mut holidays = BTreeMap::new();
        for year in FIRST_YEAR..=LAST_YEAR {
            holidays.extend(rules::holidays(year, declared));
        }
        let january = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(known_until);
        let first = january(FIRST_YEAR).num_days_from_ce();
        let days = january(LAST_YEAR + 1).num_days_from_ce() - first;
        let words = usize::try_from(days).unwrap_or_default().div_ceil(64);
        let mut calendar = Calendar { known_until, first, off: vec![0; words], holidays };
        for on in january(FIRST_YEAR).iter_days().take_while(|on| on.year() <= LAST_YEAR) {
            let is_off = is_weekend(on) || calendar.holidays.contains_key(&on);
            if let Some((word, bit)) = calendar.bit(on).filter(|_| is_off) {
                calendar.off[word] |= bit;
            }
        }
        calendar
    }

    /// The last day for which the temporary days are complete.
    #[must_use]
    pub fn known_until(&self) -> NaiveDate {
        self.known_until
    }

    /// Whether `on` can still turn out to be a day off that nobody had declared: later than two
    /// days before the end of validity.
    #[must_use]
    pub fn is_uncertain(&self, on: NaiveDate) -> bool {
        on > self.known_until - Days::new(2)
    }

    /// Why `on` is no working day; none for a working day. A holiday on a weekend is the holiday.
    #[must_use]
    pub fn day_off(&self, on: NaiveDate) -> Option<DayOff> {
        if !self.is_off(on) {
            return None;
        }
        if let Some(holiday) = self.holidays.get(&on) {
            return Some(DayOff::Holiday(holiday.clone()));
        }
        Some(if on.weekday() == Weekday::Sat { DayOff::Saturday } else { DayOff::Sunday })
    }

    /// Whether `on` is a Saturday, a Sunday or a public holiday.
    #[must_use]
    pub fn is_off(&self, on: NaiveDate) -> bool {
        match self.bit(on) {
            Some((word, bit)) => self.off[word] & bit != 0,
            None => is_weekend(on),
        }
    }

    /// The `n`-th business day after `on`; `on` itself where `n` is 0.
    #[must_use]
    pub fn business_day_after(&self, on: NaiveDate, n: u32) -> NaiveDate {
        let mut day = on;
        for _ in 0..n {
            day = day + Days::new(1);
            while self.is_off(day) {
                day = day + Days::new(1);
            }
        }
        day
    }

    /// The place of a day in `off`; none outside the years that are computed.
    fn bit(&self, on: NaiveDate) -> Option<(usize, u64)> {
        let day = usize::try_from(on.num_days_from_ce() - self.first).ok()?;
        (day / 64 < self.off.len() && on.year() <= LAST_YEAR).then_some((day / 64, 1 << (day % 64)))
    }
}

fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}
