//! For two seconds it takes nothing and says nothing, as many do while they cut.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_is_deaf_for_a_while() {
    row(Fault::Deaf);
}
