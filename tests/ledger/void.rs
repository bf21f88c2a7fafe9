//! Visits that nobody was told of, and visits of which somebody was told that they are not booked.

use domain::booking::{Booked, Contact, SlipState, Stage, Verdict};
use domain::judge::Outcome;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Found, Question, SurveyQuestion, VisitAnswer, VisitQuestion};
use doro::ledger::Ledger;

use crate::world::*;

/// A booking of two units, with a telephone number, that nobody was told of.
fn unseen(ledger: &mut Ledger, serial: u64) -> domain::booking::Booked {
    let contact = Contact { phone: "01012345678".into(), consent: false, destroy_on: day("2027-02-18") };
    let booking = booking(serial, &[(1, 2, Outcome::Eligible)]);
    book_unseen(ledger, domain::booking::Booking { contact: Some(contact), ..booking })
}

fn returned(ledger: &mut Ledger) -> (u32, i64) {
    let order = found_order(ledger, "S1001");
    (order.lines[0].facts.already_returned, order.facts.payments[0].refunded.0)
}

fn found_nowhere(ledger: &mut Ledger, booked: &Booked) {
    let visit = booked.number;
    assert_eq!(
        ask(ledger, Question::Desk(DeskQuestion::Queue)),
        Answer::Desk(DeskAnswer::Queue(Vec::new(), Vec::new()))
    );
    assert_eq!(ask(ledger, Question::Desk(DeskQuestion::Case(visit))), Answer::Desk(DeskAnswer::NotOpen));
    assert_eq!(find(ledger, &booked.slip_code().to_string()), Found::Unknown);
    let (number, claim) = (visit.short(), booked.claim_code);
    assert_eq!(
        ask(ledger, Question::Visit(VisitQuestion::FindVisit { number, claim })),
        Answer::Visit(VisitAnswer::Found(Found::Unknown))
    );
    let verdict = Verdict::Refuse(domain::policy::Clause::Media);
    let decide = Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() });
    assert_eq!(ask(ledger, decide), Answer::Desk(DeskAnswer::NotOpen));
    assert_eq!(ask(ledger, Question::Survey(SurveyQuestion::Shown { visit, at: noon() })), Answer::Survey(None));
    let audit = ledger.audit().unwrap();
    assert_eq!((audit.waiting, audit.slips_not_printed, audit.shown.len()), (0, 0, 0));
    assert!(audit.is_sound());
}

#[test]
fn until_its_customer_is_told_a_visit_holds_its_units_and_is_found_nowhere() {
    let mut ledger = shop();
    let booked = unseen(&mut ledger, 1);
    assert_eq!(returned(&mut ledger), (2, 20_000));
    found_nowhere(&mut ledger, &booked);
    let shown = Question::Visit(VisitQuestion::Shown { key: key(1), slip: SlipState::Sending });
    assert_eq!(ask_twice(&mut ledger, shown), Answer::Done);
    assert!(matches!(find_slip(&mut ledger, booked.number), Found::Visit(status) if status.stage == Stage::Waiting));
    assert_eq!(ledger.audit().unwrap().slips, [(booked.number, 1, SlipState::Sending)]);
}

#[test]
fn that_it_is_shown_is_written_once_and_changes_no_later_word_of_the_slip() {
    let mut ledger = shop();
    let visit = unseen(&mut ledger, 1).number;
    let shown = Question::Visit(VisitQuestion::Shown { key: key(1), slip: SlipState::Sending });
    ask(&mut ledger, shown.clone());
    ask(&mut ledger, Question::Slip { visit, copy: 1, state: SlipState::NotPrinted });
    assert_eq!(ask(&mut ledger, shown), Answer::Done);
    assert_eq!(ledger.audit().unwrap().slips, [(visit, 1, SlipState::NotPrinted)]);
}

#[test]
fn a_void_visit_holds_nothing_and_never_comes_back() {
    let mut ledger = shop();
    let void = unseen(&mut ledger, 1);
    assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Void(key(1)))), Answer::Done);
    assert_eq!(returned(&mut ledger), (0, 0));
    assert_eq!(ledger.contact(void.number, noon()).unwrap(), None);
    found_nowhere(&mut ledger, &void);
    assert!(!ledger.slip_may_be_in_the_printer().unwrap(), "nothing of it was sent");
    let again = Question::Visit(VisitQuestion::Book(Box::new(booking(1, &[(1, 2, Outcome::Eligible)]))));
    assert_eq!(ask_twice(&mut ledger, again), Answer::Visit(VisitAnswer::Void));
    assert_eq!(
        ask_twice(&mut ledger, Question::Visit(VisitQuestion::Shown { key: key(1), slip: SlipState::Queued })),
        Answer::Visit(VisitAnswer::Void)
    );
    found_nowhere(&mut ledger, &void);
    let next = book(&mut ledger, booking(2, &[(1, 3, Outcome::Eligible)]));
    assert_eq!(next.number.sequence, 2, "a number is given once");
}

#[test]
fn a_booking_that_comes_after_the_word_that_it_is_void_never_comes_into_being() {
    let mut ledger = shop();
    ask(&mut ledger, Question::Visit(VisitQuestion::Keep(draft(1, 1))));
    assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Void(key(1)))), Answer::Done);
    let late = Question::Visit(VisitQuestion::Book(Box::new(booking(1, &[(1, 1, Outcome::Eligible)]))));
    assert_eq!(ask_twice(&mut ledger, late), Answer::Visit(VisitAnswer::Void));
    assert_eq!(returned(&mut ledger), (0, 0));
    assert!(matches!(ask(&mut ledger, Question::Boot { nonce: 1 }), Answer::Booted { draft: None, .. }));
}

#[test]
fn a_start_makes_void_what_nobody_was_told_of_and_nothing_else() {
    let mut ledger = shop();
    let told = book(&mut ledger, booking(1, &[(2, 1, Outcome::Eligible)])).number;
    let closed = book(&mut ledger, booking(2, &[(1, 1, Outcome::Refused)])).number;
    let unseen = unseen(&mut ledger, 3);
    ask_twice(&mut ledger, Question::Boot { nonce: 9 });
    assert_eq!(returned(&mut ledger), (0, 10_000));
    assert_eq!(find(&mut ledger, &unseen.slip_code().to_string()), Found::Unknown);
    for visit in [told, closed] {
        assert!(matches!(find_slip(&mut ledger, visit), Found::Visit(_)), "{visit}");
    }
    let audit = ledger.audit().unwrap();
    assert_eq!((audit.not_shown, audit.shown.len(), audit.waiting), (0, 2, 1));
}

#[test]
fn what_the_staff_have_decided_is_not_void() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let verdict = approve(&mut ledger, visit);
    ask(&mut ledger, Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() }));
    assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Void(key(1)))), Answer::Done);
    assert_eq!(returned(&mut ledger), (1, 10_000));
}
