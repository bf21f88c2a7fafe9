//! Open questions to the ledger. An unanswered one is asked again under its own id until it is answered or
//! withdrawn; since every question may be asked twice, a lost answer costs time and nothing else.

use std::time::Duration;

use super::{Counter, Effect};
use crate::booking::VisitKey;
use crate::device::RequestId;
use crate::protocol::Question;
use crate::visit_no::VisitNo;

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

    /// Whether a touch of that visit's survey is not written yet.
    pub(super) fn holds_touches(&self, of: VisitNo) -> bool {
        let touches = |question: &Question| matches!(question, Question::SurveyTouched { visit, .. } if *visit == of);
        self.open.iter().any(|open| touches(&open.question))
    }

    /// Nobody waits for its answer any more: it is not asked again.
    pub(super) fn withdraw(&mut self, id: RequestId) {
        self.open.retain(|open| open.id != id);
    }

    /// Whether an earlier question must be answered before the one at that place is asked, or asked again.
    fn waits(&self, at: usize) -> bool {
        self.open[..at].iter().any(|earlier| comes_before(&earlier.question, &self.open[at].question))
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
        let first_at = self.now.uptime;
        // What is to be void comes before everything else, also before what was asked earlier and is asked again.
        let place = if let Question::Void(_) = question { 0 } else { self.asks.open.len() };
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

    /// When a ledger that is down, and of which nobody wants anything, is asked whether it is back.
    pub(super) fn probe_at(&self) -> Option<Duration> {
        let forgotten = self.ledger_lost() && self.asks.open.is_empty();
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
        for at in 0..self.asks.open.len() {
            let due = self.asks.open[at].asked_at.is_none_or(|asked_at| now >= asked_at + retry);
            if due && !self.asks.waits(at) {
                self.ask_now(at);
            }
        }
    }
}

/// Whether a question must be answered before the other is asked: nothing is read or written while a visit that the
/// customer was told is not booked may stand in the ledger, the end of a survey takes no answers after it, one
/// that is shown again says all that was said, what was seen stands in no list after it, and how far a slip has come is told in order.
fn comes_before(earlier: &Question, later: &Question) -> bool {
    match (earlier, later) {
        (Question::Void(_), _) => true,
        (Question::CallsSeen { .. }, Question::Queue) => true,
        (Question::SurveyTouched { visit, .. }, Question::SurveyEnded { visit: ended, .. }) => visit == ended,
        (
            Question::SurveyTouched { visit, .. } | Question::SurveyEnded { visit, .. },
            Question::SurveyShown { visit: shown, .. },
        ) => visit == shown,
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
        Question::Void(key) => Some(*key),
        _ => None,
    }
}
