//! Which visit numbers may have been given out by a ledger that is lost: none of them is ever given again.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Timelike, Utc};
use domain::moment::{seoul, seoul_date};
use rusqlite::Connection;

use crate::ledger::error::LedgerError;
use crate::ledger::text::read_date;

/// No counter books visits faster, a whole day long.
const SECS_OF_A_VISIT: u32 = 10;
/// The highest number that a fence can stand at.
const LAST: u16 = 9_999;

/// By day the last number that may have been given.
pub(super) type Fences = BTreeMap<NaiveDate, u16>;

/// The numbers that a ledger has given, with the fences in it.
pub(super) fn given(db: &Connection) -> Result<Fences, LedgerError> {
    let fences = "SELECT count(*) FROM sqlite_schema WHERE name = 'number_fences'";
    let has_fences: bool = db.query_row(fences, [], |row| row.get(0))?;
    let fences = if has_fences { "UNION ALL SELECT day_on, sequence FROM number_fences" } else { "" };
    let mut row = db.prepare(&format!(
        "SELECT day_on, max(sequence) FROM (SELECT day_on, sequence FROM visits {fences}) GROUP BY day_on"
    ))?;
    let days = row.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    days.map(|day| day.map_err(LedgerError::from).and_then(|(day, last)| Ok((read_date(&day)?, last)))).collect()
}

/// Where the ledger is lost that has given numbers from `since` on: a day can have given no more of them than there
/// was time for. Because the fence rises with the time of day, a second loss on the same day is fenced too.
pub(super) fn blind(since: DateTime<Utc>, now: DateTime<Utc>) -> Fences {
    const DAYS_MAX: usize = 3_660;
    let (first, today) = (seoul_date(since), seoul_date(now));
    let whole_day = 24 * 60 * 60 / SECS_OF_A_VISIT;
    let so_far = now.with_timezone(&seoul()).time().num_seconds_from_midnight() / SECS_OF_A_VISIT;
    let until = |day| if day == today { so_far + 1 } else { whole_day };
    let days = std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(1)));
    let days = days.take_while(|day| *day <= today).take(DAYS_MAX);
    days.map(|day| (day, u16::try_from(until(day)).unwrap_or(LAST).min(LAST))).collect()
}

/// All numbers that the day of an instant can have given.
pub(super) fn whole_day(at: DateTime<Utc>) -> Fences {
    let last = u16::try_from(24 * 60 * 60 / SECS_OF_A_VISIT).unwrap_or(LAST).min(LAST);
    Fences::from([(seoul_date(at), last)])
}

/// Raises the fences of a ledger.
pub(super) fn raise(db: &Connection, fences: &Fences) -> Result<(), LedgerError> {
    let mut row = db.prepare(
        "INSERT INTO number_fences (day_on, sequence) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > sequence",
    )?;
    for (day, last) in fences {
        row.execute((day.to_string(), last))?;
    }
    Ok(())
}

/// A clock that stands a little before a copy is one that was set; by more it is wrong.
pub(super) const CLOCK_BACK_MAX: TimeDelta = TimeDelta::minutes(2);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn no_day_has_given_more_numbers_than_it_had_time_for() {
        // 09:00 on the 24th until 14:00 on the 26th, in Seoul.
        let fences = blind(at("2026-11-24T00:00:00Z"), at("2026-11-26T05:00:00Z"));
        let last: Vec<u16> = fences.values().copied().collect();
        assert_eq!(last, [8_640, 8_640, 5_041]);
        assert_eq!(fences.keys().next().unwrap().to_string(), "2026-11-24");
    }

    #[test]
    fn a_second_loss_on_the_same_day_is_fenced_beyond_the_first() {
        let copied = at("2026-11-26T00:00:00Z");
        let (first, second) = (blind(copied, at("2026-11-26T01:00:00Z")), blind(copied, at("2026-11-26T02:00:00Z")));
        let given_between = 60 * 60 / u16::try_from(SECS_OF_A_VISIT).unwrap();
        assert!(second.values().next() >= first.values().next().map(|last| last + given_between).as_ref());
    }
}
