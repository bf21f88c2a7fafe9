//! The wall clock: right or wrong, kept by somebody or by nobody, and believed as the real machine believes it.

use super::*;

/// How wrong it is at a start, and whether it is synchronised. Some lives begin minutes before midnight in Seoul, some
/// with a clock that stands anywhere.
pub(super) fn at_a_start(dice: &mut Dice) -> (TimeDelta, bool) {
    let minutes: i64 = match dice.below(10) {
        0 => *dice.pick(&[-5_000_000, -30, 57_600, 500_000, 5_256_000]),
        _ => *dice.pick(&[0, 35, 60 * 9 - 10]),
    };
    let kept = minutes.abs() < 24 * 60 && dice.chance(70);
    (TimeDelta::minutes(minutes), kept)
}

/// What a machine believes that starts now.
pub(super) fn belief(ledger: &Ledger, mutant: &mut dyn Mutant) -> Belief {
    let built = shop::opened_at() - TimeDelta::days(30);
    Belief::of_build(built, mutant.known(ledger.newest_at().unwrap()))
}

impl World {
    pub(super) fn read_clock(&mut self) {
        let now = self.moment();
        self.trust = self.belief.read(now.uptime, now.wall, self.synchronised);
    }

    /// Somebody sets it, its battery ends, or what keeps it finds the time.
    pub(super) fn clock_jumps(&mut self) {
        let jumps = [(-200_000, false), (90, false), (500_000, false), (-30, false), (0, true), (0, false)];
        let (minutes, kept) = *self.dice.pick(&jumps);
        (self.wrong, self.synchronised) = (TimeDelta::minutes(minutes), kept);
        self.note(|| format!("the clock is wrong by {minutes} min, kept: {kept}"));
    }

    /// It is set while the machine is off, or found right by what keeps it.
    pub(super) fn clock_at_a_start(&mut self) {
        match self.dice.below(10) {
            0..6 => {}
            6..8 => self.synchronised = false,
            8 => (self.wrong, self.synchronised) = at_a_start(&mut self.dice),
            _ => (self.wrong, self.synchronised) = (TimeDelta::zero(), true),
        }
        self.belief = belief(&self.ledger, self.mutant.as_mut());
        self.tended_at = Duration::ZERO;
        self.read_clock();
    }

    /// What the ledger's thread does every ten minutes: here more often, since lives are short.
    pub(super) fn tend(&mut self) -> Lawful {
        if self.t < self.tended_at {
            return Ok(());
        }
        self.tended_at = self.t + Duration::from_secs(100);
        let now = self.mutant.tended(self.moment());
        let before = self.contacts()?;
        let failed = |why: doro::ledger::LedgerError| Broken { law: Law::TheLedgerCanAnswer, how: why.to_string() };
        self.ledger.lives(&now).map_err(failed)?;
        self.ledger.destroy_due(&now).map_err(failed)?;
        let right = self.moment().wall - self.wrong;
        let newest = self.ledger.newest_at().map_err(failed)?;
        self.laws.tended(self.misled, (before, self.contacts()?), newest, right)
    }

    fn contacts(&self) -> Result<u64, Broken> {
        let audit = self.ledger.audit().map_err(|why| Broken { law: Law::TheLedgerCanAnswer, how: why.to_string() })?;
        Ok(audit.contacts)
    }
}
