//! Open questions to the ledger. An unanswered one is asked again under its own id until it is answered;
//! since every question may be asked twice, a lost answer costs time and nothing else.

use std::time::Duration;

use super::{Counter, Device, Effect, Question, RequestId, VisitKey};

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
    asked_at: Duration,
    /// Not asked yet: it waits until what comes before it is answered.
    held: bool,
}

impl Asks {
    fn next_id(&mut self) -> RequestId {
        self.last += 1;
        RequestId(self.last)
    }

    /// Takes the question that the answer is for; none if nobody waits for it.
    pub(super) fn close(&mut self, id: RequestId) -> Option<Question> {
        let at = self.open.iter().position(|open| open.id == id)?;
        Some(self.open.remove(at).question)
    }

    /// When the first of the open questions is due to be asked again.
    pub(super) fn due(&self, retry: Duration) -> Option<Duration> {
        self.open.iter().filter(|open| !open.held).map(|open| open.asked_at + retry).min()
    }

    /// When the oldest open question was asked first.
    pub(super) fn oldest(&self) -> Option<Duration> {
        self.open.iter().map(|open| open.first_at).min()
    }

    /// When that question was asked first; none unless it is open.
    pub(super) fn asked_at(&self, id: RequestId) -> Option<Duration> {
        self.open.iter().find(|open| open.id == id).map(|open| open.first_at)
    }
}

impl Counter {
    pub(super) fn ask(&mut self, question: Question) -> RequestId {
        // A newer draft, or the end of the visit, makes an older draft not worth asking again.
        if let Some(key) = ends_draft(&question) {
            self.asks.open.retain(|open| !matches!(&open.question, Question::Keep(older) if older.key == key));
        }
        let id = self.asks.next_id();
        let at = self.now.uptime;
        let held = self.asks.open.iter().any(|open| comes_before(&open.question, &question));
        if !held {
            self.out.push(Effect::Ask(id, question.clone()));
        }
        self.asks.open.push(Open { id, question, first_at: at, asked_at: at, held });
        id
    }

    /// An id for a request that is not the ledger's.
    pub(super) fn request(&mut self) -> RequestId {
        self.asks.next_id()
    }

    /// When a ledger that is down, and of which nobody wants anything, is asked whether it is back.
    pub(super) fn probe_at(&self) -> Option<Duration> {
        let forgotten = self.down.contains(&Device::Ledger) && self.asks.open.is_empty();
        forgotten.then_some(self.probed_at + self.setup.patience.retry)
    }

    /// Nobody scans at a screen that says out of order: the counter itself finds out that it is not.
    pub(super) fn probe(&mut self) {
        if self.probe_at().is_some_and(|at| self.now.uptime >= at) {
            self.probed_at = self.now.uptime;
            self.ask(Question::Staff);
        }
    }

    pub(super) fn ask_again(&mut self) {
        let (now, retry) = (self.now.uptime, self.setup.patience.retry);
        let all = &self.asks.open;
        let waits = |at: usize| all[..at].iter().any(|earlier| comes_before(&earlier.question, &all[at].question));
        let released: Vec<RequestId> =
            (0..all.len()).filter(|at| all[*at].held && !waits(*at)).map(|at| all[at].id).collect();
        for open in &mut self.asks.open {
            let released = released.contains(&open.id);
            if released || (!open.held && now >= open.asked_at + retry) {
                open.held = false;
                open.asked_at = now;
                self.out.push(Effect::Ask(open.id, open.question.clone()));
            }
        }
    }
}

/// Whether a question must be answered before the other is asked: the end of a survey takes no answers after it, and
/// how far a slip has come is told in order.
fn comes_before(earlier: &Question, later: &Question) -> bool {
    match (earlier, later) {
        (Question::SurveyTouched { visit, .. }, Question::SurveyEnded { visit: ended, .. }) => visit == ended,
        (Question::Slip { visit, copy, .. }, Question::Slip { visit: of, copy: then, .. }) => {
            (visit, copy) == (of, then)
        }
        _ => false,
    }
}

/// The visit whose earlier drafts a question makes void.
fn ends_draft(question: &Question) -> Option<VisitKey> {
    match question {
        Question::Keep(draft) => Some(draft.key),
        Question::Wipe(key) => Some(*key),
        Question::Book(booking) => Some(booking.key),
        _ => None,
    }
}
