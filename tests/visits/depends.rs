//! What hangs on another visit of the order, or on the order itself, is settled when the staff decide.

use std::time::Duration;

use domain::booking::Stage;
use domain::money::Won;
use domain::order::{Category, Order, Status};
use domain::policy::{Clause, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::view::{Blocked, CaseView, CustomerScreen, DeskScreen, Notice, Screen};
use domain::visit_no::VisitNo;

use super::counter::{Person, Touch, order};
use super::paper::words_of_the_last_slip;

fn two_lines() -> Order {
    order("A-1", "2026-11-20", &[(Category::General, 39_000, 1), (Category::General, 20_000, 1)])
}

/// Hands in one unit of a line for a reason; the visit's number.
fn books(person: &mut Person, row: u16, reason: Reason) -> VisitNo {
    while person.sees() != "welcome" {
        // Whoever of the staff was here locks, and nobody answers the survey.
        person.touch(Touch::Back).wait(Duration::from_secs(20));
    }
    person.scan("RA-1").chooses(&[row]).says_of_each(&[reason]).accepts().confirms().goes();
    person.slips.last().unwrap().visit.number
}

/// The staff open a visit.
fn opens(person: &mut Person, visit: VisitNo) -> CaseView {
    if person.sees() != "queue" {
        person.clerk_signs_in();
    }
    person.scan(&visit.to_string());
    person.case()
}

fn approves(person: &mut Person, visit: VisitNo) {
    opens(person, visit);
    person.approves();
}

fn refuses(person: &mut Person, visit: VisitNo) {
    opens(person, visit);
    person.refuses(Clause::CarelessDamage);
}

/// What is paid for a visit that was approved.
fn paid(person: &mut Person, visit: VisitNo) -> Won {
    match person.ledger.answer(&Question::Desk(DeskQuestion::Case(visit)), person.now().wall) {
        Answer::Desk(DeskAnswer::Case(case)) if case.stage == Stage::Approved => case.decision().refund.amount,
        other => panic!("{other:?}"),
    }
}

/// Two visits because of a change of mind: the first is charged the first delivery.
fn two_visits() -> (Person, VisitNo, VisitNo) {
    let mut person = Person::new(&[two_lines()]);
    let first = books(&mut person, 0, Reason::ChangeOfMind);
    let second = books(&mut person, 1, Reason::ChangeOfMind);
    let promised: Vec<_> = person.slips.iter().map(|slip| slip.visit.booking.decision.refund.amount).collect();
    assert_eq!(promised, [Won(36_000), Won(20_000)]);
    (person, first, second)
}

#[test]
fn as_promised_where_nothing_has_changed() {
    let (mut person, first, second) = two_visits();
    approves(&mut person, first);
    approves(&mut person, second);
    assert_eq!([first, second].map(|visit| paid(&mut person, visit)), [Won(36_000), Won(20_000)]);
}

#[test]
fn the_first_delivery_is_paid_by_the_second_visit_where_the_first_is_refused() {
    let (mut person, first, second) = two_visits();
    refuses(&mut person, first);
    let view = opens(&mut person, second);
    assert_eq!(view.case.visit.booking.decision.refund.amount, Won(20_000), "what was promised stays said");
    assert_eq!(view.case.settled.unwrap().refund.amount, Won(17_000), "and what is paid stands beside the button");
    person.approves();
    assert_eq!(paid(&mut person, second), Won(17_000));
    person.touch(Touch::Back).wait(Duration::from_secs(200)).scan_slip_of(second);
    person.touch(Touch::Back).wait(Duration::from_secs(20)).scan_slip_of(second);
    let Screen::Customer(CustomerScreen::Status { stage, decision, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!((stage, decision.refund.amount), (Stage::Approved, Won(17_000)));
    assert!(person.ledger.audit().unwrap().is_sound());
}

#[test]
fn whoever_is_approved_first_pays_it_and_nobody_pays_it_twice() {
    let (mut person, first, second) = two_visits();
    approves(&mut person, second);
    assert_eq!(paid(&mut person, second), Won(17_000));
    approves(&mut person, first);
    assert_eq!(paid(&mut person, first), Won(39_000));
    let (mut person, first, second) = two_visits();
    approves(&mut person, second);
    refuses(&mut person, first);
    assert_eq!(paid(&mut person, second), Won(17_000), "settled, whatever comes later");
    // Who comes next finds it charged.
    let third = books(&mut person, 0, Reason::ChangeOfMind);
    assert_eq!(person.slips.last().unwrap().visit.booking.decision.refund.amount, Won(39_000));
    approves(&mut person, third);
    assert_eq!(paid(&mut person, third), Won(39_000));
    assert!(person.ledger.audit().unwrap().is_sound());
}

#[test]
fn shares_of_a_discount_add_up_in_whatever_order_the_visits_are_decided() {
    for decided in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
        let mut order = order("A-1", "2026-11-20", &[(Category::General, 10_000, 3)]);
        order.lines[0].facts.discount = Won(1_000);
        order.facts.payments[0].amount = Won(29_000);
        let mut person = Person::new(&[order]);
        let visits = [0; 3].map(|row| books(&mut person, row, Reason::WrongItem));
        // The first one decided is refused, the others are approved: two thirds of the discount.
        refuses(&mut person, visits[decided[0]]);
        approves(&mut person, visits[decided[1]]);
        approves(&mut person, visits[decided[2]]);
        let sum: i64 = decided[1..].iter().map(|at| paid(&mut person, visits[*at]).0).sum();
        assert_eq!(sum, 20_000 - 666, "{decided:?}");
        let last = books(&mut person, 0, Reason::WrongItem);
        approves(&mut person, last);
        assert_eq!(sum + paid(&mut person, last).0, 29_000, "{decided:?}");
    }
}

#[test]
fn a_paid_first_delivery_goes_back_with_the_last_visit_that_is_approved() {
    let never_sent = || {
        let mut order = two_lines();
        order.facts.status = Status::Paid;
        order.facts.received_on = None;
        order.facts.shipping.paid = Won(3_000);
        order.facts.payments[0].amount = Won(62_000);
        order
    };
    for (decided, wanted) in [([0, 1], [39_000, 23_000]), ([1, 0], [42_000, 20_000])] {
        let mut person = Person::new(&[never_sent()]);
        let visits = [0, 1].map(|row| books(&mut person, row, Reason::ChangeOfMind));
        for at in decided {
            approves(&mut person, visits[at]);
        }
        assert_eq!(visits.map(|visit| paid(&mut person, visit).0), wanted, "{decided:?}");
    }
    let mut person = Person::new(&[never_sent()]);
    let visits = [0, 1].map(|row| books(&mut person, row, Reason::ChangeOfMind));
    assert_eq!(person.slips[1].visit.booking.decision.refund.amount, Won(23_000), "promised with the last one");
    refuses(&mut person, visits[0]);
    approves(&mut person, visits[1]);
    assert_eq!(paid(&mut person, visits[1]), Won(20_000), "one line is left");
}

#[test]
fn the_promise_names_on_what_it_hangs() {
    let mut person = Person::new(&[two_lines()]);
    books(&mut person, 0, Reason::ChangeOfMind);
    assert!(!words_of_the_last_slip(&person).contains("다른 접수"), "{}", words_of_the_last_slip(&person));
    let first = person.slips[0].visit.number;
    let answer = person.scan("RA-1").chooses(&[1]).says_of_each(&[Reason::ChangeOfMind]).answer();
    assert_eq!(answer.beside, [first]);
    let confirm = person.accepts().summary();
    assert_eq!(confirm.beside, [first]);
    person.confirms();
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("다른 접수(1번)"), "{words}");
}

#[test]
fn a_sum_that_changes_while_the_staff_look_is_shown_before_it_is_paid() {
    let (mut person, first, _) = two_visits();
    opens(&mut person, first);
    let mut changed = two_lines();
    changed.lines[0].facts.discount = Won(4_000);
    person.ledger.put_orders(&[changed], person.now().wall).unwrap();
    person.touch(Touch::Approve);
    let view = person.case();
    assert_eq!((view.case.stage, person.view().notice), (Stage::Waiting, Some(Notice::OrderChanged)));
    assert_eq!(view.case.settled.unwrap().refund.amount, Won(32_000));
    person.approves();
    assert_eq!(paid(&mut person, first), Won(32_000));
}

#[test]
fn what_the_order_does_not_allow_any_more_is_not_paid() {
    let (mut person, first, _) = two_visits();
    let mut changed = two_lines();
    changed.facts.payments[0].amount = Won(10_000);
    person.ledger.put_orders(&[changed], person.now().wall).unwrap();
    let view = opens(&mut person, first);
    assert_eq!((view.case.settled, person.view().frame.blocked), (None, Some(Blocked::NoSum)));
    person.touch(Touch::Approve);
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Case(view)) if view.case.stage == Stage::Waiting));
}

#[test]
fn an_approved_visits_copy_says_what_is_paid() {
    let (mut person, first, second) = two_visits();
    refuses(&mut person, first);
    approves(&mut person, second);
    opens(&mut person, second);
    person.prints();
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("17,000원") && words.contains("-3,000원"), "{words}");
}
