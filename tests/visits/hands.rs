//! Hands on the panel: real touches at real places of the laid-out screens, faster than anybody reads.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::counter::Event;
use domain::device::Health;
use domain::order::Category;
use domain::policy::Reason;
use domain::touch::Press;
use domain::view::Card;
use ui::Panel;
use ui::headless::Stage;

use super::counter::{Person, order};

/// A person before a panel without a display.
struct Hand {
    person: Person,
    stage: Stage,
    heard: Rc<RefCell<Vec<(Press, domain::touch::Touch)>>>,
}

/// Where the main action and the button on the left stand, on every screen.
const MAIN: (f32, f32) = (0.87, 0.93);
const BACK: (f32, f32) = (0.10, 0.93);

impl Hand {
    fn new() -> Hand {
        let lines = [(Category::General, 39_000, 2)];
        let person = Person::new(&[order("A-1", "2026-11-20", &lines), order("A-2", "2026-10-01", &lines)]);
        let shop =
            ui::Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() };
        let stage = Stage::new(Panel::SMALL, shop).unwrap();
        let heard = Rc::<RefCell<Vec<_>>>::default();
        let into = heard.clone();
        stage.screen().on_touch(move |press, touch| into.borrow_mut().push((press, touch)));
        let hand = Hand { person, stage, heard };
        hand.look();
        hand
    }

    fn look(&self) {
        self.stage.screen().show(&self.person.view());
    }

    fn wait(&mut self, ms: u64) -> &mut Hand {
        self.person.wait(Duration::from_millis(ms));
        self.stage.pass(Duration::from_millis(ms));
        self.look();
        self
    }

    fn press(&mut self, (x, y): (f32, f32)) -> &mut Hand {
        self.stage.press(x * Panel::SMALL.width as f32, y * Panel::SMALL.height as f32);
        self
    }

    fn lift(&mut self, (x, y): (f32, f32)) -> &mut Hand {
        self.stage.lift(x * Panel::SMALL.width as f32, y * Panel::SMALL.height as f32);
        for (press, touch) in self.heard.take() {
            self.person.happens(Event::Touched { press, touch });
        }
        self.look();
        self
    }

    /// So many clicks, that far apart, of a finger that is down for 60 ms.
    fn clicks(&mut self, at: (f32, f32), count: u32, apart: u64) -> &mut Hand {
        for nth in 0..count {
            if nth > 0 {
                self.wait(apart);
            }
            self.press(at).wait(60).lift(at);
        }
        self
    }

    /// Comes to the summary at leisure.
    fn goes_to_the_summary(&mut self) -> &mut Hand {
        self.person.returns("A-1", Reason::ChangeOfMind).accepts();
        assert_eq!(self.person.sees(), "confirm");
        self.look();
        self
    }

    fn visits(&self) -> usize {
        self.person.ledger.audit().unwrap().visits.len()
    }
}

#[test]
fn three_quick_clicks_on_none_of_these_lead_one_screen_on_and_book_nothing() {
    let mut hand = Hand::new();
    hand.person.scan("RA-1").chooses(&[0]).says(Reason::ChangeOfMind);
    assert_eq!(hand.person.sees(), "condition");
    hand.look();
    hand.wait(2_000).clicks(MAIN, 3, 90);
    assert_eq!(hand.person.sees(), "answer");
    assert_eq!(hand.visits(), 0);
}

#[test]
fn a_double_click_on_hand_in_books_once_and_leaves_the_number_on_the_screen() {
    for apart in [30, 90, 200, 380] {
        let mut hand = Hand::new();
        hand.person.printer(Health::Down);
        hand.goes_to_the_summary().wait(1_500).clicks(MAIN, 2, apart);
        assert_eq!(hand.person.sees(), "thanks", "{apart}");
        assert_eq!(hand.visits(), 1);
    }
}

#[test]
fn a_summary_that_nobody_can_have_read_books_nothing() {
    for stood in [50, 450, 950] {
        let mut hand = Hand::new();
        hand.goes_to_the_summary().wait(stood).clicks(MAIN, 1, 0);
        assert_eq!(hand.person.sees(), "confirm", "{stood}");
        assert_eq!(hand.visits(), 0);
        // Whoever then has read it books it.
        hand.wait(1_000).clicks(MAIN, 1, 0);
        assert_eq!(hand.visits(), 1);
    }
}

#[test]
fn a_finger_that_was_down_before_the_summary_came_books_nothing() {
    let mut hand = Hand::new();
    hand.person.returns("A-1", Reason::ChangeOfMind);
    hand.look();
    hand.wait(3_000).press(MAIN);
    hand.person.accepts();
    assert_eq!(hand.person.sees(), "confirm");
    hand.look();
    hand.wait(4_000).lift(MAIN);
    assert_eq!(hand.person.sees(), "confirm");
}

#[test]
fn a_number_is_not_thrown_away_by_whoever_taps_on() {
    let mut hand = Hand::new();
    hand.person.printer(Health::Down);
    hand.goes_to_the_summary().wait(1_500).clicks(MAIN, 60, 300);
    assert_eq!(hand.person.sees(), "thanks");
    hand.wait(600).clicks(MAIN, 1, 0);
    assert_eq!(hand.person.sees(), "welcome");
}

#[test]
fn a_receipt_that_still_lies_before_the_scanner_takes_no_number_away() {
    let mut hand = Hand::new();
    hand.goes_to_the_summary().wait(1_500).clicks(MAIN, 1, 0);
    hand.person.scan("RA-1");
    assert_eq!(hand.person.sees(), "thanks");
    hand.person.wait(Duration::from_secs(2)).scan("RA-2");
    assert_eq!(hand.person.sees(), "choose");
}

#[test]
fn two_quick_clicks_on_back_do_not_wipe_the_visit() {
    let mut hand = Hand::new();
    hand.person.scan("RA-1").chooses(&[0]);
    hand.look();
    hand.wait(2_000).clicks(BACK, 4, 150);
    assert_eq!(hand.person.sees(), "choose");
}

#[test]
fn a_touch_that_began_before_a_card_neither_answers_it_nor_reaches_through_it() {
    let mut hand = Hand::new();
    hand.goes_to_the_summary().wait(63_900).press(MAIN).wait(1_500);
    assert!(matches!(hand.person.view().card, Some(Card::Idle { .. })));
    hand.lift(MAIN);
    // It only says that somebody is there.
    assert_eq!((hand.person.view().card, hand.visits()), (None, 0));
    // The tail of it does not book what has just come out from under the card.
    hand.wait(200).clicks(MAIN, 3, 150);
    assert_eq!(hand.person.sees(), "confirm");
}
