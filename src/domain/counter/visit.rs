//! The visit: choose, say why, read the answer, confirm.

use super::Counter;
use super::pad::{PHONE_MAX, Pad};
use super::questions::{What, first_open, question};
use super::settle::request;
use super::state::{At, Remembered, State, Step, Visit};
use crate::booking::{BookedLine, Booking, Chosen, Contact, Draft, Place};
use crate::call::Cause;
use crate::device::{RequestId, Scan};
use crate::judge::{self, Decision, Item, LineDecision};
use crate::moment::Trust;
use crate::order::{Channel, LineNo, Order, OrderFacts, Shipping};
use crate::protocol::{Answer, Found, Question};
use crate::touch::{Thing, Touch};
use crate::view::Notice;

impl Visit {
    pub(super) fn units(&self, no: LineNo) -> u32 {
        self.chosen.iter().find(|chosen| chosen.no == no).map_or(0, |chosen| chosen.units)
    }

    /// Sets how many units of a line are chosen, within what can still go back. Lines stay in the order's order. Of
    /// fewer units than were scanned, those scanned last go.
    pub(super) fn choose(&mut self, no: LineNo, units: u32) {
        let left = self.order.line(no).map_or(0, |line| line.facts.returnable());
        let units = units.min(left);
        if units == 0 {
            self.chosen.retain(|chosen| chosen.no != no);
        } else if let Some(chosen) = self.chosen.iter_mut().find(|chosen| chosen.no == no) {
            chosen.units = units;
            chosen.seen.truncate(units as usize);
        } else {
            let seen = Vec::new();
            let fresh = Chosen { no, units, seen, reason: None, condition: None, evidence: None, noticed_on: None };
            let at = self.chosen.partition_point(|chosen| chosen.no < no);
            self.chosen.insert(at, fresh);
        }
    }

    pub(super) fn name(&self, no: LineNo) -> String {
        self.order.line(no).map(|line| line.product_name.clone()).unwrap_or_default()
    }
}

impl Counter {
    /// A visit begins with its order.
    pub(super) fn begin(&mut self, order: Order, remembered: Option<Remembered>) -> Step {
        let key = self.new_key();
        let mut visit = Box::new(Visit {
            key,
            version: 0,
            order,
            chosen: Vec::new(),
            at: At::Choose,
            page: 0,
            phone: None,
            consent: false,
            twice: None,
            reopening: None,
        });
        if let Some(Remembered { barcode, unit, .. }) = remembered {
            visit.take(&Scan { codes: vec![barcode], unit });
        }
        self.keep(&mut visit);
        Step::Enter(State::Visit(visit))
    }

    /// A visit of before the restart: its order is read again, then it stands where it stood.
    pub(super) fn resume(&mut self, draft: Draft) -> Step {
        self.language = draft.language;
        self.active_at = self.now.uptime;
        let id = self.ask(Question::Reopen { order: draft.order.clone() });
        let facts = OrderFacts {
            number: draft.order,
            ordered_on: self.now.today(),
            received_on: None,
            status: crate::order::Status::Delivered,
            shipping: Shipping::default(),
            payments: Vec::new(),
        };
        let order = Order {
            facts,
            receipt_barcode: String::new(),
            channel: Channel::Online,
            lines: Vec::new(),
            returned_by_choice: false,
            waiting: Vec::new(),
            handed_in: Vec::new(),
        };
        let visit = Visit {
            key: draft.key,
            version: draft.version,
            order,
            chosen: draft.chosen,
            at: At::Choose,
            page: 0,
            phone: None,
            consent: false,
            twice: None,
            reopening: Some((id, draft.place)),
        };
        Step::Enter(State::Visit(Box::new(visit)))
    }

    /// The order was read again: after a restart, or because somebody returned units in the meantime.
    pub(super) fn reopened(&mut self, mut visit: Box<Visit>, id: RequestId, answer: Answer) -> Step {
        let place = match visit.reopening {
            Some((waits_for, place)) if waits_for == id => place,
            _ => return Step::Stay(State::Visit(visit)),
        };
        visit.reopening = None;
        let Answer::Found(Found::Order(order)) = answer else {
            self.wipe(&visit);
            return self.home();
        };
        visit.order = *order;
        let wanted: Vec<_> = visit.chosen.iter().map(|chosen| (chosen.no, chosen.units)).collect();
        for (no, units) in &wanted {
            visit.choose(*no, *units);
        }
        let whole = wanted.iter().all(|(no, units)| visit.units(*no) == *units);
        if whole && !visit.chosen.is_empty() { self.stand(visit, place) } else { self.enter(visit, At::Choose) }
    }

    /// Where the visit stood, judged anew.
    fn stand(&mut self, visit: Box<Visit>, place: Place) -> Step {
        match place {
            Place::Ask(nth) if nth < visit.chosen.len() => {
                // A reason stays said while it is asked again.
                let what = first_open(self, &visit, nth).unwrap_or(What::Reason);
                let asking = question(self, &visit, nth, what);
                self.enter(visit, At::Ask { nth, asking })
            }
            Place::Confirm => match self.judge(&visit) {
                Some(decision) if decision.lines.iter().any(LineDecision::is_open) => {
                    self.enter(visit, At::Confirm(Box::new(decision)))
                }
                _ => self.ask_from(visit, 0),
            },
            Place::Answer => self.ask_from(visit, 0),
            Place::Choose | Place::Ask(_) => self.enter(visit, At::Choose),
        }
    }

    /// Keeps the draft: what a restart resumes. One of a time that nobody vouches for bears the oldest date, so that
    /// no restart takes it for a young one.
    pub(super) fn keep(&mut self, visit: &mut Visit) {
        visit.version += 1;
        let trusted = self.now.trust == Trust::Trusted;
        let at = if trusted { self.now.wall } else { chrono::DateTime::UNIX_EPOCH };
        let draft = visit.draft(at, self.language);
        self.ask(Question::Keep(draft));
    }

    pub(super) fn wipe(&mut self, visit: &Visit) {
        self.ask(Question::Wipe(visit.key));
    }

    pub(super) fn enter(&mut self, mut visit: Box<Visit>, at: At) -> Step {
        visit.at = at;
        self.keep(&mut visit);
        Step::Enter(State::Visit(visit))
    }

    pub(super) fn visit_touched(&mut self, mut visit: Box<Visit>, touch: Touch) -> Step {
        if visit.reopening.is_some() {
            return Step::Stay(State::Visit(visit));
        }
        match std::mem::replace(&mut visit.at, At::Choose) {
            At::Choose => self.choose_touched(visit, touch),
            At::Ask { nth, asking } => self.asking_touched(visit, nth, asking, touch),
            At::Answer(decision) => self.answer_touched(visit, decision, touch),
            At::Confirm(decision) => self.confirm_touched(visit, decision, touch),
            At::Phone(decision, pad) => self.phone_touched(visit, decision, pad, touch),
        }
    }

    fn choose_touched(&mut self, mut visit: Box<Visit>, touch: Touch) -> Step {
        let pages = self.pages(visit.order.lines.len());
        match touch {
            Touch::Back => {
                self.wipe(&visit);
                return self.home();
            }
            Touch::Main if visit.order.nothing_is_left() => {
                self.wipe(&visit);
                return self.home();
            }
            Touch::Main if !visit.chosen.is_empty() => return self.ask_from(visit, 0),
            Touch::NextPage => visit.page = (visit.page + 1).min(pages - 1),
            Touch::PreviousPage => visit.page = visit.page.saturating_sub(1),
            Touch::Pick(Thing::Line(no)) | Touch::More(no) | Touch::Less(no) => {
                let units = visit.units(no);
                visit.choose(
                    no,
                    match touch {
                        Touch::More(_) => units + 1,
                        Touch::Less(_) => units.saturating_sub(1),
                        _ if units > 0 => 0,
                        _ => 1,
                    },
                );
                self.keep(&mut visit);
            }
            _ => {}
        }
        Step::Stay(State::Visit(visit))
    }

    /// The next question that is not answered, from the chosen line at `nth`; the answer when there is none.
    pub(super) fn ask_from(&mut self, visit: Box<Visit>, nth: usize) -> Step {
        for at in nth..visit.chosen.len() {
            if let Some(what) = first_open(self, &visit, at) {
                let asking = question(self, &visit, at, what);
                return self.enter(visit, At::Ask { nth: at, asking });
            }
        }
        self.answer(visit)
    }

    pub(super) fn answer(&mut self, visit: Box<Visit>) -> Step {
        match self.judge(&visit) {
            Some(decision) => self.enter(visit, At::Answer(Box::new(decision))),
            None => self.cannot_judge(visit),
        }
    }

    /// The order contradicts itself or the policy: nothing to blame the customer for; the staff decide.
    pub(super) fn cannot_judge(&mut self, visit: Box<Visit>) -> Step {
        self.call(Cause::CannotJudge);
        self.notice = Some(Notice::CannotJudge);
        self.enter(visit, At::Choose)
    }

    /// Judges what is chosen, as of today. With an untrusted clock the day of the request is the earliest
    /// that does not contradict the order; the dates are then the staff's to confirm.
    fn judge(&self, visit: &Visit) -> Option<Decision> {
        let facts = &visit.order.facts;
        let known = visit
            .chosen
            .iter()
            .filter_map(|chosen| chosen.noticed_on)
            .chain(facts.received_on)
            .chain([facts.ordered_on]);
        let today = self.now.today();
        let requested_on =
            if self.clock_trusted() { today } else { known.max().map_or(today, |known| known.max(today)) };
        let items = visit.chosen.iter().map(|chosen| {
            Some(Item {
                line: visit.order.line(chosen.no)?.facts,
                returning: chosen.units,
                reason: chosen.reason?,
                noticed_on: chosen.noticed_on,
                condition: chosen.condition.clone().unwrap_or_default(),
                evidence: chosen.evidence.clone().unwrap_or_default(),
            })
        });
        let items = items.collect::<Option<Vec<_>>>()?;
        let request = request(&visit.order, requested_on, items, |no| visit.units(no));
        judge::judge(&self.setup.book, &self.setup.calendar, &request, self.clock_trusted()).ok()
    }

    fn confirm_touched(&mut self, mut visit: Box<Visit>, decision: Box<Decision>, touch: Touch) -> Step {
        match touch {
            Touch::Back => return self.enter(visit, At::Answer(decision)),
            Touch::Phone if self.setup.phone => {
                let pad = Pad(visit.phone.take().unwrap_or_default());
                visit.at = At::Phone(decision, pad);
                return Step::Enter(State::Visit(visit));
            }
            // Consent without a number means nothing.
            Touch::Consent if self.setup.news => visit.consent = visit.phone.is_some() && !visit.consent,
            Touch::Main => {
                // What is booked is what was shown: midnight may have passed since.
                return match self.judge(&visit) {
                    Some(now) if now == *decision => self.book(visit, now, false),
                    Some(now) => self.enter(visit, At::Answer(Box::new(now))),
                    None => self.cannot_judge(visit),
                };
            }
            _ => {}
        }
        visit.at = At::Confirm(decision);
        Step::Stay(State::Visit(visit))
    }

    fn phone_touched(&mut self, mut visit: Box<Visit>, decision: Box<Decision>, mut pad: Pad, touch: Touch) -> Step {
        match touch {
            Touch::Digit(digit) => pad.digit(digit, PHONE_MAX),
            Touch::Erase => pad.erase(),
            Touch::Back => {
                visit.consent = false;
                visit.at = At::Confirm(decision);
                return Step::Enter(State::Visit(visit));
            }
            Touch::Main if pad.is_phone() => {
                visit.phone = Some(pad.0);
                visit.at = At::Confirm(decision);
                return Step::Enter(State::Visit(visit));
            }
            Touch::Main => self.notice = Some(Notice::WrongPhone),
            _ => {}
        }
        visit.at = At::Phone(decision, pad);
        Step::Stay(State::Visit(visit))
    }

    /// What would be booked.
    pub(super) fn booking(&self, visit: &Visit, decision: Decision, wants_staff: bool) -> Booking {
        let lines = visit.chosen.iter().filter_map(|chosen| {
            let line = visit.order.line(chosen.no)?;
            Some(BookedLine {
                no: chosen.no,
                name: line.product_name.clone(),
                product_barcode: line.product_barcode.clone(),
                already_returned: line.facts.already_returned,
                units: chosen.units,
                seen: chosen.seen.clone(),
                reason: chosen.reason?,
                noticed_on: chosen.noticed_on,
                condition: chosen.condition.clone().unwrap_or_default(),
                evidence: chosen.evidence.clone().unwrap_or_default(),
            })
        });
        Booking {
            key: visit.key,
            at: self.now.wall,
            trust: self.now.trust,
            language: self.language,
            order: visit.order.facts.number.clone(),
            lines: lines.collect(),
            contact: visit.phone.clone().map(|phone| Contact {
                phone,
                consent: visit.consent,
                destroy_on: self.destroy_on(),
            }),
            decision,
            judged: Some(visit.order.mark()),
            wants_staff,
            beside: visit.order.waiting.clone(),
        }
    }

    pub(super) fn destroy_on(&self) -> chrono::NaiveDate {
        self.now.today() + chrono::Days::new(self.setup.phone_days.into())
    }

    pub(super) fn pages(&self, rows: usize) -> u16 {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        rows.div_ceil(self.setup.rows).max(1)
    }
}
