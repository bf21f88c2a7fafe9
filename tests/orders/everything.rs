//! What a file means by "already returned": what went back elsewhere, or everything that was known at a moment.

use chrono::TimeDelta;
use domain::booking::{Settlement, SlipState, Verdict};
use domain::money::Won;
use domain::policy::Clause;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question, VisitAnswer, VisitQuestion};
use domain::staff::{Role, StaffId};
use domain::visit_no::VisitNo;
use doro::ledger::Ledger;
use doro::orders::{Encoding, Reading, Report, Returned, import};

use crate::again::booking;
use crate::shop::*;

/// Hours from now at which something was decided, or a file was made.
fn hours(hours: i64) -> chrono::DateTime<chrono::Utc> {
    now() + TimeDelta::hours(hours)
}

/// One unit of line 1 of `S1` for 9,500 by card, with `already` units gone before and `share` of the won.
fn book(ledger: &mut Ledger, serial: u64, already: u32) -> VisitNo {
    let mut one = booking(serial);
    one.lines[0].units = 1;
    one.lines[0].already_returned = already;
    one.decision.lines[0].net = Won(9_500);
    one.decision.refund.amount = Won(9_500);
    one.decision.refund.payments[0].amount = Won(9_500);
    let shown = Question::Visit(VisitQuestion::Shown { key: one.key, slip: SlipState::Queued });
    let number = match ledger.answer(&Question::Visit(VisitQuestion::Book(Box::new(one))), now()) {
        Answer::Visit(VisitAnswer::Booked(booked)) => booked.number,
        other => panic!("{other:?}"),
    };
    assert_eq!(ledger.answer(&shown, now()), Answer::Done);
    number
}

/// The staff approve a visit as it was promised, so many hours later.
fn approve(ledger: &mut Ledger, visit: VisitNo, after: i64) {
    let case = match ledger.answer(&Question::Desk(DeskQuestion::Case(visit)), hours(after)) {
        Answer::Desk(DeskAnswer::Case(case)) => case,
        other => panic!("{other:?}"),
    };
    let judged = case.order.unwrap().mark();
    let decision = case.visit.booking.decision;
    decide(ledger, visit, Verdict::Approve(Box::new(Settlement { judged, decision })), after);
}

fn decide(ledger: &mut Ledger, visit: VisitNo, verdict: Verdict, after: i64) {
    let question = Question::Desk(DeskQuestion::Decide { visit, verdict, staff: StaffId(1), at: hours(after) });
    assert!(matches!(ledger.answer(&question, hours(after)), Answer::Desk(DeskAnswer::Decided(_))));
}

/// A shop with order S1, one unit of which was handed in here.
fn shop() -> (Shop, Ledger, VisitNo) {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let mut ledger = shop.ledger();
    doro::staff::add(&mut ledger, "가람", Role::Clerk, "739154", now()).unwrap();
    let visit = book(&mut ledger, 1, 0);
    (shop, ledger, visit)
}

/// The nightly file: so many units of line 1 have gone back, and so many won by card.
fn nightly(shop: &Shop, units: u32, won: i64, returned: Returned) -> Report {
    let header = format!("{HEADER},payments_refunded,already_returned");
    let rows = [format!("{},card:{won},{units}", ROWS[0]), format!("{},card:{won},0", ROWS[1])];
    let file = shop.file("nightly.csv", format!("{header}\n{}\n", rows.join("\n")));
    let reading = Reading { encoding: Encoding::Utf8, returned };
    import(&shop.db(), &file, reading, hours(48), &mut |_| ()).unwrap()
}

/// Units of line 1 that are gone, and won of the card.
fn gone(shop: &Shop) -> (u32, i64) {
    let order = shop.order("S1").unwrap();
    (order.lines[0].facts.already_returned, order.facts.payments[0].refunded.0)
}

#[test]
fn everything_contains_what_was_approved_here_by_then() {
    let (shop, mut ledger, visit) = shop();
    approve(&mut ledger, visit, 1);
    for night in 0..3 {
        let report = nightly(&shop, 1, 9_500, Returned::Everything(hours(12 + night)));
        assert_eq!(gone(&shop), (1, 9_500), "night {night}");
        assert_eq!((report.kept.len(), report.remarks.count), (0, 0), "night {night}");
    }
    // The second unit can still come back, and then nothing more.
    book(&mut ledger, 2, 1);
    assert_eq!(gone(&shop), (2, 19_000));
}

#[test]
fn what_waited_or_was_decided_later_is_added() {
    let (shop, mut ledger, visit) = shop();
    nightly(&shop, 0, 0, Returned::Everything(hours(12)));
    assert_eq!(gone(&shop), (1, 9_500), "it waits");
    approve(&mut ledger, visit, 13);
    nightly(&shop, 0, 0, Returned::Everything(hours(12)));
    assert_eq!(gone(&shop), (1, 9_500), "it was decided an hour later");
    nightly(&shop, 1, 9_500, Returned::Everything(hours(13)));
    assert_eq!(gone(&shop), (1, 9_500), "it was decided at that very moment");
}

#[test]
fn a_refused_visit_is_not_in_the_file_and_not_here() {
    let (shop, mut ledger, visit) = shop();
    decide(&mut ledger, visit, Verdict::Refuse(Clause::CarelessDamage), 1);
    nightly(&shop, 0, 0, Returned::Everything(hours(12)));
    assert_eq!(gone(&shop), (0, 0));
}

#[test]
fn what_went_back_elsewhere_besides_is_left_over() {
    let (shop, mut ledger, visit) = shop();
    approve(&mut ledger, visit, 1);
    nightly(&shop, 2, 19_000, Returned::Everything(hours(12)));
    assert_eq!(gone(&shop), (2, 19_000));
    assert!(shop.order("S1").unwrap().returned_by_choice, "nobody here knows why");
}

#[test]
fn a_file_that_says_less_than_was_approved_here_is_remarked_on_and_ours_counts() {
    let (shop, mut ledger, visit) = shop();
    approve(&mut ledger, visit, 1);
    let report = nightly(&shop, 0, 0, Returned::Everything(hours(12)));
    assert_eq!(gone(&shop), (1, 9_500));
    let fields: Vec<_> = report.remarks.shown.iter().map(|remark| remark.field).collect();
    assert_eq!(fields, ["already_returned", "payments_refunded"], "{}", report.remarks);
}

#[test]
fn elsewhere_is_what_is_meant_where_nothing_is_said() {
    let (shop, mut ledger, visit) = shop();
    approve(&mut ledger, visit, 1);
    nightly(&shop, 1, 500, Returned::default());
    assert_eq!(gone(&shop), (2, 10_000), "one here and one elsewhere");
}

#[test]
fn the_import_remembers_what_it_meant() {
    let (shop, _ledger, _) = shop();
    nightly(&shop, 0, 500, Returned::Everything(hours(12)));
    let raw = rusqlite::Connection::open(shop.db()).unwrap();
    let said: Vec<(String, Option<String>)> = raw
        .prepare("SELECT returned, as_of_at FROM imports ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(said[0], ("elsewhere".to_owned(), None));
    assert_eq!(said[1], ("everything".to_owned(), Some("2026-11-20T15:00:00Z".to_owned())));
}
