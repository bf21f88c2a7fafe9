//! Whose a visit is: what a number alone opens, what the secret opens, and who is asked how it was.

use std::time::Duration;

use domain::booking::{SlipState, Stage};
use domain::counter::Setup;
use domain::judge::Alternative;
use domain::order::Category;
use domain::policy::{Clause, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::slip_code::{ClaimCode, SlipCode};
use domain::touch::{AnswerOption, CustomerTouch};
use domain::view::{Back, CustomerScreen, Main, Notice, Screen};
use domain::visit_no::VisitNo;

use super::counter::{Person, Touch, order};
use super::paper::{check, words_of_the_last_slip};

const RECEIPT: &str = "RA-1";

fn shop(setup: Setup) -> Person {
    let lines = [(Category::Apparel, 39_000, 1), (Category::General, 10_000, 1)];
    Person::in_a_shop(&[order("A-1", "2026-11-20", &lines), order("L-1", "2026-10-01", &lines)], setup)
}

/// A visit with the goods of one line; the customer still reads its number.
fn handed_in(person: &mut Person, row: u16) -> SlipCode {
    let thanks = person.scan(RECEIPT).chooses(&[row]).says_of_each(&[Reason::WrongItem]).accepts().confirms().thanks();
    SlipCode { visit: thanks.number, claim: thanks.claim_code }
}

fn with_a_visit() -> (Person, SlipCode) {
    let mut person = shop(Setup::embedded());
    let slip = handed_in(&mut person, 0);
    person.goes();
    (person, slip)
}

fn guess(slip: SlipCode, by: u32) -> SlipCode {
    SlipCode { claim: ClaimCode((slip.claim.0 + by) % 1_000_000), ..slip }
}

fn type_visit(person: &mut Person, number: &str, claim: ClaimCode) {
    let at = (0..3)
        .find(|at| person.screen().touched(*at) == Some(domain::touch::Touch::Customer(CustomerTouch::ByVisit)))
        .unwrap();
    person.touch(Touch::Pick(at as u16)).digits(number).touch(Touch::Main);
    person.digits(&format!("{:06}", claim.0)).touch(Touch::Main);
}

#[test]
fn a_number_alone_opens_nothing_of_a_visit_whether_there_is_one_or_not() {
    let (mut person, slip) = with_a_visit();
    person.staff_approves(slip.visit.short()).leaves().wait(Duration::from_secs(120));
    let unknown = VisitNo { sequence: 77, ..slip.visit };
    for number in [slip.visit, unknown] {
        person.scan(&number.to_string());
        assert_eq!(person.sees(), "welcome", "{number}");
        assert_eq!(person.view().notice, Some(Notice::SlipCodePlease), "{number}");
    }
    person.scan_slip();
    assert_eq!(person.sees(), "recommend");
}

#[test]
fn after_some_wrong_secrets_a_right_one_is_told_from_them_by_nothing() {
    let (mut person, slip) = with_a_visit();
    for by in 1..=5 {
        person.scan(&guess(slip, by).to_string());
        assert_eq!(person.view().notice, Some(Notice::UnknownSlip), "the {by}th");
    }
    let wrong = person.view();
    person.scan(&slip.to_string());
    assert_eq!((person.screen(), person.view().notice), (wrong.screen, wrong.notice));
    // It rests for five minutes, then for ten.
    person.wait(Duration::from_secs(301)).scan(&slip.to_string());
    assert_eq!(person.sees(), "status");
    person.touch(Touch::Main);
    for by in 1..=5 {
        person.scan(&guess(slip, by).to_string());
    }
    person.wait(Duration::from_secs(400)).scan(&slip.to_string());
    assert_eq!(person.sees(), "welcome");
    // A member of the staff who is there ends it.
    person.clerk_signs_in().touch(Touch::Back).scan(&slip.to_string());
    assert_eq!(person.sees(), "status");
}

#[test]
fn a_right_secret_does_not_forgive_wrong_ones() {
    let (mut person, slip) = with_a_visit();
    for by in 1..=4 {
        person.scan(&guess(slip, by).to_string()).scan(&slip.to_string());
        assert_eq!(person.sees(), "status", "{by}");
        person.touch(Touch::Main);
    }
    person.scan(&guess(slip, 5).to_string()).scan(&slip.to_string());
    assert_eq!(person.sees(), "welcome");
}

#[test]
fn a_slip_that_is_held_to_the_scanner_again_and_again_is_one_guess() {
    let (mut person, slip) = with_a_visit();
    for _ in 0..9 {
        person.scan(&guess(slip, 1).to_string());
    }
    person.scan(&slip.to_string());
    assert_eq!(person.sees(), "status");
}

#[test]
fn where_no_paper_came_number_and_lookup_code_are_typed() {
    let mut person = shop(Setup { paper: false, ..Setup::embedded() });
    let slip = handed_in(&mut person, 0);
    assert_eq!(slip.visit.short(), 1);
    person.touches(&[Touch::Main, Touch::Main]);
    type_visit(&mut person, "1", slip.claim);
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::Status { stage: Stage::Waiting, .. })),
        "{:?}",
        person.screen()
    );
    person.touches(&[Touch::Main, Touch::Main]);
    type_visit(&mut person, "2", slip.claim);
    assert_eq!(person.view().notice, Some(Notice::NoSuchVisit { left: 4 }));
    for by in 1..=4 {
        person.touches(&[Touch::Erase; 6]).digits(&format!("{:06}", guess(slip, by).claim.0)).touch(Touch::Main);
    }
    assert!(person.view().bell && person.sees() == "no receipt", "{:?}", person.screen());
    assert_eq!(person.view().notice, Some(Notice::TooManyGuesses));
    // Typed guesses are guesses of slips too.
    person.touches(&[Touch::StopCalling, Touch::Back]).scan(&slip.to_string());
    assert_eq!(person.view().notice, Some(Notice::UnknownSlip));
}

#[test]
fn a_stranger_finds_no_survey_after_the_staff_have_locked() {
    let (mut person, slip) = with_a_visit();
    person.staff_approves(slip.visit.short()).leaves();
    let Screen::Customer(CustomerScreen::Welcome { offer, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(offer, Some(slip.visit));
    // Whoever comes next scans a receipt: the welcome screen is theirs as ever.
    person.scan("RL-1");
    assert_eq!(person.sees(), "choose");
    person.touch(Touch::Back);
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { offer: None, .. })));
    let surveys = person.ledger.audit().unwrap().surveys;
    assert_eq!(surveys, 0, "nobody was asked, and nothing has ended");
    person.wait(Duration::from_secs(1_000)).scan(&slip.to_string());
    assert_eq!(person.sees(), "recommend", "it stays open for the slip");
}

#[test]
fn whoever_says_so_within_a_minute_of_the_decision_is_its_customer() {
    let (mut person, slip) = with_a_visit();
    person.staff_approves(slip.visit.short()).wait(Duration::from_secs(50)).touch(Touch::Back);
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { offer: Some(_), .. })));
    let me = Touch::from(domain::touch::Touch::Customer(CustomerTouch::ItIsMe(slip.visit)));
    person.wait(Duration::from_secs(11)).touch(me);
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { offer: None, .. })),
        "too late: {:?}",
        person.screen()
    );
    // A decision of longer ago is not offered at all.
    let second = handed_in(&mut person, 1);
    person.goes().staff_approves(second.visit.short());
    person.wait(Duration::from_secs(61)).touch(Touch::Back);
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { offer: None, .. })));
}

#[test]
fn goods_that_wait_say_with_which_number_and_lead_to_their_slip() {
    let (mut person, slip) = with_a_visit();
    person.scan(RECEIPT);
    let rows = person.rows();
    assert_eq!((rows[0].returnable, &rows[0].handed_in), (0, &vec![slip.visit]));
    assert_eq!((rows[1].returnable, rows[1].handed_in.len()), (1, 0));
    person.scan("8801234500001");
    assert_eq!(person.view().notice, Some(Notice::HandedIn("상품 1".into(), 1)));
    // The slip leads on, also from here.
    person.scan_slip();
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::Status { number, .. }) if number == slip.visit),
        "{:?}",
        person.screen()
    );
    assert_eq!(person.ledger.audit().unwrap().open_drafts, 0);
    person.touch(Touch::Main);
    handed_in(&mut person, 1);
    person.goes().scan(RECEIPT);
    let view = person.view();
    assert_eq!(
        (view.frame.back, view.frame.main, view.frame.blocked),
        (Some(Back::Home), Some(Main::Finish), None),
        "no dead button"
    );
    person.touch(Touch::Main);
    assert_eq!(person.sees(), "welcome");
    assert_eq!(person.ledger.audit().unwrap().open_drafts, 0);
}

#[test]
fn goods_that_have_gone_back_are_said_to_have_gone_back() {
    let (mut person, slip) = with_a_visit();
    person.staff_approves(slip.visit.short()).leaves().scan(RECEIPT);
    let rows = person.rows();
    assert_eq!((rows[0].returnable, rows[0].handed_in.len()), (0, 0));
    person.scan("8801234500001");
    assert_eq!(person.view().notice, Some(Notice::NothingLeft("상품 1".into())));
}

#[test]
fn what_the_staff_have_refused_is_told_with_its_clause_and_what_is_possible() {
    let mut person = shop(Setup::embedded());
    person.hands_in("A-1", Reason::ChangeOfMind).goes().staff_refuses(1, Clause::Apparel).leaves();
    person.wait(Duration::from_secs(61)).scan_slip();
    let Screen::Customer(CustomerScreen::Status { stage, refusal: Some(refusal), decision, .. }) = person.screen()
    else {
        panic!("{:?}", person.screen())
    };
    let line = &decision.lines[0];
    assert_eq!((stage, line.clauses.as_slice(), line.is_open()), (Stage::Refused, &[Clause::Apparel][..], false));
    assert!(matches!(line.alternatives[..], [Alternative::DefectUntil(Some(_)), Alternative::AskStaff]), "{line:?}");
    assert_eq!((refusal.lines.len(), &refusal.decision, refusal.options.len()), (1, &*decision, 0));
    // Told first, then asked how it was.
    assert_eq!(person.view().frame.main, Some(Main::Next));
    person.touch(Touch::Main);
    assert_eq!(person.sees(), "recommend");
    person.touch(Touch::Back).scan_slip();
    assert_eq!(person.view().frame.main, Some(Main::Done), "asked once");
    // A slip that is printed now says the same.
    let number = person.slips[0].visit.number;
    person.touch(Touch::Main).clerk_signs_in().scan(&number.to_string()).prints();
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("반품할 수 없음") && words.contains("택 제거"), "{words}");
    assert!(words.contains("상품에 문제가 있을 때") && !words.contains("돌려받을 금액"), "{words}");
}

#[test]
fn damage_that_the_staff_have_found_is_no_ground_to_call_the_goods_faulty() {
    let (mut person, slip) = with_a_visit();
    person.staff_refuses(slip.visit.short(), Clause::CarelessDamage).leaves().scan(&slip.to_string());
    let Screen::Customer(CustomerScreen::Status { decision, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(decision.lines[0].clauses, [Clause::CarelessDamage]);
    assert_eq!(decision.lines[0].alternatives, [Alternative::Repair, Alternative::AskStaff]);
}

/// Goods long past the change of mind.
fn refused() -> Person {
    let mut person = shop(Setup::embedded());
    person.returns("L-1", Reason::ChangeOfMind);
    person
}

#[test]
fn a_refusal_comes_on_paper_as_a_closed_row_of_which_the_staff_hear_nothing() {
    let mut person = refused();
    person.asks_for(AnswerOption::Paper);
    let thanks = person.thanks();
    assert_eq!((thanks.waits, thanks.slip, person.slips.len()), (false, SlipState::Printed, 1));
    assert_eq!((person.view().bell, person.view().frame.main), (false, Some(Main::Next)));
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("반품 안내") && words.contains("지금도 할 수 있는 것"), "{words}");
    assert!(!words.contains("번호를 부르면"), "{words}");
    check(&person, hardware::paper::width::NARROW, "refusal-384");
    let now = person.now().wall;
    assert_eq!(
        person.ledger.answer(&Question::Desk(DeskQuestion::Queue), now),
        Answer::Desk(DeskAnswer::Queue(Vec::new(), Vec::new()))
    );
    // Whoever has just got it is asked; whoever goes is asked by the slip, once it has told again what it says.
    person.wait(Duration::from_secs(100)).scan_slip();
    let Screen::Customer(CustomerScreen::Status { stage: Stage::Refused, refusal: Some(refusal), .. }) =
        person.screen()
    else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(refusal.decision.lines[0].clauses, [Clause::DeadlineChangeOfMind]);
    person.touch(Touch::Main);
    assert_eq!(person.sees(), "recommend");
}

#[test]
fn paper_of_a_refusal_that_does_not_come_calls_nobody() {
    let mut person = refused();
    person.prints = domain::device::PrintEnd::InDoubt;
    person.asks_for(AnswerOption::Paper);
    let thanks = person.thanks();
    assert_eq!((thanks.slip, person.view().bell), (SlipState::InDoubt, false));
    let now = person.now().wall;
    assert_eq!(
        person.ledger.answer(&Question::Desk(DeskQuestion::Queue), now),
        Answer::Desk(DeskAnswer::Queue(Vec::new(), Vec::new()))
    );
}

#[test]
fn a_refusal_books_nothing_by_itself_and_offers_no_paper_where_there_is_none() {
    let mut person = refused();
    person.touch(Touch::Main);
    assert!(person.ledger.audit().unwrap().visits.is_empty());
    let mut person = refused();
    person.printer(domain::device::Health::Down);
    let answer = person.answer();
    assert!(!answer.options.contains(&AnswerOption::Paper));
}

#[test]
fn the_lookup_code_stands_in_the_codes_of_a_slip_and_nowhere_as_digits() {
    let (person, slip) = with_a_visit();
    use hardware::paper::Row;
    let rows = doro::words::paper::slip(person.slips.last().unwrap(), &super::paper::shop()).0;
    let code = slip.to_string();
    assert!(rows.contains(&Row::Qr(code.clone())));
    assert!(rows.contains(&Row::Bars { data: code, label: slip.visit.to_string() }));
    let secret = [format!("{:06}", slip.claim.0), slip.claim.to_string()];
    for row in rows.iter().filter(|row| !matches!(row, Row::Qr(_) | Row::Bars { .. })) {
        let said = format!("{row:?}");
        assert!(!secret.iter().any(|digits| said.contains(digits.as_str())), "{said}");
    }
}
