//! What changes between the answer and the booking: judged again, and shown before it is confirmed.

use domain::money::Won;
use domain::order::{Category, Order};
use domain::policy::Reason;
use domain::view::{CustomerScreen, Notice, Screen};

use super::counter::{Person, order};

fn knit() -> Order {
    order("A-1", "2026-11-20", &[(Category::General, 39_000, 2), (Category::General, 5_000, 1)])
}

/// Before the last touch of a change of mind about one unit of the first line.
fn at_the_summary() -> Person {
    let mut person = Person::new(&[knit()]);
    person.returns("A-1", Reason::ChangeOfMind).accepts();
    assert_eq!(person.sees(), "confirm");
    person
}

fn refund(person: &Person) -> Won {
    match person.screen() {
        Screen::Customer(CustomerScreen::Answer(answer)) => answer.decision.refund.amount,
        Screen::Customer(CustomerScreen::Confirm(confirm)) => confirm.decision.refund.amount,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_price_that_an_import_changed_is_shown_before_it_is_booked() {
    let mut person = at_the_summary();
    assert_eq!(refund(&person), Won(36_000));
    let mut changed = knit();
    changed.lines[0].facts.discount = Won(4_000);
    person.ledger.put_orders(&[changed], person.now().wall).unwrap();
    person.confirms();
    assert_eq!(person.sees(), "answer");
    assert_eq!((person.view().notice, refund(&person)), (Some(Notice::OrderChanged), Won(34_000)));
    assert!(person.slips.is_empty());
    person.accepts().confirms();
    assert_eq!(person.slips[0].visit.booking.decision.refund.amount, Won(34_000));
}

#[test]
fn anything_else_of_the_order_is_judged_again_too() {
    let changes: [fn(&mut Order); 4] = [
        |order| order.facts.shipping.standard = Won(2_500),
        |order| order.facts.received_on = Some("2026-11-10".parse().unwrap()),
        |order| order.facts.payments[0].amount = Won(90_000),
        |order| order.lines[0].facts.category = Category::Apparel,
    ];
    for (nth, change) in changes.into_iter().enumerate() {
        let mut person = at_the_summary();
        let mut changed = knit();
        change(&mut changed);
        person.ledger.put_orders(&[changed], person.now().wall).unwrap();
        person.confirms();
        assert!(person.slips.is_empty(), "change {nth} was booked unseen");
        assert!(person.sees() != "thanks", "change {nth}: {:?}", person.screen());
        assert_eq!(person.view().notice, Some(Notice::OrderChanged), "change {nth}");
    }
}

#[test]
fn a_line_that_is_gone_is_chosen_again() {
    let mut person = at_the_summary();
    let mut changed = knit();
    changed.lines.remove(0);
    person.ledger.put_orders(&[changed], person.now().wall).unwrap();
    person.confirms();
    let rows = person.rows();
    assert_eq!((rows.len(), person.slips.len()), (1, 0));
}

#[test]
fn an_import_that_says_the_same_changes_nothing() {
    let mut person = at_the_summary();
    person.ledger.put_orders(&[knit()], person.now().wall).unwrap();
    person.confirms();
    assert_eq!(person.sees(), "thanks");
}
