//! From the scanner's port to the printer's paper.

use domain::booking::SlipState;
use domain::touch::Touch;
use domain::view::{CustomerScreen, Screen, View};
use hardware::bench::{Fault, Moment};

use super::bench::Bench;

#[test]
fn a_visit_ends_with_a_slip_on_paper() {
    let mut bench = Bench::new();
    bench.return_a_cardigan();
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, SlipState::Printed);
    assert_eq!(bench.printer.papers().len(), 1);
    assert_eq!(bench.printer.errors(), Vec::<String>::new());
}

#[test]
fn without_paper_nothing_is_sent_and_the_claim_code_is_shown() {
    let mut bench = Bench::new();
    bench.printer.set_rows_left(Some(0));
    bench.return_a_cardigan();
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, SlipState::NotPrinted);
    assert!((0..=999_999).contains(&thanks.claim_code.0) && thanks.waits, "{thanks:?}");
    assert!(bench.printer.papers().is_empty() && bench.printer.unfinished().height() == 0);
    assert!(bench.shown.bell);
}

#[test]
fn paper_that_ends_in_the_slip_calls_the_staff_and_the_next_customers_slip_is_whole() {
    let mut bench = Bench::new();
    bench.printer.set_rows_left(Some(300));
    bench.return_a_cardigan();
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, SlipState::InDoubt);
    assert!(bench.shown.bell);
    let welcome = |up| move |view: &View| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { printer_up, .. }) if printer_up == up);
    bench.touch(Touch::Main).until("no printer", welcome(false));
    bench.printer.set_rows_left(None);
    bench.until("the printer", welcome(true));
    bench.return_the_first_line_of(1006);
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, SlipState::Printed);
    assert_eq!(bench.printer.papers().len(), 2, "what was left of the first is on a paper of its own");
    assert_eq!((bench.printer.unfinished().height(), bench.printer.errors().len()), (0, 0));
}

#[test]
fn a_printer_that_vanishes_in_the_slip_leaves_it_in_doubt_and_a_restart_prints_nothing() {
    let mut bench = Bench::new();
    bench.printer.fault_at(Moment::Bytes(4_000), Fault::Vanished);
    bench.return_a_cardigan();
    let Screen::Customer(CustomerScreen::Thanks(thanks)) = &bench.shown.screen else { panic!("{:?}", bench.shown) };
    assert_eq!(thanks.slip, SlipState::InDoubt);
    // In this order: the machine before the restart would clear the printer too.
    bench.restart();
    bench.printer.come_back().unwrap();
    bench.until("the welcome", |view| {
        matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { printer_up: true, .. }))
    });
    let papers = bench.until_papers(1);
    let dots: usize = papers.iter().map(|paper| paper.bytes().iter().filter(|byte| **byte != 0).count()).sum();
    assert_eq!((papers.len(), dots), (1, 0), "the printer is cleared, and prints nothing of the slip");
}
