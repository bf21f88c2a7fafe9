//! Deadlines counted a second time, day by day on one's fingers, from the published list of
//! holidays: nothing here is shared with what it checks.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::Counting;
use domain::calendar::{Period, Since};
use domain::policy::Reason;
use proptest::prelude::*;

use crate::world::{BOOK, CALENDAR, date, general, judged};

static HOLIDAYS: LazyLock<HashSet<NaiveDate>> =
    LazyLock::new(|| include_str!("../kr_holidays.csv").lines().skip(1).map(|row| date(&row[..10])).collect());

pub fn is_off(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun) || HOLIDAYS.contains(&on)
}

/// The last day of the period, found by walking from day to day.
pub fn last_day(start_on: NaiveDate, period: Period, by: Counting) -> NaiveDate {
    let mut on = if by.count_first_day { start_on } else { start_on.succ_opt().unwrap() };
    match period {
        Period::Days(days) => {
            for _ in 1..days {
                on = on.succ_opt().unwrap();
            }
        }
        Period::Months(months) => {
            let wanted = on.day();
            for _ in 0..months {
                // Into the next month, then on to the corresponding day or that month's last.
                let month = on.month();
                while on.month() == month {
                    on = on.succ_opt().unwrap();
                }
                let month = on.month();
                while on.day() < wanted && on.succ_opt().unwrap().month() == month {
                    on = on.succ_opt().unwrap();
                }
            }
            if on.day() == wanted {
                on = on.pred_opt().unwrap();
            }
        }
    }
    while by.roll_past_holidays && is_off(on) {
        on = on.succ_opt().unwrap();
    }
    on
}

/// 2015 to 2033: every period from there ends inside the list.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0i64..6900).prop_map(|offset| date("2015-01-02") + chrono::TimeDelta::days(offset))
}

/// 2015 to January 2027: every request ends well before the calendar's validity.
fn certain_days() -> impl Strategy<Value = NaiveDate> {
    (0i64..4400).prop_map(|offset| date("2015-01-02") + chrono::TimeDelta::days(offset))
}

fn periods() -> impl Strategy<Value = Period> {
    prop_oneof![(1u32..100).prop_map(Period::Days), (1u32..15).prop_map(Period::Months)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_period_ends_where_walking_from_day_to_day_ends(
        start_on in days(),
        period in periods(),
        count_first_day: bool,
        roll_past_holidays: bool,
    ) {
        let by = Counting { count_first_day, roll_past_holidays };
        let counted = CALENDAR.count(Since::Received, start_on, period, by);
        prop_assert_eq!(counted.last_on, last_day(start_on, period, by));
        prop_assert_eq!(CALENDAR.last_day(start_on, period, by), counted.last_on);
        let skipped: Vec<NaiveDate> = counted.skipped.iter().map(|(on, _)| *on).collect();
        let between: Vec<NaiveDate> = counted.ends_on.iter_days().take_while(|on| *on < counted.last_on).collect();
        prop_assert_eq!(skipped, between);
    }

    #[test]
    fn the_embedded_deadlines_are_those_of_the_text(
        received_on in certain_days(),
        noticed_after in 0i64..200,
        asked_after in 0i64..60,
        defect: bool,
    ) {
        let by = Counting { count_first_day: false, roll_past_holidays: true };
        let noticed_on = received_on + chrono::TimeDelta::days(noticed_after);
        let requested_on = noticed_on + chrono::TimeDelta::days(asked_after);
        let reason = if defect { Reason::WrongItem } else { Reason::ChangeOfMind };
        let request = general(reason, |request| {
            request.order.ordered_on = received_on.pred_opt().unwrap();
            request.order.received_on = Some(received_on);
            request.requested_on = requested_on;
            request.items[0].noticed_on = Some(noticed_on);
        });
        let want = if defect {
            last_day(received_on, Period::Months(3), by).max(last_day(noticed_on, Period::Days(30), by))
        } else {
            last_day(received_on, Period::Days(7), by)
        };
        let line = &judged(&request).lines[0];
        prop_assert_eq!(line.deadline, Some(want));
        prop_assert_eq!(line.is_open(), requested_on <= want);
    }
}

#[test]
fn business_days_are_those_of_the_published_list() {
    for start_on in date("2024-01-01").iter_days().take(1400) {
        let mut on = start_on;
        for n in 1..=5 {
            on = on.iter_days().skip(1).find(|day| !is_off(*day)).unwrap();
            assert_eq!(CALENDAR.business_day_after(start_on, n), on, "{n} after {start_on}");
        }
    }
    assert!(BOOK.in_force(date("2014-12-31")).is_none());
}
