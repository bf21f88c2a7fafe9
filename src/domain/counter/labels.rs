//! What was scanned a moment ago.
//!
//! One label may give several codes: a QR of several lines comes as one scan a line, within milliseconds. Such codes
//! are a burst. One code of a burst that is known is enough: the others may be unknown without a word, whatever the
//! order in which they come and are answered.

use std::time::Duration;

use super::Hands;
use crate::device::Scan;
use crate::view::Notice;

/// Pause after which a code belongs to another label. Nobody holds two labels to a scanner within it.
const BURST: Duration = Duration::from_millis(500);
/// A scanner that reads a code twice does so within a second.
const DOUBLE: Duration = Duration::from_secs(1);
/// Codes that are kept at most; a label has fewer.
pub(super) const KEPT_MAX: usize = 32;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Labels {
    recent: Vec<(Scan, Duration)>,
    burst: u64,
    heard_at: Option<Duration>,
    known: Option<u64>,
}

impl Labels {
    /// The scanner said something at `now`, of a burst or of a new one.
    pub(super) fn heard(&mut self, now: Duration) {
        if self.heard_at.is_none_or(|at| now > at + BURST) {
            self.burst += 1;
        }
        self.heard_at = Some(now);
        self.recent.retain(|(_, at)| now < *at + DOUBLE);
    }

    /// What else was scanned within a second, the newest first; `scan` is one of them from now on.
    pub(super) fn before(&mut self, scan: &Scan, now: Duration) -> Vec<Scan> {
        let before = self.recent.iter().rev().map(|(scan, _)| scan.clone()).collect();
        if self.recent.len() == KEPT_MAX {
            self.recent.remove(0);
        }
        self.recent.push((scan.clone(), now));
        before
    }
}

impl Hands {
    /// The burst of what the scanner said last.
    pub(super) fn burst(&self) -> u64 {
        self.labels.burst
    }

    /// Whether a code of that burst is known.
    pub(super) fn is_known(&self, burst: u64) -> bool {
        self.labels.known == Some(burst)
    }

    /// A code of that burst is known.
    pub(super) fn know(&mut self, burst: u64) {
        self.labels.known = self.labels.known.max(Some(burst));
    }

    /// Says what is wrong with a code, unless its label has said something that is known.
    pub(super) fn mention(&mut self, burst: u64, notice: Notice) {
        if !self.is_known(burst) {
            self.notice = Some(notice);
        }
    }
}
