//! The cover is opened.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_cover_that_is_opened() {
    row(Fault::CoverOpen);
}
