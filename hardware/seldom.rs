//! Things that happen again and again, said once or a few times and then counted: a line that gives noise does so a
//! hundred times a second, and the log may fill the disk of everything else.

use std::time::{Duration, Instant};

/// How often a count is said.
const EVERY: Duration = Duration::from_secs(600);
/// Different things that are told apart; what comes beyond them within that time is noise too.
const KINDS_MAX: usize = 16;

/// What has happened so far.
#[derive(Debug)]
pub struct Seldom {
    at_once: u64,
    kinds: Vec<Kind>,
}

#[derive(Debug)]
struct Kind {
    what: String,
    /// Said since `began`.
    said: u64,
    /// Not said yet.
    times: u64,
    began: Instant,
}

/// What is to be said now.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// That it has happened.
    Now,
    /// That it has happened so often since it was said last.
    Times(u64),
    /// Nothing yet.
    Nothing,
}

impl Said {
    /// Hands on what is to be said: once, or how often it has happened since.
    pub fn say(self, say: impl FnOnce(Option<u64>)) {
        match self {
            Said::Now => say(None),
            Said::Times(times) => say(Some(times)),
            Said::Nothing => {}
        }
    }
}

impl Seldom {
    /// Each thing is said so often within ten minutes before it is counted.
    #[must_use]
    pub fn new(at_once: u64) -> Self {
        Self { at_once, kinds: Vec::new() }
    }

    /// It has happened at `now`.
    pub fn happened(&mut self, what: &str, now: Instant) -> Said {
        let is_over = |kind: &Kind| now.saturating_duration_since(kind.began) >= EVERY;
        if let Some(kind) = self.kinds.iter_mut().find(|kind| kind.what == what) {
            if is_over(kind) {
                let times = kind.times + 1;
                (kind.said, kind.times, kind.began) = (1, 0, now);
                return if times > 1 { Said::Times(times) } else { Said::Now };
            }
            if kind.said < self.at_once {
                kind.said += 1;
                return Said::Now;
            }
            kind.times += 1;
            return Said::Nothing;
        }
        if self.kinds.len() == KINDS_MAX {
            match self.kinds.iter().position(is_over) {
                Some(old) => drop(self.kinds.swap_remove(old)),
                None => return Said::Nothing,
            }
        }
        self.kinds.push(Kind { what: what.to_owned(), said: 1, times: 0, began: now });
        Said::Now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_said_once_and_then_how_often() {
        let (mut seldom, start) = (Seldom::new(1), Instant::now());
        assert_eq!(seldom.happened("noise", start), Said::Now);
        for ms in 1..1_000 {
            assert_eq!(seldom.happened("noise", start + Duration::from_millis(ms)), Said::Nothing);
        }
        assert_eq!(seldom.happened("parity", start), Said::Now);
        assert_eq!(seldom.happened("noise", start + EVERY), Said::Times(1_000));
        assert_eq!(seldom.happened("noise", start + EVERY), Said::Nothing);
        assert_eq!(seldom.happened("parity", start + EVERY), Said::Now);
    }

    #[test]
    fn what_comes_and_goes_is_said_a_few_times() {
        let (mut seldom, start) = (Seldom::new(3), Instant::now());
        let said = (0..100).filter(|_| seldom.happened("up", start) == Said::Now).count();
        assert_eq!(said, 3);
    }

    #[test]
    fn however_many_different_things_happen_little_is_said_in_a_day() {
        let (mut seldom, start) = (Seldom::new(1), Instant::now());
        let said = (0..432_000_u32).filter(|nth| {
            let now = start + Duration::from_millis(200) * *nth;
            seldom.happened(&format!("thing {nth}"), now) != Said::Nothing
        });
        assert!(said.count() <= KINDS_MAX * 145);
    }
}
