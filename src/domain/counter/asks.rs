//! Open questions to the ledger. An unanswered one is asked again under its own id until it is answered or
//! withdrawn; since every question may be asked twice, a lost answer costs time and nothing else.

use std::time::Duration;

use super::{Effect, Hands};
use crate::device::{Device, RequestId};
use crate::protocol::{DeskQuestion, Question, VisitQuestion};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Asks {
    last: u64,
    /// In the order in which they were asked first.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    id: RequestId,
    question: Question,
    first_at: Duration,
    /// None while it waits until what comes before it is answered.
    asked_at: Option<Duration>,
}

impl Asks {
    fn next_id(&mut self) -> RequestId {
        self.last += 1;
        RequestId(self.last)
    }

    /// Whether every question has been answered.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes the question that the answer is for; none if nobody waits for it.
    pub(super) fn close(&mut self, id: RequestId) -> Option<Question> {
        let at = self.open.iter().position(|open| open.id == id)?;
        Some(self.open.remove(at).question)
    }

    /// Nobody waits for its answer any more: it is not asked again.
    pub(super) fn withdraw(&mut self, id: RequestId) {
        self.open.retain(|open| open.id != id);
    }

    /// Whether an earlier question must be answered before the one at that place is asked, or asked again.
    fn waits(&self, at: usize) -> bool {
        self.open[..at].iter().any(|earlier| earlier.question.comes_before(&self.open[at].question))
    }

    /// When the first of the open questions is due to be asked again.
    pub(super) fn due(&self, retry: Duration) -> Option<Duration> {
        let free = (0..self.open.len()).filter(|at| !self.waits(*at));
        free.filter_map(|at| Some(self.open[at].asked_at? + retry)).min()
    }

    /// When the oldest open question was asked first.
    pub(super) fn oldest(&self) -> Option<Duration> {
        self.open.iter().map(|open| open.first_at).min()
    }
}

impl Hands {
    /// Asks the ledger.
    pub(super) fn ask(&mut self, question: Question) -> RequestId {
        // A newer draft, or the end of the visit, makes an older draft not worth asking again.
        if let Some(key) = question.ends_draft() {
            let older =
                |open: &Open| matches!(&open.question, Question::Visit(VisitQuestion::Keep(draft)) if draft.key == key);
            self.asks.open.retain(|open| !older(open));
        }
        let id = self.asks.next_id();
        let place = if question.is_first() { 0 } else { self.asks.open.len() };
        let first_at = self.now.uptime;
        self.asks.open.insert(place, Open { id, question, first_at, asked_at: None });
        if !self.asks.waits(place) {
            self.ask_now(place);
        }
        id
    }

    fn ask_now(&mut self, at: usize) {
        let open = &mut self.asks.open[at];
        open.asked_at = Some(self.now.uptime);
        self.out.push(Effect::Ask(open.id, open.question.clone()));
    }

    /// An id for a request that is not the ledger's.
    pub(super) fn request(&mut self) -> RequestId {
        self.asks.next_id()
    }

    /// Whether a question of that kind is not answered yet.
    pub(super) fn has_open(&self, kind: impl Fn(&Question) -> bool) -> bool {
        self.asks.open.iter().any(|open| kind(&open.question))
    }

    /// Nobody waits for these answers any more.
    pub(super) fn withdraw(&mut self, id: RequestId) {
        self.asks.withdraw(id);
    }

    /// Whether the ledger is known to be away: it says so, or it has been silent for too long.
    pub(super) fn ledger_lost(&self) -> bool {
        self.silent || self.down.contains(&Device::Ledger)
    }

    /// When a ledger of which nobody in front wants anything is taken to be away.
    pub(super) fn falls_silent_at(&self) -> Option<Duration> {
        if self.silent { None } else { self.asks.oldest().map(|at| at + self.setup.patience.ledger) }
    }

    /// When a ledger that is down, and of which nobody wants anything, is asked whether it is back.
    pub(super) fn probe_at(&self) -> Option<Duration> {
        let forgotten = self.ledger_lost() && self.asks.open.is_empty();
        forgotten.then_some(self.probed_at + self.setup.patience.retry)
    }

    /// Nobody scans at a screen that says out of order: the counter itself finds out that it is not.
    pub(super) fn probe(&mut self) {
        if self.probe_at().is_some_and(|at| self.now.uptime >= at) {
            self.probed_at = self.now.uptime;
            self.ask(Question::Desk(DeskQuestion::Staff));
        }
    }

    pub(super) fn ask_again(&mut self) {
        let (now, retry) = (self.now.uptime, self.setup.patience.retry);
        for at in 0..self.asks.open.len() {
            let due = self.asks.open[at].asked_at.is_none_or(|asked_at| now >= asked_at + retry);
            if due && !self.asks.waits(at) {
                self.ask_now(at);
            }
        }
    }
}
