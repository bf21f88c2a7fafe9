//! Whether somebody is still there. A touch says so. The scanner says it of what is new or changes something, and of
//! everything else only a few times: a receipt that lies before a presentation scanner is read every few seconds, and a
//! bad line gives noise, long after everybody has left.

use std::time::Duration;

use super::Hands;
use crate::device::Scan;

/// Codes of one person that are told apart without a touch between them.
const HEARD_MAX: usize = 32;

/// The signs of somebody.
#[derive(Debug)]
pub(super) struct Presence {
    /// The last one.
    pub(super) active_at: Duration,
    /// Whether somebody's time runs.
    pub(super) attended: bool,
    /// The spellings of each code that was read since the last touch.
    heard: Vec<Vec<String>>,
    /// How often the scanner has said something since then that is neither new nor changes anything.
    echoes: u32,
}

impl Presence {
    pub(super) fn at(now: Duration) -> Presence {
        Presence { active_at: now, attended: false, heard: Vec::new(), echoes: 0 }
    }

    /// The next person finds nothing of the one before.
    pub(super) fn forget(&mut self) {
        self.heard.clear();
        self.echoes = 0;
    }

    /// Whether a code is read for the first time since the last touch.
    pub(super) fn is_new(&mut self, scan: &Scan) -> bool {
        let new = self.heard.len() < HEARD_MAX && !self.heard.contains(&scan.codes);
        if new {
            self.heard.push(scan.codes.clone());
        }
        new
    }
}

impl Hands {
    /// Somebody is there, or time is given to whoever may be.
    pub(super) fn somebody_is_there(&mut self) {
        self.presence.active_at = self.now.uptime;
    }

    /// Somebody has touched the panel: what is scanned from now on is new.
    pub(super) fn somebody_touches(&mut self) {
        self.somebody_is_there();
        self.presence.forget();
    }

    /// Somebody has held something to the scanner that leads on.
    pub(super) fn somebody_scans(&mut self) {
        self.somebody_is_there();
        self.presence.echoes = 0;
    }

    /// The scanner has said something. Where nobody's time runs it costs nothing.
    pub(super) fn scanner_speaks(&mut self) {
        if self.scanner_counts() {
            self.somebody_is_there();
            self.presence.echoes += u32::from(self.presence.attended);
        }
    }

    /// Whether what the scanner says now would still count.
    pub(super) fn scanner_counts(&self) -> bool {
        !self.is_attended() || self.presence.echoes < self.setup.patience.echoes
    }

    /// Whether somebody's time runs.
    pub(super) fn is_attended(&self) -> bool {
        self.presence.attended
    }
}
