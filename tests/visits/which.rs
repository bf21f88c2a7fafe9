//! Several orders may be meant: the customer is asked, and shown no more than tells them apart.
use domain::order::{Category, Order, OrderNo};
use domain::view::{Asked, Back, CustomerScreen, Main, Screen};

use super::counter::{Person, Touch, day, order};

/// Two orders of one code, bought on 13 March and on 18 November.
fn two_of_a_code() -> Vec<Order> {
    let mut old = order("A-7", "2026-03-15", &[(Category::General, 39_000, 1)]);
    let mut new = order("B-8", "2026-11-20", &[(Category::General, 20_000, 1)]);
    old.receipt_barcode = "R7".to_owned();
    new.receipt_barcode = "R7".to_owned();
    vec![old, new]
}

fn chosen(person: &Person) -> OrderNo {
    let Screen::Customer(CustomerScreen::Choose { order, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    order
}

#[test]
fn whose_receipt_has_a_code_of_two_orders_says_when_it_was_bought() {
    for (at, number) in [(0, "A-7"), (1, "B-8")] {
        let mut person = Person::new(&two_of_a_code());
        person.scan("R7");
        let orders = vec![(day("2026-03-13"), None), (day("2026-11-18"), None)];
        assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Which { orders }));
        let view = person.view();
        assert_eq!((view.frame.back, view.frame.main), (Some(Back::Home), Some(Main::NoneOfThese)));
        person.touch(Touch::Pick(at));
        assert_eq!(chosen(&person).0, number);
    }
}

#[test]
fn a_product_that_was_scanned_first_waits_for_the_choice_too() {
    let mut person = Person::new(&two_of_a_code());
    person.scan("8801234500001").scan("R7").touch(Touch::Pick(1));
    let rows = person.rows();
    assert_eq!(rows[0].units, 1);
}

#[test]
fn none_of_them_leads_to_the_ways_without_a_receipt_and_another_scan_goes_on() {
    let mut person = Person::new(&two_of_a_code());
    person.scan("R7").touch(Touch::Main);
    assert_eq!(person.sees(), "no receipt");
    person.touch(Touch::Back);
    person.scan("R7").touch(Touch::Pick(9));
    assert_eq!(person.sees(), "which", "there is no tenth");
    person.scan("B-8");
    assert_eq!(chosen(&person).0, "B-8");
}

#[test]
fn typed_digits_of_two_numbers_that_differ_by_a_letter_are_asked_about_and_no_miss() {
    let mut person = Person::new(&[
        order("A-1024", "2026-11-20", &[(Category::General, 39_000, 1)]),
        order("B-1024", "2026-11-20", &[(Category::General, 20_000, 1)]),
    ]);
    let typed = |person: &mut Person, digits: &str| {
        person.touch(Touch::Back).types(digits, "20261118");
    };
    for _ in 0..6 {
        typed(&mut person, "1024");
        let orders = ["A-1024", "B-1024"].map(|number| (day("2026-11-18"), Some(OrderNo(number.to_owned()))));
        assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Which { orders: orders.to_vec() }));
        person.touch(Touch::Back);
    }
    typed(&mut person, "1024");
    person.touch(Touch::Pick(1));
    assert_eq!(chosen(&person).0, "B-1024");
    person.touches(&[Touch::Back]);
    person.touch(Touch::Back);
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::Number { asked: Asked::OrderNo, .. })),
        "typing never rested"
    );
}

#[test]
fn a_choice_that_nobody_makes_is_wiped() {
    let mut person = Person::new(&two_of_a_code());
    person.scan("R7");
    person.wait(std::time::Duration::from_secs(91));
    assert_eq!(person.sees(), "welcome", "nobody picks: the screen is wiped");
}
