//! What becomes of the process when one of its threads panics. A machine without its counter, or without a device's
//! thread, stands there with its last screen and does nothing: the process ends instead, and is started again, by itself
//! or by whoever started it. An unfinished visit is resumed then, unless the process has ended in it twice.

use std::env;
use std::os::unix::process::CommandExt;
use std::panic;
use std::process::Command;
use std::str::FromStr;

use rustix::time::{ClockId, clock_gettime};

use crate::say::remark;

/// The code of a process that ended so: an error within the software (`EX_SOFTWARE` of sysexits.h).
pub const BROKEN: i32 = 70;

/// How often a process starts itself again within `SPELL_SECS`; then it ends, and whoever started it decides.
pub const RESTARTS_MAX: u32 = 3;
/// 10 min: who restarts more seldom than that is of more use than a dead screen.
const SPELL_SECS: u64 = 600;
/// Tells the process that starts itself again how often that was, and since when (seconds of uptime): `2@4711`.
const RESTARTED: &str = "DORO_RESTARTED";

/// From now on a panic of any thread is said as usual, and then ends the process at once with [`BROKEN`]. What the ledger
/// has committed stays; nothing is finished any more, since nobody knows what still holds.
pub fn a_panic_ends_the_process() {
    a_panic_is_said_and(|| ());
}

/// The same, and the process starts itself again, with the same arguments and under the same number, so that a service
/// manager sees no end. Locks and devices are free by then: every file is closed on the way.
pub fn a_panic_restarts_the_process() {
    a_panic_is_said_and(|| {
        let before = env::var(RESTARTED).ok().and_then(|text| text.parse().ok());
        let Some(spell) = Spell::next(before, uptime_secs()) else { return };
        remark(format!("doro: an error within it; it starts again ({} of {RESTARTS_MAX} times)", spell.restarts));
        let (program, args) = ("/proc/self/exe", env::args_os().skip(1));
        let why = Command::new(program).args(args).env(RESTARTED, spell.to_string()).exec();
        remark(format!("doro: it cannot be started again: {why}"));
    });
}

fn a_panic_is_said_and(then: impl Fn() + Send + Sync + 'static) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        usual(panic);
        then();
        signal_hook::low_level::exit(BROKEN);
    }));
}

/// Restarts that lie close together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spell {
    restarts: u32,
    since_secs: u64,
}

impl Spell {
    /// With one more restart now; none where there were too many.
    fn next(before: Option<Spell>, now_secs: u64) -> Option<Spell> {
        match before.filter(|spell| now_secs.saturating_sub(spell.since_secs) < SPELL_SECS) {
            Some(Spell { restarts, .. }) if restarts >= RESTARTS_MAX => None,
            Some(Spell { restarts, since_secs }) => Some(Spell { restarts: restarts + 1, since_secs }),
            None => Some(Spell { restarts: 1, since_secs: now_secs }),
        }
    }
}

impl std::fmt::Display for Spell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.restarts, self.since_secs)
    }
}

impl FromStr for Spell {
    type Err = ();

    fn from_str(text: &str) -> Result<Spell, ()> {
        let (restarts, since_secs) = text.split_once('@').ok_or(())?;
        Ok(Spell { restarts: restarts.parse().map_err(drop)?, since_secs: since_secs.parse().map_err(drop)? })
    }
}

fn uptime_secs() -> u64 {
    u64::try_from(clock_gettime(ClockId::Boottime).tv_sec).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_again_three_times_in_ten_minutes() {
        let mut spell = None;
        for nth in 1..=RESTARTS_MAX {
            spell = Spell::next(spell, 1_000 + u64::from(nth) * 100);
            assert_eq!(spell.map(|spell| spell.restarts), Some(nth));
            let text = spell.map(|spell| spell.to_string()).unwrap();
            assert_eq!(text.parse(), Ok(spell.unwrap()), "{text}");
        }
        assert_eq!(Spell::next(spell, 1_400), None, "the fourth");
        assert_eq!(Spell::next(spell, 1_700).map(|spell| spell.restarts), Some(1), "a new spell");
        assert_eq!("yes".parse::<Spell>(), Err(()));
    }
}
