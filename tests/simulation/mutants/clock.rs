//! Mutants of a clock that is believed.

use domain::moment::Trust;

use super::*;

pub fn no_clock_is_untrusted() -> Box<dyn Mutant> {
    Box::new(Believes(Trust::Degraded))
}

pub fn every_clock_is_trusted() -> Box<dyn Mutant> {
    Box::new(Believes(Trust::Trusted))
}

pub fn customers_are_told_by_any_clock() -> Box<dyn Mutant> {
    Box::new(TellsBelieving(Trust::Degraded))
}

pub fn a_start_knows_nothing_of_the_time_before() -> Box<dyn Mutant> {
    Box::new(ForgetsTheTime)
}

/// A clock that is always believed.
struct Believes(Trust);
impl Mutant for Believes {
    fn moment(&mut self, now: Moment) -> Moment {
        Moment { trust: now.trust.max(self.0), ..now }
    }
}

/// A clock that is always believed where customers are told something, and nowhere else.
struct TellsBelieving(Trust);
impl Mutant for TellsBelieving {
    fn moment(&mut self, now: Moment) -> Moment {
        Moment { trust: now.trust.max(self.0), ..now }
    }
    fn tended(&mut self, now: Moment) -> Moment {
        now
    }
}

/// Starts as if the ledger knew nothing of the time.
struct ForgetsTheTime;
impl Mutant for ForgetsTheTime {
    fn known(&mut self, _: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        None
    }
}
