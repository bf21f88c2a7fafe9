//! Open questions to the ledger. An unanswered one is asked again under its own id until it is answered;
//! since every question may be asked twice, a lost answer costs time and nothing else.

use std::time::Duration;

use super::{Counter, Effect, Question, RequestId, VisitKey};

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
        self.open.iter().map(|open| open.asked_at + retry).min()
    }

    /// When the oldest open question was asked first.
    pub(super) fn oldest(&self) -> Option<Duration> {
        self.open.iter().map(|open| open.first_at).min()
    }

    /// Whether that question is open.
    pub(super) fn is_open(&self, id: RequestId) -> bool {
        self.open.iter().any(|open| open.id == id)
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
        self.asks.open.push(Open { id, question: question.clone(), first_at: at, asked_at: at });
        self.out.push(Effect::Ask(id, question));
        id
    }

    /// An id for a request that is not the ledger's.
    pub(super) fn request(&mut self) -> RequestId {
        self.asks.next_id()
    }

    pub(super) fn ask_again(&mut self) {
        let (now, retry) = (self.now.uptime, self.setup.patience.retry);
        for open in &mut self.asks.open {
            if now >= open.asked_at + retry {
                open.asked_at = now;
                self.out.push(Effect::Ask(open.id, open.question.clone()));
            }
        }
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
