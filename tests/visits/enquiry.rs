//! What the policy refuses: asked about line by line, talked about, never approved.

use domain::booking::{Settlement, Stage, Verdict};
use domain::judge::Outcome;
use domain::money::Won;
use domain::order::{Category, OrderMark};
use domain::policy::{Clause, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::staff::StaffId;
use domain::touch::AnswerOption;
use domain::view::{CustomerScreen, Main, Screen};

use super::counter::{Person, Touch, order};
use super::paper::words_of_the_last_slip;

/// Two lines long past the change of mind, one still in time.
fn person() -> Person {
    Person::new(&[
        order("L-1", "2026-10-01", &[(Category::General, 10_000, 1), (Category::General, 20_000, 2)]),
        order("M-1", "2026-11-20", &[(Category::General, 39_000, 1), (Category::Cosmetics, 18_000, 1)]),
        order("S-1", "2026-11-20", &[(Category::General, 1_000, 1), (Category::Cosmetics, 18_000, 1)]),
    ])
}

/// Both lines of an order because of a change of mind; the second one was used where it is a cosmetic.
fn both(receipt: &str) -> Person {
    let mut person = person();
    person.scan(receipt).chooses(&[0, 1]);
    for _ in 0..2 {
        person.says(Reason::ChangeOfMind);
        if let Screen::Customer(CustomerScreen::Condition { flags, .. }) = person.screen()
            && flags.iter().any(|(flag, _)| *flag == domain::policy::Flag::Used)
        {
            let at = flags.iter().position(|(flag, _)| *flag == domain::policy::Flag::Used).unwrap();
            person.touch(Touch::Pick(at as u16));
        }
        person.touch(Touch::Main);
    }
    person
}

#[test]
fn of_two_refused_lines_each_is_asked_about_by_itself() {
    let mut person = both("RL-1");
    person.asks_for(AnswerOption::Faulty);
    // The first one is faulty, the second is what it was.
    for (nth, reason) in [(1, Reason::Defective), (2, Reason::ChangeOfMind)] {
        let Screen::Customer(CustomerScreen::Reason { item, picked, .. }) = person.screen() else {
            panic!("{:?}", person.screen())
        };
        assert_eq!((item.at, picked), (nth, None), "asked, not assumed");
        person.says(reason);
        while person.sees() != "reason" && person.sees() != "answer" {
            person.touch(Touch::Main);
        }
    }
    let outcomes: Vec<_> = person.answer().decision.lines.iter().map(|line| line.outcome).collect();
    assert_eq!(outcomes, [Outcome::Eligible, Outcome::Refused]);
}

#[test]
fn of_one_refused_line_a_touch_says_enough() {
    let mut person = person();
    person.scan("RL-1").chooses(&[1]).says_of_each(&[Reason::ChangeOfMind]).asks_for(AnswerOption::Faulty);
    assert_eq!(person.answer().lines[0].reason, Reason::Defective);
}

#[test]
fn whoever_owes_can_stop_also_beside_a_refused_line() {
    let mut person = both("RS-1");
    let shown = person.answer();
    assert_eq!((shown.decision.refund.due, shown.decision.lines[1].outcome), (Won(2_000), Outcome::Refused));
    assert!(shown.options.contains(&AnswerOption::TalkToStaff), "{:?}", shown.options);
    person.asks_for(AnswerOption::Stop);
    assert_eq!(person.sees(), "welcome");
    assert!(person.ledger.audit().unwrap().visits.is_empty(), "nothing is booked");
}

/// An enquiry about two refused lines, opened by the staff.
fn talked_about() -> Person {
    let mut person = both("RL-1");
    person.asks_for(AnswerOption::TalkToStaff).goes().clerk_signs_in().opens(1);
    person
}

#[test]
fn an_enquiry_about_refused_lines_is_closed_by_a_talk_and_never_approved() {
    let mut person = talked_about();
    assert_eq!(person.view().frame.main, Some(Main::Talked));
    let number = person.slips[0].visit.number;
    let queue = person.approves().queue();
    assert!(queue.rows.is_empty());
    let case = match person.ledger.answer(&Question::Desk(DeskQuestion::Case(number)), person.now().wall) {
        Answer::Desk(DeskAnswer::Case(case)) => case,
        other => panic!("{other:?}"),
    };
    assert_eq!(case.stage, Stage::Talked);
    person.touch(Touch::Back).wait(std::time::Duration::from_secs(200)).scan_slip();
    // Asked how it went, as after any closed visit, then told how it stands: nothing came back.
    person.touch(Touch::Back).wait(std::time::Duration::from_secs(20)).scan_slip();
    let Screen::Customer(CustomerScreen::Status { stage, decision, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!((stage, decision.refund.amount, decision.refund.payments), (Stage::Talked, Won(0), vec![]));
}

#[test]
fn the_ledger_approves_nothing_of_which_nothing_comes_back() {
    let mut person = talked_about();
    let view = person.case();
    let decide = |verdict| {
        Question::Desk(DeskQuestion::Decide {
            visit: view.case.visit.number,
            verdict,
            staff: StaffId(1),
            at: "2026-11-23T02:00:00Z".parse().unwrap(),
        })
    };
    let now = person.now().wall;
    let settlement = Settlement { judged: OrderMark(0), decision: view.case.visit.booking.decision.clone() };
    assert_eq!(
        person.ledger.answer(&decide(Verdict::Approve(Box::new(settlement))), now),
        Answer::Desk(DeskAnswer::NotOpen)
    );
    assert_eq!(
        person.ledger.answer(&decide(Verdict::Refuse(Clause::Media)), now),
        Answer::Desk(DeskAnswer::Decided(Stage::Refused))
    );
}

#[test]
fn the_slip_of_an_enquiry_promises_no_money() {
    let mut person = both("RL-1");
    person.asks_for(AnswerOption::TalkToStaff);
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("상담 접수증") && words.contains("이야기"), "{words}");
    assert!(!words.contains("금액") && !words.contains("상품을 확인"), "{words}");
}

#[test]
fn an_approval_of_a_mixed_visit_is_about_what_comes_back() {
    let mut person = both("RM-1");
    person.asks_for(AnswerOption::TalkToStaff).goes().clerk_signs_in().opens(1);
    assert_eq!(person.view().frame.main, Some(Main::Approve));
    person.approves().leaves().wait(std::time::Duration::from_secs(200));
    person.scan("RM-1");
    let rows = person.rows();
    assert_eq!(rows.iter().map(|row| row.returnable).collect::<Vec<_>>(), [0, 1]);
}
