//! It prints no more and says that it is ready.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_lies() {
    row(Fault::Lying);
}
