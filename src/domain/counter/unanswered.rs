//! A ledger that does not answer: nobody waits for it without end, and nothing that it says later is anybody's.

use std::time::Duration;

use super::Counter;
use super::state::{DeskPage, HandOver, Print, State, Step};
use crate::booking::SlipState;
use crate::device::{Device, RequestId};
use crate::protocol::Question;
use crate::view::{Notice, Unsaved};

impl Counter {
    /// Whether the ledger is known to be away: it says so, or it has been silent for too long.
    pub(super) fn ledger_lost(&self) -> bool {
        self.silent || self.down.contains(&Device::Ledger)
    }

    /// The devices that are down now.
    pub(super) fn down_now(&self) -> Vec<Device> {
        let mut down = self.down.clone();
        if !self.setup.scanner {
            down.remove(&Device::Scanner);
        }
        if self.silent {
            down.insert(Device::Ledger);
        }
        down.into_iter().collect()
    }

    /// What the person in front is waiting for.
    fn awaited(&self) -> Option<RequestId> {
        let own = match &self.state {
            State::HandOver(handover) => match &**handover {
                HandOver::Booking { waits_for, .. } | HandOver::Showing { waits_for, .. } => Some(*waits_for),
                HandOver::Printing { .. } => None,
            },
            State::SurveyOpening { waits_for, .. } => Some(*waits_for),
            State::Number(pad) => pad.waits_for,
            State::Which(which) => which.waits_for,
            State::Desk(desk) => desk.waits_for.or(match &desk.page {
                DeskPage::Case { print: Print::Queueing(_, id) | Print::Noting(_, id), .. } => Some(*id),
                _ => None,
            }),
            State::Visit(visit) => visit.reopening.map(|(id, _)| id),
            _ => None,
        };
        own.or(self.lookups.first())
    }

    /// Since when the person in front has been waiting for the ledger.
    pub(super) fn awaited_since(&self) -> Option<Duration> {
        match self.state {
            State::Starting { .. } => self.asks.oldest(),
            _ => self.asks.asked_at(self.awaited()?),
        }
    }

    /// When the person in front has waited long enough, and for what. The two rows of a visit are one wait.
    pub(super) fn unanswered_at(&self) -> Option<(Duration, RequestId)> {
        let id = self.awaited()?;
        let since = match &self.state {
            State::HandOver(handover) => match &**handover {
                HandOver::Booking { since, .. } | HandOver::Showing { since, .. } => *since,
                HandOver::Printing { .. } => return None,
            },
            _ => self.asks.asked_at(id)?,
        };
        Some((since + self.setup.patience.ledger, id))
    }

    /// When a ledger of which nobody in front wants anything is taken to be away.
    pub(super) fn falls_silent_at(&self) -> Option<Duration> {
        if self.silent { None } else { self.asks.oldest().map(|at| at + self.setup.patience.ledger) }
    }

    fn survey_leaves_since(&self) -> Option<Duration> {
        if let State::Survey(survey) = &self.state { Some(survey.leaving?.since) } else { None }
    }

    /// When a survey that waits for the ledger says so.
    pub(super) fn survey_signs_at(&self) -> Option<Duration> {
        Some(self.survey_leaves_since()? + self.setup.patience.sign)
    }

    /// When nobody waits any longer for what was said in a survey.
    pub(super) fn survey_unsaved_at(&self) -> Option<Duration> {
        Some(self.survey_leaves_since()? + self.setup.patience.ledger)
    }

    pub(super) fn wait_out_ledger(&mut self) {
        while let Some((at, id)) = self.unanswered_at()
            && self.now.uptime >= at
        {
            self.silent = true;
            let question = self.asks.close(id);
            self.step(|counter, state| counter.unanswered(state, id, question));
        }
        if self.survey_unsaved_at().is_some_and(|at| self.now.uptime >= at) {
            self.silent = true;
            self.step(|counter, state| match state {
                State::Survey(survey) => counter.survey_unsaved(&survey),
                state => Step::Stay(state),
            });
        }
        if self.falls_silent_at().is_some_and(|at| self.now.uptime >= at) {
            self.silent = true;
        }
    }

    /// Nobody waits any more; what stands on the screen says what was not done.
    fn unanswered(&mut self, state: State, id: RequestId, question: Option<Question>) -> Step {
        if self.lookups.close(id).is_some() {
            self.notice = Some(Notice::NoAnswer);
            return Step::Stay(state);
        }
        match state {
            State::HandOver(handover) => match *handover {
                HandOver::Booking { visit, .. } => self.not_booked(visit.key),
                HandOver::Showing { visit, .. } => self.not_booked(visit.booking.key),
                handover => Step::Stay(State::HandOver(Box::new(handover))),
            },
            State::Number(mut pad) => {
                pad.waits_for = None;
                self.notice = Some(Notice::NoAnswer);
                Step::Stay(State::Number(pad))
            }
            State::Which(mut which) => {
                which.waits_for = None;
                self.notice = Some(Notice::NoAnswer);
                Step::Stay(State::Which(which))
            }
            State::Visit(visit) => {
                self.wipe(&visit);
                self.unsaved(Unsaved::Visit)
            }
            State::SurveyOpening { .. } => {
                let home = self.home();
                self.notice = Some(Notice::NoAnswer);
                home
            }
            State::Desk(mut desk) => {
                if desk.waits_for.take_if(|waits_for| *waits_for == id).is_none()
                    && let DeskPage::Case { print, .. } = &mut desk.page
                    && let Print::Noting(slip, _) = std::mem::replace(print, Print::None)
                {
                    // Noted as being sent, perhaps, and never sent.
                    self.note_slip(&slip, SlipState::NotPrinted);
                }
                self.notice = Some(match question {
                    Some(Question::Decide { .. } | Question::NewCopy { .. } | Question::Slip { .. }) => {
                        Notice::PerhapsNotSaved
                    }
                    _ => Notice::NoAnswer,
                });
                Step::Stay(State::Desk(desk))
            }
            state => Step::Stay(state),
        }
    }
}
