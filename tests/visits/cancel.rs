//! Goods that were never sent: cancelled, and nothing is brought.

use domain::judge::Course;
use domain::order::{Category, Order, Status};
use domain::policy::Reason;
use domain::view::{CustomerScreen, Screen};

use super::counter::{Person, order};
use super::paper::words_of_the_last_slip;

fn never_sent(number: &str, status: Status) -> Order {
    let mut order = order(number, "2026-11-20", &[(Category::Apparel, 39_000, 1)]);
    order.facts.received_on = None;
    order.facts.status = status;
    order
}

fn booked(status: Status) -> Person {
    let mut person = Person::new(&[never_sent("C-1", status)]);
    person.hands_in("C-1", Reason::ChangeOfMind);
    assert_eq!(person.sees(), "thanks");
    person
}

#[test]
fn nothing_is_asked_of_the_state_of_goods_that_never_left() {
    let mut person = Person::new(&[never_sent("C-1", Status::Preparing)]);
    person.scan("RC-1").chooses(&[0]);
    let Screen::Customer(CustomerScreen::Reason { item, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert!(!item.shipped);
    person.says(Reason::ChangeOfMind).saw(["choose", "reason", "answer"]);
}

#[test]
fn what_has_to_be_done_follows_from_how_far_the_order_is() {
    for (status, course, slip) in [
        (Status::Paid, Course::Cancel, "직원이 주문을 취소해 드려요"),
        (Status::Preparing, Course::StopShipment, "직원이 발송을 멈추고 취소해 드려요"),
        (Status::InTransit, Course::HandInLater, "상품을 받으시면"),
        (Status::Delivered, Course::HandInLater, "상품을 받으시면"),
    ] {
        let mut person = booked(status);
        assert_eq!(person.slips[0].visit.booking.decision.course(), course, "{status:?}");
        let words = words_of_the_last_slip(&person);
        assert!(words.contains(slip), "{status:?}: {words}");
        assert_eq!(words.contains("취소 접수증"), course.is_cancellation(), "{words}");
        person.goes().scan_slip();
        let Screen::Customer(CustomerScreen::Status { decision, .. }) = person.screen() else {
            panic!("{:?}", person.screen())
        };
        assert_eq!(decision.course(), course);
    }
}
