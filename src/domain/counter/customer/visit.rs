//! The visit: an order, what is chosen of it, and where its customer stands.

use chrono::{DateTime, Days, NaiveDate};

use super::confirm::Phoning;
use super::find::Remembered;
use super::inquiry::{self, Asking, What};
use super::units::Twice;
use super::{Hands, Stand, Step, Wait};
use crate::booking::{BookedLine, Booking, Chosen, Contact, Draft, Place, VisitKey};
use crate::call::Cause;
use crate::device::{RequestId, Scan};
use crate::judge::{self, Decision, Item, LineDecision};
use crate::moment::Trust;
use crate::order::{LineNo, Order, OrderNo};
use crate::protocol::{Found, Question, VisitAnswer, VisitQuestion};
use crate::settlement;
use crate::touch::Touch;
use crate::view::Notice;

/// An unconfirmed visit.
#[derive(Debug)]
pub(super) struct Visit {
    pub key: VisitKey,
    version: u64,
    pub order: Order,
    pub chosen: Vec<Chosen>,
    pub at: At,
    pub page: u16,
    pub phone: Option<String>,
    pub consent: bool,
    /// A product was read twice; the customer is asked how many units it was.
    pub twice: Option<Twice>,
    /// The order is being read again; where the visit stands then.
    pub reopening: Option<(Wait, Place)>,
}

#[derive(Debug)]
pub(super) enum At {
    Choose,
    /// A question about the chosen line at `nth`.
    Ask {
        nth: usize,
        asking: Asking,
    },
    Answer(Box<Decision>),
    Confirm(Box<Decision>),
    Phone(Box<Phoning>),
}

impl Visit {
    fn new(key: VisitKey, order: Order) -> Visit {
        Visit {
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
        }
    }

    /// A visit begins with its order.
    pub(super) fn begin(hands: &mut Hands, order: Order, remembered: Option<Remembered>) -> Step {
        let mut visit = Box::new(Visit::new(hands.new_key(), order));
        if let Some(Remembered { barcode, unit, .. }) = remembered {
            visit.take(&Scan { codes: vec![barcode], unit });
        }
        visit.keep(hands);
        Step::Enter(Stand::Visit(visit))
    }

    /// A visit of before the restart: its order is read again, then it stands where it stood.
    pub(super) fn resume(hands: &mut Hands, draft: Draft) -> Box<Visit> {
        hands.language = draft.language;
        hands.somebody_is_there();
        let mut visit = Box::new(Visit::new(draft.key, Order::unread(draft.order, hands.now.today())));
        visit.version = draft.version;
        visit.chosen = draft.chosen;
        visit.reopen(hands, draft.place);
        visit
    }

    /// Reads the order again, to stand at that place then.
    pub(super) fn reopen(&mut self, hands: &mut Hands, place: Place) {
        let order = self.order.facts.number.clone();
        self.at = At::Choose;
        self.reopening = Some((hands.wait_for(Question::Visit(VisitQuestion::Reopen { order })), place));
    }

    /// The staff's screens are gone.
    pub(super) fn uncovered(&mut self, hands: &mut Hands) {
        if let Some((_, place)) = self.reopening {
            // The answer may have come while they lay over it.
            self.reopen(hands, place);
        }
    }

    /// The order was read again: after a restart, or because somebody returned units in the meantime.
    pub(super) fn reopened(
        mut self: Box<Visit>,
        hands: &mut Hands,
        id: RequestId,
        answer: Option<VisitAnswer>,
    ) -> Step {
        let Some((_, place)) = self.reopening.take_if(|(wait, _)| wait.id == id) else {
            return Step::Stay(Stand::Visit(self));
        };
        let Some(VisitAnswer::Found(Found::Order(order))) = answer else {
            self.wipe(hands);
            return Step::Home;
        };
        self.order = *order;
        let wanted: Vec<_> = self.chosen.iter().map(|chosen| (chosen.no, chosen.units)).collect();
        for (no, units) in &wanted {
            self.choose(*no, *units);
        }
        let whole = wanted.iter().all(|(no, units)| self.units(*no) == *units);
        if whole && !self.chosen.is_empty() { self.stand(hands, place) } else { self.enter(hands, At::Choose) }
    }

    /// Where the visit stood, judged anew.
    fn stand(self: Box<Visit>, hands: &mut Hands, place: Place) -> Step {
        match place {
            Place::Ask(nth) if nth < self.chosen.len() => {
                // A reason stays said while it is asked again.
                let what = inquiry::first_open(hands, &self, nth).unwrap_or(What::Reason);
                let asking = inquiry::question(hands, &self, nth, what);
                self.enter(hands, At::Ask { nth, asking })
            }
            Place::Confirm => match self.judge(hands) {
                Some(decision) if decision.lines.iter().any(LineDecision::is_open) => {
                    self.enter(hands, At::Confirm(Box::new(decision)))
                }
                _ => self.ask_from(hands, 0),
            },
            Place::Answer => self.ask_from(hands, 0),
            Place::Choose | Place::Ask(_) => self.enter(hands, At::Choose),
        }
    }

    /// Keeps the draft: what a restart resumes. One of a time that nobody vouches for bears the oldest date, so that
    /// no restart takes it for a young one.
    pub(super) fn keep(&mut self, hands: &mut Hands) {
        self.version += 1;
        let trusted = hands.now.trust == Trust::Trusted;
        let at = if trusted { hands.now.wall } else { DateTime::UNIX_EPOCH };
        let place = match &self.at {
            At::Choose => Place::Choose,
            At::Ask { nth, .. } => Place::Ask(*nth),
            At::Answer(_) => Place::Answer,
            At::Confirm(_) | At::Phone(_) => Place::Confirm,
        };
        let draft = Draft {
            key: self.key,
            version: self.version,
            at,
            order: self.order_no(),
            language: hands.language,
            chosen: self.chosen.clone(),
            place,
        };
        hands.ask(Question::Visit(VisitQuestion::Keep(draft)));
    }

    fn order_no(&self) -> OrderNo {
        self.order.facts.number.clone()
    }

    pub(super) fn wipe(&self, hands: &mut Hands) {
        hands.ask(Question::Visit(VisitQuestion::Wipe(self.key)));
    }

    /// Nothing of the visit is left.
    pub(super) fn give_up(self: Box<Visit>, hands: &mut Hands) -> Step {
        self.wipe(hands);
        Step::Home
    }

    pub(super) fn enter(mut self: Box<Visit>, hands: &mut Hands, at: At) -> Step {
        self.at = at;
        self.keep(hands);
        Step::Enter(Stand::Visit(self))
    }

    pub(super) fn touched(mut self: Box<Visit>, hands: &mut Hands, touch: Touch) -> Step {
        if self.reopening.is_some() {
            return Step::Stay(Stand::Visit(self));
        }
        match std::mem::replace(&mut self.at, At::Choose) {
            At::Choose => self.choose_touched(hands, touch),
            At::Ask { nth, asking } => self.asking_touched(hands, nth, asking, touch),
            At::Answer(decision) => self.answer_touched(hands, decision, touch),
            At::Confirm(decision) => self.confirm_touched(hands, decision, touch),
            At::Phone(phoning) => self.phone_touched(*phoning, hands, touch),
        }
    }

    /// The next question that is not answered, from the chosen line at `nth`; the answer when there is none.
    pub(super) fn ask_from(self: Box<Visit>, hands: &mut Hands, nth: usize) -> Step {
        for nth in nth..self.chosen.len() {
            if let Some(what) = inquiry::first_open(hands, &self, nth) {
                let asking = inquiry::question(hands, &self, nth, what);
                return self.enter(hands, At::Ask { nth, asking });
            }
        }
        self.answer(hands)
    }

    pub(super) fn answer(self: Box<Visit>, hands: &mut Hands) -> Step {
        match self.judge(hands) {
            Some(decision) => self.enter(hands, At::Answer(Box::new(decision))),
            None => self.cannot_judge(hands),
        }
    }

    /// The order contradicts itself or the policy: nothing to blame the customer for; the staff decide.
    pub(super) fn cannot_judge(self: Box<Visit>, hands: &mut Hands) -> Step {
        hands.ring(Cause::CannotJudge);
        hands.say(Notice::CannotJudge);
        self.enter(hands, At::Choose)
    }

    /// Judges what is chosen, as of today. With an untrusted clock the day of the request is the earliest
    /// that does not contradict the order; the dates are then the staff's to confirm.
    pub(super) fn judge(&self, hands: &Hands) -> Option<Decision> {
        let facts = &self.order.facts;
        let noticed = self.chosen.iter().filter_map(|chosen| chosen.noticed_on);
        let known = noticed.chain(facts.received_on).chain([facts.ordered_on]);
        let (today, trusted) = (hands.now.today(), hands.clock_trusted());
        let requested_on = if trusted { today } else { known.max().map_or(today, |known| known.max(today)) };
        let items = self.chosen.iter().map(|chosen| {
            Some(Item {
                line: self.order.line(chosen.no)?.facts,
                returning: chosen.units,
                reason: chosen.reason?,
                noticed_on: chosen.noticed_on,
                condition: chosen.condition.clone().unwrap_or_default(),
                evidence: chosen.evidence.clone().unwrap_or_default(),
            })
        });
        let items = items.collect::<Option<Vec<_>>>()?;
        let request = settlement::request(&self.order, requested_on, items, |no| self.units(no));
        judge::judge(&hands.setup.book, &hands.setup.calendar, &request, trusted).ok()
    }

    /// What would be booked.
    pub(super) fn booking(&self, hands: &Hands, decision: Decision, wants_staff: bool) -> Booking {
        let lines = self.chosen.iter().filter_map(|chosen| {
            let line = self.order.line(chosen.no)?;
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
        let contact = |phone| Contact { phone, consent: self.consent, destroy_on: destroy_on(hands) };
        Booking {
            key: self.key,
            at: hands.now.wall,
            trust: hands.now.trust,
            language: hands.language,
            order: self.order_no(),
            lines: lines.collect(),
            contact: self.phone.clone().map(contact),
            decision,
            judged: Some(self.order.mark()),
            wants_staff,
            beside: self.order.waiting.clone(),
        }
    }

    pub(super) fn name(&self, no: LineNo) -> String {
        self.order.line(no).map(|line| line.product_name.clone()).unwrap_or_default()
    }
}

/// When a telephone number that is given now is destroyed.
pub(super) fn destroy_on(hands: &Hands) -> NaiveDate {
    hands.now.today() + Days::new(hands.setup.phone_days.into())
}
