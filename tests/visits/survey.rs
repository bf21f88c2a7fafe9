//! The survey.

use std::time::Duration;

use domain::counter::Touch;
use domain::counter::view::{Notice, Screen};
use domain::nps::Kind;
use domain::order::Category;

use super::counter::{Person, order};

/// A refused visit is closed at once, and asked.
fn asked() -> Person {
    let mut person = Person::new(&[order("A-2", "2026-10-01", &[(Category::General, 10_000, 1)])]);
    person.scan("RA-2").touches(&[Touch::Pick(0), Touch::Main, Touch::Pick(0), Touch::Main, Touch::Main]);
    person.touches(&[Touch::Main, Touch::Main]);
    assert!(matches!(person.screen(), Screen::Recommend { .. }), "{:?}", person.screen());
    person
}

#[test]
fn the_question_why_follows_the_score() {
    for (score, kind) in [(0, Kind::Detractor), (6, Kind::Detractor), (7, Kind::Passive), (9, Kind::Promoter)] {
        let mut person = asked();
        person.touches(&[Touch::Score(score), Touch::Main]);
        assert!(matches!(person.screen(), Screen::Why { kind: shown, .. } if shown == kind));
    }
}

#[test]
fn a_survey_is_answered_once() {
    let mut person = asked();
    person.touches(&[Touch::Score(3), Touch::Score(9), Touch::Main, Touch::Pick(0), Touch::Main]);
    assert!(matches!(person.screen(), Screen::SurveyThanks));
    person.wait(Duration::from_secs(9));
    assert!(matches!(person.screen(), Screen::Welcome { .. }));
    person.scan("261123-0001-2");
    assert!(matches!(person.screen(), Screen::Status { .. }), "{:?} {:?}", person.screen(), person.view().notice);
    assert_ne!(person.view().notice, Some(Notice::SurveyOver));
}

#[test]
fn what_was_touched_is_there_after_a_power_cut() {
    let mut person = asked();
    person.touch(Touch::Score(8));
    person.power_cut(Duration::from_secs(5));
    person.scan("261123-0001-2");
    assert!(matches!(person.screen(), Screen::Recommend { picked: Some(score), .. } if score.get() == 8));
}
