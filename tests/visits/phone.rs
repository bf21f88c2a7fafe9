//! Telephone numbers: asked for where somebody rings, seen by the staff until their day, each look noted.

use std::time::Duration;

use domain::counter::Setup;
use domain::order::{Category, Order};
use domain::policy::Reason;
use domain::view::{DeskScreen, Notice, Screen};

use super::counter::{Person, Touch, order};

const PHONE: &str = "01012345678";

fn orders() -> [Order; 1] {
    [order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]
}

fn at_the_summary(mut person: Person) -> Person {
    person.returns("A-1", Reason::WrongItem).accepts();
    assert_eq!(person.sees(), "confirm");
    person
}

/// The staff have the case of somebody who left their number.
fn the_case() -> Person {
    let mut person = at_the_summary(Person::new(&orders()));
    person.touch(Touch::Phone).digits(PHONE).touch(Touch::Main).confirms().wait(Duration::from_secs(3));
    person.goes().clerk_signs_in().opens(1);
    person
}

fn seen(person: &Person) -> Option<String> {
    let Screen::Desk(DeskScreen::Case(case)) = person.screen() else { return None };
    case.phone.map(|contact| contact.phone)
}

#[test]
fn the_staff_see_a_number_by_one_touch_and_each_look_is_noted() {
    let mut person = the_case();
    assert_eq!((seen(&person), person.ledger.audit().unwrap().looks), (None, 0), "not by opening the case");
    person.touch(Touch::ShowPhone);
    assert_eq!((seen(&person).as_deref(), person.ledger.audit().unwrap().looks), (Some(PHONE), 1));
    person.touch(Touch::ShowPhone);
    assert_eq!(person.ledger.audit().unwrap().looks, 1, "it is there already");
    person.leaves().opens(1);
    assert_eq!(seen(&person), None, "whoever opens the case again looks again");
    person.touch(Touch::ShowPhone);
    assert_eq!(person.ledger.audit().unwrap().looks, 2);
    person.wait(Duration::from_secs(181));
    assert_eq!(person.sees(), "welcome", "it does not stay on the panel");
    let shown = format!("{:?} {:?}", person.view(), person.counter);
    assert!(!shown.contains(PHONE), "and nothing keeps it");
}

#[test]
fn on_its_day_a_number_is_held_back_before_anything_has_destroyed_it() {
    let mut person = the_case();
    let case = person.case();
    let day = case.case.phone_until.unwrap();
    person.start += chrono::TimeDelta::days((day - domain::moment::seoul_date(person.now().wall)).num_days());
    person.touch(Touch::ShowPhone);
    assert_eq!((seen(&person), person.view().notice), (None, Some(Notice::PhoneDestroyed)));
    assert_eq!(person.ledger.audit().unwrap().looks, 0);
    assert_eq!(person.ledger.audit().unwrap().contacts, 1, "looking destroys nothing");
}

#[test]
fn where_nobody_rings_no_number_is_asked_for() {
    let setup = Setup { phone: false, news: true, ..Setup::embedded() };
    let mut person = at_the_summary(Person::in_a_shop(&orders(), setup));
    let confirm = person.summary();
    assert!(!confirm.asks_phone);
    person.touches(&[Touch::Phone, Touch::Consent]);
    assert_eq!(person.sees(), "confirm");
    person.confirms();
    assert_eq!(person.ledger.audit().unwrap().contacts, 0);
}

#[test]
fn where_nobody_sends_news_no_consent_is_asked_for() {
    let mut person = at_the_summary(Person::new(&orders()));
    person.touch(Touch::Phone).digits(PHONE).touches(&[Touch::Main, Touch::Consent]);
    let confirm = person.summary();
    assert!(confirm.phone.is_some() && !confirm.consent && !confirm.asks_news);
}
