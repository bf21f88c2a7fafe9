//! The head is too hot.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_head_that_is_too_hot() {
    row(Fault::Overheated);
}
