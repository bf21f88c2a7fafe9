//! When each press began, and on what: what a touch means is settled then, not when the finger goes up.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use domain::touch::Press;
use domain::view::View;
use markup::slint::ComponentHandle;
use markup::{App, Do};

/// Time since some beginning.
pub(crate) type Time = Rc<dyn Fn() -> Duration>;

/// Presses that may still end: as many as fingers and keys together.
const HELD_MAX: usize = 16;

/// Remembers what was on the panel, since when, and how each press began.
pub(crate) struct Presses {
    time: Time,
    shown: RefCell<Option<Rc<View>>>,
    face_since: Cell<Duration>,
    /// When something touched the panel last, or let go of it.
    touched_at: Cell<Duration>,
    count: Cell<i32>,
    held: RefCell<VecDeque<(i32, Began)>>,
    meant: RefCell<Option<Began>>,
}

/// How a press began, and on what.
type Began = (Press, Option<Rc<View>>);

impl Presses {
    pub(crate) fn new(time: Time) -> Presses {
        Presses {
            time,
            shown: RefCell::default(),
            face_since: Cell::new(Duration::ZERO),
            touched_at: Cell::new(Duration::ZERO),
            count: Cell::new(0),
            held: RefCell::default(),
            meant: RefCell::default(),
        }
    }

    /// Hears of the window's presses.
    pub(crate) fn feel(self: &Rc<Presses>, app: &App) {
        let it = app.global::<Do>();
        let presses = self.clone();
        it.on_began(move || presses.began());
        let presses = self.clone();
        it.on_ended(move || presses.touched_at.set((presses.time)()));
        let presses = self.clone();
        it.on_meant(move |count| {
            let held = presses.held.borrow();
            presses.meant.replace(held.iter().find(|(other, _)| *other == count).map(|(_, began)| began.clone()));
        });
    }

    /// That is on the panel now.
    pub(crate) fn show(&self, view: &View) {
        let before = self.shown.replace(Some(Rc::new(view.clone())));
        if before.is_none_or(|before| before.face != view.face) {
            self.face_since.set((self.time)());
        }
    }

    /// The press by which something was touched just now, and what was on the panel when it began. What nobody has
    /// seen begin, begins now.
    pub(crate) fn meant(&self) -> Began {
        self.meant.take().unwrap_or_else(|| self.now())
    }

    fn now(&self) -> Began {
        let now = (self.time)();
        let since = |then: &Cell<Duration>| now.saturating_sub(then.get());
        let shown = self.shown.borrow().clone();
        let face = shown.as_ref().map_or(0, |view| view.face);
        (Press { face, stood: since(&self.face_since), rest: since(&self.touched_at) }, shown)
    }

    fn began(&self) -> i32 {
        let count = self.count.get().wrapping_add(1);
        self.count.set(count);
        let mut held = self.held.borrow_mut();
        if held.len() == HELD_MAX {
            held.pop_front();
        }
        held.push_back((count, self.now()));
        self.touched_at.set((self.time)());
        count
    }
}
