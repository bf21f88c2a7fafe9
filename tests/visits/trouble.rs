//! A ledger that does not answer: what people are told, and what comes of what they did.

use std::time::Duration;

use domain::booking::SlipState;
use domain::device::{Device, Health};
use domain::order::Category;
use domain::policy::Reason;
use domain::view::{CustomerScreen, Notice, Screen};

use super::counter::{Mood, Person, Touch, order};

const MINUTES: Duration = Duration::from_secs(240);

fn at_the_confirmation() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.returns("A-1", Reason::ChangeOfMind).accepts();
    assert_eq!(person.sees(), "confirm");
    person.saw_all();
    person
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

/// Everything of the visit is gone, and the same goods can be handed in.
fn as_if_it_had_never_been(person: &mut Person) {
    let audit = person.ledger.audit().unwrap();
    assert_eq!((audit.waiting, audit.not_shown, audit.held_by_void), (0, 0, 0));
    assert_eq!(person.slips, Vec::new(), "nothing is printed by itself");
    person.returns("A-1", Reason::ChangeOfMind);
    person.accepts().confirms();
    assert_eq!(person.sees(), "thanks");
    assert_eq!(person.slips.len(), 1);
}

#[test]
fn a_visit_that_the_ledger_does_not_take_in_time_is_said_not_to_be_booked() {
    // The question is lost; it fails; it is done and its answer comes minutes later.
    for mood in [Mood::Silent, Mood::Fails, Mood::AnswersLater] {
        let mut person = at_the_confirmation();
        person.mood = mood;
        person.confirms().wait(secs(14));
        assert!(
            matches!(person.screen(), Screen::Customer(CustomerScreen::HandingOver { number: None })),
            "{mood:?}: {:?}",
            person.screen()
        );
        person.wait(secs(6));
        assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Unsaved), "{mood:?}");
        assert!(person.view().bell, "the staff are called");
        person.opens_the_door();
        assert_eq!(person.sees(), "sign in", "{mood:?}: the staff's door opens");
        person.touch(Touch::Back);
        assert_eq!(person.screen(), Screen::OutOfOrder, "{mood:?}: nothing can be promised");
        person.wait(MINUTES).mood = Mood::Answers;
        person.hear();
        person.wait(secs(10));
        assert_eq!(person.sees(), "welcome", "{mood:?}");
        person.saw(["handing over", "unsaved", "sign in", "out of order", "out of order", "welcome"]);
        as_if_it_had_never_been(&mut person);
    }
}

#[test]
fn whoever_goes_away_from_it_leaves_nothing_behind() {
    let mut person = at_the_confirmation();
    person.mood = Mood::AnswersLater;
    person.touch(Touch::Language).confirms().wait(secs(20));
    assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Unsaved));
    person.wait(secs(95));
    assert_eq!(person.screen(), Screen::OutOfOrder, "the idle limit holds");
    assert_eq!(person.view().language, domain::language::Language::Ko);
    person.mood = Mood::Answers;
    person.hear();
    person.wait(secs(10));
    as_if_it_had_never_been(&mut person);
}

#[test]
fn a_visit_that_was_booked_and_never_shown_is_void_after_a_power_cut() {
    for mood in [Mood::AnswersLater, Mood::Silent] {
        let mut person = at_the_confirmation();
        person.mood = mood;
        person.confirms().wait(secs(30));
        assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Unsaved));
        person.mood = Mood::Answers;
        person.power_cut(secs(60));
        assert_eq!(person.sees(), "welcome");
        as_if_it_had_never_been(&mut person);
    }
}

#[test]
fn a_visit_whose_number_was_seen_outlives_every_power_cut() {
    let mut person = at_the_confirmation();
    person.mute = true;
    person.confirms();
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::HandingOver { number: Some(_) })),
        "{:?}",
        person.screen()
    );
    person.power_cut(secs(5));
    let audit = person.ledger.audit().unwrap();
    assert_eq!((audit.waiting, audit.slips[0].2), (1, SlipState::InDoubt), "it waits, and its slip is in doubt");
    assert_eq!(person.slips.len(), 1, "nothing is printed by itself");
}

#[test]
fn a_number_is_seen_only_when_its_row_is_there() {
    let mut person = at_the_confirmation();
    person.printer(Health::Down);
    person.mood = Mood::AnswersAfter(1);
    person.confirms().wait(secs(10));
    assert!(
        matches!(person.screen(), Screen::Customer(CustomerScreen::HandingOver { number: None })),
        "{:?}",
        person.screen()
    );
    person.wait(secs(10));
    assert_eq!(person.screen(), Screen::Customer(CustomerScreen::Unsaved), "both rows are one wait");
    person.mood = Mood::Answers;
    person.hear();
    person.wait(secs(10)).printer(Health::Up);
    person.touch(Touch::Main);
    as_if_it_had_never_been(&mut person);
}

#[test]
fn a_code_that_is_looked_up_for_minutes_opens_nothing_by_itself() {
    let mut person = at_the_confirmation();
    person.touches(&[Touch::Back, Touch::Back, Touch::Back, Touch::Back, Touch::Back]);
    assert_eq!(person.sees(), "welcome");
    person.mood = Mood::AnswersLater;
    person.scan("RA-1").wait(secs(20));
    assert_eq!((person.screen(), person.view().notice), (Screen::OutOfOrder, Some(Notice::NoAnswer)));
    person.wait(MINUTES).mood = Mood::Answers;
    person.hear();
    person.wait(secs(10));
    assert_eq!(person.sees(), "welcome");
}

#[test]
fn a_typed_number_and_a_survey_are_not_waited_for_without_an_end() {
    let mut person = Person::new(&[order("1001", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.touch(Touch::Back).digits("1001").touch(Touch::Main).digits("20261118");
    person.mood = Mood::Silent;
    person.touch(Touch::Main).wait(secs(20));
    assert_eq!(person.view().notice, Some(Notice::NoAnswer));
    assert_eq!(person.view().frame.blocked, None, "it can be tried again");

    let mut person = at_the_confirmation();
    person.confirms().goes().staff_approves(1);
    person.touch(Touch::Back).mood = Mood::Silent;
    person.touch(Touch::Pick(0));
    assert_eq!(person.screen(), Screen::Starting);
    person.wait(secs(20));
    assert_eq!((person.screen(), person.view().notice), (Screen::OutOfOrder, Some(Notice::NoAnswer)));
}

#[test]
fn the_staff_are_told_that_what_they_did_may_not_be_saved() {
    let mut person = at_the_confirmation();
    person.confirms().goes().clerk_signs_in().opens(1);
    person.mood = Mood::Silent;
    person.touch(Touch::Approve).wait(secs(20));
    assert_eq!((person.view().notice, person.view().frame.blocked), (Some(Notice::PerhapsNotSaved), None));
    person.touch(Touch::Print).wait(secs(20));
    assert_eq!((person.view().notice, person.view().frame.blocked), (Some(Notice::PerhapsNotSaved), None));
    person.touch(Touch::Back).wait(secs(20));
    let queue = person.queue();
    assert_eq!((queue.down, person.view().notice), (vec![Device::Ledger], Some(Notice::NoAnswer)));
    person.mood = Mood::Answers;
    person.wait(MINUTES);
    assert_eq!(person.ledger.audit().unwrap().waiting, 1, "nothing is decided by itself");
}
