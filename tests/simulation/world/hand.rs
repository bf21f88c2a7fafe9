//! Hands on the laid-out panel: real presses at real places, and what the real screens make of them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use domain::touch::Touch;
use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use ui::Panel;
use ui::headless::Stage;

use super::*;
use crate::codes::code;
use crate::names;
use crate::people::Act;

/// Where the main action and the button on the left stand, on every screen.
const MAIN: Place = (1_110.0, 745.0);
const BACK: Place = (130.0, 745.0);
/// How often one thing is looked for on screens that look alike: what they offer may differ.
const SEARCHES: u32 = 3;

/// Pixels from the upper left corner.
pub type Place = (f32, f32);
/// The name of a screen, and how it looks.
type Looking = (&'static str, String);
type Heard = Rc<RefCell<Vec<(Press, Touch)>>>;

/// A panel with somebody's hand before it.
pub struct Hand {
    stage: Stage,
    heard: Heard,
    /// When the panel was looked at last.
    looked_at: Duration,
    /// What the world knows of the press that is under way.
    began: Option<Press>,
    last: Place,
    /// The same screens, to find out where something is.
    scratch: Stage,
    found: Heard,
    shows: u32,
    /// By screen and looks: what it offers, and where.
    places: HashMap<Looking, Vec<(Touch, Place)>>,
    /// How often something was looked for.
    sought: HashMap<(Looking, String), u32>,
}

fn stage() -> (Stage, Heard) {
    let shop =
        ui::Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() };
    let stage = Stage::new(Panel::SMALL, shop).unwrap();
    let heard = Heard::default();
    let into = heard.clone();
    stage.screen().on_touch(move |press, touch| into.borrow_mut().push((press, touch)));
    (stage, heard)
}

impl Hand {
    pub fn new() -> Hand {
        let ((stage, heard), (scratch, found)) = (stage(), stage());
        let (places, sought) = (HashMap::new(), HashMap::new());
        let looked_at = Duration::ZERO;
        Hand { stage, heard, looked_at, began: None, last: MAIN, scratch, found, shows: 0, places, sought }
    }

    /// Time has passed up to `t`, and this is on the panel.
    fn look(&mut self, t: Duration, view: &View) {
        self.stage.pass(t.saturating_sub(self.looked_at));
        self.looked_at = t;
        self.stage.screen().show(view);
    }

    /// Nothing that was shown before is on the panel, and no finger.
    fn begins_anew(&mut self, t: Duration, first: &View) {
        self.began = None;
        self.look(t, &View { serial: u32::MAX, face: u32::MAX, ..first.clone() });
        self.look(t, first);
        self.stage.press(1.0, 1.0);
        self.stage.lift(1.0, 1.0);
        self.heard.take();
    }

    /// Where the touch is to be made; nowhere if the screen does not offer it now.
    fn find(&mut self, view: &View, touch: Touch) -> Option<Place> {
        let card = view.card.as_ref().map(std::mem::discriminant);
        let looks = (names::screen::of(&view.screen), format!("{card:?} {:?} {:?}", view.looks, view.frame.back));
        let wanted = (looks.clone(), format!("{touch:?}"));
        for _ in 0..2 {
            let known = self.places.get(&looks).and_then(|all| all.iter().find(|(there, _)| *there == touch));
            if let Some(at) = known.map(|(_, at)| *at)
                && self.is_there(view, at, touch)
            {
                return Some(at);
            }
            let searches = self.sought.entry(wanted.clone()).or_default();
            if *searches == SEARCHES {
                return None;
            }
            *searches += 1;
            let all = self.all(view);
            self.places.insert(looks.clone(), all);
        }
        None
    }

    /// All that the screen offers now, and where.
    fn all(&mut self, view: &View) -> Vec<(Touch, Place)> {
        let mut all: Vec<(Touch, Place)> = Vec::new();
        self.show_again(view);
        for at in self.buttons() {
            for touch in self.tap(at) {
                if !all.iter().any(|(known, _)| *known == touch) {
                    all.push((touch, at));
                }
                self.show_again(view);
            }
        }
        all
    }

    /// The middle of everything that says of itself that it can be touched.
    fn buttons(&self) -> Vec<Place> {
        let all = ElementQuery::from_root(self.scratch.screen().app()).match_descendants();
        let all = all.match_accessible_role(AccessibleRole::Button).find_all();
        let middle = |element: &ElementHandle| {
            let (at, size) = (element.absolute_position(), element.size());
            (at.x + size.width / 2.0, at.y + size.height / 2.0)
        };
        let mut places: Vec<Place> = all.iter().map(middle).filter(|at| at.0 >= 0.0 && at.1 >= 0.0).collect();
        // An element that inherits is listed once for every level.
        places.dedup();
        places
    }

    fn is_there(&mut self, view: &View, at: Place, touch: Touch) -> bool {
        self.show_again(view);
        self.tap(at).contains(&touch)
    }

    /// A new number shows a page from its first part on.
    fn show_again(&mut self, view: &View) {
        self.shows += 1;
        self.scratch.screen().show(&View { serial: self.shows, face: self.shows, ..view.clone() });
    }

    fn tap(&mut self, (x, y): Place) -> Vec<Touch> {
        self.scratch.press(x, y);
        self.scratch.lift(x, y);
        self.found.take().into_iter().map(|(_, touch)| touch).collect()
    }

    /// Where somebody who just taps, taps next.
    fn somewhere(&self, dice: &mut Dice) -> Place {
        match dice.below(100) {
            0..35 => self.last,
            35..60 => MAIN,
            60..68 => BACK,
            _ => (dice.below(1_280) as f32, dice.below(800) as f32),
        }
    }
}

impl World {
    /// Gives the panel a hand, for a life of people who tap.
    pub fn with_hand(mut self, mut hand: Hand) -> World {
        hand.looked_at = Duration::ZERO;
        hand.begins_anew(Duration::ZERO, &self.counter.view());
        self.hand = Some(hand);
        self
    }

    /// What is on the panel is looked at as soon as it changes.
    pub(super) fn show(&mut self, view: &View) {
        if let Some(hand) = &mut self.hand {
            hand.look(self.t, view);
        }
    }

    /// One in two taps anywhere, the other does what the screen asks for, with a finger that trembles.
    pub(super) fn hand_acts(&mut self, mut hand: Hand) -> Lawful {
        let view = self.view();
        let mashes = self.person.as_ref().is_none_or(Person::mashes);
        if mashes {
            if self.dice.chance(1) {
                self.hand = Some(hand);
                return self.does(Act::Leave);
            }
            let at = hand.somewhere(&mut self.dice);
            let scans = self.dice.chance(2);
            let ends = self.taps(&mut hand, at, 1);
            self.person_at = self.t + ends;
            self.hand = Some(hand);
            if scans {
                let receipt = self.dice.pick(shop::orders()).receipt_barcode.clone();
                return self.tell(Event::Scanned(code(receipt)));
            }
            return Ok(());
        }
        let Some(mut person) = self.person.take() else { return Ok(()) };
        let act = person.acts(&view, &mut self.dice, &self.slips);
        let ponders = Duration::from_millis(600 + self.dice.below(2_500));
        self.person_at = self.t + ponders;
        self.person = Some(person);
        if let Act::Touch(touch) = act {
            if let Some(at) = hand.find(&view, touch) {
                let count = *self.dice.pick(&[1, 1, 2, 2, 3]);
                self.person_at = self.t + self.taps(&mut hand, at, count) + ponders;
            }
            self.hand = Some(hand);
            return Ok(());
        }
        self.hand = Some(hand);
        self.does(act)
    }

    /// Somebody taps at one place so often, closer than half a second; some fingers stay down long. How long it takes.
    fn taps(&mut self, hand: &mut Hand, at: Place, count: u32) -> Duration {
        hand.last = at;
        let mut after = Duration::ZERO;
        for _ in 0..count {
            let held = if self.dice.chance(5) { 300 + self.dice.below(5_000) } else { 15 + self.dice.below(60) };
            self.comes(after, What::Down(at));
            after += Duration::from_millis(held);
            self.comes(after, What::Up(at));
            after += Duration::from_millis(40 + self.dice.below(340));
        }
        after
    }

    /// The machine starts, and with it its panel; no finger is where it was.
    pub(super) fn panel_starts(&mut self) {
        let view = self.counter.view();
        if let Some(hand) = &mut self.hand {
            hand.begins_anew(self.t, &view);
            self.touched_at = self.t;
        }
    }

    /// A finger comes down on the panel, or goes up; what the panel says of it is told to the counter.
    pub(super) fn finger(&mut self, (x, y): Place, down: bool) -> Lawful {
        let Some(mut hand) = self.hand.take() else { return Ok(()) };
        let view = self.view();
        hand.look(self.t, &view);
        if down {
            self.count(Happening::Tap);
            hand.began = Some(self.press());
            hand.stage.press(x, y);
        } else {
            hand.stage.lift(x, y);
            self.touched_at = self.t;
        }
        let (heard, began) = (hand.heard.take(), hand.began);
        self.hand = Some(hand);
        for (press, touch) in heard {
            // The panel says what is so.
            assert_eq!(Some(press), began, "{touch:?}");
            self.tell(Event::Touched { press, touch })?;
        }
        Ok(())
    }
}
