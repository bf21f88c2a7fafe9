//! The computed calendar against the published days, and the counting of periods.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::{Calendar, DayOff, Holiday};

/// Korean public holidays 2015–2035; Sundays are not listed. The days of later elections in it are
/// estimates that follow the same law as ours.
const PUBLISHED: &str = include_str!("../kr_holidays.csv");

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_day_from_2015_to_2035_is_a_holiday_exactly_where_the_published_list_has_one() {
    let mut published: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    for row in PUBLISHED.lines().skip(1) {
        let is_substitute = row.ends_with(",1");
        published.insert(date(&row[..10]), is_substitute);
    }
    assert_eq!(published.len(), PUBLISHED.lines().count() - 1);
    let calendar = Calendar::embedded();
    let days = date("2015-01-01").iter_days().take_while(|on| on.year() <= 2035);
    let mut wrong = Vec::new();
    for on in days {
        let want = match (published.get(&on), on.weekday()) {
            (Some(true), _) => "substitute",
            (Some(false), _) => "holiday",
            (None, Weekday::Sat) => "saturday",
            (None, Weekday::Sun) => "sunday",
            (None, _) => "working day",
        };
        let got = match calendar.day_off(on) {
            Some(DayOff::Holiday(Holiday::Substitute)) => "substitute",
            Some(DayOff::Holiday(_)) => "holiday",
            Some(DayOff::Saturday) => "saturday",
            Some(DayOff::Sunday) => "sunday",
            None => "working day",
        };
        if got != want {
            wrong.push((on, got, want));
        }
        assert_eq!(calendar.is_off(on), got != "working day", "{on}");
    }
    assert_eq!(wrong, []);
}
