//! It prints and says nothing.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_falls_silent() {
    row(Fault::Silent);
}
