//! It takes no more bytes.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_stalls() {
    row(Fault::Stalled);
}
