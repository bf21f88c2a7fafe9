//! From the first scan to the slip.

use std::time::Duration;

use domain::booking::SlipState;
use domain::counter::{Event, Setup};
use domain::device::{Health, PrintEnd, Unread};
use domain::judge::Outcome;
use domain::moment::Trust;
use domain::money::Won;
use domain::order::{Category, Channel};
use domain::policy::{Clause, Reason};
use domain::touch::AnswerOption;
use domain::view::{Asked, Back, Card, CustomerScreen, Main, Notice, Screen};

use super::counter::{Person, Touch, order};

const TODAY: &str = "2026-11-23";

fn general() -> Person {
    Person::new(&[
        order("A-1", "2026-11-20", &[(Category::General, 39_000, 2), (Category::Apparel, 20_000, 1)]),
        order("A-2", "2026-10-01", &[(Category::General, 10_000, 1)]),
    ])
}

#[test]
fn a_change_of_mind_ends_with_a_slip() {
    let mut person = general();
    person.scan("RA-1").chooses(&[0]).says(Reason::ChangeOfMind);
    assert_eq!(person.sees(), "condition");
    assert_eq!(person.view().frame.main, Some(Main::NoneOfThese));
    person.says_none_of_these();
    let answer = person.answer();
    assert_eq!(answer.decision.lines[0].outcome, Outcome::Eligible);
    assert_eq!(answer.decision.lines[0].deadline, Some("2026-11-27".parse().unwrap()));
    assert_eq!(answer.decision.refund.amount, Won(36_000), "the free first delivery is charged");
    person.accepts().confirms();
    let thanks = person.thanks();
    assert_eq!((thanks.slip, thanks.number.to_string().as_str()), (SlipState::Printed, "261123-0001-2"));
    assert_eq!(person.slips.len(), 1);
    assert_eq!(person.slips[0].visit.booking.decision, thanks.decision);
    person.saw(["choose", "reason", "condition", "answer", "confirm", "handing over", "thanks"]);
}

#[test]
fn what_was_taken_along_from_the_shop_costs_no_delivery() {
    let mut store = order("S-1", "2026-11-20", &[(Category::General, 39_000, 1)]);
    store.channel = Channel::Store;
    let mut person = Person::new(&[store]);
    let answer = person.returns("S-1", Reason::ChangeOfMind).answer();
    assert_eq!(answer.decision.refund.amount, Won(39_000));
}

#[test]
fn what_has_come_back_cannot_come_back_again() {
    let mut person = general();
    for units in [2, 1] {
        person.scan("RA-1");
        let rows = person.rows();
        assert_eq!(rows[0].returnable, units);
        person.touches(&[Touch::More(0), Touch::Main]);
        person.says(Reason::WrongItem).accepts().confirms().goes();
    }
    person.scan("RA-1").touch(Touch::More(0));
    let rows = person.rows();
    assert_eq!((rows[0].returnable, rows[0].units), (0, 0));
}

#[test]
fn a_refusal_says_its_clause_and_what_is_still_possible() {
    let mut person = general();
    let answer = person.returns("A-2", Reason::ChangeOfMind).answer();
    assert_eq!(answer.decision.lines[0].clauses, [Clause::DeadlineChangeOfMind]);
    assert_eq!(person.view().frame.main, Some(Main::Finish));
    // The first option judges the same goods as faulty: three months are not over.
    assert_eq!(answer.options[0], AnswerOption::Faulty);
    let answer = person.asks_for(AnswerOption::Faulty).answer();
    assert_eq!((answer.lines[0].reason, answer.decision.lines[0].outcome), (Reason::Defective, Outcome::Eligible));
}

#[test]
fn a_visit_that_leads_to_nothing_ends_without_a_row_or_a_bell_unless_the_staff_are_asked_for() {
    for asks in [false, true] {
        let mut person = general();
        person.returns("A-2", Reason::ChangeOfMind);
        if asks {
            person.asks_for(AnswerOption::TalkToStaff)
        } else {
            person.accepts()
        };
        assert_eq!(person.sees() == "welcome", !asks, "{:?}", person.screen());
        assert_eq!(person.view().bell, asks);
        let audit = person.ledger.audit().unwrap();
        assert_eq!((audit.visits.len(), audit.open_drafts), (usize::from(asks), 0));
    }
}

#[test]
fn without_a_trusted_clock_nothing_is_refused_by_date() {
    let mut person = general();
    person.trust = Trust::Untrusted;
    let answer = person.returns("A-2", Reason::ChangeOfMind).answer();
    assert_eq!(answer.decision.lines[0].outcome, Outcome::Eligible);
    assert_eq!(answer.decision.lines[0].checks.len(), 1);
}

#[test]
fn back_leads_from_every_step_to_the_welcome() {
    let mut person = general();
    person.scan("RA-1").chooses(&[0, 1]).says_of_each(&[Reason::ChangeOfMind; 2]).accepts();
    person.saw(["choose", "reason", "condition", "reason", "condition", "answer", "confirm"]);
    person.touches(&[Touch::Back; 7]);
    person.saw(["answer", "condition", "reason", "condition", "reason", "choose", "welcome"]);
}

#[test]
fn an_item_scanned_first_waits_for_its_receipt_and_is_chosen() {
    let mut person = general();
    person.scan("8801234500001");
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { remembered: Some(_), .. })));
    person.scan("RA-1");
    let rows = person.rows();
    assert_eq!((rows[0].units, rows[1].units), (1, 0));
}

#[test]
fn every_scan_is_answered_in_words() {
    let mut person = general();
    person.scan("'; DROP TABLE visits; --");
    assert_eq!(person.view().notice, Some(Notice::UnknownCode("'; DROP TABLE visits; --".into())));
    person.scan("RA-1").scan("RA-1");
    assert_eq!(person.view().notice, Some(Notice::SameReceipt));
    person.scan("RA-2");
    assert_eq!(person.view().notice, Some(Notice::OtherOrder));
    person.scan("nothing");
    assert_eq!(person.view().notice, Some(Notice::UnknownCode("nothing".into())));
    person.scan("8801234500002");
    assert_eq!(person.view().notice, Some(Notice::ItemChosen("상품 2".into())));
    assert_eq!(person.sees(), "choose");
}

#[test]
fn five_wrong_typed_numbers_call_the_staff_and_typing_rests() {
    let mut person = general();
    person.touch(Touch::Back);
    for left in (1..5).rev() {
        person.types("1", "20261101");
        assert_eq!(person.view().notice, Some(Notice::NoSuchOrder { left }));
        person.touches(&[Touch::Back, Touch::Back, Touch::Back]);
    }
    person.types("1", "20261101");
    assert!(person.view().bell);
    assert_eq!(person.view().card, Some(Card::Called));
    person.touches(&[Touch::Close, Touch::Pick(0)]);
    assert_eq!(person.sees(), "no receipt", "typing rests");
    person.touches(&[Touch::Close]).wait(Duration::from_secs(301)).touch(Touch::Back);
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Number { asked: Asked::OrderNo, .. })));
}

#[test]
fn a_typed_number_needs_its_date_of_purchase() {
    let mut person = general();
    person.touch(Touch::Back).types("1", "20261118").saw(["number", "number", "choose"]);
    let Screen::Customer(CustomerScreen::Choose { order, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(order.0, "A-1");
}

#[test]
fn a_day_that_does_not_exist_is_said() {
    let mut person = general();
    for date in ["20261131", "20270101"] {
        person.touch(Touch::Back).types("1", date);
        assert_eq!(person.view().notice, Some(Notice::WrongDate), "{date} on {TODAY}");
        person.touches(&[Touch::Back, Touch::Back]);
    }
}

#[test]
fn without_paper_the_claim_code_stands_on_the_screen_and_the_staff_are_called() {
    let mut person = general();
    person.printer(Health::Down);
    let thanks = person.hands_in("A-1", Reason::WrongItem).thanks();
    assert_eq!(thanks.slip, SlipState::NotPrinted);
    assert!(person.view().bell && person.slips.is_empty());
}

#[test]
fn a_shop_without_a_printer_shows_the_number_and_calls_nobody() {
    let orders = [order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])];
    let mut person = Person::in_a_shop(&orders, Setup { paper: false, ..Setup::embedded() });
    assert!(matches!(
        person.screen(),
        Screen::Customer(CustomerScreen::Welcome { paper: false, printer_up: true, .. })
    ));
    let thanks = person.hands_in("A-1", Reason::WrongItem).thanks();
    assert_eq!(thanks.slip, SlipState::Paperless);
    assert!(!person.view().bell && person.slips.is_empty());
    let queue = person.goes().clerk_signs_in().queue();
    assert_eq!((queue.rows[0].slip, queue.down.len()), (SlipState::Paperless, 0));
    let case = person.opens(1).prints().case();
    assert_eq!((case.paper, case.printing, case.case.copy), (false, false, 1));
    person.approves().leaves();
    assert_eq!(person.ledger.audit().unwrap().slips_not_printed, 0);
    assert!(person.slips.is_empty());
}

#[test]
fn a_printer_that_never_answers_leaves_the_slip_in_doubt() {
    let mut person = general();
    person.prints = PrintEnd::InDoubt;
    let thanks = person.hands_in("A-1", Reason::WrongItem).thanks();
    assert_eq!(thanks.slip, SlipState::InDoubt);
}

#[test]
fn quiet_is_warned_of_extended_by_a_touch_and_wiped_at_last() {
    let mut person = general();
    person.touch(Touch::Language).touch(Touch::Larger).scan("RA-1").touch(Touch::Pick(0));
    person.wait(Duration::from_secs(66));
    assert!(matches!(person.view().card, Some(Card::Idle { secs_left }) if secs_left >= 20));
    person.touch(Touch::Still);
    assert_eq!(person.view().card, None);
    person.wait(Duration::from_secs(91));
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { remembered: None, .. })));
    let view = person.view();
    assert!(!view.looks.large && view.frame.back == Some(Back::TypeNumber) && view.notice.is_none());
}

fn in_a_shop_that_sends_news() -> Person {
    let orders = [order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])];
    Person::in_a_shop(&orders, Setup { news: true, ..Setup::embedded() })
}

/// A product's code of every order here, and one that nobody knows.
const PRODUCT: &str = "8801234500001";
const NOBODYS: &str = "8800000000001";

#[test]
fn an_abandoned_visit_is_warned_of_and_wiped_whatever_the_scanner_goes_on_reading() {
    type Says = fn(&mut Person, u32);
    let all: [(&str, Says); 6] = [
        ("noise", |person, _| person.happens(Event::Unread(Unread::Damaged))),
        ("nothing of ours", |person, _| person.happens(Event::Unread(Unread::NotOurs))),
        ("the receipt", |person, _| _ = person.scan("RA-1")),
        ("a product that is nobody's", |person, _| _ = person.scan(NOBODYS)),
        ("three codes of one label by turns", |person, nth| {
            person.scan(["RA-1", NOBODYS, PRODUCT][nth as usize % 3]);
        }),
        ("noise that looks like codes", |person, nth| _ = person.scan(&format!("~{nth}"))),
    ];
    for (what, says) in all {
        let mut person = general();
        person.touch(Touch::Language).scan("RA-1").touch(Touch::Pick(0));
        let (mut secs, mut warned) = (0, 0);
        while person.sees() != "welcome" {
            assert!(secs < 150, "{what}: {:?} is still there", person.screen());
            says(&mut person, secs / 3);
            warned += u32::from(matches!(person.view().card, Some(Card::Idle { .. })));
            person.wait(Duration::from_secs(3));
            secs += 3;
        }
        assert!(warned >= 6, "{what}: warned of for {warned} × 3 s");
    }
}

#[test]
fn a_product_that_lies_before_the_scanner_keeps_no_language_of_the_one_before() {
    let mut person = general();
    person.touch(Touch::Language).touch(Touch::Larger);
    for _ in 0..60 {
        person.scan(PRODUCT).wait(Duration::from_secs(3));
    }
    let view = person.view();
    assert!(!view.looks.large && view.language == domain::language::Language::Ko, "{view:?}");
}

#[test]
fn who_scans_one_unit_after_another_is_there_until_there_are_no_more() {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 12)])]);
    person.scan("RA-1");
    for _ in 0..12 {
        person.wait(Duration::from_secs(60)).scan(PRODUCT);
        assert_eq!(person.view().card, None, "somebody is there");
    }
    for _ in 0..40 {
        person.wait(Duration::from_secs(3)).scan(PRODUCT);
    }
    assert_eq!(person.sees(), "welcome");
}

#[test]
fn a_telephone_number_is_masked_and_consent_needs_it() {
    let mut person = in_a_shop_that_sends_news();
    person.returns("A-1", Reason::WrongItem).accepts().touch(Touch::Consent);
    let confirm = person.summary();
    assert!(!confirm.consent && confirm.phone.is_none());
    person.touch(Touch::Phone).digits("01012345678").touches(&[Touch::Main, Touch::Consent]);
    let confirm = person.summary();
    assert!(confirm.consent && confirm.phone.as_deref() == Some("010-****-5678"));
    person.confirms();
    let number = person.slips[0].visit.number;
    assert_eq!(person.slips[0].visit.booking.contact, None, "nothing personal on paper");
    assert_eq!(
        person.ledger.contact(number, person.now().wall).unwrap().map(|contact| contact.phone),
        Some("01012345678".into())
    );
}
