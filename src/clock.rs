//! The clock on the wall, and how far it is believed.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::moment::{Moment, Trust, seoul_date};

/// A jump of the wall against uptime above which nobody believes it any more.
const JUMP_MAX: TimeDelta = TimeDelta::minutes(2);
/// A start that lies further after everything that the ledger knows is not believed by itself.
const PAUSE_MAX: TimeDelta = TimeDelta::days(14);
/// The last year of which the counter knows anything: visits have no numbers after it.
const YEAR_MAX: i32 = 2099;
/// How often the system is asked whether it is synchronised.
const SYNC_EVERY: Duration = Duration::from_secs(30);

/// What is believed of a clock that is read again and again. It reads none itself.
///
/// Untrusted is a clock before the build, or after 2099 whatever keeps it; one before the newest instant that the ledger
/// knows, one whose start lies more than 14 days after that instant, and one that has jumped by more than two minutes
/// against uptime. It is trusted while it is synchronised, whatever the ledger says, and on the day on which the staff
/// have confirmed it; degraded else, also at a first start, when the ledger knows nothing.
#[derive(Debug)]
pub struct Belief {
    built: DateTime<Utc>,
    /// The newest instant that the ledger knows.
    known: Option<DateTime<Utc>>,
    /// Where the wall stood when it was believed last, and the uptime then.
    anchor: Option<(Duration, DateTime<Utc>)>,
    /// The day in Seoul on which the staff have confirmed it.
    confirmed_on: Option<NaiveDate>,
}

impl Belief {
    /// Of a machine that starts now, whose ledger knows no instant after `known`.
    #[must_use]
    pub fn new(known: Option<DateTime<Utc>>) -> Belief {
        Belief::of_build(built_at(), known)
    }

    /// The same, of a program that was built at that time: for worlds with a time of their own.
    #[must_use]
    pub fn of_build(built: DateTime<Utc>, known: Option<DateTime<Utc>>) -> Belief {
        Belief { built, known, anchor: None, confirmed_on: None }
    }

    /// How far the wall is believed now.
    pub fn read(&mut self, uptime: Duration, wall: DateTime<Utc>, synchronised: bool) -> Trust {
        // Until it is believed for the first time every reading is one of the start.
        let far = self.anchor.is_none() && self.known.is_some_and(|known| wall - known > PAUSE_MAX);
        let jumped = self.anchor.is_some_and(|(at, then)| {
            let passed = TimeDelta::from_std(uptime.saturating_sub(at)).unwrap_or(TimeDelta::MAX);
            (wall - then - passed).abs() > JUMP_MAX
        });
        if jumped {
            self.confirmed_on = None;
        }
        let trust = if wall < self.built || is_beyond(wall) {
            Trust::Untrusted
        } else if synchronised {
            self.known = self.known.map(|known| known.min(wall));
            Trust::Trusted
        } else if jumped || far || self.known.is_some_and(|known| wall < known) {
            Trust::Untrusted
        } else if self.confirmed_on == Some(seoul_date(wall)) {
            Trust::Trusted
        } else {
            Trust::Degraded
        };
        if trust != Trust::Untrusted {
            self.anchor = Some((uptime, wall));
        }
        trust
    }

    /// The staff say that `wall` is right.
    pub fn confirm(&mut self, wall: DateTime<Utc>) {
        self.built = self.built.min(wall);
        self.known = Some(wall);
        self.anchor = None;
        self.confirmed_on = Some(seoul_date(wall));
    }
}

/// Gives moments.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    belief: Mutex<Belief>,
    /// Time that has passed in leaps, ms.
    leaps: AtomicU64,
    synchronised: Arc<AtomicBool>,
}

impl Clock {
    /// A clock whose ledger knows no instant after `known`. The system is asked again and again whether it is
    /// synchronised, on a thread that ends with the clock.
    #[must_use]
    pub fn new(known: Option<DateTime<Utc>>) -> Clock {
        let synchronised = Arc::new(AtomicBool::new(timesyncd_has_it()));
        let told = Arc::downgrade(&synchronised);
        // Without a thread the clock is as good as one that is never synchronised.
        let _ = std::thread::Builder::new().name("time sync".into()).spawn(move || {
            while let Some(told) = told.upgrade() {
                told.store(is_synchronised(), Ordering::Relaxed);
                drop(told);
                std::thread::sleep(SYNC_EVERY);
            }
        });
        Clock {
            started: Instant::now(),
            belief: Mutex::new(Belief::new(known)),
            leaps: AtomicU64::new(0),
            synchronised,
        }
    }

    fn belief(&self) -> MutexGuard<'_, Belief> {
        self.belief.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Moment {
        let leaps = self.leaps();
        let (uptime, wall) = (self.started.elapsed() + leaps, Utc::now() + leaps);
        let trust = self.belief().read(uptime, wall, self.synchronised.load(Ordering::Relaxed));
        Moment { uptime, wall, trust }
    }

    /// The ledger, which could not be read before, knows no instant after `known`.
    pub fn learn(&self, known: Option<DateTime<Utc>>) {
        *self.belief() = Belief::new(known);
    }

    /// The staff say that it is right.
    pub fn trust(&self) {
        self.belief().confirm(Utc::now() + self.leaps());
    }

    /// Lets time pass at once, uptime and wall together: for a demo that nobody looks on.
    pub fn leap(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.leaps.fetch_add(millis, Ordering::Relaxed);
    }

    fn leaps(&self) -> Duration {
        Duration::from_millis(self.leaps.load(Ordering::Relaxed))
    }
}

/// One look at the clock by a program that does not stay: as of a start. It may take two seconds.
#[must_use]
pub fn look(known: Option<DateTime<Utc>>) -> Moment {
    let (uptime, wall) = (Duration::ZERO, Utc::now());
    let trust = Belief::new(known).read(uptime, wall, is_synchronised());
    Moment { uptime, wall, trust }
}

/// Whether a clock stands after all that the counter knows.
#[must_use]
pub fn is_beyond(wall: DateTime<Utc>) -> bool {
    seoul_date(wall).year() > YEAR_MAX
}

/// When this program was built: no right clock is before it.
#[must_use]
pub fn built_at() -> DateTime<Utc> {
    let secs = env!("DORO_BUILT_AT_SECS").parse().unwrap_or(0);
    DateTime::from_timestamp(secs, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Whether the system's clock is synchronised, by whatever program does it. It may take two seconds.
#[must_use]
pub fn is_synchronised() -> bool {
    timesyncd_has_it() || kernel_has_it()
}

/// The file that systemd-timesyncd touches once it has the time.
fn timesyncd_has_it() -> bool {
    std::path::Path::new("/run/systemd/timesync/synchronized").exists()
}

/// The kernel knows whether chrony, ntpd or another program keeps its clock (adjtimex(2)); of programs that can be
/// asked for it without code of our own `timedatectl` is there on every Debian.
fn kernel_has_it() -> bool {
    const WAIT_MAX: Duration = Duration::from_secs(2);
    let mut asked = Command::new("timedatectl");
    asked.args(["show", "--property=NTPSynchronized", "--value"]);
    let Ok(mut child) = asked.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let end = Instant::now() + WAIT_MAX;
    while let Ok(None) = child.try_wait() {
        if Instant::now() >= end {
            // It hangs: as good as no answer.
            let _ = child.kill();
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let said = child.wait_with_output().map(|output| output.stdout).unwrap_or_default();
    said.starts_with(b"yes")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60;

    fn at(secs: i64) -> DateTime<Utc> {
        built_at() + TimeDelta::seconds(secs)
    }

    /// Reads a clock again and again: uptime and wall in seconds, whether it is synchronised, and what is believed.
    fn check(known: Option<i64>, readings: &[(u64, i64, bool, Trust)]) -> Belief {
        let mut belief = Belief::new(known.map(at));
        for (uptime, wall, synchronised, trust) in readings {
            let read = belief.read(Duration::from_secs(*uptime), at(*wall), *synchronised);
            assert_eq!(read, *trust, "known {known:?}, {uptime} {wall} {synchronised}");
        }
        belief
    }

    #[test]
    fn a_clock_before_the_build_or_the_newest_record_is_not_believed() {
        check(None, &[(0, -1, true, Trust::Untrusted)]);
        check(Some(100), &[(0, 99, false, Trust::Untrusted), (1, 100, false, Trust::Degraded)]);
    }

    #[test]
    fn a_clock_after_2099_is_not_believed_whoever_says_so() {
        let last: DateTime<Utc> = "2099-12-31T14:59:59Z".parse().unwrap();
        for synchronised in [false, true] {
            let mut belief = Belief::new(None);
            assert_ne!(belief.read(Duration::ZERO, last, synchronised), Trust::Untrusted);
            let mut belief = Belief::new(None);
            assert_eq!(belief.read(Duration::ZERO, last + TimeDelta::seconds(1), synchronised), Trust::Untrusted);
            belief.confirm(last + TimeDelta::seconds(1));
            assert_eq!(belief.read(Duration::ZERO, last + TimeDelta::seconds(2), synchronised), Trust::Untrusted);
        }
    }

    #[test]
    fn a_start_long_after_everything_that_the_ledger_knows_is_not_believed() {
        for (days, trust) in [(14, Trust::Degraded), (15, Trust::Untrusted), (3_650, Trust::Untrusted)] {
            check(Some(0), &[(0, days * DAY, false, trust), (60, days * DAY + 60, false, trust)]);
        }
        check(Some(0), &[(0, 400 * DAY, true, Trust::Trusted), (60, 400 * DAY + 60, false, Trust::Degraded)]);
        check(None, &[(0, 3_650 * DAY, false, Trust::Degraded)]);
        // Nobody believed it when it jumped.
        check(Some(100), &[(0, 0, false, Trust::Untrusted), (9, 40 * DAY, false, Trust::Untrusted)]);
    }

    #[test]
    fn synchronisation_brings_the_right_time_back_whatever_the_ledger_says() {
        let ahead = 40 * DAY;
        check(
            Some(0),
            &[(0, ahead, false, Trust::Untrusted), (30, 30, true, Trust::Trusted), (90, 90, false, Trust::Degraded)],
        );
        check(Some(5_000), &[(0, 100, false, Trust::Untrusted), (9, 109, true, Trust::Trusted)]);
    }

    #[test]
    fn a_jump_takes_the_trust_and_the_staffs_word_gives_it_back() {
        let mut belief = check(
            None,
            &[
                (0, 0, false, Trust::Degraded),
                (60, 170, false, Trust::Degraded),
                (120, 400, false, Trust::Untrusted),
                (121, 401, false, Trust::Untrusted),
            ],
        );
        belief.confirm(at(402));
        assert_eq!(belief.read(Duration::from_secs(122), at(402), false), Trust::Trusted);
    }

    #[test]
    fn the_staffs_word_holds_until_the_end_of_the_day() {
        let mut belief = check(Some(0), &[(0, 40 * DAY, false, Trust::Untrusted)]);
        belief.confirm(at(40 * DAY));
        let hours: Vec<Trust> = (0..26)
            .map(|hour| {
                belief.read(
                    Duration::from_secs(hour * 3_600),
                    at(40 * DAY) + TimeDelta::hours(hour.cast_signed()),
                    false,
                )
            })
            .collect();
        assert_eq!((hours[0], hours[25]), (Trust::Trusted, Trust::Degraded));
        assert!(hours.is_sorted_by(|a, b| a >= b), "{hours:?}");
    }

    #[test]
    fn an_ordinary_night_is_no_jump() {
        check(None, &[(0, 0, false, Trust::Degraded), (40_000, 40_001, false, Trust::Degraded)]);
    }

    #[test]
    fn a_leap_moves_uptime_and_wall_and_nobody_takes_it_for_a_jump() {
        let clock = Clock::new(None);
        let before = clock.now();
        clock.leap(Duration::from_secs(3_600));
        let after = clock.now();
        assert!(after.uptime - before.uptime >= Duration::from_secs(3_600));
        assert!(after.wall - before.wall >= TimeDelta::hours(1));
        assert!(after.trust != Trust::Untrusted && before.trust != Trust::Untrusted);
    }
}
