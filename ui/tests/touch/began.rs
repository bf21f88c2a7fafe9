//! What a touch means is settled when it begins.

use domain::touch::{DeskTouch, FrameTouch};
use std::time::Duration;

use domain::view::{DeskScreen, Screen};

use super::*;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A stage that has shown a sample, as that face, for a minute.
fn shown(name: &str, face: u32) -> (Stage, Heard) {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let heard = listening(&stage);
    show(&stage, name, face);
    stage.pass(ms(60_000));
    (stage, heard)
}

fn show(stage: &Stage, name: &str, face: u32) {
    stage.screen().show(&View { serial: face, face, ..gallery::named(name).unwrap() });
}

fn middle_of(stage: &Stage, label: &str) -> (f32, f32) {
    let found = buttons(stage).into_iter().find(|place| place.label == label);
    found.unwrap_or_else(|| panic!("no {label}")).middle()
}

#[test]
fn a_press_belongs_to_the_screen_on_which_it_began_wherever_it_ends() {
    let (stage, heard) = shown("choose", 7);
    let (x, y) = middle_of(&stage, "다음");
    stage.press(x, y);
    show(&stage, "confirm", 8);
    stage.pass(ms(3_000));
    stage.lift(x, y);
    let touches = heard.take();
    assert!(touches.iter().all(|(press, _)| press.face == 7), "{touches:?}");
    // A press that begins on what is there now is of now.
    stage.press(x, y);
    stage.lift(x, y);
    let touches = heard.take();
    assert_eq!((touches.len(), touches[0].0.face, touches[0].1), (1, 8, Touch::Main));
}

#[test]
fn a_press_that_began_under_a_card_does_not_answer_it() {
    let (stage, heard) = shown("choose", 1);
    let (x, y) = middle_of(&stage, "다음");
    stage.press(x, y);
    let view = gallery::named("called").unwrap();
    stage.screen().show(&View { face: 2, ..view });
    stage.lift(x, y);
    assert!(heard.take().iter().all(|(press, _)| press.face == 1));
}

#[test]
fn a_press_says_how_long_the_screen_stood_and_the_panel_rested_when_it_began() {
    let (stage, heard) = shown("choose", 1);
    let (x, y) = middle_of(&stage, "다음");
    stage.press(x, y);
    stage.pass(ms(120));
    stage.lift(x, y);
    show(&stage, "answer-yes", 2);
    stage.pass(ms(150));
    stage.press(x, y);
    // However long it is held.
    stage.pass(ms(5_000));
    stage.lift(x, y);
    let told: Vec<_> = heard.take().into_iter().map(|(press, _)| (press.face, press.stood, press.rest)).collect();
    assert_eq!(told, [(1, ms(60_000), ms(60_000)), (2, ms(150), ms(150))]);
}

#[test]
fn a_touch_that_hits_nothing_says_that_somebody_is_there_and_ends_the_rest() {
    let (stage, heard) = shown("welcome", 1);
    stage.press(3.0, 3.0);
    stage.lift(3.0, 3.0);
    stage.pass(ms(200));
    let (x, y) = middle_of(&stage, "직원");
    stage.press(x, y);
    stage.lift(x, y);
    let told: Vec<_> = heard.take().into_iter().map(|(press, touch)| (touch, press.rest)).collect();
    assert_eq!(told, [(Touch::Frame(FrameTouch::Still), ms(60_000)), (Touch::Frame(FrameTouch::Call), ms(200))]);
}

#[test]
fn a_list_that_changes_under_a_finger_is_touched_by_what_stood_there() {
    let (stage, heard) = shown("queue", 1);
    let view = gallery::named("queue").unwrap();
    let Screen::Desk(DeskScreen::Queue(queue)) = &view.screen else { panic!("{view:?}") };
    let (first, second) = (queue.rows[0].number, queue.rows[1].number);
    let at = buttons(&stage).into_iter().find(|place| place.label.starts_with(&first.short().to_string())).unwrap();
    let (x, y) = at.middle();
    stage.press(x, y);
    let mut fewer = queue.clone();
    fewer.rows.remove(0);
    stage.screen().show(&View { face: 1, screen: Screen::Desk(DeskScreen::Queue(fewer)), ..view.clone() });
    stage.lift(x, y);
    assert_ne!(first, second);
    assert_eq!(touches(&heard), [Touch::Desk(DeskTouch::Visit(first))]);
}

#[test]
fn a_finger_that_slides_off_touches_nothing() {
    let (stage, heard) = shown("confirm", 1);
    let (x, y) = middle_of(&stage, "접수하기");
    stage.press(x, y);
    stage.lift(3.0, 3.0);
    assert_eq!(touches(&heard), []);
}

#[test]
fn a_key_that_is_held_down_is_one_press() {
    let (stage, heard) = shown("choose", 1);
    let window = stage.screen().app().window();
    window.dispatch_event(WindowEvent::WindowActiveChanged(true));
    let key =
        |event: fn(markup::slint::SharedString) -> WindowEvent, key: Key| window.dispatch_event(event(key.into()));
    key(|text| WindowEvent::KeyPressed { text }, Key::Tab);
    key(|text| WindowEvent::KeyReleased { text }, Key::Tab);
    key(|text| WindowEvent::KeyPressed { text }, Key::Return);
    for _ in 0..20 {
        key(|text| WindowEvent::KeyPressRepeated { text }, Key::Return);
    }
    key(|text| WindowEvent::KeyReleased { text }, Key::Return);
    assert_eq!(heard.take().len(), 1);
}
