//! Finding the order: scans, typed numbers, and what a scan means on each screen.

use super::Counter;
use super::lookups::Lookup;
use super::secret::visit_named;
use super::state::{At, DeskPage, Remembered, State, Step, Visit, Which};
use crate::call::Cause;
use crate::device::{RequestId, Scan, Unread};
use crate::moment::Trust;
use crate::protocol::{Answer, Found, Question};
use crate::touch::{Thing, Touch};
use crate::unit::UnitFacts;
use crate::view::{Asked, Notice};

/// As much of an unknown code as a screen shows.
const SHOWN_MAX: usize = 24;

impl Counter {
    pub(super) fn started(&mut self, state: State, answer: Answer) -> Step {
        let Answer::Booted { boot, draft } = answer else { return Step::Stay(state) };
        self.boot = boot;
        let Some(draft) = draft else { return self.home() };
        let age = (self.now.wall - draft.at).to_std().ok();
        let fresh = age.is_some_and(|age| age < self.setup.patience.idle);
        // A visit in which the machine has ended twice may be what ends it.
        let once = boot <= draft.key.boot + 1;
        if self.now.trust == Trust::Trusted && fresh && once {
            self.resume(draft)
        } else {
            self.ask(Question::Wipe(draft.key));
            self.home()
        }
    }

    pub(super) fn scanned(&mut self, scan: Scan) {
        self.lookups.heard(self.now.uptime);
        let before = self.lookups.before(&scan, self.now.uptime);
        self.scanner_speaks();
        let is_new = self.presence.is_new(&scan);
        if self.settle_twice(Some(&scan)) {
            return;
        }
        if let Some(last) = before.iter().find(|last| self.is_twice(last, &scan)) {
            return self.step(|counter, state| counter.read_twice(state, last, scan));
        }
        self.called = false;
        self.withdraw_offer();
        let burst = self.lookups.burst();
        let is_known = self.lookups.is_known(burst);
        if !is_known {
            self.notice = None;
        }
        self.step(|counter, state| match state {
            State::Starting { .. } | State::HandOver(_) | State::Survey(_) | State::SurveyOpening { .. } => {
                counter.mention(burst, Notice::ScanLater);
                Step::Stay(state)
            }
            State::Visit(visit) => counter.scanned_in_visit(visit, scan, is_new),
            // A receipt that lies before the scanner takes no number away that nobody has read.
            State::Thanks(_) if counter.screen_stood() < counter.setup.patience.number => {
                counter.notice = Some(Notice::ScanLater);
                Step::Stay(state)
            }
            // Another line of the label that brought this screen.
            State::Status(_) if is_known => Step::Stay(state),
            // Whoever scans is the next customer, or has come back.
            State::Thanks(_) | State::SurveyThanks { .. } | State::Status(_) | State::Unsaved(_) => {
                let step = counter.home();
                counter.look_up(scan, is_new);
                step
            }
            State::Desk(desk) if desk.who.is_some() => match visit_named(&scan) {
                Some(number) => {
                    counter.lookups.know(burst);
                    counter.open_case(desk, number)
                }
                None => {
                    if let Some(code) = scan.codes.first() {
                        counter.mention(burst, unknown(code));
                    }
                    Step::Stay(State::Desk(desk))
                }
            },
            state => {
                counter.look_up(scan, is_new);
                Step::Stay(state)
            }
        });
    }

    /// Something was held to the scanner that says nothing.
    pub(super) fn unread(&mut self, why: Unread) {
        self.lookups.heard(self.now.uptime);
        self.scanner_speaks();
        self.called = false;
        self.withdraw_offer();
        self.settle_twice(None);
        let notice = match self.state {
            State::Starting { .. } | State::HandOver(_) | State::Survey(_) | State::SurveyOpening { .. } => {
                Notice::ScanLater
            }
            _ => Notice::Unread(why),
        };
        self.mention(self.lookups.burst(), notice);
    }

    /// Says what is wrong with a code, unless its label has said something that is known.
    fn mention(&mut self, burst: u64, notice: Notice) {
        if !self.lookups.is_known(burst) {
            self.notice = Some(notice);
        }
    }

    fn look_up(&mut self, scan: Scan, is_new: bool) {
        let id = self.ask(Question::Find { codes: scan.codes.clone() });
        if let Some(oldest) = self.lookups.open(id, scan, is_new) {
            self.asks.withdraw(oldest);
        }
    }

    /// Whose code it was.
    pub(super) fn found(&mut self, found: Found, lookup: Lookup) {
        let Lookup { scan, burst, is_new, .. } = lookup;
        let was_known = self.lookups.is_known(burst);
        let found = if self.secrets_rest() && matches!(found, Found::Visit(_)) { Found::Unknown } else { found };
        if found == Found::Unknown {
            if matches!(
                self.state,
                State::Home { .. } | State::NoReceipt | State::Number(_) | State::Which(_) | State::Visit(_)
            ) {
                // Nobody's time runs on the idle screen: whoever waited for a slow answer gets all of theirs.
                if matches!(self.state, State::Home { .. }) && self.scanner_counts() {
                    self.active_at = self.now.uptime;
                }
                let notice = self.opens_nothing(&scan);
                self.mention(burst, notice);
            }
            return;
        }
        let leads_on = match (&self.state, &found) {
            // There already: a code that lies there would lead to it again and again.
            (State::Home { .. }, Found::Product { .. }) | (State::Which(_), Found::Several(_)) => false,
            (State::Home { .. } | State::NoReceipt | State::Number(_) | State::Which(_), _) => true,
            _ => false,
        };
        if is_new || leads_on || !self.is_attended() {
            self.somebody_scans();
        }
        if burst == self.lookups.burst() && !was_known {
            self.notice = None;
        }
        self.lookups.know(burst);
        self.step(|counter, state| match state {
            State::Visit(visit) => counter.found_in_visit(visit, found, scan, was_known),
            State::Home { remembered, .. } => counter.found_at_home(remembered, found, scan.unit),
            // Somewhere between home and visit: typing a number, or reading about receipts.
            State::NoReceipt | State::Number(_) | State::Which(_) => counter.found_at_home(None, found, scan.unit),
            state => Step::Stay(state),
        });
    }

    fn found_at_home(&mut self, remembered: Option<Remembered>, found: Found, unit: Option<UnitFacts>) -> Step {
        match found {
            Found::Order(order) => self.begin(*order, remembered),
            Found::Several(orders) => {
                Step::Enter(State::Which(Box::new(Which { orders, remembered, waits_for: None })))
            }
            Found::Product { barcode, name } => {
                Step::Enter(State::Home { remembered: Some(Remembered { barcode, name, unit }), offer: None })
            }
            Found::Visit(status) => self.visit_opened(status),
            Found::Unknown => Step::Stay(State::Home { remembered, offer: None }),
        }
    }

    /// The visit may have begun while the code was looked up, by another line of the same label: then it is known
    /// enough.
    fn found_in_visit(&mut self, visit: Box<Visit>, found: Found, scan: Scan, was_known: bool) -> Step {
        let undecided = matches!(visit.at, At::Choose) && visit.chosen.is_empty() && visit.reopening.is_none();
        let notice = match found {
            Found::Visit(status) if undecided => return self.opened_in_visit(&visit, status),
            Found::Product { barcode, .. } if visit.order.lines.iter().any(|line| line.product_barcode == barcode) => {
                return self.scanned_in_visit(visit, Scan { codes: vec![barcode], unit: scan.unit }, false);
            }
            Found::Product { name, .. } => Notice::NotOnReceipt(name),
            Found::Order(order) if order.facts.number == visit.order.facts.number => Notice::SameReceipt,
            Found::Order(_) | Found::Several(_) => Notice::OtherOrder,
            Found::Visit(_) | Found::Unknown => Notice::ScanLater,
        };
        if !was_known {
            self.notice = Some(notice);
        }
        Step::Stay(State::Visit(visit))
    }

    pub(super) fn find_touched(&mut self, state: State, touch: Touch) -> Step {
        match (state, touch) {
            (State::Home { .. }, Touch::Main) => Step::Enter(State::NoReceipt),
            (State::Home { .. }, Touch::Back) | (State::NoReceipt, Touch::Pick(Thing::ByNumber)) => {
                self.type_number(Asked::OrderNo)
            }
            (State::NoReceipt, Touch::Pick(Thing::ByVisit)) => self.type_number(Asked::VisitNo),
            (State::Home { offer: Some(offer), .. }, Touch::Pick(Thing::ItIsMe(visit))) if offer.visit == visit => {
                self.open_survey(visit)
            }
            (State::NoReceipt, Touch::Pick(Thing::ByStaff)) => {
                self.call(Cause::NoReceipt);
                self.called = true;
                Step::Stay(State::NoReceipt)
            }
            (State::NoReceipt, Touch::Back) => self.home(),
            (State::Status(status), touch) => self.status_touched(status, touch),
            (State::Number(pad), touch) => self.number_touched(pad, touch),
            (State::Which(which), touch) => self.which_touched(which, touch),
            (state, _) => Step::Stay(state),
        }
    }

    fn which_touched(&mut self, mut which: Box<Which>, touch: Touch) -> Step {
        match touch {
            Touch::Back => return self.home(),
            Touch::Main => return Step::Enter(State::NoReceipt),
            Touch::Pick(Thing::Candidate(at)) if which.waits_for.is_none() => {
                if let Some(candidate) = which.orders.get(usize::from(at)) {
                    which.waits_for = Some(self.ask(Question::Reopen { order: candidate.order.clone() }));
                }
            }
            _ => {}
        }
        Step::Stay(State::Which(which))
    }

    /// The order that was picked.
    pub(super) fn which_found(&mut self, mut which: Box<Which>, id: RequestId, answer: Answer) -> Step {
        match answer {
            _ if which.waits_for != Some(id) => Step::Stay(State::Which(which)),
            Answer::Found(Found::Order(order)) => self.begin(*order, which.remembered.take()),
            _ => Step::Enter(State::NoReceipt),
        }
    }

    /// A product of this visit goes first: its label may carry the order's number too.
    fn scanned_in_visit(&mut self, mut visit: Box<Visit>, scan: Scan, is_new: bool) -> Step {
        let burst = self.lookups.burst();
        let is = |text: &String| scan.codes.contains(text);
        if visit.order.lines.iter().any(|line| is(&line.product_barcode)) {
            if matches!(visit.at, At::Choose) {
                let before = visit.chosen.clone();
                self.notice = visit.take(&scan);
                self.keep(&mut visit);
                // As often as there are units: then a label that lies there changes nothing more.
                if visit.chosen != before {
                    self.somebody_scans();
                }
            } else {
                self.mention(burst, Notice::ScanLater);
            }
            self.lookups.know(burst);
        } else if is(&visit.order.receipt_barcode) || is(&visit.order.facts.number.0) {
            self.mention(burst, Notice::SameReceipt);
            self.lookups.know(burst);
        } else {
            self.look_up(scan, is_new);
        }
        Step::Stay(State::Visit(visit))
    }

    /// Staff: a slip was scanned, or a row touched.
    pub(super) fn open_case(&mut self, mut desk: Box<super::state::Desk>, number: crate::visit_no::VisitNo) -> Step {
        // What is under way is seen through on its own page.
        let busy = match &desk.page {
            DeskPage::Case { print, .. } => !matches!(print, super::state::Print::None) || desk.waits_for.is_some(),
            DeskPage::RefuseWhy { .. } => desk.waits_for.is_some(),
            DeskPage::Export { waits_for, .. } => waits_for.is_some(),
            DeskPage::SignIn { .. } | DeskPage::Queue | DeskPage::Missed(_) | DeskPage::Devices { .. } => false,
        };
        if !busy {
            desk.waits_for = Some(self.ask(Question::Case(number)));
        }
        Step::Stay(State::Desk(desk))
    }
}

pub(super) fn unknown(code: &str) -> Notice {
    Notice::UnknownCode(code.chars().filter(|c| !c.is_control()).take(SHOWN_MAX).collect())
}
