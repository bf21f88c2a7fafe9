//! Calls for the staff: what rings, until when, and what is left of it.

use std::time::Duration;

use domain::call::{CallEnd, Cause};
use domain::device::{Health, PrintEnd};
use domain::order::Category;
use domain::policy::Reason;
use domain::staff::StaffId;
use domain::touch::AnswerOption;
use domain::view::{DeskScreen, Screen};

use super::counter::{PIN, Person, Touch, order};

fn person() -> Person {
    Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])])
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn calls(person: &Person) -> Vec<(Cause, Option<CallEnd>)> {
    person.ledger.audit().unwrap().calls
}

fn missed(person: &mut Person) -> usize {
    person.clerk_signs_in().queue().missed
}

#[test]
fn a_call_rings_again_and_again_until_somebody_of_the_staff_has_signed_in() {
    let mut person = person();
    person.calls().wait(secs(4));
    assert_eq!((person.rings, person.view().bell), (1, true));
    person.wait(secs(32));
    assert_eq!(person.rings, 3);
    assert_eq!(calls(&person), [(Cause::Asked, None)]);
    person.opens_the_door().touch(Touch::Pick(0)).digits(PIN);
    person.wait(secs(40));
    assert_eq!(person.rings, 3, "while somebody stands before the door");
    person.touch(Touch::Main).wait(secs(40));
    assert_eq!((person.rings, person.hushed, person.view().bell), (3, 1, false));
    assert_eq!(calls(&person), [(Cause::Asked, Some(CallEnd::Taken(StaffId(1))))]);
}

#[test]
fn signing_in_rings_nothing_and_leaves_no_row() {
    let mut person = person();
    for _ in 0..3 {
        assert_eq!(missed(&mut person), 0);
        person.wait(secs(20)).touch(Touch::Back).wait(secs(20));
    }
    assert_eq!((person.rings, person.hushed, calls(&person)), (0, 0, Vec::new()));
    assert!(!person.view().bell);
}

#[test]
fn whoever_only_looks_at_the_staffs_door_is_still_waited_for() {
    let mut person = person();
    person.calls().wait(secs(5)).opens_the_door();
    person.wait(secs(20)).touch(Touch::Back);
    assert!(person.view().bell && person.sees() == "welcome");
    assert_eq!(person.rings, 2);
    person.wait(secs(100));
    assert!(!person.view().bell);
    assert_eq!(calls(&person), [(Cause::Asked, Some(CallEnd::Nobody))]);
}

#[test]
fn nobody_came_and_the_next_customer_sees_nothing_of_it_but_the_staff_do() {
    let mut person = person();
    person.calls().wait(secs(100));
    assert_eq!(calls(&person), [(Cause::Asked, Some(CallEnd::Nobody))]);
    let rings = person.rings;
    person.scan("RA-1").wait(secs(20));
    assert!(!person.view().bell && person.rings == rings);
    person.touch(Touch::Back);
    assert_eq!(missed(&mut person), 1);
    person.touch(Touch::Missed);
    let Screen::Desk(DeskScreen::Missed(view)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!(view.shown().iter().map(|call| call.why).collect::<Vec<_>>(), [Cause::Asked]);
    person.touch(Touch::Back);
    assert!(
        matches!(person.screen(), Screen::Desk(DeskScreen::Queue(queue)) if queue.missed == 1),
        "only looking is not yet seeing"
    );
    person.touches(&[Touch::Missed, Touch::Main]);
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Queue(queue)) if queue.missed == 0));
    person.touches(&[Touch::Missed]);
    assert_eq!(person.sees(), "queue", "there is nothing to open");
}

#[test]
fn missed_calls_are_seen_page_by_page() {
    let mut person = person();
    for _ in 0..4 {
        person.calls().wait(secs(100));
    }
    assert_eq!(missed(&mut person), 4);
    person.touches(&[Touch::Missed, Touch::Main]);
    assert!(
        matches!(person.screen(), Screen::Desk(DeskScreen::Missed(view)) if view.calls.len() == 1),
        "{:?}",
        person.screen()
    );
    person.touch(Touch::Main);
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Queue(queue)) if queue.missed == 0));
}

#[test]
fn a_call_that_is_not_needed_any_more_is_called_off() {
    let mut person = person();
    person.touches(&[Touch::Call, Touch::StopCalling]).wait(secs(20));
    assert_eq!((person.rings, calls(&person)), (0, Vec::new()), "nobody has heard it");
    person.touch(Touch::Call).wait(secs(5)).touch(Touch::StopCalling).wait(secs(20));
    assert_eq!((person.rings, person.hushed), (1, 1));
    assert_eq!(calls(&person), [(Cause::Asked, Some(CallEnd::CalledOff))]);
}

#[test]
fn each_call_says_why_and_ends_with_its_visit() {
    type Calls = fn(&mut Person);
    let cases: [(Cause, Calls); 5] = [
        (Cause::NoReceipt, |person| {
            person.touches(&[Touch::Main, Touch::Pick(1), Touch::Close, Touch::Back]);
        }),
        (Cause::Misses, |person| {
            person.touch(Touch::Back);
            for _ in 0..5 {
                person.types("1", "20261101");
                person.touches(&[Touch::Back, Touch::Back, Touch::Back]);
            }
            person.touches(&[Touch::Close, Touch::Back]);
        }),
        (Cause::NoPaper, |person| {
            person.printer(Health::Down);
        }),
        (Cause::NoPaper, |person| person.prints = PrintEnd::InDoubt),
        (Cause::Talk, |person| {
            person.start += chrono::TimeDelta::days(3_000);
            person.returns("A-1", Reason::ChangeOfMind).asks_for(AnswerOption::TalkToStaff).goes();
        }),
    ];
    for (why, makes) in cases {
        let mut person = person();
        makes(&mut person);
        if why == Cause::NoPaper {
            person.hands_in("A-1", Reason::WrongItem);
            assert!(person.view().bell && person.rings == 1, "{:?}", person.screen());
            person.wait(secs(3)).goes();
        }
        assert_eq!(person.sees(), "welcome", "{why:?}");
        assert_eq!(calls(&person), [(why, Some(CallEnd::Nobody))]);
        assert!(!person.view().bell && person.rings == 1 && person.hushed == 1, "{why:?}");
    }
}

#[test]
fn nobody_came_to_a_call_that_the_power_cut_short() {
    let mut person = person();
    person.calls().wait(secs(5));
    person.power_cut(secs(30));
    assert!(!person.view().bell);
    assert_eq!(calls(&person), [(Cause::Asked, Some(CallEnd::Nobody))]);
    assert_eq!(missed(&mut person), 1);
}
