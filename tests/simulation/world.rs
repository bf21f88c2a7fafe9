//! One life of a counter: the real state machine and the real ledger in a world of virtual time, faults and people.

mod clock;
mod devices;
mod disk;
mod ends;
mod hand;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::Verdict;
use domain::counter::{Counter, Effect, Event, Setup};
use domain::device::{Device, ExportEnd, Health, PrintEnd, RequestId, Scan, Unread};
use domain::moment::{Moment, Trust};
use domain::protocol::{Answer, Question, VisitQuestion};
use domain::slip_code::SlipCode;
use domain::touch::Press;
use domain::view::{Card, CustomerScreen, ExportState, ManageScreen, Notice, Screen, View};
use doro::clock::Belief;
use doro::dice::Dice;
use doro::ledger::{Commit, Image, Ledger, Means};
use hardware::bench::SimulatedStick;

use crate::codes::code;
use crate::faults::Faults;
use crate::laws::{Broken, Law, Lawful, Laws, Step};
use crate::mutants::Mutant;
use crate::names;
use crate::people::{Act, Person};
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

    fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        let (t, trust) = (self.t, self.trust);
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>9.3} {trust:?} {}", t.as_secs_f64(), line()));
        }
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

    fn somebody_acts(&mut self) -> Lawful {
        self.weather()?;
        if self.person.is_some()
            && let Some(hand) = self.hand.take()
        {
            return self.hand_acts(hand);
        }
        let Some(mut person) = self.person.take() else {
            self.person = Some(Person::new(&mut self.dice, &self.slips, self.hand.is_some()));
            self.person_at = self.t + Duration::from_millis(self.dice.below(3_000));
            self.note(|| "— somebody comes".to_owned());
            return Ok(());
        };
        let view = self.view();
        let act = person.acts(&view, &mut self.dice, &self.slips);
        self.person_at = self.t + person.ponders(&mut self.dice);
        self.person = Some(person);
        self.does(act)
    }

    /// Until the next person takes it away.
    fn lies(&mut self, scan: Scan) -> Lawful {
        if self.person.is_some() || !self.faults.on {
            return Ok(());
        }
        self.count("code that was left there");
        let again = Duration::from_millis(3_000 + self.dice.below(2_000));
        self.comes(again, What::Lies(scan.clone()));
        self.tell(Event::Scanned(scan))
    }

    fn does(&mut self, act: Act) -> Lawful {
        match act {
            Act::Wait => Ok(()),
            Act::Leave => {
                self.person = None;
                self.note(|| "— leaves".to_owned());
                let gap = if self.dice.chance(50) { 5 } else { 200 };
                self.person_at = self.t + Duration::from_secs(self.dice.below(gap));
                if self.dice.chance(8) {
                    let order = self.dice.pick(shop::orders());
                    let lies = [&order.receipt_barcode, &order.lines[0].product_barcode];
                    let lies = code((*self.dice.pick(&lies)).clone());
                    self.person_at = self.t + Duration::from_secs(self.dice.below(900));
                    self.comes(Duration::from_secs(3), What::Lies(lies));
                }
                Ok(())
            }
            Act::Unreadable => self.tell(Event::Unread(Unread::Damaged)),
            Act::Scan(scan) => {
                let again = if scan.unit.is_some() { 40 } else { 15 };
                let event = Event::Scanned(scan);
                if self.dice.chance(again) {
                    self.come(Duration::from_millis(150), event.clone());
                }
                self.tell(event)
            }
            Act::Touch(touch) => {
                let event = Event::Touched { press: self.press(), touch };
                if self.faults.on && self.dice.chance(12) {
                    // A slow finger: the screen may be another one by then.
                    let late = Duration::from_millis(self.dice.below(4_000));
                    self.come(late, event);
                    return Ok(());
                }
                self.tell(event)
            }
        }
    }

    /// A finger comes down on what is on the panel now.
    fn press(&mut self) -> Press {
        let (face, since) = self.face;
        let rest = self.t.saturating_sub(self.touched_at);
        self.touched_at = self.t;
        Press { face, stood: self.t.saturating_sub(since), rest }
    }

    /// What happens to the machine from outside.
    fn weather(&mut self) -> Lawful {
        if self.dice.chance(self.faults.device) {
            let (device, up) = match self.dice.below(2) {
                0 => {
                    self.printer_up = !self.printer_up;
                    if self.printer_up {
                        // What broken slips had left in it is cut off when it is back.
                        self.tell(Event::PrinterCleared)?;
                    }
                    (Device::Printer, self.printer_up)
                }
                _ => (Device::Scanner, self.dice.chance(60)),
            };
            self.tell(Event::Device(device, if up { Health::Up } else { Health::Down }))?;
        }
        if self.dice.chance(self.faults.clock) {
            self.clock_jumps();
        }
        if self.dice.chance(self.faults.import) {
            self.import();
        }
        if self.dice.chance(self.faults.stall) {
            self.disk_fails();
        }
        if self.dice.chance(self.faults.cut) {
            return self.cut();
        }
        Ok(())
    }

    /// The shop's system hands over an order in which the discount has changed, most often that of who stands here.
    fn import(&mut self) {
        let theirs = self.person.as_ref().map(Person::order).filter(|_| self.dice.chance(75));
        let mut order = theirs.unwrap_or_else(|| self.dice.pick(shop::orders())).clone();
        for line in &mut order.lines {
            line.facts.discount.0 += i64::from(line.facts.quantity) * *self.dice.pick(&[0, 100, 250]);
        }
        self.note(|| format!("— {} is imported anew", order.facts.number.0));
        let _ = self.ledger.put_orders(&[order], self.wall());
        self.count("imported");
    }

    /// Tells the counter something; time passes first, so that what the event does is seen by itself.
    fn tell(&mut self, event: Event) -> Lawful {
        if event != Event::Woke {
            self.one(Event::Woke)?;
        }
        self.one(event)
    }

    fn one(&mut self, event: Event) -> Lawful {
        self.read_clock();
        self.tend()?;
        let now = self.moment();
        let unmatched = self.is_unmatched(&event);
        let (before, deadline_before) = (self.view(), self.counter.deadline());
        let mut effects = Vec::new();
        let seen = self.mutant.moment(now);
        for event in self.mutant.event(event.clone(), &before) {
            effects.extend(self.counter.update(seen, event));
        }
        let effects = self.mutant.effects(effects);
        let (after, deadline) = (self.view(), self.counter.deadline());
        if self.face.0 != after.face {
            self.face = (after.face, self.t);
        }
        self.show(&after);
        self.record(&before, &event, &effects, &after);
        let step = Step {
            now,
            t: self.t,
            before: &before,
            event: &event,
            effects: &effects,
            after: &after,
            deadline_before,
            deadline,
            unmatched,
            misled: self.misled,
            wrong: self.wrong,
        };
        self.laws.step(&step, &mut self.ledger)?;
        self.written_is_there(&after)?;
        if deadline.is_some_and(|at| at <= now.uptime) && event == Event::Woke {
            return Err(Broken {
                law: Law::EverythingEnds,
                how: format!("wants to be woken at {deadline:?}, which is past"),
            });
        }
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &after.screen {
            let code = SlipCode { visit: thanks.number, claim: thanks.claim_code }.to_string();
            if self.slips.last() != Some(&code) {
                self.slips.push(code);
            }
        }
        for effect in effects {
            if self.faults.on && self.dice.below(1_000) < self.faults.cut_between {
                return self.cut();
            }
            let since = self.booted_at;
            self.act(effect)?;
            if self.booted_at != since {
                // The power failed under it: nobody is left who wanted the rest.
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether nobody waits for the answer that arrives.
    fn is_unmatched(&mut self, event: &Event) -> bool {
        match event {
            Event::Answered(_, Answer::Failed(_)) => true,
            Event::Answered(id, _) => self.laws.open.remove(id).is_none(),
            Event::Exported(..) | Event::Exporting(_) => match self.view().screen {
                Screen::Manage(ManageScreen::Export(export)) => export.state != ExportState::Writing,
                _ => true,
            },
            Event::Examined(..) => {
                !matches!(self.view().screen, Screen::Manage(ManageScreen::Devices { looking: true, .. }))
            }
            _ => false,
        }
    }

    fn record(&mut self, before: &View, event: &Event, effects: &[Effect], after: &View) {
        if before.serial != after.serial || names::screen::of(&before.screen) != names::screen::of(&after.screen) {
            self.count(names::screen::of(&after.screen));
        }
        let warned = |view: &View| matches!(view.card, Some(Card::Idle { .. }));
        if warned(after) && !warned(before) {
            self.count("warned");
        }
        if after.bell && !before.bell {
            self.count("bell rung");
        }
        let asked = |view: &View| matches!(view.card, Some(Card::Twice { .. }));
        if asked(after) && !asked(before) {
            self.count("asked twice");
        }
        if let Event::Answered(_, answer) = event {
            self.count(names::answer::of(answer));
        }
        if let (Screen::Customer(CustomerScreen::Welcome { offer: Some(_), .. }), Screen::Starting) =
            (&before.screen, &after.screen)
        {
            self.count("somebody says that they are there");
        }
        if matches!(&after.screen, Screen::Customer(CustomerScreen::Thanks(thanks)) if !thanks.waits)
            && before.serial != after.serial
        {
            self.count("a refusal on paper");
        }
        if matches!(after.notice, Some(Notice::SlipCodePlease)) && before.notice != after.notice {
            self.count("a number without its secret");
        }
        for effect in effects {
            self.count(names::effect::of(effect));
            if let Effect::Ask(_, question) = effect {
                self.count(names::question::of(question));
                if matches!(question, Question::Visit(VisitQuestion::Reopen { .. }))
                    && matches!(before.screen, Screen::Starting)
                {
                    self.count("resumed");
                }
            }
        }
        let quiet =
            *event == Event::Woke && effects.is_empty() && before.screen == after.screen && before.card == after.card;
        if self.trace.is_some() && !quiet {
            let short = |text: String| text.chars().take(220).collect::<String>();
            let effects: Vec<_> = effects.iter().map(|effect| short(format!("{effect:?}"))).collect();
            let line = format!(
                "{} --{}--> {} #{} {:?} {:?} {effects:?}",
                names::screen::of(&before.screen),
                short(format!("{event:?}")),
                names::screen::of(&after.screen),
                after.serial,
                after.card,
                after.notice,
            );
            self.note(|| line);
        }
    }
}
