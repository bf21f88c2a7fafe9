//! The counter is a function: every decision is made here, everything else is a device, the screen included.
//!
//! [`Counter::update`] takes what happened and gives what to do, [`Counter::view`] what a person should see,
//! [`Counter::deadline`] the next moment at which it wants to be woken although nothing happens.

mod answer;
mod asks;
mod call;
mod desk;
mod effect;
mod event;
mod examine;
mod exporting;
mod find;
mod handover;
mod idle;
mod lookups;
mod pad;
mod presence;
mod questions;
mod rest;
mod secret;
mod settle;
mod show;
mod show_staff;
mod state;
mod survey_run;
mod touch;
mod typed;
mod unanswered;
mod units;
mod visit;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

pub use effect::Effect;
pub use event::Event;

use crate::booking::VisitKey;
use crate::calendar::Calendar;
use crate::call::{CallEnd, Cause};
use crate::device::{Device, Health, RequestId};
use crate::language::Language;
use crate::moment::{Moment, Trust};
use crate::policy::Book;
use crate::protocol::{Answer, Question};
use crate::touch::Touch;
use crate::view::{Looks, Notice};
use asks::Asks;
use state::{State, Step};

/// How patient the counter is. All of it is uptime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Quiet time after which everything personal is wiped.
    pub idle: Duration,
    /// How long before that it is warned of; at least 20 s.
    pub warning: Duration,
    /// Quiet time after which the staff view locks.
    pub desk: Duration,
    /// How often what the scanner says counts as a sign of somebody, although it is not new and changes nothing.
    pub echoes: u32,
    /// How long the last word of thanks stands.
    pub thanks: Duration,
    /// After how long a question to the ledger is asked again.
    pub retry: Duration,
    /// After how long the customer is told that it takes longer.
    pub slow: Duration,
    /// After how long a screen that waits for the ledger says so.
    pub sign: Duration,
    /// How long anybody waits for the ledger; then they are told what was not done.
    pub ledger: Duration,
    /// After how long a slip without an answer is in doubt.
    pub print: Duration,
    /// After how long without a sign of an export the stick is said not to answer.
    pub export: Duration,
    /// Wrong typed numbers before the staff are called and typing rests.
    pub misses: u32,
    /// How long typing rests.
    pub rest: Duration,
    /// For how long after a decision a touch says "that is me"; a slip's code says it at any time.
    pub offer: Duration,
    /// Wrong codes and lookup codes of visits before no code is believed for a while.
    pub guesses: u32,
    /// How long a screen stands before its digits and small steps are taken: nobody sees and touches sooner.
    pub glance: Duration,
    /// How long a screen, or a card over it, stands before it takes what leads on.
    pub settle: Duration,
    /// How long it stands before it takes what books, ends, decides or wipes.
    pub settle_final: Duration,
    /// How long a visit's number stands before a touch or a scan takes it from the screen.
    pub number: Duration,
    /// Two touches that are closer than this may be one double touch.
    pub double: Duration,
    /// How long the tool that calls the staff waits for the staff's own door before it rings.
    pub door: Duration,
    /// How often a call rings.
    pub ring_every: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            idle: Duration::from_secs(90),
            warning: Duration::from_secs(25),
            desk: Duration::from_secs(180),
            echoes: 3,
            thanks: Duration::from_secs(8),
            retry: Duration::from_secs(3),
            slow: Duration::from_secs(2),
            sign: Duration::from_millis(300),
            ledger: Duration::from_secs(18),
            print: Duration::from_secs(45),
            export: Duration::from_secs(20),
            misses: 5,
            rest: Duration::from_secs(300),
            offer: Duration::from_secs(60),
            guesses: 5,
            glance: Duration::from_millis(200),
            settle: Duration::from_millis(400),
            settle_final: Duration::from_millis(1_000),
            number: Duration::from_millis(2_000),
            double: Duration::from_millis(500),
            door: Duration::from_secs(3),
            ring_every: Duration::from_secs(15),
        }
    }
}

/// What the counter is told about the shop once.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The published policy, by the day it came into force.
    pub book: Book,
    /// The holidays.
    pub calendar: Calendar,
    /// Patience.
    pub patience: Patience,
    /// Rows of a list on one page.
    pub rows: u16,
    /// After how many days a telephone number is destroyed.
    pub phone_days: u32,
    /// The language of the idle screen.
    pub language: Language,
    /// Whether a telephone number is asked for: there is somebody who rings back.
    pub phone: bool,
    /// Whether, with it, consent to news is asked for: there is somebody who sends them.
    pub news: bool,
    /// Whether the shop gives slips. One without a printer shows the number to be photographed instead.
    pub paper: bool,
    /// Whether the shop has a scanner. In one without, numbers are typed, and nobody misses it.
    pub scanner: bool,
}

impl Setup {
    /// The embedded policy and calendar with sensible numbers.
    #[must_use]
    pub fn embedded() -> Setup {
        Setup {
            book: Book::embedded(),
            calendar: Calendar::embedded(),
            patience: Patience::default(),
            rows: 3,
            phone_days: 90,
            language: Language::Ko,
            phone: true,
            news: false,
            paper: true,
            scanner: true,
        }
    }
}

/// The counter.
#[derive(Debug)]
pub struct Counter {
    setup: Arc<Setup>,
    state: State,
    /// Grows with every screen that is entered.
    serial: u32,
    face: touch::Face,
    now: Moment,
    /// The last sign of somebody.
    active_at: Duration,
    presence: presence::Presence,
    language: Language,
    looks: Looks,
    notice: Option<Notice>,
    asks: Asks,
    lookups: lookups::Lookups,
    late: handover::Late,
    call: Option<call::Call>,
    /// The card "the staff have been called" lies over the screen.
    called: bool,
    down: BTreeSet<Device>,
    /// The ledger has let somebody, or a question, wait too long, and has answered nothing since.
    silent: bool,
    /// When the ledger was asked something only to hear whether it is back.
    probed_at: Duration,
    boot: u64,
    keys: u64,
    misses: u32,
    typing_rests_until: Duration,
    guesses: secret::Guesses,
    out: Vec<Effect>,
}

impl Counter {
    /// A counter that has not started; `nonce` is new at every start of the machine.
    #[must_use]
    pub fn new(setup: impl Into<Arc<Setup>>, now: Moment, nonce: u64) -> Counter {
        let setup = setup.into();
        Counter {
            state: State::Starting { nonce },
            serial: 0,
            face: touch::Face::default(),
            now,
            active_at: now.uptime,
            presence: presence::Presence::default(),
            language: setup.language,
            looks: Looks::default(),
            notice: None,
            asks: Asks::default(),
            lookups: lookups::Lookups::default(),
            late: handover::Late::default(),
            call: None,
            called: false,
            down: BTreeSet::new(),
            silent: false,
            probed_at: now.uptime,
            boot: 0,
            keys: 0,
            misses: 0,
            typing_rests_until: Duration::ZERO,
            guesses: secret::Guesses::default(),
            out: Vec::new(),
            setup,
        }
    }

    /// Takes what happened and gives what to do, in order.
    pub fn update(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        self.now = now;
        self.wait_out();
        self.look_at_face();
        match event {
            Event::Started => {
                if let State::Starting { nonce } = self.state {
                    self.ask(Question::Boot { nonce });
                }
            }
            Event::Woke => {}
            Event::Device(device, Health::Up) => {
                self.down.remove(&device);
            }
            Event::Device(device, Health::Down) => {
                self.down.insert(device);
            }
            Event::Scanned(scan) => self.scanned(scan),
            Event::Unread(why) => self.unread(why),
            Event::Touched { press, touch } => self.pressed(press, touch),
            Event::Answered(id, answer) => self.answered(id, answer),
            Event::Printed(id, end) => match self.late.take(id) {
                Some(slip) => self.printed_late(slip, end),
                None => self.step(|counter, state| counter.printed(state, id, end)),
            },
            Event::Exporting(id) => self.step(|counter, state| counter.export_goes_on(state, id)),
            Event::PrinterCleared => {
                self.ask(Question::PrinterCleared);
            }
            Event::Exported(id, end) => self.step(|counter, state| counter.exported(state, id, end)),
            Event::Examined(id, found) => self.step(|counter, state| counter.examined(state, id, found)),
        }
        self.look_at_face();
        self.ring_when_due();
        self.ask_again();
        self.probe();
        std::mem::take(&mut self.out)
    }

    /// Lets a handler take the state and give the next one.
    fn step(&mut self, handler: impl FnOnce(&mut Counter, State) -> Step) {
        let state = std::mem::replace(&mut self.state, State::Home { remembered: None, offer: None });
        match handler(self, state) {
            Step::Stay(state) => self.state = state,
            Step::Enter(state) => {
                self.state = state;
                self.serial = self.serial.wrapping_add(1);
            }
        }
    }

    fn clock_trusted(&self) -> bool {
        self.now.trust != Trust::Untrusted
    }

    /// A key that no other start and no other call gives.
    fn new_key(&mut self) -> VisitKey {
        self.keys += 1;
        VisitKey { boot: self.boot, serial: self.keys }
    }

    /// The screen that the next person finds: nothing of the one before.
    fn home(&mut self) -> Step {
        self.end_call(CallEnd::Nobody);
        self.language = self.setup.language;
        self.looks = Looks::default();
        self.notice = None;
        for id in self.lookups.forget() {
            self.asks.withdraw(id);
        }
        self.called = false;
        self.presence = presence::Presence::default();
        Step::Enter(State::Home { remembered: None, offer: None })
    }

    fn touched(&mut self, touch: Touch) {
        match touch {
            _ if !self.called && self.asks_twice() => self.step(|counter, state| counter.twice_touched(state, touch)),
            Touch::Still => {}
            Touch::Close => self.called = false,
            Touch::StopCalling => {
                self.called = false;
                self.end_call(CallEnd::CalledOff);
            }
            Touch::StaffDoor => {
                self.called = false;
                self.step(Counter::open_door);
            }
            _ if self.called => {}
            // The staff are here.
            Touch::Call if matches!(self.state, State::Desk(_)) => {}
            Touch::Call => {
                self.call(Cause::Asked);
                self.called = true;
            }
            Touch::Larger => self.looks.large = !self.looks.large,
            Touch::Contrast => self.looks.contrast = !self.looks.contrast,
            Touch::Low => self.looks.low = !self.looks.low,
            Touch::Language => {
                self.language = match self.language {
                    Language::Ko => Language::En,
                    Language::En => Language::Ko,
                }
            }
            _ => {
                self.notice = None;
                self.step(|counter, state| counter.touched_in(state, touch));
            }
        }
    }

    fn touched_in(&mut self, state: State, touch: Touch) -> Step {
        match state {
            State::Starting { .. } => Step::Stay(state),
            State::Home { .. } | State::NoReceipt | State::Number(_) | State::Which(_) | State::Status(_) => {
                self.find_touched(state, touch)
            }
            State::Visit(visit) => self.visit_touched(visit, touch),
            State::HandOver(handover) => Step::Stay(State::HandOver(handover)),
            State::Unsaved(what) if touch != Touch::Main => Step::Stay(State::Unsaved(what)),
            State::Unsaved(_) => self.home(),
            State::Thanks(thanks) => self.thanks_touched(thanks, touch),
            State::SurveyOpening { .. } => Step::Stay(state),
            State::Survey(survey) => self.survey_touched(survey, touch),
            State::SurveyThanks { .. } => self.home(),
            State::Desk(desk) => self.desk_touched(desk, touch),
        }
    }

    fn answered(&mut self, id: RequestId, answer: Answer) {
        if let Answer::Failed(_) = answer {
            // As good as lost: the question stays open and is asked again.
            return;
        }
        if self.asks.close(id).is_none() {
            return;
        }
        self.silent = false;
        if let Some(lookup) = self.lookups.close(id) {
            if let Answer::Found(found) = answer {
                self.found(found, lookup);
            }
            return;
        }
        self.step(|counter, state| match state {
            State::Starting { .. } => counter.started(state, answer),
            State::Number(pad) => counter.typed_found(pad, id, answer),
            State::Which(which) => counter.which_found(which, id, answer),
            State::Visit(visit) => counter.reopened(visit, id, answer),
            State::HandOver(handover) => counter.handover_answered(*handover, id, answer),
            State::SurveyOpening { .. } => counter.survey_opened(state, id, answer),
            State::Survey(survey) => counter.survey_answered(survey, id),
            State::Desk(desk) => counter.desk_answered(desk, id, answer),
            _ => Step::Stay(state),
        });
    }
}
