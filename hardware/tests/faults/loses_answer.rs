//! One of its answers is lost.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_of_which_one_answer_is_lost() {
    row(Fault::LosesAnswer);
}
