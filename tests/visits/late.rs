//! A printer that answers later than anybody waits.

use std::time::Duration;

use domain::booking::SlipState;
use domain::counter::Event;
use domain::device::PrintEnd;
use domain::order::Category;
use domain::view::{CustomerScreen, DeskScreen, Screen};

use super::counter::{Person, Touch, order};

/// A visit whose slip the printer has not answered in time.
fn given_up() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.mute = true;
    person.scan("RA-1").touches(&[Touch::Pick(0), Touch::Main, Touch::Pick(0), Touch::Main, Touch::Main]);
    person.touches(&[Touch::Main, Touch::Main]).wait(Duration::from_secs(46));
    assert_eq!(thanked(&person), SlipState::InDoubt);
    person
}

fn thanked(person: &Person) -> SlipState {
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = person.screen() else { panic!("{:?}", person.screen()) };
    thanks.slip
}

fn kept(person: &Person) -> Vec<(u32, SlipState)> {
    person.ledger.audit().unwrap().slips.into_iter().map(|(_, copy, state)| (copy, state)).collect()
}

fn answer(person: &mut Person, end: PrintEnd) {
    let id = person.unanswered.remove(0);
    person.happens(Event::Printed(id, end));
}

#[test]
fn a_slip_that_is_printed_late_is_printed() {
    let mut person = given_up();
    answer(&mut person, PrintEnd::Printed);
    assert_eq!((thanked(&person), kept(&person)), (SlipState::Printed, vec![(1, SlipState::Printed)]));

    let mut person = given_up();
    person.touch(Touch::Main);
    answer(&mut person, PrintEnd::Printed);
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { .. })),
        "whoever stands there now sees nothing of it"
    );
    assert_eq!(kept(&person), [(1, SlipState::Printed)]);
}

#[test]
fn any_other_late_word_leaves_it_in_doubt() {
    for end in [PrintEnd::InDoubt, PrintEnd::NotPrinted] {
        let mut person = given_up();
        answer(&mut person, end);
        assert_eq!((thanked(&person), kept(&person)), (SlipState::InDoubt, vec![(1, SlipState::InDoubt)]));
    }
}

#[test]
fn a_late_word_does_not_bring_an_abandoned_copy_back() {
    let mut person = given_up();
    person.mute = false;
    person.touch(Touch::Main).sign_in(0).touches(&[Touch::Pick(0), Touch::Print]);
    answer(&mut person, PrintEnd::Printed);
    assert_eq!(kept(&person), [(1, SlipState::Abandoned), (2, SlipState::Printed)]);
    let Screen::Desk(DeskScreen::Case(case)) = person.screen() else { panic!("{:?}", person.screen()) };
    assert_eq!((case.case.copy, case.case.slip), (2, SlipState::Printed));
}

#[test]
fn the_staff_see_a_copy_that_is_printed_late() {
    let mut person = given_up();
    answer(&mut person, PrintEnd::Printed);
    person.touch(Touch::Main).sign_in(0).touches(&[Touch::Pick(0), Touch::Print]).wait(Duration::from_secs(46));
    let shown = |person: &Person| match person.screen() {
        Screen::Desk(DeskScreen::Case(case)) => (case.case.copy, case.case.slip),
        other => panic!("{other:?}"),
    };
    assert_eq!(shown(&person), (2, SlipState::InDoubt));
    answer(&mut person, PrintEnd::Printed);
    assert_eq!(shown(&person), (2, SlipState::Printed));
}
