//! The public holidays of one year, by rule (관공서의 공휴일에 관한 규정, arts. 2 and 3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use icu_calendar::types::Month;
use icu_calendar::{Date, Iso};

use super::Holiday;

/// From which year on a holiday that falls on a day off is made up for.
struct Substitute {
    /// First year in which the rule holds for the holiday.
    since: i32,
    /// Whether a Saturday counts as a day off for it (art. 3(1): not for Seollal and Chuseok).
    saturday: bool,
}

/// The rule for a holiday in the years since 2014; none for holidays that are never made up for.
/// 1 March, 15 August, 3 and 9 October have it since 4 August 2021, that is, first on 15 August 2021.
fn substitute(holiday: &Holiday) -> Option<Substitute> {
    let (since, saturday) = match holiday {
        Holiday::Seollal | Holiday::Chuseok => (2014, false),
        Holiday::ChildrensDay => (2014, true),
        Holiday::LiberationDay | Holiday::NationalFoundationDay | Holiday::HangulDay => (2021, true),
        Holiday::IndependenceMovementDay => (2022, true),
        Holiday::BuddhasBirthday | Holiday::Christmas => (2023, true),
        Holiday::LabourDay | Holiday::ConstitutionDay => (2026, true),
        Holiday::NewYearsDay
        | Holiday::MemorialDay
        | Holiday::ElectionDay
        | Holiday::Substitute
        | Holiday::Temporary { .. } => return None,
    };
    Some(Substitute { since, saturday })
}

/// The holidays of `year` that have a name of their own, by day; two may share a day.
fn named(year: i32) -> Vec<(NaiveDate, Holiday)> {
    use Holiday::{
        BuddhasBirthday, ChildrensDay, Christmas, Chuseok, ConstitutionDay, HangulDay, IndependenceMovementDay,
        LabourDay, LiberationDay, MemorialDay, NationalFoundationDay, NewYearsDay, Seollal,
    };
    let mut days: Vec<(NaiveDate, Holiday)> = Vec::with_capacity(20);
    let mut solar = |month, day, holiday| {
        days.extend(NaiveDate::from_ymd_opt(year, month, day).map(|on| (on, holiday)));
    };
    solar(1, 1, NewYearsDay);
    solar(3, 1, IndependenceMovementDay);
    solar(5, 5, ChildrensDay);
    solar(6, 6, MemorialDay);
    solar(8, 15, LiberationDay);
    solar(10, 3, NationalFoundationDay);
    solar(10, 9, HangulDay);
    solar(12, 25, Christmas);
    if year >= 2026 {
        solar(5, 1, LabourDay);
        solar(7, 17, ConstitutionDay);
    }
    for (month, day, holiday) in [(1, 1, Seollal), (8, 15, Chuseok)] {
        if let Some(on) = lunar(year, month, day) {
            days.extend([on - Days::new(1), on, on + Days::new(1)].map(|on| (on, holiday.clone())));
        }
    }
    days.extend(lunar(year, 4, 8).map(|on| (on, BuddhasBirthday)));
    days.sort_by_key(|(on, _)| *on);
    days
}

/// The solar date of a day of the Korean lunar year that begins in `year`.
fn lunar(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let date = Date::try_new_korean_traditional(year, Month::new(month), day).ok()?.to_calendar(Iso);
    NaiveDate::from_ymd_opt(
        date.year().extended_year(),
        u32::from(date.month().ordinal),
        u32::from(date.day_of_month().0),
    )
}

/// The days on which terms of office end decide the days of the elections of the National Assembly
/// and of local government (Public Official Election Act art. 34): the first Wednesday from the
/// n-th day before the end of the term, and a week later where that day, the one before or the one
/// after is a holiday.
fn election(year: i32, holidays: &BTreeMap<NaiveDate, Holiday>) -> Option<NaiveDate> {
    let (ends, before) = match year.rem_euclid(4) {
        0 => (NaiveDate::from_ymd_opt(year, 5, 29)?, 50),
        2 => (NaiveDate::from_ymd_opt(year, 6, 30)?, 30),
        _ => return None,
    };
    let mut on = ends - Days::new(before);
    while on.weekday() != Weekday::Wed {
        on = on + Days::new(1);
    }
    let beside = [on - Days::new(1), on, on + Days::new(1)];
    Some(if beside.iter().any(|day| holidays.contains_key(day)) { on + Days::new(7) } else { on })
}

/// All holidays of `year`, those of `declared` that fall into it included. Where two holidays
/// share a day, the solar one gives it its name.
pub(super) fn holidays(year: i32, declared: &BTreeMap<NaiveDate, Holiday>) -> BTreeMap<NaiveDate, Holiday> {
    let named = named(year);
    let mut all: BTreeMap<NaiveDate, Holiday> = BTreeMap::new();
    for (on, holiday) in &named {
        all.entry(*on).or_insert_with(|| holiday.clone());
    }
    if let Some(on) = election(year, &all) {
        all.insert(on, Holiday::ElectionDay);
    }
    for (on, holiday) in declared.iter().filter(|(on, _)| on.year() == year) {
        all.entry(*on).or_insert_with(|| holiday.clone());
    }
    for lost in to_make_up(year, &named) {
        let mut on = lost + Days::new(1);
        while matches!(on.weekday(), Weekday::Sat | Weekday::Sun) || all.contains_key(&on) {
            on = on + Days::new(1);
        }
        all.insert(on, Holiday::Substitute);
    }
    all
}

/// The days in `named` that are made up for, one entry for each substitute, in order: a holiday on
/// its weekend (art. 3(1) nos. 1 and 2), or two holidays on one weekday, once (no. 3).
fn to_make_up(year: i32, named: &[(NaiveDate, Holiday)]) -> Vec<NaiveDate> {
    let mut lost = Vec::new();
    let mut shared = BTreeSet::new();
    for (i, (on, holiday)) in named.iter().enumerate() {
        let Some(rule) = substitute(holiday).filter(|rule| year >= rule.since) else {
            continue;
        };
        match on.weekday() {
            Weekday::Sun => lost.push(*on),
            Weekday::Sat if rule.saturday => lost.push(*on),
            Weekday::Sat => {}
            _ => {
                let two = named.iter().enumerate().any(|(j, (other, _))| i != j && other == on);
                if two && shared.insert(*on) {
                    lost.push(*on);
                }
            }
        }
    }
    lost
}
