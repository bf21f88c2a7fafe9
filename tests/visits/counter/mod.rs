//! A counter with its real ledger, in memory, and a person in front of it. Time passes only when told.
//!
//! What people do is named in [`customer`] and [`staff`]; each of these names the screen on which it is done, and fails
//! on another. What they see is named in [`screens`].

mod customer;
mod goods;
mod screens;
mod staff;
mod touch;

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::booking::Slip;
use domain::counter::{Counter, Effect, Event, Setup};
use domain::device::{Device, Health, PrintEnd, RequestId, Scan};
use domain::moment::{Moment, Trust};
use domain::order::Order;
use domain::protocol::{Answer, Question};
use domain::staff::Role;
use domain::touch::{FrameTouch, Press};
use domain::view::{Screen, View};
use doro::ledger::{Ledger, Means};

pub use goods::{day, order};
pub use touch::Touch;

pub const PIN: &str = "739154";

/// How the ledger answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Answers,
    /// Nothing reaches it.
    Silent,
    /// The disk is full.
    Fails,
    /// What is asked is done; the answers come when [`Person::hear`] is called.
    AnswersLater,
    /// The same, after so many answers more.
    AnswersAfter(u32),
}

pub struct Person {
    pub counter: Counter,
    pub mood: Mood,
    /// Answers that have not been heard.
    unheard: Vec<(RequestId, Answer)>,
    pub ledger: Ledger,
    pub uptime: Duration,
    pub start: DateTime<Utc>,
    pub trust: Trust,
    /// How the next slips end.
    pub prints: PrintEnd,
    /// The printer keeps its answers to itself.
    pub mute: bool,
    /// Slips that it has not answered.
    pub unanswered: Vec<RequestId>,
    pub slips: Vec<Slip>,
    pub exports: Vec<(NaiveDate, NaiveDate)>,
    /// What the exports are called.
    pub exporting: Vec<RequestId>,
    /// Looks at the devices that are under way.
    pub looks: Vec<RequestId>,
    /// How often the chime was started, and how often it was to end.
    pub rings: u32,
    pub hushed: u32,
    boots: u64,
    /// The screens that were entered and not yet asked for.
    entered: Vec<&'static str>,
    /// The screen that was there when somebody looked last.
    face: Option<(u32, &'static str)>,
}

impl Person {
    /// Monday 23 November 2026, ten in the morning in Seoul.
    pub fn new(orders: &[Order]) -> Person {
        Person::in_a_shop(orders, Setup::embedded())
    }

    /// The same where the shop is set up so.
    pub fn in_a_shop(orders: &[Order], setup: Setup) -> Person {
        let start = "2026-11-23T01:00:00Z".parse().unwrap();
        let mut ledger = Ledger::in_memory(Means::seeded(1)).unwrap();
        ledger.put_orders(orders, start).unwrap();
        for (name, role) in [("김점원", Role::Clerk), ("박매니저", Role::Manager)] {
            doro::staff::add(&mut ledger, name, role, PIN, start).unwrap();
        }
        let counter = Counter::new(setup, moment(start, Duration::ZERO, Trust::Trusted), 1);
        let mut person = Person {
            counter,
            mood: Mood::Answers,
            unheard: Vec::new(),
            ledger,
            uptime: Duration::ZERO,
            start,
            trust: Trust::Trusted,
            prints: PrintEnd::Printed,
            mute: false,
            unanswered: Vec::new(),
            slips: Vec::new(),
            exports: Vec::new(),
            exporting: Vec::new(),
            looks: Vec::new(),
            rings: 0,
            hushed: 0,
            boots: 1,
            entered: Vec::new(),
            face: None,
        };
        person.happens(Event::Started);
        person.entered.clear();
        person
    }

    pub fn now(&self) -> Moment {
        moment(self.start, self.uptime, self.trust)
    }

    /// The power fails and comes back after some time: everything but the ledger is gone.
    pub fn power_cut(&mut self, off: Duration) {
        self.start += TimeDelta::from_std(self.uptime + off).unwrap();
        self.uptime = Duration::ZERO;
        self.unheard.clear();
        self.boots += 1;
        self.counter = Counter::new(Setup::embedded(), self.now(), self.boots);
        self.face = None;
        self.happens(Event::Started);
    }

    pub fn happens(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let effects = self.counter.update(self.now(), event);
            self.look();
            for effect in effects {
                match effect {
                    Effect::Ask(id, question) => {
                        let answer = self.asked(id, &question);
                        events.splice(0..0, answer.map(|answer| Event::Answered(id, answer)));
                    }
                    Effect::Print(id, slip) => {
                        self.slips.push(*slip);
                        if self.mute {
                            self.unanswered.push(id);
                        } else {
                            events.insert(0, Event::Printed(id, self.prints));
                        }
                    }
                    Effect::Export { id, from, until } => {
                        self.exports.push((from, until));
                        self.exporting.push(id);
                    }
                    Effect::Ring => self.rings += 1,
                    Effect::Hush => self.hushed += 1,
                    Effect::Examine(id) => self.looks.push(id),
                    Effect::TrustClock => self.trust = Trust::Trusted,
                }
            }
        }
    }

    fn asked(&mut self, id: RequestId, question: &Question) -> Option<Answer> {
        match self.mood {
            Mood::Silent => None,
            Mood::Fails => Some(Answer::Failed("the disk is full".to_owned())),
            Mood::Answers => Some(self.ledger.answer(question, self.now().wall)),
            Mood::AnswersAfter(left) if left > 0 => {
                self.mood = Mood::AnswersAfter(left - 1);
                Some(self.ledger.answer(question, self.now().wall))
            }
            // As the ledger's thread does: what it works on is not done twice.
            Mood::AnswersLater | Mood::AnswersAfter(_) => {
                if self.unheard.iter().all(|(heard, _)| *heard != id) {
                    let answer = self.ledger.answer(question, self.now().wall);
                    self.unheard.push((id, answer));
                }
                None
            }
        }
    }

    /// The answers that were not heard come all at once.
    pub fn hear(&mut self) {
        for (id, answer) in std::mem::take(&mut self.unheard) {
            self.happens(Event::Answered(id, answer));
        }
    }

    pub fn view(&self) -> View {
        self.counter.view()
    }

    pub fn screen(&self) -> Screen {
        self.view().screen
    }

    pub fn touch(&mut self, touch: impl Into<Touch>) -> &mut Person {
        let view = self.view();
        // Where nothing stands, nothing is touched.
        let touch = touch.into().on(&view.screen).unwrap_or(domain::touch::Touch::Frame(FrameTouch::Still));
        self.happens(Event::Touched { press: Press::at_leisure(&view), touch });
        self
    }

    pub fn touches(&mut self, touches: &[Touch]) -> &mut Person {
        for touch in touches {
            self.touch(*touch);
        }
        self
    }

    pub fn digits(&mut self, digits: &str) -> &mut Person {
        for digit in digits.bytes() {
            self.touch(Touch::Digit(digit - b'0'));
        }
        self
    }

    pub fn scan(&mut self, code: &str) -> &mut Person {
        // Nobody holds two things to the scanner within a second.
        self.wait(Duration::from_secs(1));
        self.reads(Scan { codes: vec![code.to_owned()], unit: None })
    }

    /// Holds the newest slip to the scanner.
    pub fn scan_slip(&mut self) -> &mut Person {
        let code = self.slips.last().unwrap().visit.slip_code().to_string();
        self.scan(&code)
    }

    /// Holds the first slip of that visit to the scanner.
    pub fn scan_slip_of(&mut self, visit: domain::visit_no::VisitNo) -> &mut Person {
        let slip = self.slips.iter().find(|slip| slip.visit.number == visit).unwrap();
        let code = slip.visit.slip_code().to_string();
        self.scan(&code)
    }

    /// The scanner reads something at once.
    pub fn reads(&mut self, scan: Scan) -> &mut Person {
        self.happens(Event::Scanned(scan));
        self
    }

    pub fn printer(&mut self, health: Health) {
        self.happens(Event::Device(Device::Printer, health));
    }

    /// Lets time pass, waking the counter whenever it wants.
    pub fn wait(&mut self, time: Duration) -> &mut Person {
        let until = self.uptime + time;
        while let Some(at) = self.counter.deadline().filter(|at| *at < until) {
            self.uptime = at.max(self.uptime + Duration::from_millis(1));
            self.happens(Event::Woke);
        }
        self.uptime = until;
        self.happens(Event::Woke);
        self
    }
}

fn moment(start: DateTime<Utc>, uptime: Duration, trust: Trust) -> Moment {
    Moment { uptime, wall: start + TimeDelta::from_std(uptime).unwrap(), trust }
}
