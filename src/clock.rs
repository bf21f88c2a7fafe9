//! The clock on the wall, and how far it is believed.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use domain::moment::{Moment, Trust};

/// A jump of the wall against uptime above which nobody believes it any more.
const JUMP_MAX: TimeDelta = TimeDelta::minutes(2);
/// How often the system is asked whether it is synchronised.
const SYNC_EVERY: Duration = Duration::from_secs(30);

/// Gives moments. Untrusted before the build or the newest record, or after a jump; trusted through time
/// synchronisation or a word of the staff; degraded between.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Where the wall stood when it was believed last, and the uptime then.
    anchor: Option<(Duration, DateTime<Utc>)>,
    /// The newest instant that the ledger vouches for, or the build.
    floor: DateTime<Utc>,
    /// The staff's word, until the next jump.
    confirmed: bool,
    synced: Option<(Duration, bool)>,
}

impl Clock {
    /// A clock that believes nothing before `floor`.
    #[must_use]
    pub fn new(floor: Option<DateTime<Utc>>) -> Clock {
        let floor = floor.unwrap_or(DateTime::UNIX_EPOCH).max(built_at());
        Clock {
            started: Instant::now(),
            state: Mutex::new(State { anchor: None, floor, confirmed: false, synced: None }),
        }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.read(self.started.elapsed(), Utc::now(), is_synchronised)
    }

    /// The staff say that it is right.
    pub fn trust(&self) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.confirmed = true;
        state.anchor = None;
        state.floor = state.floor.min(Utc::now());
    }

    fn read(&self, uptime: Duration, wall: DateTime<Utc>, synchronised: impl Fn() -> bool) -> Moment {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let synced = match state.synced {
            Some((at, synced)) if uptime < at + SYNC_EVERY => synced,
            _ => synchronised(),
        };
        state.synced =
            Some((state.synced.map_or(uptime, |(at, _)| if uptime < at + SYNC_EVERY { at } else { uptime }), synced));
        let jumped = state.anchor.is_some_and(|(at, then)| {
            let passed = TimeDelta::from_std(uptime.saturating_sub(at)).unwrap_or(TimeDelta::MAX);
            (wall - then - passed).abs() > JUMP_MAX
        });
        if jumped {
            state.confirmed = false;
        }
        let trust = if wall < state.floor || (jumped && !synced) {
            Trust::Untrusted
        } else if synced || state.confirmed {
            Trust::Trusted
        } else {
            Trust::Degraded
        };
        if trust != Trust::Untrusted {
            state.anchor = Some((uptime, wall));
        }
        Moment { uptime, wall, trust }
    }
}

/// When this program was built: no right clock is before it.
#[must_use]
pub fn built_at() -> DateTime<Utc> {
    let secs = env!("DORO_BUILT_AT_SECS").parse().unwrap_or(0);
    DateTime::from_timestamp(secs, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Whether the system's clock is synchronised, by the file that systemd-timesyncd touches once it has the time.
fn is_synchronised() -> bool {
    std::path::Path::new("/run/systemd/timesync/synchronized").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64) -> DateTime<Utc> {
        built_at() + TimeDelta::seconds(secs)
    }

    fn check(clock: &Clock, uptime: u64, wall: i64, synced: bool, trust: Trust) {
        assert_eq!(clock.read(Duration::from_secs(uptime), at(wall), || synced).trust, trust, "{uptime} {wall}");
    }

    #[test]
    fn a_clock_before_the_build_or_the_newest_record_is_not_believed() {
        check(&Clock::new(None), 0, -1, true, Trust::Untrusted);
        check(&Clock::new(Some(at(100))), 0, 99, true, Trust::Untrusted);
        check(&Clock::new(Some(at(100))), 0, 100, true, Trust::Trusted);
    }

    #[test]
    fn a_jump_takes_the_trust_and_the_staffs_word_gives_it_back() {
        let clock = Clock::new(None);
        check(&clock, 0, 0, false, Trust::Degraded);
        check(&clock, 60, 170, false, Trust::Degraded);
        check(&clock, 120, 400, false, Trust::Untrusted);
        check(&clock, 121, 401, false, Trust::Untrusted);
        clock.trust();
        check(&clock, 122, 402, false, Trust::Trusted);
    }

    #[test]
    fn an_ordinary_night_is_no_jump() {
        let clock = Clock::new(None);
        check(&clock, 0, 0, false, Trust::Degraded);
        check(&clock, 40_000, 40_001, false, Trust::Degraded);
    }
}
