//! The configuration file, the policy and the holidays.

use std::path::Path;

use chrono::{NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::finding::{Finding, Subject};
use domain::moment::seoul_date;

use super::{doubtful, good, wrong};
use crate::config::Config;
use crate::words::doctor as words;

/// Holidays that are known for fewer days than this should be brought up to date.
const KNOWN_DAYS_MIN: i64 = 60;

/// Read again: a running kiosk's may have been edited since its start.
pub(super) fn config(file: Option<&Path>) -> Finding {
    match file.map(|file| (file, Config::read(file))) {
        None => good(Subject::Config, words::config_built_in()),
        Some((file, Ok(_))) => good(Subject::Config, words::config_understood(file)),
        Some((_, Err(why))) => wrong(Subject::Config, words::config_wrong(&why)),
    }
}

pub(super) fn policy(config: &Config) -> Vec<Finding> {
    match config.setup() {
        Err(why) => vec![wrong(Subject::Policy, words::config_wrong(&why))],
        Ok(setup) => vec![
            good(Subject::Policy, words::policy(setup.book.versions().len())),
            holidays(&setup.calendar, seoul_date(Utc::now())),
        ],
    }
}

fn holidays(calendar: &Calendar, today: NaiveDate) -> Finding {
    let until = calendar.known_until();
    match (until - today).num_days() {
        ..0 => wrong(Subject::Holidays, words::holidays_ended(until)),
        0..KNOWN_DAYS_MIN => doubtful(Subject::Holidays, words::holidays_end(until)),
        _ => good(Subject::Holidays, words::holidays_known(until)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use domain::finding::Mark;

    use super::*;

    #[test]
    fn holidays_are_warned_of_sixty_days_ahead_and_wrong_once_they_end() {
        let calendar = Calendar::embedded();
        let until = calendar.known_until();
        for (days, mark) in [(60, Mark::Good), (59, Mark::Doubtful), (0, Mark::Doubtful)] {
            assert_eq!(holidays(&calendar, until - Days::new(days)).mark, mark, "{days} days ahead");
        }
        assert_eq!(holidays(&calendar, until + Days::new(1)).mark, Mark::Wrong);
    }
}
