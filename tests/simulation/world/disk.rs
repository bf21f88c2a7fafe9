//! A disk that does not do what it should, for seconds or minutes, as the ledger's thread meets it.

use domain::protocol::VisitQuestion;
use std::collections::VecDeque;

use super::*;
use crate::faults::Fate;

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// Questions get lost on their way.
    Lost,
    /// Full, locked by somebody else, read-only: every question fails at once.
    Refuses,
    /// A write hangs; what is asked meanwhile waits behind it, and all is done when it is free.
    Hangs,
    /// A write is done and its flush hangs: the answer comes when it is free.
    AnswersLate,
}

/// The disk, and what waits for it.
#[derive(Default)]
pub struct Disk {
    trouble: Option<(Trouble, Duration)>,
    /// As the ledger's thread keeps them: each once, and what is to be void first.
    waiting: VecDeque<(RequestId, Question)>,
    /// The question whose flush hangs.
    at_work: Option<RequestId>,
}

impl Disk {
    /// When it is well again.
    pub(super) fn frees_at(&self) -> Option<Duration> {
        self.trouble.map(|(_, until)| until)
    }

    /// The power is gone, and with it what waited; what is wrong stays wrong.
    pub(super) fn lose_memory(&mut self) {
        self.waiting.clear();
        self.at_work = None;
    }

    fn put(&mut self, id: RequestId, question: &Question) {
        if self.at_work == Some(id) || self.waiting.iter().any(|(waits, _)| *waits == id) {
            return;
        }
        if let Question::Visit(VisitQuestion::Void(key)) = question {
            self.waiting.retain(|(_, waits)| match waits {
                Question::Visit(VisitQuestion::Book(booking)) => booking.key != *key,
                Question::Visit(VisitQuestion::Shown { key: shown, .. }) => shown != key,
                Question::Visit(
                    VisitQuestion::Find { .. }
                    | VisitQuestion::FindTyped { .. }
                    | VisitQuestion::FindVisit { .. }
                    | VisitQuestion::Reopen { .. }
                    | VisitQuestion::Keep(_)
                    | VisitQuestion::Wipe(_)
                    | VisitQuestion::Void(_),
                ) => true,
                Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => true,
                Question::Call(_) | Question::Survey(_) | Question::Desk(_) => true,
            });
            self.waiting.push_front((id, question.clone()));
        } else {
            self.waiting.push_back((id, question.clone()));
        }
    }
}

impl World {
    pub(super) fn disk_fails(&mut self) {
        let all = [Trouble::Lost, Trouble::Refuses, Trouble::Hangs, Trouble::AnswersLate];
        let trouble = *self.dice.pick(&all);
        let lasts = if self.dice.chance(30) { 240 } else { 40 };
        self.disk.trouble = Some((trouble, self.t + Duration::from_secs(2 + self.dice.below(lasts))));
        self.count(match trouble {
            Trouble::Lost => Happening::DiskLost,
            Trouble::Refuses => Happening::DiskRefuses,
            Trouble::Hangs => Happening::DiskHangs,
            Trouble::AnswersLate => Happening::DiskAnswersLate,
        });
        self.note(|| format!("the disk: {trouble:?}"));
    }

    /// Whether the question gets no further for now.
    pub(super) fn disk_holds(&mut self, id: RequestId, question: &Question) -> bool {
        match self.disk.trouble {
            Some((Trouble::Lost, _)) => true,
            Some((Trouble::Hangs, _)) => {
                self.disk.put(id, question);
                true
            }
            Some((Trouble::AnswersLate, _)) if self.disk.at_work.is_some() => {
                self.disk.put(id, question);
                true
            }
            Some((Trouble::AnswersLate, _)) => {
                self.disk.at_work = Some(id);
                false
            }
            Some((Trouble::Refuses, _)) | None => false,
        }
    }

    /// How what it is doing now goes.
    pub(super) fn disk_delays(&mut self, fate: &mut Fate) {
        match self.disk.trouble {
            Some((Trouble::Refuses, _)) => fate.fails = true,
            Some((Trouble::AnswersLate, until)) => fate.after = until.saturating_sub(self.t) + fate.after,
            Some((Trouble::Lost | Trouble::Hangs, _)) | None => {}
        }
    }

    /// It is well again, and what has waited is done in its order.
    pub(super) fn disk_frees(&mut self) -> Lawful {
        self.disk.trouble = None;
        self.disk.at_work = None;
        self.note(|| "the disk is well".to_owned());
        while self.disk.trouble.is_none()
            && let Some((id, question)) = self.disk.waiting.pop_front()
        {
            self.answer(id, &question)?;
        }
        Ok(())
    }
}
