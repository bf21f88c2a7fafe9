//! A document is missing: two sums, what it is, and its last day, wherever money is said.

use domain::judge::{Outcome, Sums};
use domain::money::Won;
use domain::order::Category;
use domain::policy::{Clause, Evidence, Reason};
use domain::touch::AnswerOption;
use domain::view::display::Message;
use domain::view::{CustomerScreen, Screen};

use super::counter::{Person, Touch, day, order};
use super::paper::words_of_the_last_slip;

/// A knit because of a change of mind, and a faulty cleaner without the service centre's report.
fn knit_and_cleaner() -> Person {
    let mut person = Person::new(&[order(
        "E-1",
        "2026-11-20",
        &[(Category::General, 39_000, 1), (Category::Electronics, 158_000, 1)],
    )]);
    person.scan("RE-1").chooses(&[0, 1]).says_of_each(&[Reason::ChangeOfMind, Reason::Defective]);
    person
}

const TWO: Sums = Sums { amount: Won(36_000), due: Won(0), later: Won(158_000), later_due: Won(0) };

#[test]
fn two_goods_one_of_which_needs_a_document_are_two_sums() {
    let mut person = knit_and_cleaner();
    let answer = person.answer();
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
    let confirm = person.accepts().summary();
    assert_eq!(confirm.decision.sums(), TWO);
    assert_eq!(confirm.decision.lines[1].missing_evidence, [Evidence::ServiceCenterReport]);
    person.confirms();
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
    person.goes().scan_slip();
    let Screen::Customer(CustomerScreen::Status { decision, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(decision.sums(), TWO);
    let queue = person.touch(Touch::Main).clerk_signs_in().queue();
    assert_eq!(queue.rows[0].sums, TWO);
    // Whoever approves has seen the document.
    let view = person.opens(1).case();
    assert_eq!(view.case.settled.unwrap().sums(), Sums { amount: Won(194_000), ..Sums::default() });
}

#[test]
fn where_everything_waits_for_a_document_nothing_is_promised_before() {
    let mut person = knit_and_cleaner();
    person.answer();
    person.touch(Touch::Less(0));
    let answer = person.answer();
    assert_eq!(answer.decision.sums(), Sums { later: Won(158_000), ..Sums::default() });
    assert_eq!(person.view().display().message, Message::Follow);
    person.accepts().confirms();
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
    person.scan("RE-1").chooses(&[0, 1]).says_of_each(&[Reason::ChangeOfMind, Reason::Defective]);
    let answer = person.answer();
    let sums = Sums { due: Won(2_000), later: Won(158_000), ..Sums::default() };
    assert_eq!((answer.decision.sums(), answer.decision.refund.amount), (sums, Won(156_000)));
    assert!(answer.options.contains(&AnswerOption::Stop), "{:?}", answer.options);
    assert_eq!(person.view().display().message, Message::Due(Won(2_000)));
}
