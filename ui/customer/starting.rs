//! The machine starts, or looks something up.

use markup::CustomerScreen;

use crate::shown::{Place, Shown};

pub(crate) fn show() -> Shown {
    Shown::new(Place::Customer(CustomerScreen::Starting), |_| {})
}
