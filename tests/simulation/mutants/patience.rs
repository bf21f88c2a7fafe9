//! Mutants that wait for too long, or not for long enough.

use std::time::Duration;

use domain::counter::Patience;

use super::*;

pub fn the_warning_is_half_as_long() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.warning = Duration::from_secs(10)))
}

pub fn a_visit_resumes_after_ten_minutes() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.idle = Duration::from_secs(600)))
}

pub fn the_ledger_is_waited_for_ten_minutes() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.ledger = Duration::from_secs(600)))
}

pub fn a_summary_stands_as_briefly_as_other_screens() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.settle_final = patience.settle))
}

pub fn a_number_stands_as_briefly_as_a_summary() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.number = patience.settle_final))
}

pub fn no_touch_is_the_tail_of_another() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.double = Duration::ZERO))
}

pub fn a_decision_is_offered_for_an_hour() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.offer = Duration::from_secs(3_600)))
}

pub fn it_rings_before_anybody_reaches_the_door() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.door = Duration::ZERO))
}

pub fn what_lies_before_the_scanner_is_somebody() -> Box<dyn Mutant> {
    Box::new(Waits(|patience| patience.echoes = u32::MAX))
}

struct Waits(fn(&mut Patience));
impl Mutant for Waits {
    fn setup(&mut self, setup: &mut Arc<Setup>) {
        (self.0)(&mut Arc::make_mut(setup).patience);
    }
}
