//! Laws of what somebody has left behind.

use super::*;

/// The idle limit, after each of the few times that a code counts which is read again.
const LEFT_MAX: Duration = Duration::from_secs(400);

/// When somebody was last there beyond doubt, and what was scanned since they touched the panel.
#[derive(Default)]
pub(super) struct There {
    at: Option<Duration>,
    codes: BTreeSet<Vec<String>>,
}

impl Laws {
    /// 38.
    pub(super) fn left_behind(&mut self, step: &Step<'_>) -> Lawful {
        let there = match step.event {
            Event::Touched { .. } => {
                self.there.codes.clear();
                true
            }
            Event::Scanned(scan) => self.there.codes.insert(scan.codes.clone()),
            Event::Started
            | Event::Unread(_)
            | Event::Answered(..)
            | Event::Printed(..)
            | Event::Exporting(_)
            | Event::PrinterCleared
            | Event::Exported(..)
            | Event::Examined(..)
            | Event::Device(..)
            | Event::Woke => false,
        };
        if there || step.before.screen != step.after.screen {
            self.there.at = Some(step.t);
        }
        let since = step.t.saturating_sub(*self.there.at.get_or_insert(step.t));
        let screen = &step.after.screen;
        let is_customers = is_somebodys(screen) && !is_staffs(screen) && !is_sign_in(screen);
        hold(Law::WhatIsLeftIsWiped, !is_customers || since <= LEFT_MAX, || {
            format!("{} stands there for {since:?}", step.is())
        })
    }
}
