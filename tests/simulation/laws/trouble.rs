//! Laws of a ledger that is slow, full, locked or gone.

use super::*;
use domain::protocol::VisitQuestion;
use domain::view::{CustomerScreen, DeskScreen};

/// Nobody waits longer for the ledger.
const WAIT: Duration = Duration::from_secs(20);

impl Laws {
    /// 22: whatever the ledger does, nobody is kept waiting without an end.
    pub(super) fn kept_waiting(&mut self, step: &Step<'_>) -> Lawful {
        let waits = |view: &View| match &view.screen {
            Screen::Customer(CustomerScreen::HandingOver { number }) => number.is_none(),
            Screen::Starting => true,
            Screen::Desk(DeskScreen::Case(case)) => view.frame.blocked == Some(Blocked::Busy) && !case.printing,
            Screen::Customer(CustomerScreen::Number { .. })
            | Screen::Desk(DeskScreen::SignIn(_))
            | Screen::Desk(DeskScreen::RefuseWhy { .. })
            | Screen::Desk(DeskScreen::Queue(_)) => view.frame.blocked == Some(Blocked::Busy),
            _ => false,
        };
        let same_wait = step.before.serial == step.after.serial && waits(step.before);
        self.waits_since = waits(step.after).then_some(match self.waits_since {
            Some(since) if same_wait => since,
            _ => step.t,
        });
        let waited = self.waits_since.map_or(Duration::ZERO, |since| step.t.saturating_sub(since));
        hold(Law::WaitsEnd, waited <= WAIT, || format!("{} for {waited:?}", names::screen::of(&step.after.screen)))
    }

    /// What 23 remembers: whom the words on the screen are about.
    pub(super) fn told_not_booked(&mut self, step: &Step<'_>) {
        for effect in step.effects {
            if let Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))) = effect
                && !self.open.contains_key(id)
            {
                self.in_hand = Some(booking.key);
                // Resumed after a power cut, and confirmed once more.
                self.not_booked.remove(&booking.key);
            }
        }
        let told = matches!(step.after.screen, Screen::Customer(CustomerScreen::Unsaved));
        if told
            && matches!(step.before.screen, Screen::Customer(CustomerScreen::HandingOver { .. }))
            && let Some(key) = self.in_hand
        {
            self.not_booked.insert(key);
        }
        if let Screen::Customer(CustomerScreen::HandingOver { number: Some(number) }) = &step.after.screen {
            self.seen_numbers.insert(*number);
        }
    }

    /// 23: what is not booked is nowhere, once the ledger has been asked to make it void.
    pub(super) fn not_booked_is_not_booked(&self, audit: &doro::ledger::Audit) -> Lawful {
        let void: BTreeSet<_> = self.open.values().filter_map(|(question, _)| is_void(question)).collect();
        let there = audit.shown.iter().find(|key| self.not_booked.contains(key) && !void.contains(key));
        hold(Law::NotBookedIsNotBooked, there.is_none(), || format!("{there:?} was said not to be booked"))?;
        hold(Law::NotBookedIsNotBooked, audit.held_by_void == 0, || "a void visit holds something".to_owned())
    }

    /// 23: after a start, and once a visit is void, nothing stands there that nobody was told of.
    pub(super) fn none_is_left(&self, question: &Question, ledger: &Ledger) -> Lawful {
        match question {
            Question::Boot { .. } => {
                let left = self.audit(ledger)?.not_shown;
                hold(Law::NotBookedIsNotBooked, left == 0, || format!("{left} visits are left that nobody was told of"))
            }
            Question::Visit(VisitQuestion::Void(_)) => self.not_booked_is_not_booked(&self.audit(ledger)?),
            _ => Ok(()),
        }
    }

    /// The power fails while nobody knows whether a visit is shown: its row, if it came too late, is the staff's.
    pub(super) fn cut_between(&mut self, audit: &doro::ledger::Audit) {
        for key in self.open.values().filter_map(|(question, _)| is_void(question)) {
            if audit.shown.contains(&key) {
                self.not_booked.remove(&key);
            }
        }
        (self.in_hand, self.waits_since) = (None, None);
    }
}

fn is_void(question: &Question) -> Option<VisitKey> {
    if let Question::Visit(VisitQuestion::Void(key)) = question { Some(*key) } else { None }
}
