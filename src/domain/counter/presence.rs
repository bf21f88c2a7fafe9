//! Whether somebody is still there. A touch says so. The scanner says it of what is new or changes something, and of
//! everything else only a few times: a receipt that lies before a presentation scanner is read every few seconds, and a
//! bad line gives noise, long after everybody has left.

use super::Counter;
use crate::device::Scan;

/// Codes of one person that are told apart without a touch between them.
const HEARD_MAX: usize = 32;

/// What the scanner has said since the last touch.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// The spellings of each code.
    heard: Vec<Vec<String>>,
    /// How often it has said something that is neither new nor changes anything.
    echoes: u32,
}

impl Presence {
    /// Whether a code is read for the first time since the last touch.
    pub(super) fn is_new(&mut self, scan: &Scan) -> bool {
        let new = self.heard.len() < HEARD_MAX && !self.heard.contains(&scan.codes);
        if new {
            self.heard.push(scan.codes.clone());
        }
        new
    }
}

impl Counter {
    /// Somebody has touched the panel: what is scanned from now on is new.
    pub(super) fn somebody_touches(&mut self) {
        self.active_at = self.now.uptime;
        self.presence = Presence::default();
    }

    /// Somebody has held something to the scanner that leads on.
    pub(super) fn somebody_scans(&mut self) {
        self.active_at = self.now.uptime;
        self.presence.echoes = 0;
    }

    /// The scanner has said something. Where nobody's time runs it costs nothing.
    pub(super) fn scanner_speaks(&mut self) {
        if !self.is_attended() || self.presence.echoes < self.setup.patience.echoes {
            self.active_at = self.now.uptime;
            self.presence.echoes += u32::from(self.is_attended());
        }
    }

    /// Whether what the scanner says now would still count.
    pub(super) fn scanner_counts(&self) -> bool {
        !self.is_attended() || self.presence.echoes < self.setup.patience.echoes
    }
}
