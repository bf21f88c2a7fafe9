//! Quiet time: the warning, the wiping, and everything else that happens although nothing happens.

use std::time::Duration;

use super::Counter;
use super::state::{DeskPage, HandOver, Print, State, Step};
use crate::device::{ExportEnd, PrintEnd, RequestId};

impl Counter {
    /// The next moment (uptime) at which [`Counter::update`] wants to be called with `Woke`.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let patience = &self.setup.patience;
        let second = self.now.uptime + Duration::from_secs(1);
        let counting = self.warns().is_some().then_some(second);
        let warning =
            self.quiet_ends_at().map(|end| end.saturating_sub(patience.warning)).filter(|at| *at > self.now.uptime);
        let slow = self.asks.oldest().map(|at| at + patience.slow).filter(|at| *at > self.now.uptime);
        [
            counting,
            warning,
            self.quiet_ends_at(),
            slow,
            self.asks.due(patience.retry),
            self.probe_at(),
            self.print_given_up_at().map(|(at, _)| at),
            self.unanswered_at().map(|(at, _)| at),
            self.falls_silent_at(),
            self.survey_signs_at().filter(|at| *at > self.now.uptime),
            self.survey_unsaved_at(),
            self.export_given_up_at().map(|(at, _)| at),
            self.offer_ends_at(),
            self.rings_at(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// How much time is left, once it is warned of.
    pub(super) fn warns(&self) -> Option<Duration> {
        if let State::SurveyThanks { .. } = self.state {
            return None;
        }
        let left = self.quiet_ends_at()?.saturating_sub(self.now.uptime);
        (left <= self.setup.patience.warning).then_some(left)
    }

    /// Whether somebody's time runs.
    pub(super) fn is_attended(&self) -> bool {
        self.quiet_ends_at().is_some()
    }

    /// When the present person is taken to have left; none where nobody is to be waited for.
    fn quiet_ends_at(&self) -> Option<Duration> {
        let patience = &self.setup.patience;
        match &self.state {
            State::Starting { .. } | State::HandOver(_) | State::SurveyOpening { .. } => None,
            // The idle screen forgets settings, a remembered product, a call and a card, too.
            State::Home { remembered, .. } => {
                let clean = remembered.is_none()
                    && self.looks == crate::view::Looks::default()
                    && self.language == self.setup.language
                    && self.notice.is_none()
                    && self.call.is_none()
                    && !self.called;
                (!clean).then_some(self.active_at + patience.idle)
            }
            State::SurveyThanks { since } => Some(*since + patience.thanks),
            State::Desk(_) => Some(self.active_at + patience.desk),
            _ => Some(self.active_at + patience.idle),
        }
    }

    /// When a slip without an answer is given up.
    fn print_given_up_at(&self) -> Option<(Duration, RequestId)> {
        let (id, since) = match &self.state {
            State::HandOver(handover) => match &**handover {
                HandOver::Printing { waits_for, since, .. } => (*waits_for, *since),
                _ => return None,
            },
            State::Desk(desk) => match &desk.page {
                DeskPage::Case { print: Print::Printing(_, id, since), .. } => (*id, *since),
                _ => return None,
            },
            _ => return None,
        };
        Some((since + self.setup.patience.print, id))
    }

    /// When an export that is not heard of is given up.
    fn export_given_up_at(&self) -> Option<(Duration, RequestId)> {
        let State::Desk(desk) = &self.state else { return None };
        let DeskPage::Export { waits_for: Some(export), .. } = &desk.page else { return None };
        Some((export.heard_at + self.setup.patience.export, export.id))
    }

    /// Lets everything happen that time alone brings about.
    pub(super) fn wait_out(&mut self) {
        self.wait_out_ledger();
        if let Some((at, id)) = self.print_given_up_at()
            && self.now.uptime >= at
        {
            self.expect_late(id);
            self.step(|counter, state| counter.printed(state, id, PrintEnd::InDoubt));
        }
        if let Some((at, id)) = self.export_given_up_at()
            && self.now.uptime >= at
        {
            self.step(|counter, state| counter.exported(state, id, ExportEnd::Silent));
        }
        if self.offer_ends_at().is_some_and(|end| self.now.uptime >= end) {
            self.withdraw_offer();
        }
        if self.quiet_ends_at().is_some_and(|end| self.now.uptime >= end) {
            self.step(Counter::left);
        }
    }

    /// The person has left: what was confirmed stays, everything else is wiped.
    fn left(&mut self, state: State) -> Step {
        self.active_at = self.now.uptime;
        match state {
            State::Visit(visit) => {
                self.wipe(&visit);
                self.home()
            }
            State::Survey(survey) => {
                self.end_survey(&survey, None);
                self.home()
            }
            State::Desk(desk) => self.lock(*desk, false),
            _ => self.home(),
        }
    }
}
