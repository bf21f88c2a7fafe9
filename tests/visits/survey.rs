//! The survey.

use std::time::Duration;

use domain::nps::Kind;
use domain::order::Category;
use domain::policy::Reason;
use domain::view::{Blocked, Notice, Screen, SurveyScreen};

use super::counter::{Mood, Person, Touch, order};

/// A visit that the staff have closed is asked when its slip comes back.
fn asked() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 10_000, 1)])]);
    person.returns("A-1", Reason::ChangeOfMind);
    person.accepts().confirms().goes().staff_approves(1).wait(Duration::from_secs(200));
    person.scan_slip();
    assert_eq!(person.sees(), "recommend");
    person.saw_all();
    person
}

#[test]
fn the_question_why_follows_the_score() {
    for (score, kind) in [(0, Kind::Detractor), (6, Kind::Detractor), (7, Kind::Passive), (9, Kind::Promoter)] {
        let mut person = asked();
        person.touches(&[Touch::Score(score), Touch::Main]);
        assert!(matches!(person.screen(), Screen::Survey(SurveyScreen::Why { kind: shown, .. }) if shown == kind));
    }
}

#[test]
fn a_survey_is_answered_once() {
    let mut person = asked();
    person.touches(&[Touch::Score(3), Touch::Score(9), Touch::Main, Touch::Pick(0), Touch::Main]);
    person.saw(["why", "survey thanks"]);
    person.wait(Duration::from_secs(9)).saw(["welcome"]);
    person.scan_slip();
    assert_eq!(person.sees(), "status", "{:?}", person.view().notice);
    assert_ne!(person.view().notice, Some(Notice::SurveyOver));
}

#[test]
fn what_was_touched_is_there_after_a_power_cut() {
    let mut person = asked();
    person.touch(Touch::Score(8));
    person.power_cut(Duration::from_secs(5));
    person.scan_slip();
    assert!(
        matches!(person.screen(), Screen::Survey(SurveyScreen::Recommend { picked: Some(score), .. }) if score.get() == 8)
    );
}

#[test]
fn chips_that_were_chosen_are_chosen_after_a_power_cut() {
    let mut person = asked();
    person.touches(&[Touch::Score(8), Touch::Main, Touch::Pick(0), Touch::Pick(3), Touch::Pick(5), Touch::Pick(3)]);
    let before = person.screen();
    person.power_cut(Duration::from_secs(5));
    person.scan_slip().touch(Touch::Main);
    assert_eq!(person.screen(), before);
    let Screen::Survey(SurveyScreen::Why { chips, .. }) = before else { panic!("{before:?}") };
    let chosen: Vec<_> = chips.iter().map(|(_, chosen)| *chosen).collect();
    assert_eq!(chosen, [true, false, false, false, false, true]);
    person.touches(&[Touch::Pick(5), Touch::Main]);
    assert_eq!(person.screen(), Screen::Survey(SurveyScreen::Thanks));
}

#[test]
fn the_next_question_is_seen_when_the_answer_is_a_row() {
    let mut person = asked();
    person.mood = Mood::AnswersLater;
    person.touches(&[Touch::Score(3), Touch::Main]);
    assert_eq!(person.sees(), "recommend");
    assert_eq!(person.view().frame.blocked, None);
    person.wait(Duration::from_millis(301));
    assert_eq!(person.view().frame.blocked, Some(Blocked::Busy), "after a moment it says that it waits");
    // Whoever touches on changes this answer, and no later one.
    person.touches(&[Touch::Score(9), Touch::Main, Touch::Pick(1)]);
    assert!(
        matches!(person.screen(), Screen::Survey(SurveyScreen::Recommend { picked: Some(score), .. }) if score.get() == 9)
    );
    person.hear();
    person.mood = Mood::Answers;
    person.wait(Duration::from_secs(4));
    let Screen::Survey(SurveyScreen::Why { kind, chips }) = person.screen() else { panic!("{:?}", person.screen()) };
    assert!(kind == Kind::Promoter && chips.iter().all(|(_, chosen)| !chosen));
}

#[test]
fn nobody_is_thanked_for_what_is_not_saved() {
    let mut person = asked();
    person.touches(&[Touch::Score(3), Touch::Main]).mood = Mood::Silent;
    person.touches(&[Touch::Pick(1), Touch::Main]).wait(Duration::from_secs(10));
    assert_eq!(person.sees(), "why");
    person.wait(Duration::from_secs(9));
    assert_eq!(person.screen(), Screen::Survey(SurveyScreen::Unsaved));
    assert!(!person.view().bell, "nobody need come for it");
    person.touch(Touch::Main);
    assert_eq!(person.screen(), Screen::OutOfOrder);
    person.mood = Mood::Answers;
    person.wait(Duration::from_secs(10));
    let audit = person.ledger.audit().unwrap();
    assert_eq!((audit.survey_touches, audit.surveys_completed), (2, 1), "it is saved once the ledger is back");
}

#[test]
fn whoever_skips_a_survey_goes_when_that_is_a_row() {
    let mut person = asked();
    person.mood = Mood::AnswersLater;
    person.touch(Touch::Back);
    assert_eq!(person.sees(), "recommend");
    person.mood = Mood::Answers;
    person.hear();
    assert_eq!(person.sees(), "welcome");
}
