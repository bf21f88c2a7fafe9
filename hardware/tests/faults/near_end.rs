//! The roll is nearly used up.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_roll_that_is_nearly_used_up() {
    row(Fault::NearEnd);
}
