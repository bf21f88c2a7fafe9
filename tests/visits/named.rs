//! What stands in a list is touched by what it is: a list that changes under a finger changes nothing of what is meant.

use domain::booking::Verdict;
use domain::counter::Event;
use domain::order::{Category, LineNo};
use domain::policy::{Clause, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::touch::{CustomerTouch, DeskTouch, Press};
use domain::view::{DeskScreen, Notice, Screen};

use super::counter::{Person, Touch, order};

/// Three visits of three orders wait.
fn three_wait() -> Person {
    let orders = ["A-1", "B-1", "C-1"].map(|number| order(number, "2026-11-20", &[(Category::General, 39_000, 1)]));
    let mut person = Person::new(&orders);
    for order in ["A-1", "B-1", "C-1"] {
        person.hands_in(order, Reason::WrongItem).goes();
    }
    person
}

#[test]
fn a_row_of_the_queue_opens_its_own_visit_although_the_queue_has_changed() {
    let mut person = three_wait();
    person.clerk_signs_in();
    let queue = person.queue();
    let (first, second) = (queue.rows[0].number, queue.rows[1].number);
    // The finger comes down on the second row; before the touch arrives the first visit is decided elsewhere, and the
    // rows move up.
    let touch = Touch::Pick(1).on(&person.screen()).unwrap();
    assert_eq!(touch, domain::touch::Touch::Desk(DeskTouch::Visit(second)));
    let now = person.now().wall;
    let refuse = Question::Desk(DeskQuestion::Decide {
        visit: first,
        verdict: Verdict::Refuse(Clause::CarelessDamage),
        staff: domain::staff::StaffId(1),
        at: now,
    });
    assert!(matches!(person.ledger.answer(&refuse, now), Answer::Desk(DeskAnswer::Decided(_))));
    person.touches(&[Touch::Pick(0), Touch::Back]);
    let queue = person.queue();
    assert_eq!(queue.rows[0].number, second, "the rows have moved up");
    person.happens(Event::Touched { press: Press::at_leisure(&person.view()), touch });
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Case(view)) if view.case.visit.number == second));
}

#[test]
fn what_does_not_stand_on_a_screen_is_not_touched_there() {
    let mut person = three_wait();
    person.scan("RA-1").scan("RB-1");
    assert_eq!(person.view().notice, Some(Notice::OtherOrder));
    let before = person.screen();
    for touch in [
        domain::touch::Touch::Customer(CustomerTouch::Line(LineNo(9))),
        domain::touch::Touch::Customer(CustomerTouch::Reason(Reason::Defective)),
        domain::touch::Touch::Customer(CustomerTouch::ByStaff),
        domain::touch::Touch::Customer(CustomerTouch::Proof(None)),
        domain::touch::Touch::Desk(DeskTouch::Clause(Clause::Media)),
        domain::touch::Touch::Desk(DeskTouch::Staff(domain::staff::StaffId(1))),
    ] {
        person.touch(touch);
        assert_eq!(person.screen(), before, "{touch:?}");
    }
}
