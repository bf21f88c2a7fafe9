//! A delivery fee that was once paid goes back with the last of the order, and with nothing else.

use domain::money::Won;
use domain::order::{Category, Order, Status};
use domain::policy::Reason;

use super::counter::{Person, order};

/// Two lines, 39,000 and 20,000, and 3,000 for the delivery.
fn paid(status: Status) -> Order {
    let mut order = order("A-1", "2026-11-20", &[(Category::General, 39_000, 1), (Category::Apparel, 20_000, 1)]);
    order.facts.status = status;
    if !status.is_shipped() {
        order.facts.received_on = None;
    }
    order.facts.shipping.paid = Won(3_000);
    order.facts.payments[0].amount = Won(62_000);
    order
}

/// Brings the lines back for a reason each, as far as the answer, and says what comes back and how much of it is the
/// first delivery.
fn answer(person: &mut Person, lines: &[(u16, Reason)]) -> (i64, i64) {
    let (rows, reasons): (Vec<u16>, Vec<Reason>) = lines.iter().copied().unzip();
    let answer = person.scan("RA-1").chooses(&rows).says_of_each(&reasons).answer();
    (answer.decision.refund.amount.0, answer.decision.first_delivery.0)
}

#[test]
fn an_order_that_was_never_sent_is_cancelled_whole_with_its_delivery() {
    for reason in [Reason::ChangeOfMind, Reason::WrongItem] {
        for status in [Status::Paid, Status::Preparing] {
            let mut person = Person::new(&[paid(status)]);
            assert_eq!(answer(&mut person, &[(0, reason), (1, reason)]), (62_000, 3_000), "{reason:?} {status:?}");
            person.accepts().confirms().goes();
            let slip = &person.slips[0].visit.booking.decision;
            assert_eq!((slip.refund.amount, slip.first_delivery), (Won(62_000), Won(3_000)));
        }
    }
}

#[test]
fn what_is_cancelled_first_leaves_the_delivery_to_the_last() {
    let mut person = Person::new(&[paid(Status::Preparing)]);
    assert_eq!(answer(&mut person, &[(1, Reason::ChangeOfMind)]), (20_000, 0));
    person.accepts().confirms().goes();
    assert_eq!(answer(&mut person, &[(0, Reason::ChangeOfMind)]), (42_000, 3_000));
}

#[test]
fn goods_that_came_back_for_the_stores_reasons_alone_bring_the_delivery_back() {
    let mut person = Person::new(&[paid(Status::Delivered)]);
    assert_eq!(answer(&mut person, &[(1, Reason::Defective)]), (20_000, 0));
    person.accepts().confirms().goes();
    assert_eq!(answer(&mut person, &[(0, Reason::WrongItem)]), (42_000, 3_000));
}

#[test]
fn one_change_of_mind_among_them_keeps_the_delivery() {
    let mut person = Person::new(&[paid(Status::Delivered)]);
    assert_eq!(answer(&mut person, &[(0, Reason::Defective), (1, Reason::ChangeOfMind)]), (59_000, 0));
    let mut person = Person::new(&[paid(Status::Delivered)]);
    assert_eq!(answer(&mut person, &[(1, Reason::ChangeOfMind)]), (20_000, 0));
    person.accepts().confirms().goes();
    assert_eq!(answer(&mut person, &[(0, Reason::Defective)]), (39_000, 0));
}

#[test]
fn a_refused_line_is_left_and_so_is_the_delivery() {
    let mut sent = paid(Status::Delivered);
    sent.facts.received_on = Some("2026-08-01".parse().unwrap());
    sent.facts.ordered_on = "2026-07-30".parse().unwrap();
    let mut person = Person::new(&[sent]);
    person.scan("RA-1").chooses(&[0, 1]).says_of_each(&[Reason::ChangeOfMind, Reason::PriceChange]);
    let answer = person.answer();
    assert_eq!(answer.decision.first_delivery, Won::ZERO);
}

#[test]
fn units_that_went_back_elsewhere_for_reasons_unknown_keep_the_delivery_of_sent_goods_alone() {
    for (status, wanted) in [(Status::Delivered, (39_000, 0)), (Status::Paid, (42_000, 3_000))] {
        let mut order = paid(status);
        order.lines[1].facts.already_returned = 1;
        order.facts.payments[0].refunded = Won(20_000);
        let mut person = Person::new(&[order]);
        assert_eq!(answer(&mut person, &[(0, Reason::WrongItem)]), wanted, "{status:?}");
    }
}
