//! Laws of a ledger that is slow, full, locked or gone.

use domain::view::{CustomerScreen, DeskScreen};

use super::*;

/// Nobody waits longer for the ledger.
const WAIT: Duration = Duration::from_secs(20);

/// Whether somebody waits for the ledger and can do nothing meanwhile.
fn waits(view: &View) -> bool {
    let busy = view.frame.blocked == Some(Blocked::Busy);
    match &view.screen {
        Screen::Starting => true,
        Screen::OutOfOrder => false,
        Screen::Customer(screen) => match screen {
            CustomerScreen::HandingOver { number } => number.is_none(),
            CustomerScreen::Number { .. } => busy,
            CustomerScreen::Welcome { .. }
            | CustomerScreen::NoReceipt
            | CustomerScreen::Which { .. }
            | CustomerScreen::Choose { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Answer(_)
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. } => false,
        },
        Screen::Desk(screen) => match screen {
            DeskScreen::Case(case) => busy && !case.printing,
            DeskScreen::SignIn(_) | DeskScreen::RefuseWhy { .. } | DeskScreen::Queue(_) => busy,
            DeskScreen::Missed(_) => false,
        },
        // A survey goes on without its rows, and an export ends by itself.
        Screen::Survey(_) | Screen::Manage(_) => false,
    }
}

impl Laws {
    /// 22: whatever the ledger does, nobody is kept waiting without an end.
    pub(super) fn kept_waiting(&mut self, step: &Step<'_>) -> Lawful {
        let same_wait = step.before.serial == step.after.serial && waits(step.before);
        let since = self.waits_since.filter(|_| same_wait).unwrap_or(step.t);
        self.waits_since = waits(step.after).then_some(since);
        let waited = self.waits_since.map_or(Duration::ZERO, |since| step.t.saturating_sub(since));
        hold(Law::WaitsEnd, waited <= WAIT, || format!("{} for {waited:?}", step.is()))
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
            Question::Visit(
                VisitQuestion::Find { .. }
                | VisitQuestion::FindTyped { .. }
                | VisitQuestion::FindVisit { .. }
                | VisitQuestion::Reopen { .. }
                | VisitQuestion::Keep(_)
                | VisitQuestion::Wipe(_)
                | VisitQuestion::Book(_)
                | VisitQuestion::Shown { .. },
            ) => Ok(()),
            Question::PrinterCleared | Question::Slip { .. } => Ok(()),
            Question::Call(_) | Question::Survey(_) | Question::Desk(_) => Ok(()),
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
