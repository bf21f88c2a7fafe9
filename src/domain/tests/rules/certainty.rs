//! Where clock or calendar are in doubt, nothing is refused by date.

use domain::calendar::Calendar;
use domain::judge::{Check, Outcome, Request, judge};
use domain::policy::{Clause, Flag, Reason};

use crate::world::{BOOK, CALENDAR, book_with, date, general};

/// Received on Monday 2 November 2026, so that the last day is Monday the 9th; asked on the 10th.
fn late() -> Request {
    general(Reason::ChangeOfMind, |request| {
        request.order.received_on = Some(date("2026-11-02"));
        request.requested_on = date("2026-11-10");
    })
}

fn known_until(day: &str) -> Calendar {
    Calendar::parse(&format!("known_until = {day}\n"), "holidays.toml").unwrap()
}

#[test]
fn a_deadline_later_than_two_days_before_the_end_of_validity_does_not_refuse() {
    for (until, outcome, checks) in [
        ("2026-11-11", Outcome::Refused, vec![]),
        ("2026-11-10", Outcome::Eligible, vec![Check::Calendar]),
        ("2026-01-01", Outcome::Eligible, vec![Check::Calendar]),
    ] {
        let line = &judge(&BOOK, &known_until(until), &late(), true).unwrap().lines[0];
        assert_eq!((line.outcome, &line.checks), (outcome, &checks), "{until}");
        assert_eq!(line.clauses, [Clause::DeadlineChangeOfMind], "{until}");
    }
}

#[test]
fn who_is_in_time_anyway_has_nothing_to_be_confirmed() {
    let mut request = late();
    request.requested_on = date("2026-11-09");
    let line = &judge(&BOOK, &known_until("2026-01-01"), &request, true).unwrap().lines[0];
    assert_eq!((line.outcome, line.checks.len()), (Outcome::Eligible, 0));
}

#[test]
fn a_deadline_that_looks_nothing_up_needs_no_calendar() {
    let book = book_with(&[("roll_past_holidays = true", "roll_past_holidays = false")]);
    let line = &judge(&book, &known_until("2026-01-01"), &late(), true).unwrap().lines[0];
    assert_eq!((line.outcome, line.checks.len()), (Outcome::Refused, 0));
}

#[test]
fn with_an_untrusted_clock_no_date_refuses_and_the_staff_confirm() {
    for asked in ["2026-11-09", "2026-11-10", "2030-01-01", "1970-01-01"] {
        let mut request = late();
        request.requested_on = date(asked);
        let line = &judge(&BOOK, &CALENDAR, &request, false).unwrap().lines[0];
        assert_eq!(line.outcome, Outcome::Eligible, "{asked}");
        assert!(line.checks.contains(&Check::Clock), "{asked}");
    }
}

#[test]
fn other_refusals_hold_whatever_the_clock_says() {
    let mut request = late();
    request.items[0].condition.insert(Flag::CarelessDamage);
    let line = &judge(&BOOK, &CALENDAR, &request, false).unwrap().lines[0];
    assert_eq!((line.outcome, &line.clauses), (Outcome::Refused, &vec![Clause::CarelessDamage]));
}

#[test]
fn where_no_deadline_runs_no_clock_is_needed() {
    let request = general(Reason::ChangeOfMind, |request| request.order.received_on = None);
    assert_eq!(judge(&BOOK, &CALENDAR, &request, false).unwrap().lines[0].checks, []);
}
