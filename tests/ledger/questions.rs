//! Every question, asked and asked again.

use chrono::TimeDelta;
use domain::booking::{Contact, SlipState, Stage, Verdict};
use domain::judge::{Outcome, Payer};
use domain::moment::{Moment, Trust};
use domain::money::Won;
use domain::nps::Score;
use domain::order::{LineNo, OrderNo};
use domain::policy::{Clause, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Found, Question, SurveyQuestion, VisitAnswer, VisitQuestion};
use domain::staff::StaffId;
use domain::survey::{Chip, Ending, SurveyAnswer};
use doro::ledger::{Commit, Ledger, Means};

use crate::world::*;

#[test]
fn a_start_counts_once_a_nonce() {
    let mut ledger = shop();
    for (nonce, boot) in [(7, 1), (7, 1), (u64::MAX, 2), (7, 1), (8, 3)] {
        assert_eq!(ask(&mut ledger, Question::Boot { nonce }), Answer::Booted { boot, draft: None });
    }
}

#[test]
fn a_start_gives_the_newest_draft_and_forgets_older_ones() {
    let mut ledger = shop();
    for (serial, version) in [(1, 1), (2, 5), (2, 4)] {
        assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Keep(draft(serial, version)))), Answer::Done);
    }
    let booted = Answer::Booted { boot: 1, draft: Some(draft(2, 5)) };
    assert_eq!(ask_twice(&mut ledger, Question::Boot { nonce: 1 }), booted);
    ask(&mut ledger, Question::Visit(VisitQuestion::Wipe(key(2))));
    assert_eq!(ask(&mut ledger, Question::Boot { nonce: 2 }), Answer::Booted { boot: 2, draft: None });
}

#[test]
fn a_wiped_or_booked_draft_never_comes_back() {
    let mut ledger = shop();
    ask(&mut ledger, Question::Visit(VisitQuestion::Keep(draft(1, 1))));
    assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Wipe(key(1)))), Answer::Done);
    ask_twice(&mut ledger, Question::Visit(VisitQuestion::Wipe(key(2))));
    book(&mut ledger, booking(3, &[(1, 1, Outcome::Eligible)]));
    for serial in 1..=3 {
        assert_eq!(ask_twice(&mut ledger, Question::Visit(VisitQuestion::Keep(draft(serial, 99)))), Answer::Done);
    }
    assert_eq!(ask(&mut ledger, Question::Boot { nonce: 1 }), Answer::Booted { boot: 1, draft: None });
}

#[test]
fn units_that_somebody_else_has_taken_are_named_and_nothing_changes() {
    let mut ledger = shop();
    book(&mut ledger, booking(1, &[(1, 2, Outcome::Eligible)]));
    let late = Question::Visit(VisitQuestion::Book(Box::new(booking(
        2,
        &[(2, 1, Outcome::Eligible), (1, 2, Outcome::Eligible)],
    ))));
    assert_eq!(ask_twice(&mut ledger, late), Answer::Visit(VisitAnswer::Taken(LineNo(1))));
    assert_eq!(found_order(&mut ledger, "S1001").lines[1].facts.already_returned, 0);
    let judged_before = Question::Visit(VisitQuestion::Book(Box::new(booking(3, &[(1, 1, Outcome::Eligible)]))));
    assert_eq!(ask(&mut ledger, judged_before), Answer::Visit(VisitAnswer::Taken(LineNo(1))));
    let mut now = booking(4, &[(1, 1, Outcome::Eligible)]);
    now.lines[0].already_returned = 2;
    assert_eq!(book(&mut ledger, now).number.sequence, 2);
}

#[test]
fn more_won_than_were_paid_never_go_back() {
    let mut ledger = shop();
    let mut greedy = booking(1, &[(1, 1, Outcome::Eligible)]);
    greedy.decision.refund.payments[0].amount = Won(35_001);
    assert_eq!(
        ask_twice(&mut ledger, Question::Visit(VisitQuestion::Book(Box::new(greedy)))),
        Answer::Visit(VisitAnswer::Taken(LineNo(1)))
    );
    assert_eq!(
        ask(&mut ledger, Question::Desk(DeskQuestion::Queue)),
        Answer::Desk(DeskAnswer::Queue(Vec::new(), Vec::new()))
    );
}

#[test]
fn the_first_delivery_is_charged_once_an_order() {
    let mut ledger = shop();
    let charged = |serial, line| {
        let mut booking = booking(serial, &[(line, 1, Outcome::Eligible)]);
        booking.lines[0].reason = Reason::ChangeOfMind;
        booking.decision.shipping.payer = Payer::Customer;
        booking.decision.shipping.amount = Won(3_000);
        booking.decision.refund.amount = Won(7_000);
        booking.decision.refund.payments[0].amount = Won(7_000);
        booking
    };
    let booked = book(&mut ledger, charged(1, 1));
    assert!(found_order(&mut ledger, "S1001").facts.shipping.outbound_charged);
    let refuse = Question::Desk(DeskQuestion::Decide {
        visit: booked.number,
        verdict: Verdict::Refuse(Clause::CarelessDamage),
        staff: somebody(),
        at: noon(),
    });
    assert_eq!(ask_twice(&mut ledger, refuse), Answer::Desk(DeskAnswer::Decided(Stage::Refused)));
    let known = found_order(&mut ledger, "S1001");
    assert!(!known.facts.shipping.outbound_charged);
    assert_eq!(known.lines[0].facts.already_returned, 0);
    assert_eq!(known.facts.payments[0].refunded, Won(0));
    book(&mut ledger, charged(2, 2));
    assert!(found_order(&mut ledger, "S1001").facts.shipping.outbound_charged);
}

#[test]
fn a_visit_is_decided_once() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let verdict = approve(&mut ledger, visit);
    let approve = |staff| {
        Question::Desk(DeskQuestion::Decide { visit, verdict: verdict.clone(), staff: StaffId(staff), at: noon() })
    };
    assert_eq!(ask_twice(&mut ledger, approve(1)), Answer::Desk(DeskAnswer::Decided(Stage::Approved)));
    assert_eq!(ask_twice(&mut ledger, approve(2)), Answer::Desk(DeskAnswer::NotOpen));
    let clause = Verdict::Refuse(Clause::Media);
    let refuse = Question::Desk(DeskQuestion::Decide { visit, verdict: clause, staff: somebody(), at: noon() });
    assert_eq!(ask(&mut ledger, refuse), Answer::Desk(DeskAnswer::NotOpen));
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 1);
}

#[test]
fn a_slip_waits_until_it_is_printed_and_a_stop_while_sending_leaves_it_in_doubt() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let slip = |ledger: &mut Ledger| match ask(ledger, Question::Desk(DeskQuestion::Case(visit))) {
        Answer::Desk(DeskAnswer::Case(case)) => (case.copy, case.slip),
        other => panic!("{other:?}"),
    };
    let so_far = |copy, state| Question::Slip { visit, copy, state };
    assert_eq!(slip(&mut ledger), (1, SlipState::Queued));
    ask_twice(&mut ledger, so_far(1, SlipState::Sending));
    ask_twice(&mut ledger, Question::Boot { nonce: 5 });
    assert_eq!(slip(&mut ledger), (1, SlipState::InDoubt));
    ask(&mut ledger, so_far(1, SlipState::Sending));
    assert_eq!(slip(&mut ledger), (1, SlipState::InDoubt));
    assert_eq!(ask_twice(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 })), Answer::Done);
    assert_eq!(
        ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 4 })),
        Answer::Desk(DeskAnswer::NotOpen)
    );
    for state in [SlipState::NotPrinted, SlipState::Sending, SlipState::Printed, SlipState::Sending] {
        assert_eq!(ask_twice(&mut ledger, so_far(2, state)), Answer::Done);
    }
    assert_eq!(slip(&mut ledger), (2, SlipState::Printed));
    assert!(matches!(ask(&mut ledger, so_far(3, SlipState::Printed)), Answer::Failed(_)));
}

#[test]
fn the_queue_is_what_waits_and_what_was_not_printed_in_the_order_of_booking() {
    let mut ledger = shop();
    let mut early = booking(2, &[(2, 1, Outcome::NeedsEvidence)]);
    early.at = noon() - TimeDelta::days(400);
    let first = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let second = book(&mut ledger, early).number;
    book(&mut ledger, {
        let mut refused = booking(3, &[(1, 1, Outcome::Refused)]);
        refused.order = OrderNo("S1002".to_owned());
        refused
    });
    let queue = |ledger: &mut Ledger| match ask(ledger, Question::Desk(DeskQuestion::Queue)) {
        Answer::Desk(DeskAnswer::Queue(rows, _)) => {
            rows.into_iter().map(|row| (row.number, row.look, row.stage)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(queue(&mut ledger), [(first, false, Stage::Waiting), (second, true, Stage::Waiting)]);
    let verdict = approve(&mut ledger, first);
    let approve = Question::Desk(DeskQuestion::Decide { visit: first, verdict, staff: somebody(), at: noon() });
    ask(&mut ledger, approve);
    assert_eq!(queue(&mut ledger), [(second, true, Stage::Waiting)], "what was not printed is abandoned");
    ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit: first, copy: 2 }));
    assert_eq!(queue(&mut ledger), [(first, false, Stage::Approved), (second, true, Stage::Waiting)]);
    ask(&mut ledger, Question::Slip { visit: first, copy: 2, state: SlipState::Printed });
    assert_eq!(queue(&mut ledger), [(second, true, Stage::Waiting)]);
}

#[test]
fn a_survey_follows_a_closed_visit_is_saved_by_touch_and_ends_once() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let shown = || Question::Survey(SurveyQuestion::Shown { visit, at: noon() });
    let touched = |nth, answer| Question::Survey(SurveyQuestion::Touched { visit, answer, nth, at: noon() });
    let score = |score| SurveyAnswer::Recommend(Score::new(score).unwrap());
    assert_eq!(ask_twice(&mut ledger, shown()), Answer::Survey(None));
    let verdict = approve(&mut ledger, visit);
    ask(&mut ledger, Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() }));
    let so_far = |ledger: &mut Ledger| match ask_twice(ledger, shown()) {
        Answer::Survey(so_far) => so_far.map(|so_far| (so_far.score.map(Score::get), so_far.touches)),
        other => panic!("{other:?}"),
    };
    assert_eq!(so_far(&mut ledger), Some((None, 0)));
    ask_twice(&mut ledger, touched(1, score(3)));
    ask_twice(&mut ledger, touched(1, score(10)));
    ask_twice(&mut ledger, touched(2, SurveyAnswer::Why(Chip::Speed, true)));
    assert_eq!(so_far(&mut ledger), Some((Some(3), 2)));
    ask_twice(&mut ledger, touched(3, score(8)));
    assert_eq!(so_far(&mut ledger), Some((Some(8), 3)));
    let ended = |ending| Question::Survey(SurveyQuestion::Ended { visit, ending, at: noon() });
    assert_eq!(ask_twice(&mut ledger, ended(Ending::Completed)), Answer::Done);
    assert_eq!(ask_twice(&mut ledger, ended(Ending::Declined)), Answer::Done);
    assert_eq!(ask_twice(&mut ledger, touched(4, score(0))), Answer::Done);
    assert_eq!(so_far(&mut ledger), None);
    match find_slip(&mut ledger, visit) {
        Found::Visit(status) => assert!(!status.survey_due),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_visit_in_which_everything_is_refused_is_closed_at_once_and_asked() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 1, Outcome::Refused)])).number;
    match find_slip(&mut ledger, visit) {
        Found::Visit(status) => assert_eq!((status.stage, status.survey_due), (Stage::Refused, true)),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        ask(&mut ledger, Question::Desk(DeskQuestion::Queue)),
        Answer::Desk(DeskAnswer::Queue(Vec::new(), Vec::new()))
    );
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 0);
}

#[test]
fn a_telephone_number_is_sealed_and_ends_on_its_day() {
    let mut ledger = shop();
    let mut booking = booking(1, &[(1, 1, Outcome::Eligible)]);
    let contact = Contact { phone: "01012345678".to_owned(), consent: true, destroy_on: day("2026-12-20") };
    booking.contact = Some(contact.clone());
    let booked = book(&mut ledger, booking);
    assert_eq!(booked.booking.contact, None);
    assert_eq!(ledger.contact(booked.number, noon()).unwrap(), Some(contact));
    for (wall, trust, destroyed) in [
        ("2026-12-19T03:00:00Z", Trust::Trusted, 0),
        ("2036-12-20T03:00:00Z", Trust::Untrusted, 0),
        ("2026-12-20T03:00:00Z", Trust::Degraded, 0),
        ("2026-12-20T03:00:00Z", Trust::Trusted, 1),
    ] {
        let now = Moment { uptime: std::time::Duration::ZERO, wall: at(wall), trust };
        assert_eq!(ledger.destroy_due(&now).unwrap(), destroyed, "{wall} {trust:?}");
    }
    assert_eq!(ledger.contact(booked.number, noon()).unwrap(), None);
}

#[test]
fn the_newest_instant_grows_by_believed_bookings_and_is_set_by_the_staff() {
    let mut ledger = shop();
    assert_eq!(ledger.newest_at().unwrap(), None);
    let booked = book(&mut ledger, booking(5, &[(1, 1, Outcome::Eligible)]));
    let newest = noon() + TimeDelta::minutes(5);
    assert_eq!((booked.number.sequence, ledger.newest_at().unwrap()), (1, Some(newest)));
    let mut doubted = booking(6, &[(2, 1, Outcome::Eligible)]);
    doubted.at = at("2098-01-01T00:00:00Z");
    doubted.trust = domain::moment::Trust::Untrusted;
    book(&mut ledger, doubted);
    assert_eq!(ledger.newest_at().unwrap(), Some(newest));
    let confirmed = Question::Desk(DeskQuestion::ClockConfirmed { staff: somebody(), at: noon() });
    assert_eq!(ask_twice(&mut ledger, confirmed), Answer::Done);
    assert_eq!(ledger.newest_at().unwrap(), Some(noon()));
}

#[test]
fn a_cut_before_the_commit_leaves_nothing_and_the_question_can_be_asked_again() {
    let mut ledger = shop();
    let question = Question::Visit(VisitQuestion::Book(Box::new(booking(1, &[(1, 3, Outcome::Eligible)]))));
    assert!(matches!(ledger.answer_until(&question, noon(), Commit::Cut), Answer::Visit(VisitAnswer::Booked(_))));
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 0);
    assert!(matches!(ask_twice(&mut ledger, question), Answer::Visit(VisitAnswer::Booked(_))));
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 3);
}

#[test]
fn an_image_starts_equal_ledgers() {
    let image = shop().image().unwrap();
    let mut copies = [1, 2].map(|seed| Ledger::from_image(&image, Means::seeded(seed)).unwrap());
    for copy in &mut copies {
        assert_eq!(book(copy, booking(1, &[(1, 3, Outcome::Eligible)])).number.sequence, 1);
    }
}
