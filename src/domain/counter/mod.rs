//! The counter is a function: every decision is made here, everything else is a device, the screen included.
//!
//! [`Counter::update`] takes what happened and gives what to do, [`Counter::view`] what a person should see,
//! [`Counter::deadline`] the next moment at which it wants to be woken although nothing happens.
//!
//! It is composed of four parts, each with its own states: the `customer`'s visit, the `survey` after it, the
//! staff's `desk`, and what they `manage` of the shop. A part acts with its `Hands` and says what is to happen
//! next; it knows no other part. Only this module knows more than one: who is in front, what waits behind the staff's
//! screens, and what each of them leads to.

mod asks;
mod bell;
mod customer;
mod desk;
mod door;
mod effect;
mod event;
mod face;
mod hands;
mod idle;
mod labels;
mod late;
mod manage;
mod presence;
mod rest;
mod scanned;
mod setup;
mod show;
mod survey;

use std::sync::Arc;
use std::time::Duration;

pub use effect::Effect;
pub use event::Event;
pub use setup::{Patience, Setup};

use crate::booking::Slip;
use crate::call::{CallEnd, Cause};
use crate::device::{Health, PrintEnd, RequestId};
use crate::moment::Moment;
use crate::protocol::{Answer, Question};
use crate::touch::{FrameTouch, Touch};
use crate::view::Looks;
use customer::Customer;
use desk::Desk;
use hands::Hands;
use manage::Manage;
use survey::Survey;

/// The counter.
#[derive(Debug)]
pub struct Counter {
    hands: Hands,
    front: Front,
    /// In front, or behind the staff's screens with a visit that is not confirmed.
    customer: Customer,
    looks: Looks,
    /// Grows with every screen that is entered.
    serial: u32,
    face: face::Face,
    late: late::Late,
}

/// Who is in front.
#[derive(Debug)]
enum Front {
    Starting { nonce: u64 },
    Customer,
    Survey(Survey),
    Staff(Box<Staff>),
}

/// The staff's screens.
#[derive(Debug)]
struct Staff {
    desk: Desk,
    /// Over the desk.
    manage: Option<Manage>,
}

impl Counter {
    /// A counter that has not started; `nonce` is new at every start of the machine.
    #[must_use]
    pub fn new(setup: impl Into<Arc<Setup>>, now: Moment, nonce: u64) -> Counter {
        Counter {
            hands: Hands::new(setup.into(), now),
            front: Front::Starting { nonce },
            customer: Customer::default(),
            looks: Looks::default(),
            serial: 0,
            face: face::Face::default(),
            late: late::Late::default(),
        }
    }

    /// Takes what happened and gives what to do, in order.
    ///
    /// # Panics
    /// When the ledger answers what was not asked, or time goes back: nobody knows what still holds then.
    pub fn update(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        assert!(now.uptime >= self.hands.now.uptime, "the time since the start goes back");
        self.hands.now = now;
        self.wait_out();
        self.look_at_face();
        self.hands.presence.attended = self.quiet_ends_at().is_some();
        match event {
            Event::Started => {
                if let Front::Starting { nonce } = self.front {
                    self.hands.ask(Question::Boot { nonce });
                }
            }
            Event::Woke => {}
            Event::Device(device, Health::Up) => {
                self.hands.down.remove(&device);
            }
            Event::Device(device, Health::Down) => {
                self.hands.down.insert(device);
            }
            Event::Scanned(scan) => self.scanned(scan),
            Event::Unread(why) => self.unread(why),
            Event::Touched { press, touch } => self.pressed(press, touch),
            Event::Answered(id, answer) => self.answered(id, answer),
            Event::Printed(id, end) => self.printed(id, end),
            Event::PrinterCleared => {
                self.hands.ask(Question::PrinterCleared);
            }
            Event::Exporting(id) => self.manage(|manage, hands| manage.export_goes_on(hands, id)),
            Event::Exported(id, end) => self.manage(|manage, hands| manage.exported(hands, id, end)),
            Event::Examined(id, found) => self.manage(|manage, hands| manage.examined(hands, id, found)),
        }
        self.look_at_face();
        if self.rings_at().is_some() {
            self.hands.ring_when_due();
        }
        self.hands.ask_again();
        self.hands.probe();
        std::mem::take(&mut self.hands.out)
    }

    /// Lets the customer's part act, and does what it leads to.
    fn customer(&mut self, act: impl FnOnce(&mut Customer, &mut Hands) -> customer::Then) {
        match act(&mut self.customer, &mut self.hands) {
            customer::Then::Stay => {}
            customer::Then::Enter => self.enters(),
            customer::Then::Home => self.go_home(),
            customer::Then::Survey(visit) => {
                self.front = Front::Survey(Survey::open(&mut self.hands, visit));
                self.enters();
            }
        }
    }

    /// The same for a survey, if one is in front.
    fn survey(&mut self, act: impl FnOnce(&mut Survey, &mut Hands) -> survey::Then) {
        let Front::Survey(survey) = &mut self.front else { return };
        match act(survey, &mut self.hands) {
            survey::Then::Stay => {}
            survey::Then::Enter => self.enters(),
            survey::Then::Home(notice) => {
                self.go_home();
                self.hands.notice = notice;
            }
        }
    }

    /// The same for the staff's desk, if it is in front.
    fn desk(&mut self, act: impl FnOnce(&mut Desk, &mut Hands) -> desk::Then) {
        let Front::Staff(staff) = &mut self.front else { return };
        match act(&mut staff.desk, &mut self.hands) {
            desk::Then::Stay => {}
            desk::Then::Enter => {
                staff.manage = None;
                self.enters();
            }
            desk::Then::SignedIn => {
                self.customer.forgive();
                self.enters();
            }
            desk::Then::Lock => self.lock(true),
        }
    }

    /// The same for what lies over the desk, if something does.
    fn manage(&mut self, act: impl FnOnce(&mut Manage, &mut Hands) -> manage::Then) {
        let Front::Staff(staff) = &mut self.front else { return };
        let Some(manage) = &mut staff.manage else { return };
        match act(manage, &mut self.hands) {
            manage::Then::Stay => {}
            manage::Then::Back => {
                staff.manage = None;
                self.desk(Desk::show_queue);
            }
        }
    }

    /// Another screen is in front: touches of the one before are void.
    fn enters(&mut self) {
        self.serial = self.serial.wrapping_add(1);
    }

    /// The screen that the next person finds: nothing of the one before.
    fn go_home(&mut self) {
        self.hands.end_call(CallEnd::Nobody);
        self.hands.language = self.hands.setup.language;
        self.looks = Looks::default();
        self.hands.notice = None;
        self.customer.go_home(&mut self.hands);
        self.hands.bell.card = false;
        self.hands.presence.forget();
        self.front = Front::Customer;
        self.enters();
    }

    fn touched(&mut self, touch: Touch) {
        let carded = self.hands.bell.card;
        match touch {
            touch if !carded && self.asks_twice() => {
                self.customer(|customer, hands| customer.twice_touched(hands, touch))
            }
            Touch::Frame(touch) => self.frame_touched(touch),
            // The card takes every touch.
            _ if carded => {}
            touch => {
                self.hands.notice = None;
                self.touched_in_front(touch);
            }
        }
    }

    fn frame_touched(&mut self, touch: FrameTouch) {
        match touch {
            FrameTouch::Still => {}
            FrameTouch::Close => self.hands.bell.card = false,
            FrameTouch::StopCalling => {
                self.hands.bell.card = false;
                self.hands.end_call(CallEnd::CalledOff);
            }
            FrameTouch::StaffDoor => {
                self.hands.bell.card = false;
                self.open_door();
            }
            _ if self.hands.bell.card => {}
            // The staff are here.
            FrameTouch::Call if self.is_staffed() => {}
            FrameTouch::Call => self.hands.ring_and_say(Cause::Asked),
            FrameTouch::Larger => self.looks.large = !self.looks.large,
            FrameTouch::Contrast => self.looks.contrast = !self.looks.contrast,
            FrameTouch::Low => self.looks.low = !self.looks.low,
            FrameTouch::Language => self.hands.language = self.hands.language.other(),
        }
    }

    fn touched_in_front(&mut self, touch: Touch) {
        match &self.front {
            Front::Starting { .. } => {}
            Front::Customer => self.customer(|customer, hands| customer.touched(hands, touch)),
            Front::Survey(_) => self.survey(|survey, hands| survey.touched(hands, touch)),
            Front::Staff(staff) if staff.manage.is_some() => self.manage(|manage, hands| manage.touched(hands, touch)),
            Front::Staff(_) => match touch {
                Touch::Manage(page) => self.open_manage(page),
                touch => self.desk(|desk, hands| desk.touched(hands, touch)),
            },
        }
    }

    fn answered(&mut self, id: RequestId, answer: Answer) {
        // As good as lost: the question stays open and is asked again.
        if matches!(answer, Answer::Failed(_)) {
            return;
        }
        let Some(question) = self.hands.asks.close(id) else { return };
        assert!(question.takes(&answer), "the answer to {id:?} is to another question");
        self.hands.silent = false;
        let in_front = matches!(self.front, Front::Customer);
        if let Some(lookup) = self.customer.looked_up(id) {
            return self.customer(|customer, hands| customer.found(hands, lookup, answer, in_front));
        }
        match &self.front {
            Front::Starting { .. } => self.started(answer),
            Front::Customer => self.customer(|customer, hands| customer.answered(hands, id, answer)),
            Front::Survey(_) => self.survey(|survey, hands| survey.answered(hands, id, answer)),
            Front::Staff(_) => self.desk(|desk, hands| desk.answered(hands, id, answer)),
        }
    }

    /// A visit of before the restart goes on where it stood, unless it is old, or may be what ends the machine.
    fn started(&mut self, answer: Answer) {
        let Answer::Booted { boot, draft } = answer else { return };
        self.hands.boot = boot;
        if draft.is_some_and(|draft| self.customer.resumes(&mut self.hands, draft)) {
            self.front = Front::Customer;
            self.enters();
        } else {
            self.go_home();
        }
    }

    /// The printer is done with a slip: of the one in front, or of one that was given up.
    fn printed(&mut self, id: RequestId, end: PrintEnd) {
        let Some((visit, copy)) = self.late.take(id) else { return self.printed_in_time(id, end) };
        // It was in doubt until now; only that it is printed changes anything.
        if end == PrintEnd::Printed {
            self.hands.ask(Question::Slip { visit, copy, state: end.into() });
            match &mut self.front {
                Front::Starting { .. } | Front::Survey(_) => {}
                Front::Customer => self.customer.printed_late(visit, copy),
                Front::Staff(staff) => staff.desk.printed_late(visit, copy),
            }
        }
    }

    fn printed_in_time(&mut self, id: RequestId, end: PrintEnd) {
        match &self.front {
            Front::Starting { .. } | Front::Survey(_) => {}
            Front::Customer => self.customer(|customer, hands| customer.printed(hands, id, end.into())),
            Front::Staff(_) => self.desk(|desk, hands| desk.printed(hands, id, end.into())),
        }
    }

    /// The slip that the printer works on for whoever is in front, and since when.
    fn printing(&self) -> Option<(RequestId, Duration, &Slip)> {
        match &self.front {
            Front::Starting { .. } | Front::Survey(_) => None,
            Front::Customer => self.customer.printing(),
            Front::Staff(staff) => staff.desk.printing(),
        }
    }

    fn is_staffed(&self) -> bool {
        matches!(self.front, Front::Staff(_))
    }

    fn asks_twice(&self) -> bool {
        matches!(self.front, Front::Customer) && self.customer.asks_twice()
    }

    /// When the bell rings next; never while somebody stands before the staff's own screens.
    fn rings_at(&self) -> Option<Duration> {
        if self.is_staffed() { None } else { self.hands.bell.rings_at() }
    }
}
