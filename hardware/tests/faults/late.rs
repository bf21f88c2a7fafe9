//! It says each answer when it is asked the next question.

use hardware::bench::Fault;

use super::cell::row;

#[test]
fn a_printer_that_answers_one_question_late() {
    row(Fault::Late);
}
