//! A slip sent as text is, on a printer with our letters, the slip that was drawn; and nothing in it is a command that
//! was not meant.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod slips;

use hardware::bench::Printed;
use hardware::paper::{Paper, Row, Size, Slip, draw, width};
use hardware::printer::escpos::{Job, Mode, encode};

const WIDTHS: [u32; 3] = [width::WIDE, width::EPSON_180, width::NARROW];

/// What a simulated printer makes of `job`.
fn printed(job: &Job, width: u32) -> (Vec<Paper>, Vec<String>) {
    let page = Printed::of(&job.bytes(), width);
    assert!(!page.is_inside_a_command);
    assert_eq!(page.unfinished.height(), 0);
    (page.papers, page.errors)
}

#[track_caller]
fn check(slip: &Slip, width: u32) {
    let (papers, errors) = printed(&encode(slip, width, Mode::Text), width);
    assert_eq!(errors, [""; 0]);
    assert_eq!(papers.len(), 1);
    let drawn = draw(slip, width);
    if papers[0] != drawn {
        let differs = |y: &u32| (0..width).any(|x| papers[0].is_black(x, *y) != drawn.is_black(x, *y));
        let row = (0..drawn.height()).find(differs);
        panic!("{width}: row {row:?}, {} rows for {}", papers[0].height(), drawn.height());
    }
}

#[test]
fn a_slip_sent_as_text_is_the_slip_that_was_drawn() {
    for width in WIDTHS {
        check(&slips::full(), width);
        check(&slips::hostile(), width);
    }
}
