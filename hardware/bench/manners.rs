//! How a printer treats its connections and its buffer, well or badly: what it does all the time, beside its faults.

use std::time::{Duration, Instant};

/// The manners of a simulated printer; at first those of a good one.
#[derive(Debug, Clone, Default)]
pub struct Manners {
    /// Ends a connection as soon as it has cut.
    pub closes_after_cut: bool,
    /// Ends a connection on which nothing has come for so long.
    pub closes_idle: Option<Duration>,
    /// For so long after a connection it takes what comes and says nothing.
    pub silent_after_open: Option<Duration>,
    /// For so long after the last attempt to connect it resets every further one.
    pub locked_after_attempt: Option<Duration>,
    /// For so long after a cut it throws away what comes.
    pub deaf_after_cut: Option<Duration>,
    /// Bytes that it takes in a second, as over a slow serial line.
    pub bytes_a_second: Option<u32>,
    /// Prints a command only when it has all of it in its buffer of 4 KiB.
    pub hoards: bool,
    /// Reads only the low byte of a band's rows and of a picture's columns.
    pub low_bytes_only: bool,
}

/// What has happened, as far as manners depend on it.
#[derive(Debug, Clone)]
pub(super) struct Mood {
    pub(super) opened_at: Instant,
    pub(super) heard_at: Instant,
    pub(super) cut_at: Option<Instant>,
    /// Whether the connection ends now, for a cut or a fault.
    pub(super) closes: bool,
    /// Bytes since `began`, for a slow line.
    pub(super) taken: u64,
    pub(super) began: Instant,
}

impl Mood {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self { opened_at: now, heard_at: now, cut_at: None, closes: false, taken: 0, began: now }
    }

    /// A new connection.
    pub(super) fn opened(&mut self) {
        let now = Instant::now();
        (self.opened_at, self.heard_at, self.closes) = (now, now, false);
    }

    /// Nothing is on a slow line: it brings no more later for that.
    pub(super) fn idles(&mut self) {
        (self.taken, self.began) = (0, Instant::now());
    }
}

impl Manners {
    pub(super) fn is_silent(&self, mood: &Mood) -> bool {
        self.silent_after_open.is_some_and(|time| mood.opened_at.elapsed() < time)
    }

    pub(super) fn is_deaf(&self, mood: &Mood) -> bool {
        self.deaf_after_cut.is_some_and(|time| mood.cut_at.is_some_and(|at| at.elapsed() < time))
    }

    pub(super) fn closes(&self, mood: &Mood) -> bool {
        mood.closes || self.closes_idle.is_some_and(|time| mood.heard_at.elapsed() >= time)
    }

    /// How many bytes a slow line has brought by now that were not taken.
    pub(super) fn room(&self, mood: &Mood) -> usize {
        let brought = |speed: u32| (mood.began.elapsed().as_secs_f64() * f64::from(speed)) as u64;
        self.bytes_a_second.map_or(usize::MAX, |speed| brought(speed).saturating_sub(mood.taken) as usize)
    }
}
