//! An export and a stick that says nothing.

use std::time::Duration;

use domain::counter::Event;
use domain::device::{ExportEnd, RequestId};
use domain::order::Category;
use domain::view::{ExportState, ManageScreen, Screen};

use super::counter::{Person, Touch, order};

const SECOND: Duration = Duration::from_secs(1);

/// A manager whose export has just begun.
fn exporting() -> (Person, RequestId) {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 1)])]);
    person.manager_signs_in().touches(&[Touch::Export, Touch::Main]);
    assert_eq!(state(&person), ExportState::Writing);
    let id = person.exporting[0];
    (person, id)
}

fn state(person: &Person) -> ExportState {
    match person.screen() {
        Screen::Manage(ManageScreen::Export(view)) => view.state,
        other => panic!("{other:?}"),
    }
}

fn written() -> ExportEnd {
    ExportEnd::Written { place: "/media/stick/doro".into(), returns: 1, answers: 0 }
}

#[test]
fn a_stick_that_does_not_answer_is_said_not_to_and_the_counter_goes_on() {
    let (mut person, id) = exporting();
    person.wait(19 * SECOND);
    assert_eq!(state(&person), ExportState::Writing);
    person.wait(2 * SECOND);
    assert_eq!(state(&person), ExportState::Ended(ExportEnd::Silent));
    // What it says in the end is nobody's: somebody may have pulled it out long since.
    person.happens(Event::Exported(id, written()));
    assert_eq!(state(&person), ExportState::Ended(ExportEnd::Silent));
    person.touch(Touch::Main);
    assert_eq!((state(&person), person.exporting.len()), (ExportState::Writing, 2));
    person.happens(Event::Exported(id, written()));
    assert_eq!(state(&person), ExportState::Writing, "the end of the first export is not that of the second");
    person.wait(21 * SECOND).touch(Touch::Back);
    assert_eq!(person.sees(), "queue");
}

#[test]
fn a_slow_stick_that_goes_on_is_waited_for() {
    let (mut person, id) = exporting();
    for _ in 0..8 {
        person.wait(15 * SECOND);
        person.happens(Event::Exporting(id));
    }
    assert_eq!(state(&person), ExportState::Writing);
    person.happens(Event::Exported(id, written()));
    assert_eq!(state(&person), ExportState::Ended(written()));
    person.happens(Event::Exporting(id));
    person.wait(25 * SECOND);
    assert_eq!(state(&person), ExportState::Ended(written()));
}

#[test]
fn another_exports_signs_of_life_keep_no_silent_one_alive() {
    let (mut person, id) = exporting();
    for _ in 0..3 {
        person.wait(8 * SECOND);
        person.happens(Event::Exporting(RequestId(id.0 + 7)));
    }
    assert_eq!(state(&person), ExportState::Ended(ExportEnd::Silent));
}
