//! A counter with its real ledger, in memory, and a person in front of it. Time passes only when told.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::booking::Slip;
use domain::counter::{Counter, Effect, Event, Setup};
use domain::device::{Device, Health, PrintEnd, RequestId, Scan};
use domain::moment::{Moment, Trust};
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};
use domain::policy::Reason;
use domain::protocol::{Answer, Question};
use domain::staff::Role;
use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, Press, SurveyTouch};
use domain::view::{CustomerScreen, Screen, View};
use doro::ledger::{Ledger, Means};

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

/// What a finger touches: of a list, a place on the screen as it is when the finger comes down.
#[derive(Clone, Copy, Debug)]
pub enum Touch {
    Pick(u16),
    More(u16),
    Less(u16),
    Named(domain::touch::Touch),
}

#[expect(non_upper_case_globals, reason = "they stand beside the places of a list")]
impl Touch {
    pub const Back: Touch = Touch::Named(domain::touch::Touch::Back);
    pub const Main: Touch = Touch::Named(domain::touch::Touch::Main);
    pub const Call: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Call));
    pub const Larger: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Larger));
    pub const Language: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Language));
    pub const Still: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Still));
    pub const Close: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Close));
    pub const StopCalling: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::StopCalling));
    pub const StaffDoor: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::StaffDoor));
    pub const Erase: Touch = Touch::Named(domain::touch::Touch::Erase);
    pub const SameUnit: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::SameUnit));
    pub const OneMore: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::OneMore));
    pub const Phone: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::Phone));
    pub const Consent: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::Consent));
    pub const Missed: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Missed));
    pub const ShowPhone: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::ShowPhone));
    pub const Approve: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Approve));
    pub const Refuse: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Refuse));
    pub const Print: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Print));
    pub const Export: Touch = Touch::Named(domain::touch::Touch::Manage(ManageTouch::Export));
    pub const Devices: Touch = Touch::Named(domain::touch::Touch::Manage(ManageTouch::Devices));

    #[expect(non_snake_case, reason = "as above")]
    pub fn Digit(digit: u8) -> Touch {
        Touch::Named(domain::touch::Touch::Digit(digit))
    }

    #[expect(non_snake_case, reason = "as above")]
    pub fn Score(score: u8) -> Touch {
        Touch::Named(domain::touch::Touch::Survey(SurveyTouch::Score(score)))
    }

    /// What it means on a screen; none where nothing stands at its place.
    pub fn on(self, screen: &Screen) -> Option<domain::touch::Touch> {
        match self {
            Touch::Pick(at) => screen.touched(at.into()),
            Touch::More(at) => screen.line(at.into()).map(|no| domain::touch::Touch::Customer(CustomerTouch::More(no))),
            Touch::Less(at) => screen.line(at.into()).map(|no| domain::touch::Touch::Customer(CustomerTouch::Less(no))),
            Touch::Named(touch) => Some(touch),
        }
    }
}

impl From<domain::touch::Touch> for Touch {
    fn from(touch: domain::touch::Touch) -> Touch {
        Touch::Named(touch)
    }
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
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
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
        };
        person.happens(Event::Started);
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
        self.happens(Event::Started);
    }

    pub fn happens(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.counter.update(self.now(), event) {
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

    pub fn sign_in(&mut self, who: u16) -> &mut Person {
        self.touches(&[Touch::Call, Touch::StaffDoor, Touch::Pick(who)]).digits(PIN).touch(Touch::Main)
    }
}

fn moment(start: DateTime<Utc>, uptime: Duration, trust: Trust) -> Moment {
    Moment { uptime, wall: start + TimeDelta::from_std(uptime).unwrap(), trust }
}

/// Delivered goods, one line each of the given kinds, paid by card.
pub fn order(number: &str, received_on: &str, lines: &[(Category, i64, u32)]) -> Order {
    let received_on = day(received_on);
    let line = |(at, (category, price, quantity)): (usize, &(Category, i64, u32))| Line {
        no: LineNo(at as u32 + 1),
        product_barcode: format!("88012345{:05}", at + 1),
        product_name: format!("상품 {}", at + 1),
        facts: LineFacts {
            category: *category,
            unit_price: Won(*price),
            quantity: *quantity,
            discount: Won::ZERO,
            already_returned: 0,
            made_to_order: false,
            production_started: false,
            cancellation_fee: Won::ZERO,
        },
    };
    let paid = lines.iter().map(|(_, price, quantity)| price * i64::from(*quantity)).sum();
    Order {
        facts: OrderFacts {
            number: OrderNo(number.to_owned()),
            ordered_on: received_on - TimeDelta::days(2),
            received_on: Some(received_on),
            status: Status::Delivered,
            shipping: Shipping { standard: Won(3_000), ..Shipping::default() },
            payments: vec![Payment { method: Method::Card, amount: Won(paid), refunded: Won::ZERO }],
        },
        receipt_barcode: format!("R{number}"),
        channel: Channel::Online,
        lines: lines.iter().enumerate().map(line).collect(),
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    }
}

/// Picks a reason of the reason screen.
pub fn say(person: &mut Person, reason: Reason) {
    let Screen::Customer(CustomerScreen::Reason { reasons, .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    let at = reasons.iter().position(|other| *other == reason).unwrap();
    person.touches(&[Touch::Pick(at as u16), Touch::Main]);
}
