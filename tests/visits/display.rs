//! What the small display on the counter says. `GOLDEN=write` writes its pictures anew; look at them then.

use std::path::PathBuf;
use std::time::Duration;

use domain::counter::Event;
use domain::device::{Device, Health};
use domain::language::Language;
use domain::money::Won;
use domain::order::Category;
use domain::policy::Reason;
use domain::view::display::Display;
use domain::view::display::Message;
use domain::view::display::Message::*;
use hardware::display::{Kind, draw};

use super::counter::{Person, Touch, order};
use super::paper::shop;

const GREETING: Message = Greeting { scanner_up: true };

fn person() -> Person {
    Person::new(&[
        order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)]),
        order("B-1", "2026-11-20", &[(Category::General, 1_000, 1)]),
        order("C-1", "2026-10-01", &[(Category::General, 10_000, 1)]),
    ])
}

fn says(person: &Person) -> Message {
    person.view().display().message
}

/// A change of mind about one unit, up to the answer.
fn answered(order: &str) -> Person {
    let mut person = person();
    person.returns(order, Reason::ChangeOfMind);
    person
}

#[test]
fn whoever_comes_is_greeted_and_told_where_to_begin() {
    let mut person = person();
    assert_eq!(says(&person), GREETING);
    person.happens(Event::Device(Device::Scanner, Health::Down));
    assert_eq!(says(&person), Greeting { scanner_up: false }, "nobody is sent to a scanner that is not there");
}

#[test]
fn an_amount_stands_beside_the_answer_and_the_number_after_the_hand_over() {
    let mut person = answered("A-1");
    assert_eq!(says(&person), Refund(Won(36_000)));
    person.accepts();
    assert_eq!(person.sees(), "confirm");
    assert_eq!(says(&person), Refund(Won(36_000)));
    person.confirms();
    assert_eq!(says(&person), Number(1));
    person.goes();
    assert_eq!(says(&person), GREETING);
}

#[test]
fn what_the_customer_owes_is_not_called_a_refund() {
    assert_eq!(says(&answered("B-1")), Due(Won(2_000)));
}

#[test]
fn an_answer_without_money_is_left_to_the_panel() {
    assert_eq!(says(&answered("C-1")), Follow);
}

#[test]
fn an_amount_goes_with_its_visit() {
    let mut person = answered("A-1");
    person.wait(Duration::from_secs(89));
    assert_eq!(says(&person), Refund(Won(36_000)), "while the panel only warns");
    person.wait(Duration::from_secs(2));
    assert_eq!(says(&person), GREETING);
}

#[test]
fn while_the_staff_have_a_visit_open_its_number_is_called() {
    let mut person = answered("A-1");
    person.accepts().confirms().goes().clerk_signs_in();
    assert_eq!(says(&person), Wait, "the queue is nobody's number");
    person.opens(1);
    assert_eq!(says(&person), Serving(1));
    person.touch(Touch::Refuse);
    assert_eq!(says(&person), Serving(1));
    person.touches(&[Touch::Pick(0), Touch::Main]);
    assert_eq!(says(&person), Wait);
}

#[test]
fn of_a_survey_only_the_thanks_is_seen() {
    let mut person = answered("A-1");
    person.accepts().confirms().goes().staff_approves(1).leaves().touch(Touch::Pick(0));
    for touch in [Touch::Score(2), Touch::Main, Touch::Pick(0), Touch::Main] {
        assert_eq!(says(&person), Thanks, "{:?}", person.screen());
        person.touch(touch);
    }
}

#[test]
fn a_bell_is_answered_where_an_invitation_stood_and_takes_no_number_away() {
    let mut person = person();
    person.touch(Touch::Call);
    assert_eq!(says(&person), Called);
    person.touches(&[Touch::StaffDoor, Touch::Pick(0)]).digits(super::counter::PIN).touch(Touch::Main);
    assert_eq!(says(&person), Wait, "they are here");
    person.touch(Touch::Back);
    assert_eq!(says(&person), GREETING, "the next person finds no call");
    let mut person = answered("A-1");
    person.touch(Touch::Call);
    assert_eq!(says(&person), Refund(Won(36_000)));
}

#[test]
fn the_display_speaks_the_customers_language_until_the_visit_ends() {
    let mut person = answered("A-1");
    person.touch(Touch::Language);
    assert_eq!(person.view().display().language, Language::En);
    person.wait(Duration::from_secs(100));
    assert_eq!(person.view().display().language, Language::Ko);
}

#[test]
fn without_a_ledger_nobody_is_invited() {
    let mut person = person();
    person.happens(Event::Device(Device::Ledger, Health::Down));
    assert_eq!(says(&person), Closed);
}

/// Compares a message on a panel with its picture.
fn picture(kind: Kind, language: Language, name: &str, message: Message) {
    let words = doro::words::display::message(&Display { language, message }, &shop());
    let png = draw(&words, kind.width().unwrap()).to_png(1);
    let language = if language == Language::Ko { "ko" } else { "en" };
    let name = format!("{kind}.{name}.{language}.png");
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/visits/displays").join(&name);
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&golden, &png).unwrap();
    }
    let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&seen, &png).unwrap();
    let expected = std::fs::read(&golden).unwrap_or_default();
    assert!(png == expected, "the display differs from {}: look at {}", golden.display(), seen.display());
}

#[test]
fn every_message_is_a_picture_that_somebody_has_looked_at() {
    for (name, message) in [
        ("greeting", GREETING),
        ("greeting-touch", Greeting { scanner_up: false }),
        ("follow", Follow),
        ("wait", Wait),
        ("refund", Refund(Won(39_900))),
        ("refund-million", Refund(Won(1_250_000))),
        ("due", Due(Won(2_000))),
        ("number", Number(42)),
        ("serving", Serving(42)),
        ("serving-1234", Serving(1234)),
        ("called", Called),
        ("thanks", Thanks),
        ("closed", Closed),
    ] {
        for kind in [Kind::Ssd1306, Kind::Ssd1322] {
            for language in [Language::Ko, Language::En] {
                picture(kind, language, name, message);
            }
        }
    }
}

#[test]
fn cells_say_every_message_whole() {
    let of = |message| {
        let words = doro::words::display::message(&Display { language: Language::Ko, message }, &shop());
        words.cells.map(|cells| String::from_utf8(cells.bytes().to_vec()).unwrap().trim().to_owned())
    };
    for (message, lines) in [
        (GREETING, ["WELCOME", "SCAN YOUR RECEIPT"]),
        (Serving(42), ["NOW SERVING", "42"]),
        (Refund(Won(39_900)), ["REFUND", "39,900 KRW"]),
        (Due(Won(2_000)), ["YOU OWE", "2,000 KRW"]),
        (Refund(Won(999_999_999_999)), ["REFUND", "999,999,999,999 KRW"]),
        (Closed, ["SORRY", "PLEASE ASK THE STAFF"]),
    ] {
        assert_eq!(of(message), lines, "{message:?}");
    }
}
