//! What comes into a machine's inbox, and who puts it there.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use domain::counter::Event;

use crate::clock::Clock;

/// Longest wait for a machine to do what it was told.
const SETTLE_MAX: Duration = Duration::from_secs(5);

/// What comes into the inbox.
#[derive(Debug)]
pub(super) enum Mail {
    /// Something has happened.
    Event(Event),
    /// Somebody waits until everything before it is done and shown, with every answer of the ledger and the printer.
    Settled(SyncSender<()>),
    /// The end.
    Stop,
}

/// Puts events into the inbox, from any thread.
#[derive(Clone, Debug)]
pub struct Tell(pub(super) SyncSender<Mail>);

impl Tell {
    /// Waits while the inbox is full; after the machine has stopped nothing happens.
    pub fn tell(&self, event: Event) {
        let _ = self.0.send(Mail::Event(event));
    }
}

/// Lets a machine's time pass at once, for a demo that nobody looks on. Devices and ledger take the time they take.
#[derive(Clone, Debug)]
pub struct Leap {
    pub(super) clock: Arc<Clock>,
    pub(super) inbox: SyncSender<Mail>,
}

impl Leap {
    /// So much time has passed, and the machine has noticed.
    pub fn over(&self, time: Duration) {
        self.clock.leap(time);
        let _ = self.inbox.send(Mail::Event(Event::Woke));
        self.settle();
    }

    /// Waits until the machine has done and shown everything that it was told before, with every answer of the ledger
    /// and the printer; not for ever where it hangs.
    pub fn settle(&self) {
        let (tell, told) = sync_channel(1);
        if self.inbox.send(Mail::Settled(tell)).is_ok() {
            let _ = told.recv_timeout(SETTLE_MAX);
        }
    }
}
