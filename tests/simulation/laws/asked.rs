//! What the ledger was asked and has done, as the laws remember it.

use domain::protocol::VisitQuestion;

use super::*;

/// The visit whose earlier drafts a question makes void.
fn ends_draft(question: &VisitQuestion) -> Option<VisitKey> {
    match question {
        VisitQuestion::Keep(draft) => Some(draft.key),
        VisitQuestion::Wipe(key) | VisitQuestion::Void(key) => Some(*key),
        VisitQuestion::Book(booking) => Some(booking.key),
        VisitQuestion::Find { .. }
        | VisitQuestion::FindTyped { .. }
        | VisitQuestion::FindVisit { .. }
        | VisitQuestion::Reopen { .. }
        | VisitQuestion::Shown { .. } => None,
    }
}

/// Whether an open question is withdrawn by a later one of a visit.
fn is_withdrawn(open: &VisitQuestion, by: &VisitQuestion) -> bool {
    let void = if let VisitQuestion::Void(key) = by { Some(*key) } else { None };
    match open {
        VisitQuestion::Keep(draft) => Some(draft.key) == ends_draft(by),
        VisitQuestion::Book(booking) => Some(booking.key) == void,
        VisitQuestion::Shown { key, .. } => Some(*key) == void,
        VisitQuestion::Find { .. }
        | VisitQuestion::FindTyped { .. }
        | VisitQuestion::FindVisit { .. }
        | VisitQuestion::Reopen { .. }
        | VisitQuestion::Wipe(_)
        | VisitQuestion::Void(_) => false,
    }
}

impl Laws {
    pub fn booked_elsewhere(&mut self, key: VisitKey) {
        self.booked.insert(key);
    }

    pub(super) fn ask(&mut self, id: RequestId, question: &Question, at: Duration) {
        if let Question::Visit(later) = question
            && !self.open.contains_key(&id)
        {
            self.open.retain(|_, (open, _)| !matches!(open, Question::Visit(open) if is_withdrawn(open, later)));
        }
        self.open.insert(id, (question.clone(), at));
    }

    /// Whether an answer is waited for: what is not asked again any more was withdrawn.
    pub fn waits(&self, t: Duration) -> bool {
        self.open.values().any(|(_, at)| t < *at + ASKED_AGAIN)
    }

    /// What the ledger has done with a question.
    pub fn executed(&mut self, question: &Question, answer: &Answer, ledger: &Ledger) -> Lawful {
        self.none_is_left(question, ledger)?;
        if let Answer::Failed(why) = answer {
            return broken(Law::TheLedgerCanAnswer, format!("{question:?}: {why}"));
        }
        if let Question::Visit(VisitQuestion::Keep(draft)) = question {
            let newer = self.kept.get(&draft.key).is_none_or(|(kept, ..)| kept.version < draft.version);
            if newer && let Some((at, trusted)) = self.made.get(&(draft.key, draft.version)) {
                self.kept.insert(draft.key, (draft.clone(), *at, *trusted));
            }
        }
        self.pins(question, answer)
    }
}
