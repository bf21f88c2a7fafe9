//! One life of a counter: the real state machine and the real ledger in a world of virtual time, faults and people.

mod acts;
mod clock;
mod devices;
mod disk;
mod ends;
mod hand;
mod record;
mod told;
mod weather;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::Verdict;
use domain::counter::{Counter, Effect, Event, Setup};
use domain::device::{Device, ExportEnd, Health, PrintEnd, RequestId, Scan};
use domain::moment::{Moment, Trust};
use domain::protocol::{Answer, Question};
use domain::touch::Press;
use domain::view::{ExportState, Screen, View};
use doro::clock::Belief;
use doro::dice::Dice;
use doro::ledger::{Commit, Image, Ledger, Means};
use hardware::bench::SimulatedStick;

use crate::faults::Faults;
use crate::laws::{Broken, Law, Lawful, Laws};
use crate::mutants::Mutant;
use crate::names::Happening;
use crate::people::Person;
use crate::shop;

pub use hand::Hand;

/// How often everything happened.
pub type Tally = BTreeMap<&'static str, u64>;

pub struct World {
    dice: Dice,
    /// Time since the life began.
    t: Duration,
    booted_at: Duration,
    /// How wrong the wall clock is, and whether something keeps it.
    wrong: TimeDelta,
    synchronised: bool,
    belief: Belief,
    trust: Trust,
    /// The staff have said that a wrong clock is right.
    misled: bool,
    tended_at: Duration,
    setup: Arc<Setup>,
    counter: Counter,
    ledger: Ledger,
    ledger_up: bool,
    printer_up: bool,
    coming: BinaryHeap<Reverse<Coming>>,
    count: u64,
    faults: Faults,
    laws: Laws,
    mutant: Box<dyn Mutant>,
    disk: disk::Disk,
    pub hand: Option<Hand>,
    person: Option<Person>,
    person_at: Duration,
    /// What is on the panel, and since when.
    face: (u32, Duration),
    /// When somebody touched the panel last.
    touched_at: Duration,
    /// The stick of the last export, and what was to be on it.
    stick: Option<(SimulatedStick, devices::Files)>,
    /// Codes of slips that people hold.
    slips: Vec<String>,
    pub tally: Tally,
    pub trace: Option<Vec<String>>,
}

/// Something on its way to the counter.
struct Coming {
    at: Duration,
    nth: u64,
    what: What,
}

enum What {
    Event(Event),
    /// A finger comes down on the panel there, and goes up.
    Down(hand::Place),
    Up(hand::Place),
    /// What somebody has left before the scanner is read again.
    Lies(Scan),
}

impl PartialEq for Coming {
    fn eq(&self, other: &Coming) -> bool {
        (self.at, self.nth) == (other.at, other.nth)
    }
}
impl Eq for Coming {}
impl PartialOrd for Coming {
    fn partial_cmp(&self, other: &Coming) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Coming {
    fn cmp(&self, other: &Coming) -> std::cmp::Ordering {
        (self.at, self.nth).cmp(&(other.at, other.nth))
    }
}

impl World {
    pub fn new(seed: u64, morning: &Image, mut mutant: Box<dyn Mutant>, trace: bool) -> World {
        let mut dice = Dice::new(seed);
        let ledger = Ledger::from_image(morning, Means::seeded(seed)).unwrap();
        let mut setup = shop::setup();
        mutant.setup(&mut setup);
        let faults = Faults::new(&mut dice);
        let (wrong, synchronised) = clock::at_a_start(&mut dice);
        let mut belief = clock::belief(&ledger, mutant.as_mut());
        let trust = belief.read(Duration::ZERO, shop::opened_at() + wrong, synchronised);
        let start = Moment { uptime: Duration::ZERO, wall: shop::opened_at() + wrong, trust };
        World {
            counter: Counter::new(setup.clone(), start, dice.roll()),
            t: Duration::ZERO,
            booted_at: Duration::ZERO,
            wrong,
            synchronised,
            belief,
            trust,
            misled: false,
            tended_at: Duration::ZERO,
            setup,
            ledger,
            ledger_up: true,
            printer_up: true,
            coming: BinaryHeap::new(),
            count: 0,
            faults,
            laws: Laws::default(),
            mutant,
            disk: disk::Disk::default(),
            hand: None,
            person: None,
            person_at: Duration::from_secs(2),
            face: (0, Duration::ZERO),
            touched_at: Duration::ZERO,
            stick: None,
            slips: Vec::new(),
            tally: Tally::new(),
            trace: trace.then(Vec::new),
            dice,
        }
    }

    /// Lives from the first start to the last person's leaving.
    pub fn live(&mut self) -> Lawful {
        let secs = if self.hand.is_some() { 60 + self.dice.below(60) } else { 240 + self.dice.below(720) };
        let end = Duration::from_secs(secs);
        self.tell(Event::Started)?;
        while self.t < end {
            self.next(end)?;
        }
        self.rest()
    }

    fn moment(&self) -> Moment {
        let passed = TimeDelta::from_std(self.t).unwrap_or_default();
        Moment { uptime: self.t - self.booted_at, wall: shop::opened_at() + passed + self.wrong, trust: self.trust }
    }

    fn wall(&self) -> DateTime<Utc> {
        self.moment().wall
    }

    fn view(&mut self) -> View {
        let view = self.counter.view();
        self.mutant.view(view)
    }

    /// Goes on to the next thing that happens, at most to `end`.
    fn next(&mut self, end: Duration) -> Lawful {
        let wakes = self.counter.deadline().map(|at| self.booted_at + at);
        let comes = self.coming.peek().map(|Reverse(coming)| coming.at);
        let acts = self.faults.on.then_some(self.person_at);
        let frees = self.disk.frees_at();
        let at = [wakes, comes, acts, frees, Some(end)].into_iter().flatten().min().unwrap_or(end);
        self.t = self.t.max(at);
        if self.t >= end {
            return Ok(());
        }
        if frees.is_some_and(|frees| frees <= self.t) {
            return self.disk_frees();
        }
        if comes.is_some_and(|comes| comes <= self.t)
            && let Some(Reverse(coming)) = self.coming.pop()
        {
            return match coming.what {
                What::Event(event) => self.tell(event),
                What::Down(at) => self.finger(at, true),
                What::Up(at) => self.finger(at, false),
                What::Lies(scan) => self.lies(scan),
            };
        }
        if acts.is_some_and(|acts| acts <= self.t) {
            return self.somebody_acts();
        }
        self.tell(Event::Woke)
    }

    fn come(&mut self, after: Duration, event: Event) {
        self.comes(after, What::Event(event));
    }

    fn comes(&mut self, after: Duration, what: What) {
        self.count += 1;
        self.coming.push(Reverse(Coming { at: self.t + after, nth: self.count, what }));
    }
}
