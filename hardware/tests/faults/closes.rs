//! It ends its network connection; a serial line has none.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_closes_its_connection() {
    row(Fault::Closes);
}
