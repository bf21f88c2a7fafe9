//! A document is missing: two sums, what it is, and its last day, wherever money is said.

use domain::judge::{Outcome, Sums};
use domain::money::Won;
use domain::order::Category;
use domain::policy::{Clause, Evidence, Reason};
use domain::touch::AnswerOption;
use domain::view::display::Message;
use domain::view::{CustomerScreen, DeskScreen, Screen};

use super::counter::{Person, Touch, day, order, say};
use super::paper::words_of_the_last_slip;

/// Says a reason for each chosen line and brings no document.
fn answers(person: &mut Person, reasons: &[Reason]) {
    for reason in reasons {
        say(person, *reason);
        while !matches!(
            person.screen(),
            Screen::Customer(CustomerScreen::Reason { .. }) | Screen::Customer(CustomerScreen::Answer(_))
        ) {
            if let Screen::Customer(CustomerScreen::Proof { evidence, .. }) = person.screen() {
                person.touch(Touch::Pick(evidence.len() as u16));
            }
            person.touch(Touch::Main);
        }
    }
}

/// A knit because of a change of mind, and a faulty cleaner without the service centre's report.
fn knit_and_cleaner() -> Person {
    let mut person = Person::new(&[order(
        "E-1",
        "2026-11-20",
        &[(Category::General, 39_000, 1), (Category::Electronics, 158_000, 1)],
    )]);
    person.scan("RE-1").touches(&[Touch::Pick(0), Touch::Pick(1), Touch::Main]);
    answers(&mut person, &[Reason::ChangeOfMind, Reason::Defective]);
    person
}

const TWO: Sums = Sums { amount: Won(36_000), due: Won(0), later: Won(158_000), later_due: Won(0) };

#[test]
fn two_goods_one_of_which_needs_a_document_are_two_sums() {
    let mut person = knit_and_cleaner();
    let Screen::Customer(CustomerScreen::Answer(answer)) = person.screen() else { panic!("{:?}", person.screen()) };
    let decision = &answer.decision;
    assert_eq!(decision.lines[1].outcome, Outcome::NeedsEvidence);
    assert_eq!(decision.lines[1].clauses, [Clause::EvidenceServiceCenter]);
    assert_eq!((decision.sums(), decision.refund.amount), (TWO, Won(194_000)));
    // Three months from the day of receipt are later than fourteen days from the request.
    assert_eq!(decision.documents_until(), Some(day("2027-02-22")));
    assert_eq!(
        person.view().display().message,
        Message::Refund(Won(36_000)),
        "nothing is promised without its condition"
    );
    person.touch(Touch::Main);
    let Screen::Customer(CustomerScreen::Confirm(confirm)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!(confirm.decision.sums(), TWO);
    assert_eq!(confirm.decision.lines[1].missing_evidence, [Evidence::ServiceCenterReport]);
    person.touch(Touch::Main);
    let words = words_of_the_last_slip(&person);
    for wanted in [
        "바로 환불되는 금액 36,000원",
        "서류 확인 뒤 환불 금액 158,000원",
        "가져오실 서류: 서비스센터 불량 판정서",
        "서류 기한 2월 22일(월)",
    ] {
        assert!(words.contains(wanted), "{wanted} in {words}");
    }
    assert!(!words.contains("194,000"), "{words}");
    person.touch(Touch::Main).scan_slip();
    let Screen::Customer(CustomerScreen::Status { decision, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(decision.sums(), TWO);
    person.touch(Touch::Main).sign_in(0);
    let Screen::Desk(DeskScreen::Queue(queue)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!(queue.rows[0].sums, TWO);
    // Whoever approves has seen the document.
    person.touches(&[Touch::Pick(0)]);
    let Screen::Desk(DeskScreen::Case(view)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!(view.case.settled.unwrap().sums(), Sums { amount: Won(194_000), ..Sums::default() });
}

#[test]
fn where_everything_waits_for_a_document_nothing_is_promised_before() {
    let mut person = knit_and_cleaner();
    let Screen::Customer(CustomerScreen::Answer(_)) = person.screen() else { panic!("{:?}", person.screen()) };
    person.touch(Touch::Less(0));
    let Screen::Customer(CustomerScreen::Answer(answer)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!(answer.decision.sums(), Sums { later: Won(158_000), ..Sums::default() });
    assert_eq!(person.view().display().message, Message::Follow);
    person.touches(&[Touch::Main, Touch::Main]);
    let words = words_of_the_last_slip(&person);
    assert!(words.contains("서류 확인 뒤 환불 금액 158,000원") && !words.contains("돌려받을 금액"), "{words}");
}

#[test]
fn what_is_owed_now_can_be_stopped_although_a_document_would_pay_more() {
    let mut person = Person::new(&[order(
        "E-1",
        "2026-11-20",
        &[(Category::General, 1_000, 1), (Category::Electronics, 158_000, 1)],
    )]);
    person.scan("RE-1").touches(&[Touch::Pick(0), Touch::Pick(1), Touch::Main]);
    answers(&mut person, &[Reason::ChangeOfMind, Reason::Defective]);
    let Screen::Customer(CustomerScreen::Answer(answer)) = person.screen() else { panic!("{:?}", person.screen()) };
    let sums = Sums { due: Won(2_000), later: Won(158_000), ..Sums::default() };
    assert_eq!((answer.decision.sums(), answer.decision.refund.amount), (sums, Won(156_000)));
    assert!(answer.options.contains(&AnswerOption::Stop), "{:?}", answer.options);
    assert_eq!(person.view().display().message, Message::Due(Won(2_000)));
}
