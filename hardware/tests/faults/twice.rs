//! It says everything twice.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_answers_twice() {
    row(Fault::Twice);
}
