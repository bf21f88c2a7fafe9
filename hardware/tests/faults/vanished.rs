//! Cable and power are pulled.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_vanishes() {
    row(Fault::Vanished);
}
