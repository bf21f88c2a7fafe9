//! Off line for a reason that it does not name.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_goes_off_line() {
    row(Fault::Offline);
}
