//! Codes that were scanned a moment ago, and codes that are being looked up.
//!
//! One label may give several codes: a QR of several lines comes as one scan a line, within milliseconds. Such codes
//! are a burst. One code of a burst that is known is enough: the others may be unknown without a word, whatever the
//! order in which they come and are answered.

use std::time::Duration;

use crate::device::{RequestId, Scan};

/// Pause after which a code belongs to another label. Nobody holds two labels to a scanner within it.
const BURST: Duration = Duration::from_millis(500);
/// A scanner that reads a code twice does so within a second.
const DOUBLE: Duration = Duration::from_secs(1);
/// Codes that are kept at most; a label has fewer.
const KEPT_MAX: usize = 32;

/// A code that the ledger was asked about.
#[derive(Debug)]
pub(super) struct Lookup {
    id: RequestId,
    /// The code.
    pub scan: Scan,
    /// Names the burst that it came in.
    pub burst: u64,
    /// Whether it had not been scanned before since the last touch.
    pub is_new: bool,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Lookups {
    /// In the order of the scans.
    open: Vec<Lookup>,
    recent: Vec<(Scan, Duration)>,
    burst: u64,
    heard_at: Option<Duration>,
    known: Option<u64>,
}

impl Lookups {
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

    /// The burst of what the scanner said last.
    pub(super) fn burst(&self) -> u64 {
        self.burst
    }

    /// Whether a code of that burst is known.
    pub(super) fn is_known(&self, burst: u64) -> bool {
        self.known == Some(burst)
    }

    /// A code of that burst is known.
    pub(super) fn know(&mut self, burst: u64) {
        self.known = self.known.max(Some(burst));
    }

    /// The ledger is asked about a code of this burst; the question that is one too many, to be withdrawn.
    pub(super) fn open(&mut self, id: RequestId, scan: Scan, is_new: bool) -> Option<RequestId> {
        let oldest = (self.open.len() == KEPT_MAX).then(|| self.open.remove(0).id);
        self.open.push(Lookup { id, scan, burst: self.burst, is_new });
        oldest
    }

    /// The one that an answer is for.
    pub(super) fn close(&mut self, id: RequestId) -> Option<Lookup> {
        let at = self.open.iter().position(|lookup| lookup.id == id)?;
        Some(self.open.remove(at))
    }

    /// The one that is waited for longest.
    pub(super) fn first(&self) -> Option<RequestId> {
        self.open.first().map(|lookup| lookup.id)
    }

    /// Nobody waits for any: their questions are to be withdrawn.
    pub(super) fn forget(&mut self) -> Vec<RequestId> {
        self.open.drain(..).map(|lookup| lookup.id).collect()
    }
}
