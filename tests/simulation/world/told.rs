//! What the counter is told, and what it makes of it: every step is held against the laws.

use domain::protocol::Answer;
use domain::slip_code::SlipCode;
use domain::view::{CustomerScreen, ExportState, ExportView, ManageScreen, Screen};

use super::*;
use crate::laws::{Law, Step};

impl World {
    /// Tells the counter something; time passes first, so that what the event does is seen by itself.
    pub(super) fn tell(&mut self, event: Event) -> Lawful {
        if event != Event::Woke {
            self.one(Event::Woke)?;
        }
        self.one(event)
    }

    fn one(&mut self, event: Event) -> Lawful {
        self.read_clock();
        self.tend()?;
        let now = self.moment();
        let unmatched = self.is_unmatched(&event);
        let (before, deadline_before) = (self.view(), self.counter.deadline());
        let mut effects = Vec::new();
        let seen = self.mutant.moment(now);
        for event in self.mutant.event(event.clone(), &before) {
            effects.extend(self.counter.update(seen, event));
        }
        let effects = self.mutant.effects(effects);
        let (after, deadline) = (self.view(), self.counter.deadline());
        if self.face.0 != after.face {
            self.face = (after.face, self.t);
        }
        self.show(&after);
        self.record(&before, &event, &effects, &after);
        let step = Step {
            now,
            t: self.t,
            before: &before,
            event: &event,
            effects: &effects,
            after: &after,
            deadline_before,
            deadline,
            unmatched,
            misled: self.misled,
            wrong: self.wrong,
        };
        self.laws.step(&step, &mut self.ledger)?;
        self.written_is_there(&after)?;
        if deadline.is_some_and(|at| at <= now.uptime) && event == Event::Woke {
            return Err(Broken {
                law: Law::EverythingEnds,
                how: format!("wants to be woken at {deadline:?}, which is past"),
            });
        }
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &after.screen {
            let code = SlipCode { visit: thanks.number, claim: thanks.claim_code }.to_string();
            if self.slips.last() != Some(&code) {
                self.slips.push(code);
            }
        }
        for effect in effects {
            if self.faults.on && self.dice.below(1_000) < self.faults.cut_between {
                return self.cut();
            }
            let since = self.booted_at;
            self.act(effect)?;
            if self.booted_at != since {
                // The power failed under it: nobody is left who wanted the rest.
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether nobody waits for the answer that arrives.
    fn is_unmatched(&mut self, event: &Event) -> bool {
        match event {
            Event::Answered(_, Answer::Failed(_)) => true,
            Event::Answered(id, _) => self.laws.open.remove(id).is_none(),
            Event::Exported(..) | Event::Exporting(_) => {
                let writes = |export: &ExportView| export.state == ExportState::Writing;
                !matches!(&self.view().screen, Screen::Manage(ManageScreen::Export(export)) if writes(export))
            }
            Event::Examined(..) => {
                !matches!(self.view().screen, Screen::Manage(ManageScreen::Devices { looking: true, .. }))
            }
            Event::Started
            | Event::Scanned(_)
            | Event::Unread(_)
            | Event::Touched { .. }
            | Event::Printed(..)
            | Event::PrinterCleared
            | Event::Device(..)
            | Event::Woke => false,
        }
    }
}
