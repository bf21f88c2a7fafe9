//! The blade is jammed.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_blade_that_jams() {
    row(Fault::Cutter);
}
