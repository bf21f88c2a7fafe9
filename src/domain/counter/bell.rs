//! The bell: a call for the staff, from the touch or the trouble that made it to its end.
//!
//! It rings until a member of the staff has signed in, until whoever made it calls it off, or until they have left: then
//! nobody came, and the ledger says so. There is one call at a time, and the next person finds none. From its first ring
//! on it is a row, so that a power cut leaves it open and the next start ends it.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{Effect, Hands};
use crate::booking::VisitKey;
use crate::call::{CallEnd, Cause};
use crate::protocol::{CallQuestion, Question};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Bell {
    call: Option<Call>,
    /// The card "the staff have been called" lies over the screen.
    pub(super) card: bool,
}

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

impl Bell {
    pub(super) fn is_calling(&self) -> bool {
        self.call.is_some()
    }

    /// When the call rings next; the staff's own screens silence it.
    pub(super) fn rings_at(&self) -> Option<Duration> {
        self.call.map(|call| call.rings_at)
    }

    /// Takes the call out, to be put back by [`Bell::keep`].
    pub(super) fn take(&mut self) -> Option<Call> {
        self.call.take()
    }

    /// The call that was taken out goes on, unless another was made since.
    pub(super) fn keep(&mut self, call: Option<Call>) {
        self.call = self.call.take().or(call);
    }

    /// Somebody goes through the staff's door. What has not rung yet was no call.
    pub(super) fn door_opens(&mut self) {
        self.call.take_if(|call| call.heard == Heard::No);
    }
}

impl Hands {
    /// Calls the staff. Behind the tool of the frame lies the staff's own door, too: whoever goes through it soon enough
    /// calls nobody.
    pub(super) fn ring(&mut self, why: Cause) {
        if self.bell.call.is_none() {
            let wait = if why == Cause::Asked { self.setup.patience.door } else { Duration::ZERO };
            let rings_at = self.now.uptime + wait;
            self.bell.call = Some(Call { why, at: self.now.wall, rings_at, heard: Heard::No });
        }
    }

    /// The same, and a card over the screen says so.
    pub(super) fn ring_and_say(&mut self, why: Cause) {
        self.ring(why);
        self.bell.card = true;
    }

    /// The call is over. One that nobody has heard leaves nothing behind.
    pub(super) fn end_call(&mut self, end: CallEnd) {
        let Some(call) = self.bell.call.take() else { return };
        let key = match call.heard {
            Heard::No => return,
            Heard::Row(key) => Some(key),
            Heard::Unwritten => (self.boot != 0).then(|| self.new_key()),
        };
        self.effect(Effect::Hush);
        if let Some(key) = key {
            let ended = CallQuestion::Ended { key, why: call.why, called_at: call.at, end, at: self.now.wall };
            self.ask(Question::Call(ended));
        }
    }

    /// Rings, if it is time.
    pub(super) fn ring_when_due(&mut self) {
        let Some(mut call) = self.bell.call.filter(|call| self.now.uptime >= call.rings_at) else { return };
        call.rings_at = self.now.uptime + self.setup.patience.ring_every;
        self.effect(Effect::Ring);
        if call.heard == Heard::No {
            call.heard = if self.boot == 0 { Heard::Unwritten } else { Heard::Row(self.new_key()) };
            if let Heard::Row(key) = call.heard {
                self.ask(Question::Call(CallQuestion::Made { key, why: call.why, at: call.at }));
            }
        }
        self.bell.call = Some(call);
    }
}
