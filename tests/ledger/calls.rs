//! Calls for the staff, and looks at telephone numbers: every row once.

use domain::booking::VisitKey;
use domain::booking::{Booking, Contact};
use domain::call::{CallEnd, Cause, MissedCall};
use domain::judge::Outcome;
use domain::order::OrderNo;
use domain::protocol::{Answer, CallQuestion, DeskAnswer, DeskQuestion, Question};
use domain::terminal::Terminal;
use doro::ledger::Ledger;

use super::world::{ask, ask_twice, book, booking, day, key, noon, shop, somebody};

const WHY: Cause = Cause::NoReceipt;

fn called(serial: u64) -> Question {
    Question::Call(CallQuestion::Made { key: key(serial), why: WHY, at: noon() })
}

fn ended(serial: u64, end: CallEnd) -> Question {
    Question::Call(CallQuestion::Ended { key: key(serial), why: WHY, called_at: noon(), end, at: noon() })
}

fn missed(ledger: &mut Ledger) -> Vec<VisitKey> {
    let Answer::Desk(DeskAnswer::Queue(_, missed)) = ask(ledger, Question::Desk(DeskQuestion::Queue)) else { panic!() };
    assert!(missed.iter().all(|MissedCall { why, at, .. }| (*why, *at) == (WHY, noon())));
    missed.into_iter().map(|call| call.key).collect()
}

#[test]
fn a_call_is_one_row_and_its_first_end_stays_in_whatever_order_the_questions_come() {
    let (taken, nobody) = (CallEnd::Taken(somebody()), CallEnd::Nobody);
    for questions in [
        vec![called(1), ended(1, taken), ended(1, nobody)],
        vec![ended(1, taken), called(1)],
        vec![ended(1, taken), ended(1, taken), called(1), ended(1, CallEnd::CalledOff)],
    ] {
        let mut ledger = shop();
        for question in questions {
            assert_eq!(ask_twice(&mut ledger, question), Answer::Done);
        }
        assert_eq!(ledger.audit().unwrap().calls, [(WHY, Some(taken))]);
        assert_eq!(missed(&mut ledger), []);
    }
}

#[test]
fn only_calls_to_which_nobody_came_are_listed_newest_first_until_somebody_has_seen_them() {
    let mut ledger = shop();
    for serial in 1..=3 {
        ask_twice(&mut ledger, ended(serial, CallEnd::Nobody));
    }
    ask(&mut ledger, called(4));
    ask(&mut ledger, ended(5, CallEnd::CalledOff));
    assert_eq!(missed(&mut ledger), [key(3), key(2), key(1)]);
    let seen = |calls| Question::Call(CallQuestion::Seen { calls, staff: somebody(), at: noon() });
    assert_eq!(ask_twice(&mut ledger, seen(vec![key(3), key(1), key(4), key(5), key(99)])), Answer::Done);
    assert_eq!(missed(&mut ledger), [key(2)]);
    ask(&mut ledger, ended(4, CallEnd::Nobody));
    assert_eq!(missed(&mut ledger), [key(4), key(2)], "one that still rang was not seen");
}

#[test]
fn nobody_came_to_a_call_that_rang_when_the_power_failed() {
    let mut ledger = shop();
    let Answer::Booted { boot, .. } = ask(&mut ledger, Question::Boot { nonce: 1 }) else { panic!() };
    let key = VisitKey { terminal: Terminal::FIRST, boot, serial: 9 };
    ask(&mut ledger, Question::Call(CallQuestion::Made { key, why: WHY, at: noon() }));
    ask(&mut ledger, Question::Boot { nonce: 1 });
    assert_eq!(ledger.audit().unwrap().calls, [(WHY, None)], "the same start, asked again");
    ask(&mut ledger, Question::Boot { nonce: 2 });
    assert_eq!(missed(&mut ledger), [key]);
}

#[test]
fn every_look_at_a_number_is_one_row_and_none_where_there_is_nothing_to_see() {
    let mut ledger = shop();
    let contact = Contact { phone: "01012345678".to_owned(), consent: true, destroy_on: day("2026-12-20") };
    let with = Booking { contact: Some(contact.clone()), ..booking(1, &[(1, 1, Outcome::Eligible)]) };
    let visit = book(&mut ledger, with).number;
    let order = OrderNo("S1002".to_owned());
    let without = book(&mut ledger, Booking { order, ..booking(2, &[(1, 1, Outcome::Eligible)]) }).number;
    let look = |visit, serial| {
        Question::Desk(DeskQuestion::Contact { visit, staff: somebody(), at: noon(), look: key(serial) })
    };
    for serial in [7, 8] {
        assert_eq!(
            ask_twice(&mut ledger, look(visit, serial)),
            Answer::Desk(DeskAnswer::Contact(Some(contact.clone())))
        );
    }
    assert_eq!(ask_twice(&mut ledger, look(without, 9)), Answer::Desk(DeskAnswer::Contact(None)));
    assert_eq!(ledger.audit().unwrap().looks, 2);
    let on_its_day = day("2026-12-20").and_hms_opt(0, 0, 0).unwrap().and_utc();
    assert_eq!(ledger.answer(&look(visit, 10), on_its_day), Answer::Desk(DeskAnswer::Contact(None)));
    let Answer::Desk(DeskAnswer::Case(case)) = ledger.answer(&Question::Desk(DeskQuestion::Case(visit)), on_its_day)
    else {
        panic!()
    };
    assert_eq!(case.phone_until, None);
    assert_eq!(ledger.audit().unwrap().looks, 2);
}
