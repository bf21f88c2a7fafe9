//! From the scanner's port to the printer's paper.

use domain::counter::SlipState;
use domain::counter::view::Screen;
use hardware::bench::{Fault, Moment};

use super::bench::Bench;

#[test]
fn a_visit_ends_with_a_slip_on_paper() {
    let mut bench = Bench::new();
    bench.return_a_cardigan();
    let Screen::Thanks(thanks) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, Some(SlipState::Printed));
    assert_eq!(bench.printer.papers().len(), 1);
    assert_eq!(bench.printer.errors(), Vec::<String>::new());
}

#[test]
fn without_paper_nothing_is_sent_and_the_claim_code_is_shown() {
    let mut bench = Bench::new();
    bench.printer.set_rows_left(Some(0));
    bench.return_a_cardigan();
    let Screen::Thanks(thanks) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, Some(SlipState::NotPrinted));
    assert!(bench.printer.papers().is_empty());
    assert!(bench.shown.bell.is_some());
}

#[test]
fn a_printer_that_vanishes_in_the_slip_leaves_it_in_doubt_and_a_restart_prints_nothing() {
    let mut bench = Bench::new();
    bench.printer.fault_at(Moment::Bytes(4_000), Fault::Vanished);
    bench.return_a_cardigan();
    let Screen::Thanks(thanks) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, Some(SlipState::InDoubt));
    bench.printer.come_back().unwrap();
    bench.restart();
    bench.until("the welcome", |view| matches!(view.screen, Screen::Welcome { printer_up: true, .. }));
    let papers = bench.printer.papers();
    let dots: usize = papers.iter().map(|paper| paper.bytes().iter().filter(|byte| **byte != 0).count()).sum();
    assert_eq!((papers.len(), dots), (1, 0), "the printer is cleared, and prints nothing of the slip");
}
