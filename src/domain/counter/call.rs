//! A call for the staff, from the touch or the trouble that made it to its end.
//!
//! It rings until a member of the staff has signed in, until whoever made it calls it off, or until they have left: then
//! nobody came, and the ledger says so. There is one call at a time, and the next person finds none. From its first ring
//! on it is a row, so that a power cut leaves it open and the next start ends it.

use crate::call::CallEnd;
use crate::call::Cause;
use crate::call::MissedCall;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::state::{Desk, DeskPage, Step};
use super::{Counter, Effect, State};
use crate::booking::VisitKey;
use crate::protocol::Question;
use crate::touch::Touch;

/// The call under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    why: Cause,
    at: DateTime<Utc>,
    /// When it rings next (uptime).
    rings_at: Duration,
    heard: Heard,
}

/// Whether it has rung, and where it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    No,
    /// Before the ledger has answered the first time there is nothing to write into.
    Unwritten,
    Row(VisitKey),
}

impl Counter {
    /// Calls the staff. Behind the tool of the frame lies the staff's own door, too: whoever goes through it soon enough
    /// calls nobody.
    pub(super) fn call(&mut self, why: Cause) {
        if self.call.is_none() {
            let wait = if why == Cause::Asked { self.setup.patience.door } else { Duration::ZERO };
            let rings_at = self.now.uptime + wait;
            self.call = Some(Call { why, at: self.now.wall, rings_at, heard: Heard::No });
        }
    }

    /// Somebody goes through the staff's door. What has not rung yet was no call.
    pub(super) fn door_opens(&mut self) {
        self.call.take_if(|call| call.heard == Heard::No);
    }

    /// The call is over. One that nobody has heard leaves nothing behind.
    pub(super) fn end_call(&mut self, end: CallEnd) {
        let Some(call) = self.call.take() else { return };
        if call.heard == Heard::No {
            return;
        }
        self.out.push(Effect::Hush);
        let key = match call.heard {
            Heard::Row(key) => key,
            _ if self.boot == 0 => return,
            _ => self.new_key(),
        };
        self.ask(Question::CallEnded { key, why: call.why, called_at: call.at, end, at: self.now.wall });
    }

    /// When the call rings next; never while somebody stands before the staff's own screens.
    pub(super) fn rings_at(&self) -> Option<Duration> {
        if let State::Desk(_) = self.state { None } else { self.call.map(|call| call.rings_at) }
    }

    pub(super) fn ring_when_due(&mut self) {
        if self.rings_at().is_none_or(|at| self.now.uptime < at) {
            return;
        }
        let Some(mut call) = self.call else { return };
        call.rings_at = self.now.uptime + self.setup.patience.ring_every;
        self.out.push(Effect::Ring);
        if call.heard == Heard::No {
            call.heard = if self.boot == 0 { Heard::Unwritten } else { Heard::Row(self.new_key()) };
            if let Heard::Row(key) = call.heard {
                self.ask(Question::Called { key, why: call.why, at: call.at });
            }
        }
        self.call = Some(call);
    }

    /// Who has seen the calls takes them from everybody's list: those of the page that was read, and no others.
    pub(super) fn missed_touched(&mut self, mut desk: Box<Desk>, mut calls: Vec<MissedCall>, touch: Touch) -> Step {
        let page = self.page_of(&desk, calls.len());
        match touch {
            Touch::Back => return self.show_queue(desk),
            Touch::NextPage => desk.list_page = (page.at + 1).min(page.of - 1),
            Touch::PreviousPage => desk.list_page = page.at.saturating_sub(1),
            Touch::Main => {
                let Some(staff) = desk.who.as_ref().map(|who| who.id) else { return self.show_queue(desk) };
                let seen: Vec<_> = page.of_list(&calls).iter().map(|call| call.key).collect();
                calls.retain(|call| !seen.contains(&call.key));
                self.ask(Question::CallsSeen { calls: seen, staff, at: self.now.wall });
                if calls.is_empty() {
                    return self.show_queue(desk);
                }
                desk.list_page = page.at.min(self.pages(calls.len()) - 1);
                desk.page = DeskPage::Missed(calls);
                return Step::Enter(State::Desk(desk));
            }
            _ => {}
        }
        desk.page = DeskPage::Missed(calls);
        Step::Stay(State::Desk(desk))
    }
}
