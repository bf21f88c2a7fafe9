//! Everything that happens although nothing happens: the warning, the wiping, and the end of every wait.

use std::time::Duration;

use super::hands::Wait;
use super::{Counter, Front, customer};
use crate::device::PrintEnd;
use crate::view::{Looks, Notice};

/// When the person in front is taken to have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quiet {
    /// Nobody is to be waited for.
    Never,
    /// So long after the last sign of somebody, with a warning before.
    After(Duration),
    /// At that moment, without a warning.
    At(Duration),
}

impl Counter {
    /// The next moment (uptime) at which [`Counter::update`] wants to be called with `Woke`.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let patience = &self.hands.setup.patience;
        let now = self.hands.uptime();
        let still_to_come = |at: &Duration| *at > now;
        let counting = self.warns().is_some().then_some(now + Duration::from_secs(1));
        let warning = self.quiet_ends_at().map(|end| end.saturating_sub(patience.warning)).filter(still_to_come);
        let slow = self.hands.asks.oldest().map(|at| at + patience.slow).filter(still_to_come);
        let survey = if let Front::Survey(survey) = &self.front { Some(survey) } else { None };
        [
            counting,
            warning,
            self.quiet_ends_at(),
            slow,
            self.hands.asks.due(patience.retry),
            self.hands.probe_at(),
            self.print_given_up_at(),
            self.unanswered_at(),
            self.hands.falls_silent_at(),
            survey.and_then(|survey| survey.signs_at(patience)).filter(still_to_come),
            survey.and_then(|survey| survey.given_up_at(patience)),
            self.export_given_up_at(),
            self.customer.offer_ends_at(),
            self.rings_at(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// How much time is left, once it is warned of.
    pub(super) fn warns(&self) -> Option<Duration> {
        let Quiet::After(_) = self.quiet() else { return None };
        let left = self.quiet_ends_at()?.saturating_sub(self.hands.uptime());
        (left <= self.hands.setup.patience.warning).then_some(left)
    }

    /// When the present person is taken to have left; none where nobody is to be waited for.
    pub(super) fn quiet_ends_at(&self) -> Option<Duration> {
        match self.quiet() {
            Quiet::Never => None,
            Quiet::After(time) => Some(self.hands.presence.active_at + time),
            Quiet::At(at) => Some(at),
        }
    }

    fn quiet(&self) -> Quiet {
        let patience = &self.hands.setup.patience;
        match &self.front {
            Front::Starting { .. } => Quiet::Never,
            // The idle screen forgets settings, a remembered product, a call and a card, too.
            Front::Customer if self.customer.is_home() && self.is_clean() => Quiet::Never,
            Front::Customer => self.customer.quiet(patience),
            Front::Survey(survey) => survey.quiet(patience),
            Front::Staff(_) => Quiet::After(patience.desk),
        }
    }

    /// Whether the idle screen bears nothing of anybody.
    fn is_clean(&self) -> bool {
        !self.customer.remembers()
            && self.looks == Looks::default()
            && self.hands.language == self.hands.setup.language
            && self.hands.notice.is_none()
            && !self.hands.bell.is_calling()
            && !self.hands.bell.card
    }

    /// When a slip without an answer is given up.
    fn print_given_up_at(&self) -> Option<Duration> {
        let (_, since, _) = self.printing()?;
        Some(since + self.hands.setup.patience.print)
    }

    /// When an export that is not heard of is given up.
    fn export_given_up_at(&self) -> Option<Duration> {
        let Front::Staff(staff) = &self.front else { return None };
        Some(staff.manage.as_ref()?.heard_at()? + self.hands.setup.patience.export)
    }

    /// What the person in front waits for.
    pub(super) fn awaited(&self) -> Option<Wait> {
        let own = match &self.front {
            Front::Starting { .. } => None,
            Front::Customer => self.customer.awaited(),
            Front::Survey(survey) => survey.awaited(),
            Front::Staff(staff) => staff.desk.awaited(),
        };
        own.or_else(|| self.customer.looks_up())
    }

    /// Since when the person in front has been waiting for the ledger.
    pub(super) fn awaited_since(&self) -> Option<Duration> {
        match self.front {
            Front::Starting { .. } => self.hands.asks.oldest(),
            Front::Customer | Front::Survey(_) | Front::Staff(_) => Some(self.awaited()?.asked_at),
        }
    }

    /// When the person in front has waited long enough.
    fn unanswered_at(&self) -> Option<Duration> {
        Some(self.awaited()?.since + self.hands.setup.patience.ledger)
    }

    /// Lets everything happen that time alone brings about.
    pub(super) fn wait_out(&mut self) {
        let now = self.hands.uptime();
        self.wait_out_ledger();
        if self.print_given_up_at().is_some_and(|at| now >= at)
            && let Some((id, _, slip)) = self.printing()
        {
            let (visit, copy) = (slip.visit.number, slip.copy);
            self.printed_in_time(id, PrintEnd::InDoubt);
            self.late.expect(id, visit, copy);
        }
        if self.export_given_up_at().is_some_and(|at| now >= at) {
            self.manage(|manage, hands| manage.given_up(hands));
        }
        if self.customer.offer_ends_at().is_some_and(|end| now >= end) {
            self.customer.withdraw_offer();
        }
        if self.quiet_ends_at().is_some_and(|end| now >= end) {
            self.left();
        }
    }

    fn wait_out_ledger(&mut self) {
        let now = self.hands.uptime();
        while self.unanswered_at().is_some_and(|at| now >= at) {
            let Some(wait) = self.awaited() else { break };
            self.hands.silent = true;
            self.unanswered(wait);
        }
        if let Front::Survey(survey) = &self.front
            && survey.given_up_at(&self.hands.setup.patience).is_some_and(|at| now >= at)
        {
            self.hands.silent = true;
            self.survey(|survey, hands| survey.unsaved(hands));
        }
        if self.hands.falls_silent_at().is_some_and(|at| now >= at) {
            self.hands.silent = true;
        }
    }

    /// Nobody waits any more; what stands on the screen says what was not done.
    fn unanswered(&mut self, wait: Wait) {
        let question = self.hands.asks.close(wait.id);
        if self.customer.looks_up_no_more(wait.id) {
            return self.hands.say(Notice::NoAnswer);
        }
        match &self.front {
            Front::Starting { .. } => {}
            Front::Customer => self.customer(|customer, hands| customer.unanswered(hands)),
            Front::Survey(_) => self.survey(|survey, _| survey.unanswered()),
            Front::Staff(_) => self.desk(|desk, hands| desk.unanswered(hands, wait.id, question)),
        }
    }

    /// The person has left: what was confirmed stays, everything else is wiped.
    fn left(&mut self) {
        self.hands.somebody_is_there();
        match &self.front {
            Front::Starting { .. } => {}
            Front::Customer => self.customer(|customer, hands| {
                customer.left(hands);
                customer::Then::Home
            }),
            Front::Survey(_) => self.survey(|survey, hands| survey.left(hands)),
            Front::Staff(_) => self.lock(false),
        }
    }
}
