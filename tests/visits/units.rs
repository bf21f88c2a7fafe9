//! Units that are scanned: what their codes say stays with them, and nobody counts one twice.

use std::time::Duration;

use domain::counter::Event;
use domain::device::{Scan, Unread};
use domain::order::Category;
use domain::policy::Reason;
use domain::protocol::{Answer, Case, DeskAnswer, DeskQuestion, Question};
use domain::unit::{Gtin, Marking, UnitFacts};
use domain::view::{Card, Notice};

use super::counter::{Person, Touch, order};

const MUG: &str = "8801234500001";
const BAG: &str = "8801234500002";

/// Three mugs and one bag.
fn shop() -> Person {
    let lines = [(Category::General, 10_000, 3), (Category::General, 20_000, 1)];
    let mut person = Person::new(&[
        order("A-1", "2026-11-20", &lines),
        order("A-2", "2026-11-20", &[(Category::General, 9_000, 3)]),
    ]);
    person.scan("RA-1");
    person
}

fn unit(lot: &str, serial: &str) -> Option<UnitFacts> {
    let gtin = Gtin::new(8_801_234_500_001)?;
    let (lot, serial) = (Marking::new(lot), Marking::new(serial));
    Some(UnitFacts { gtin, lot, serial, expires_on: "2027-01-31".parse().ok(), produced_on: None, doubtful: false })
}

fn mug(unit: Option<UnitFacts>) -> Scan {
    Scan { codes: vec![MUG.to_owned(), format!("0{MUG}")], unit }
}

/// Units of the first line.
fn units(person: &Person) -> u32 {
    let rows = person.rows();
    rows[0].units
}

fn card(units: u32) -> Option<Card> {
    Some(Card::Twice { name: "상품 1".into(), units })
}

/// From the choice, or from a reason, to the booked visit, all of it for a wrong item.
fn hand_in(person: &mut Person) -> Case {
    if person.sees() == "choose" {
        person.touch(Touch::Main);
    }
    while person.sees() == "reason" {
        person.says(Reason::WrongItem);
    }
    let thanks = person.accepts().confirms().thanks();
    match person.ledger.answer(&Question::Desk(DeskQuestion::Case(thanks.number)), person.now().wall) {
        Answer::Desk(DeskAnswer::Case(case)) => *case,
        other => panic!("{other:?}"),
    }
}

fn shown(case: &Case) -> Vec<Vec<String>> {
    let text = |marking: &Option<Marking>| marking.as_ref().map(ToString::to_string).unwrap_or_default();
    let line = |line: &domain::booking::BookedLine| {
        line.seen.iter().map(|unit| format!("{}/{}", text(&unit.lot), text(&unit.serial))).collect()
    };
    case.visit.booking.lines.iter().map(line).collect()
}

#[test]
fn what_the_code_of_a_unit_says_is_booked_with_it() {
    let mut person = shop();
    person.reads(mug(unit("L1", "S1"))).wait(Duration::from_secs(2)).reads(mug(unit("L2", "S2"))).scan(BAG);
    assert_eq!(units(&person), 2);
    let case = hand_in(&mut person);
    assert_eq!(shown(&case), [vec!["L1/S1".to_owned(), "L2/S2".to_owned()], vec![]]);
    assert_eq!(case.visit.booking.lines[0].seen[0].expires_on, "2027-01-31".parse().ok());
}

#[test]
fn another_reason_and_a_power_cut_lose_nothing_of_a_unit() {
    let mut person = shop();
    person.reads(mug(unit("L1", "S1"))).touches(&[Touch::Main, Touch::Pick(0), Touch::Main, Touch::Back]);
    person.power_cut(Duration::from_secs(20));
    person.touch(Touch::Back);
    assert_eq!(shown(&hand_in(&mut person))[0], ["L1/S1"]);
}

#[test]
fn of_fewer_units_those_scanned_last_go() {
    let mut person = shop();
    person.reads(mug(unit("L1", "S1"))).reads(mug(unit("L1", "S2"))).touch(Touch::Less(0));
    // The one that went can be scanned again, the one that stayed is known.
    person.scan(MUG).wait(Duration::from_secs(1)).reads(mug(unit("L1", "S1")));
    assert_eq!((units(&person), person.view().notice), (2, Some(Notice::SameUnit("상품 1".into()))));
    person.wait(Duration::from_secs(1)).reads(mug(unit("L1", "S2")));
    assert_eq!(units(&person), 3);
    assert_eq!(shown(&hand_in(&mut person))[0], ["L1/S1", "L1/S2"]);
}

#[test]
fn a_serial_number_is_one_unit_however_often_it_is_read() {
    let mut person = shop();
    for secs in [0, 0, 1, 5] {
        person.wait(Duration::from_secs(secs)).reads(mug(unit("L1", "S1")));
        assert_eq!((units(&person), person.view().card), (1, None), "{secs}");
    }
    assert_eq!(person.view().notice, Some(Notice::SameUnit("상품 1".into())));
    // Different ones are different units, however quickly.
    person.reads(mug(unit("L1", "S2"))).reads(mug(unit("L1", "S3"))).reads(mug(unit("L1", "S4")));
    assert_eq!((units(&person), person.view().notice), (3, Some(Notice::AllChosen("상품 1".into()))));
}

#[test]
fn a_product_scanned_first_brings_its_unit_along() {
    let mut person = shop();
    person.touch(Touch::Back).reads(mug(unit("L9", "S9"))).scan("RA-1");
    assert_eq!(units(&person), 1);
    assert_eq!(shown(&hand_in(&mut person))[0], ["L9/S9"]);
}

#[test]
fn a_unit_chosen_by_touch_is_known_once_its_code_is_read() {
    let mut person = shop();
    person.touches(&[Touch::Pick(0), Touch::More(0), Touch::More(0)]).reads(mug(unit("L1", "S1")));
    assert_eq!((units(&person), person.view().notice), (3, Some(Notice::ItemChosen("상품 1".into()))));
    assert_eq!(shown(&hand_in(&mut person))[0], ["L1/S1"]);
}

/// Two readings within a second, what is shown then, and what comes of either answer.
fn check(first: Option<UnitFacts>, second: Option<UnitFacts>, same: &[&str], more: &[&str]) {
    for (answer, wanted, seen) in [(Touch::SameUnit, 1, same), (Touch::OneMore, 2, more)] {
        let mut person = shop();
        person.reads(mug(first.clone())).wait(Duration::from_millis(400)).reads(mug(second.clone()));
        assert_eq!((units(&person), person.view().card), (1, card(1)), "{first:?} {second:?}");
        person.touches(&[Touch::Back, Touch::More(0), Touch::Call, Touch::Close]);
        assert_eq!((units(&person), person.view().card), (1, card(1)), "the card takes every touch");
        person.touch(answer);
        assert_eq!((units(&person), person.view().card), (wanted, None));
        assert_eq!(shown(&hand_in(&mut person))[0], *seen, "{first:?} {second:?} {answer:?}");
    }
}

#[test]
fn a_product_read_twice_within_a_second_is_asked_about() {
    check(None, None, &[], &[]);
    check(unit("L1", ""), unit("L1", ""), &["L1/"], &["L1/", "L1/"]);
    // A package that bears two codes, of which one says more.
    check(None, unit("L1", "S1"), &["L1/S1"], &["L1/S1"]);
    check(unit("L1", "S1"), None, &["L1/S1"], &["L1/S1"]);
}

#[test]
fn while_it_is_asked_the_same_reading_changes_nothing_and_any_other_decides() {
    let mut person = shop();
    person.reads(mug(None)).reads(mug(None)).reads(mug(None)).wait(Duration::from_secs(3)).reads(mug(None));
    assert_eq!((units(&person), person.view().card), (1, card(1)));
    person.reads(Scan { codes: vec![BAG.to_owned()], unit: None });
    assert_eq!((units(&person), person.view().card), (1, None));
    assert_eq!(person.view().notice, Some(Notice::ItemChosen("상품 2".into())));
    person.scan(MUG).reads(mug(None));
    assert_eq!((units(&person), person.view().card), (2, card(2)), "of two it asks whether it is three");
    person.happens(Event::Unread(Unread::Damaged));
    assert_eq!((units(&person), person.view().card), (2, None));
}

#[test]
fn quiet_before_the_card_is_warned_of_and_a_power_cut_leaves_one() {
    let mut person = shop();
    person.reads(mug(None)).reads(mug(None)).wait(Duration::from_secs(70));
    assert!(matches!(person.view().card, Some(Card::Idle { .. })));
    person.touch(Touch::OneMore);
    assert_eq!((units(&person), person.view().card), (1, card(1)), "it only says that somebody is there");
    person.power_cut(Duration::from_secs(5));
    assert_eq!((units(&person), person.view().card), (1, None));
}

#[test]
fn where_only_one_can_come_back_a_second_reading_is_dropped() {
    let mut person = shop();
    let bag = Scan { codes: vec![BAG.to_owned()], unit: None };
    person.reads(bag.clone()).reads(bag);
    let rows = person.rows();
    assert_eq!((rows[1].units, person.view().card), (1, None));
    // Receipts, too; after a second they are answered.
    let receipt = Scan { codes: vec!["RA-1".to_owned()], unit: None };
    let before = person.view();
    person.wait(Duration::from_secs(2)).reads(receipt.clone()).reads(receipt);
    assert_eq!(person.view().notice, Some(Notice::SameReceipt));
    assert_eq!(person.view().screen, before.screen);
}

#[test]
fn a_code_that_says_nothing_is_answered_in_words_on_every_screen() {
    for why in [Unread::Damaged, Unread::NotOurs] {
        let mut person = shop();
        person.wait(Duration::from_secs(1)).happens(Event::Unread(why));
        assert_eq!(person.view().notice, Some(Notice::Unread(why)));
        person.touch(Touch::Back);
        person.happens(Event::Unread(why));
        assert_eq!(person.view().notice, Some(Notice::Unread(why)));
        person.wait(Duration::from_secs(91));
        assert_eq!(person.view().notice, None, "the next person does not find it");
    }
}

#[test]
fn a_serial_number_that_another_visit_has_is_flagged_for_the_staff() {
    let mut person = shop();
    person.reads(mug(unit("L1", "S1")));
    let first = hand_in(&mut person);
    assert_eq!(first.twins, []);
    person.goes().scan("RA-2").reads(mug(unit("L1", "S1")));
    let second = hand_in(&mut person);
    let twins: Vec<_> = second.twins.iter().map(|twin| (twin.serial.to_string(), twin.visit)).collect();
    assert_eq!(twins, [("S1".to_owned(), first.visit.number)]);
    let Answer::Desk(DeskAnswer::Queue(rows, _)) =
        person.ledger.answer(&Question::Desk(DeskQuestion::Queue), person.now().wall)
    else {
        panic!()
    };
    assert_eq!(rows.iter().map(|row| row.look).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_unit_more_than_can_come_back_is_said_so_however_quickly() {
    let mut person = shop();
    person.touches(&[Touch::Pick(0), Touch::More(0)]).reads(mug(unit("L1", "S1")));
    person.wait(Duration::from_secs(2)).reads(mug(unit("L1", "S2"))).wait(Duration::from_secs(2));
    person.reads(mug(unit("L1", "S3"))).scan(MUG).reads(mug(unit("L1", "S4")));
    assert_eq!((units(&person), person.view().notice), (3, Some(Notice::AllChosen("상품 1".into()))));
}
