//! What the ledger takes from a clock, by how far it is believed.

use std::time::Duration;

use chrono::TimeDelta;
use domain::booking::{Booking, Contact};
use domain::judge::Outcome;
use domain::moment::{Moment, Trust};
use doro::ledger::Ledger;

use crate::world::*;

fn moment(days: i64, trust: Trust) -> Moment {
    Moment { uptime: Duration::ZERO, wall: noon() + TimeDelta::days(days), trust }
}

fn newest(ledger: &Ledger) -> Option<i64> {
    ledger.newest_at().unwrap().map(|newest| (newest - noon()).num_days())
}

#[test]
fn the_newest_instant_grows_by_believed_times_and_only_a_trusted_one_sets_it_back() {
    let mut ledger = shop();
    for (days, trust, then) in [
        (3_650, Trust::Untrusted, None),
        (0, Trust::Degraded, Some(0)),
        (9, Trust::Degraded, Some(9)),
        (8, Trust::Degraded, Some(9)),
        (-400, Trust::Untrusted, Some(9)),
        (40, Trust::Untrusted, Some(9)),
        (1, Trust::Trusted, Some(1)),
    ] {
        ledger.lives(&moment(days, trust)).unwrap();
        assert_eq!(newest(&ledger), then, "{days} {trust:?}");
    }
    let late = Booking {
        trust: Trust::Untrusted,
        at: noon() + TimeDelta::days(40),
        ..booking(1, &[(1, 1, Outcome::Eligible)])
    };
    book(&mut ledger, late);
    assert_eq!(newest(&ledger), Some(1), "a visit that was booked then moves nothing");
}

/// Numbers that were left while the clock stood that many days away from the right day.
fn left(days: i64, trust: Trust) -> (Ledger, domain::visit_no::VisitNo) {
    let mut ledger = shop();
    let at = noon() + TimeDelta::days(days);
    let destroy_on = at.date_naive() + TimeDelta::days(90);
    let contact = Contact { phone: "01012345678".into(), consent: false, destroy_on };
    let booking = Booking { at, trust, contact: Some(contact), ..booking(1, &[(1, 1, Outcome::Eligible)]) };
    let visit = book(&mut ledger, booking).number;
    (ledger, visit)
}

#[test]
fn a_number_is_kept_as_long_as_was_said_whatever_the_clock_was_then() {
    for (days, trust) in
        [(0, Trust::Trusted), (-9_000, Trust::Untrusted), (3_650, Trust::Untrusted), (12, Trust::Degraded)]
    {
        let (mut ledger, visit) = left(days, trust);
        for (later, destroyed) in [(0, 0), (89, 0), (90, 1)] {
            assert_eq!(
                ledger.destroy_due(&moment(later, Trust::Trusted)).unwrap(),
                destroyed,
                "{days} {trust:?} {later}"
            );
        }
        assert_eq!(ledger.contact(visit, noon()).unwrap(), None);
    }
}

#[test]
fn only_a_trusted_clock_destroys() {
    let (mut ledger, visit) = left(0, Trust::Trusted);
    for trust in [Trust::Untrusted, Trust::Degraded] {
        assert_eq!(ledger.destroy_due(&moment(3_650, trust)).unwrap(), 0);
        assert!(ledger.contact(visit, noon()).unwrap().is_some(), "{trust:?}");
    }
}

/// What nobody may see any more is not shown, whether it is destroyed already or not; what is only held back is there
/// again once the clock is right.
#[test]
fn a_number_is_seen_until_its_day_and_not_on_it() {
    for (days, trust) in
        [(0, Trust::Trusted), (-9_000, Trust::Untrusted), (3_650, Trust::Untrusted), (12, Trust::Degraded)]
    {
        let (ledger, visit) = left(days, trust);
        let seen = |later: i64| ledger.contact(visit, noon() + TimeDelta::days(later)).unwrap().is_some();
        assert!(seen(0) && seen(11) && (seen(89) || trust == Trust::Degraded), "{days} {trust:?}");
        if trust != Trust::Untrusted {
            assert!(!seen(90 + days) && !seen(4_000), "{days} {trust:?}");
        }
        assert!(seen(0), "nothing was destroyed: {days} {trust:?}");
    }
}

#[test]
fn a_clock_that_is_behind_shows_no_number_whose_day_the_ledger_knows_to_have_come() {
    let (mut ledger, visit) = left(0, Trust::Trusted);
    let yesterday = noon() - TimeDelta::days(1);
    assert!(ledger.contact(visit, yesterday).unwrap().is_some());
    ledger.lives(&moment(91, Trust::Trusted)).unwrap();
    assert_eq!(ledger.contact(visit, yesterday).unwrap(), None);
}
