//! Counting as the Civil Act has it (policy §2).

use chrono::NaiveDate;
use domain::calendar::{Counting, DayOff, Holiday};
use domain::calendar::{Period, Since};
use domain::judge::{Outcome, judge};
use domain::policy::{Clause, Reason};

use crate::world::{BOOK, CALENDAR, book_with, date, general, judged, line};

const BY_LAW: Counting = Counting { count_first_day: false, roll_past_holidays: true };
const UNMOVED: Counting = Counting { count_first_day: false, roll_past_holidays: false };
const FIRST_COUNTED: Counting = Counting { count_first_day: true, roll_past_holidays: false };

fn last_on(start: &str, period: Period, by: Counting) -> NaiveDate {
    CALENDAR.count(Since::Received, date(start), period, by).last_on
}

fn months(months: u32) -> Period {
    Period::Months(months)
}

#[test]
fn a_period_of_months_ends_on_the_day_before_the_one_that_corresponds() {
    for (received, period, last) in [
        ("2026-01-15", months(3), "2026-04-15"),
        ("2026-04-30", months(3), "2026-07-31"),
        ("2026-11-30", months(3), "2027-02-28"),
        ("2026-11-29", months(3), "2027-02-28"),
        ("2026-11-28", months(3), "2027-02-28"),
        ("2026-11-27", months(3), "2027-02-27"),
        ("2027-11-28", months(3), "2028-02-28"),
        ("2027-11-29", months(3), "2028-02-29"),
        ("2027-11-30", months(3), "2028-02-29"),
        ("2026-03-30", months(1), "2026-04-30"),
        ("2026-03-31", months(1), "2026-04-30"),
        ("2026-02-28", months(3), "2026-05-31"),
        ("2028-02-28", months(12), "2029-02-28"),
        ("2026-12-31", months(1), "2027-01-31"),
    ] {
        assert_eq!(last_on(received, period, UNMOVED), date(last), "{received}");
    }
}

#[test]
fn a_period_of_days_ends_that_many_days_after_its_start() {
    assert_eq!(last_on("2026-11-02", Period::Days(7), UNMOVED), date("2026-11-09"));
    assert_eq!(last_on("2026-12-28", Period::Days(7), UNMOVED), date("2027-01-04"));
}

#[test]
fn a_store_may_count_the_first_day() {
    for (received, period, last) in [
        ("2026-11-02", Period::Days(7), "2026-11-08"),
        ("2026-11-02", Period::Days(1), "2026-11-02"),
        ("2026-05-01", months(3), "2026-07-31"),
        ("2026-04-30", months(3), "2026-07-29"),
        ("2026-11-30", months(3), "2027-02-28"),
    ] {
        assert_eq!(last_on(received, period, FIRST_COUNTED), date(last), "{received}");
    }
}

#[test]
fn an_end_on_a_day_off_moves_to_the_next_day_that_is_none() {
    for (received, period, last, skipped) in [
        ("2026-11-07", Period::Days(7), "2026-11-16", "saturday sunday"),
        // 1 March is a Sunday; its substitute is the 2nd.
        ("2026-02-21", Period::Days(7), "2026-03-03", "saturday independence substitute"),
        // Chuseok from Thursday to Saturday.
        ("2026-09-17", Period::Days(7), "2026-09-28", "chuseok chuseok chuseok sunday"),
        // Labour Day is a public holiday since 2026 and made up for in 2027.
        ("2026-04-24", Period::Days(7), "2026-05-04", "labour saturday sunday"),
        ("2027-04-24", Period::Days(7), "2027-05-04", "labour sunday substitute"),
        ("2025-04-24", Period::Days(7), "2025-05-01", ""),
        // The local election of 2026, and a day the government declared.
        ("2026-05-27", Period::Days(7), "2026-06-04", "election"),
        ("2024-09-24", Period::Days(7), "2024-10-02", "temporary"),
        // Buddha's Birthday on Children's Day is made up for once.
        ("2025-04-28", Period::Days(7), "2025-05-07", "children substitute"),
        ("2026-02-04", months(3), "2026-05-04", ""),
        ("2026-02-05", months(3), "2026-05-06", "children"),
    ] {
        let counted = CALENDAR.count(Since::Received, date(received), period, BY_LAW);
        assert_eq!(counted.last_on, date(last), "{received}");
        let words: Vec<&str> = counted.skipped.iter().map(|(_, why)| word(why)).collect();
        assert_eq!(words.join(" "), skipped, "{received}");
    }
}

fn word(why: &DayOff) -> &'static str {
    match why {
        DayOff::Saturday => "saturday",
        DayOff::Sunday => "sunday",
        DayOff::Holiday(Holiday::IndependenceMovementDay) => "independence",
        DayOff::Holiday(Holiday::Substitute) => "substitute",
        DayOff::Holiday(Holiday::Chuseok) => "chuseok",
        DayOff::Holiday(Holiday::LabourDay) => "labour",
        DayOff::Holiday(Holiday::ElectionDay) => "election",
        DayOff::Holiday(Holiday::ChildrensDay) => "children",
        DayOff::Holiday(Holiday::Temporary { .. }) => "temporary",
        DayOff::Holiday(_) => "another holiday",
    }
}

#[test]
fn the_last_day_is_still_in_time_and_the_next_is_not() {
    // Received on Thursday the 5th; the 12th is a Thursday.
    for (asked, outcome) in [("2026-11-12", Outcome::Eligible), ("2026-11-13", Outcome::Refused)] {
        let line = line(&general(Reason::ChangeOfMind, |request| request.requested_on = date(asked)));
        assert_eq!((line.outcome, line.deadline), (outcome, Some(date("2026-11-12"))), "{asked}");
        assert_eq!(line.clauses, [Clause::DeadlineChangeOfMind], "{asked}");
    }
}

/// Received 5 November 2026: three months end on Friday 5 February 2027.
fn noticed(noticed: Option<&str>, asked: &str) -> domain::judge::Request {
    general(Reason::Defective, |request| {
        request.requested_on = date(asked);
        request.items[0].noticed_on = noticed.map(date);
    })
}

#[test]
fn of_three_months_and_thirty_days_the_later_counts() {
    for (noticed_on, asked, outcome, last) in [
        (Some("2026-11-06"), "2027-02-05", Outcome::Eligible, "2027-02-05"),
        (Some("2026-11-06"), "2027-02-10", Outcome::Refused, "2027-02-05"),
        (Some("2027-02-01"), "2027-03-03", Outcome::Eligible, "2027-03-03"),
        (Some("2027-02-01"), "2027-03-04", Outcome::Refused, "2027-03-03"),
        (None, "2027-06-01", Outcome::Eligible, "2027-07-01"),
    ] {
        let line = line(&noticed(noticed_on, asked));
        assert_eq!((line.outcome, line.deadline), (outcome, Some(date(last))), "{noticed_on:?} {asked}");
        assert_eq!(line.derivation.counted[0].last_on, date(last), "the deciding period stands first");
        assert_eq!(line.derivation.counted.len(), 2);
    }
}

#[test]
fn a_store_may_let_the_earlier_count() {
    let book = book_with(&[("combine = \"either\"", "combine = \"both\"")]);
    for (noticed_on, asked, outcome, last) in [
        (Some("2026-11-06"), "2026-12-07", Outcome::Eligible, "2026-12-07"),
        (Some("2026-11-06"), "2026-12-08", Outcome::Refused, "2026-12-07"),
        (Some("2027-02-01"), "2027-02-05", Outcome::Eligible, "2027-02-05"),
        (Some("2027-02-01"), "2027-02-10", Outcome::Refused, "2027-02-05"),
    ] {
        let decision = judge(&book, &CALENDAR, &noticed(noticed_on, asked), true).unwrap();
        let line = &decision.lines[0];
        assert_eq!((line.outcome, line.deadline), (outcome, Some(date(last))), "{noticed_on:?} {asked}");
    }
}

#[test]
fn a_store_may_keep_an_end_where_it_falls() {
    let book = book_with(&[("roll_past_holidays = true", "roll_past_holidays = false")]);
    let request = general(Reason::ChangeOfMind, |request| {
        request.order.received_on = Some(date("2026-11-07"));
        request.requested_on = date("2026-11-15");
    });
    let line = &judge(&book, &CALENDAR, &request, true).unwrap().lines[0];
    assert_eq!((line.outcome, line.deadline), (Outcome::Refused, Some(date("2026-11-14"))));
    assert!(judged(&request).lines[0].is_open(), "by law it moves to Monday");
}

#[test]
fn no_deadline_runs_before_receipt() {
    let line = line(&general(Reason::ChangeOfMind, |request| request.order.received_on = None));
    assert_eq!((line.outcome, line.deadline), (Outcome::Eligible, None));
    assert_eq!((line.clauses.len(), line.derivation.counted.len()), (0, 0));
}

#[test]
fn the_day_of_noticing_is_asked_only_where_it_decides() {
    let policy = BOOK.in_force(date("2026-11-02")).unwrap();
    let both = book_with(&[("combine = \"either\"", "combine = \"both\"")]);
    let both = both.in_force(date("2026-11-02")).unwrap();
    for (reason, asked, either_asks, both_asks) in [
        (Reason::Defective, "2027-02-05", false, true),
        (Reason::Defective, "2027-02-10", true, false),
        (Reason::WrongItem, "2027-02-10", true, false),
        (Reason::AdverseReaction, "2027-02-10", true, false),
        (Reason::ChangeOfMind, "2027-02-10", false, false),
        (Reason::PriceChange, "2027-02-10", false, false),
    ] {
        let order = general(reason, |_| ()).order;
        let asks = |policy: &domain::policy::Policy| policy.noticed_decides(&order, reason, date(asked), &CALENDAR);
        assert_eq!((asks(policy), asks(both)), (either_asks, both_asks), "{reason:?} {asked}");
    }
    let order = general(Reason::Defective, |request| request.order.received_on = None).order;
    assert!(!policy.noticed_decides(&order, Reason::Defective, date("2027-02-10"), &CALENDAR));
}
