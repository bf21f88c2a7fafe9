//! How fast a script is played.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::script::Step;
use crate::kiosk::Leap;

/// How long after the last one a touch comes, for somebody who looks on.
const TOUCH: Duration = Duration::from_millis(1_300);
/// The same of a digit on the pad.
const DIGIT: Duration = Duration::from_millis(350);
/// How long a screen stands that is worth a picture.
const READ: Duration = Duration::from_millis(2_500);
/// How long a caption stands before the visit begins.
const CAPTION: Duration = Duration::from_secs(3);

/// How fast a script is played.
#[derive(Clone, Debug)]
pub enum Pace {
    /// As fast as the machine follows. Nobody looks on: time in which nothing real is waited for passes in a leap.
    Leaps(Leap),
    /// For somebody who looks on, until they take over.
    Watched(Hands),
}

impl Pace {
    /// How long is waited before the step `next`; in a leap where nobody looks on. A scan behind a scan is a hand that holds
    /// the thing there for too long: it is read twice within a second.
    #[must_use]
    pub fn before(next: &Step, last: Option<&Step>) -> Duration {
        match (next, last) {
            (Step::Scan(_), Some(Step::Scan(_))) => Duration::ZERO,
            (Step::Type(_), _) => DIGIT,
            (Step::Scan(_) | Step::Touch(_) | Step::Pick(_) | Step::More(_) | Step::Less(_), _) => TOUCH,
            _ => Duration::ZERO,
        }
    }

    /// How long is waited behind it.
    #[must_use]
    pub fn behind(step: &Step) -> Duration {
        match step {
            Step::Picture(_) => READ,
            Step::Caption { .. } => CAPTION,
            _ => Duration::ZERO,
        }
    }
}

/// Says that somebody has taken over.
#[derive(Clone, Debug, Default)]
pub struct Hands(Arc<AtomicBool>);

impl Hands {
    /// Somebody has.
    pub fn take(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether somebody has.
    #[must_use]
    pub fn have_it(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
