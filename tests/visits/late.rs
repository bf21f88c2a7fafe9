//! A printer that answers later than anybody waits.

use std::time::Duration;

use domain::booking::SlipState;
use domain::counter::Event;
use domain::device::PrintEnd;
use domain::order::Category;
use domain::policy::Reason;

use super::counter::{Person, order};

/// A visit whose slip the printer has not answered in time.
fn given_up() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.mute = true;
    person.returns("A-1", Reason::ChangeOfMind);
    person.accepts().confirms().wait(Duration::from_secs(46));
    assert_eq!(thanked(&person), SlipState::InDoubt);
    person
}

fn thanked(person: &Person) -> SlipState {
    let thanks = person.thanks();
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
    person.goes();
    answer(&mut person, PrintEnd::Printed);
    assert_eq!(person.sees(), "welcome", "whoever stands there now sees nothing of it");
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
    person.goes().clerk_signs_in().opens(1).prints();
    answer(&mut person, PrintEnd::Printed);
    assert_eq!(kept(&person), [(1, SlipState::Abandoned), (2, SlipState::Printed)]);
    let case = person.case();
    assert_eq!((case.case.copy, case.case.slip), (2, SlipState::Printed));
}

#[test]
fn the_staff_see_a_copy_that_is_printed_late() {
    let mut person = given_up();
    answer(&mut person, PrintEnd::Printed);
    person.goes().clerk_signs_in().opens(1).prints().wait(Duration::from_secs(46));
    let shown = |person: &Person| (person.case().case.copy, person.case().case.slip);
    assert_eq!(shown(&person), (2, SlipState::InDoubt));
    answer(&mut person, PrintEnd::Printed);
    assert_eq!(shown(&person), (2, SlipState::Printed));
}
