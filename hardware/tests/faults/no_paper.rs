//! The roll ends.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn paper_that_ends() {
    row(Fault::NoPaper);
}
