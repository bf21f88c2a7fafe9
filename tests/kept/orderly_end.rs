//! A signal asks for the end: what is under way is finished, noted and in the ledger's own file.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use domain::booking::SlipState;
use hardware::bench::{Fault, Moment};

use crate::shop::{PATIENCE, Shop, audit, wait_until};

/// The printer stops in the middle of the slip; the signal comes; the printer goes on.
#[track_caller]
fn a_signal_in_the_middle_of_a_slip(signal: &str) {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.printer.fault_at(Moment::Bytes(4_000), Fault::Stalled);
    shop.book(&mut running, 1001);
    wait_until("half a slip", || shop.printer.received() >= 4_000);
    running.signal(signal);
    std::thread::sleep(Duration::from_millis(500));
    assert!(running.is_running(), "the slip is not finished");
    shop.printer.set(Fault::Stalled, false);
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.slips(), [SlipState::Printed]);
    assert_eq!((shop.printer.papers().len(), shop.printer.unfinished().height()), (1, 0));

    let mut again = shop.run();
    again.signal("TERM");
    assert_eq!(again.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.printer.papers().len(), 1, "the next start has nothing to clear");
}

#[test]
fn sigterm_in_the_middle_of_a_slip_waits_for_it_and_notes_its_end() {
    a_signal_in_the_middle_of_a_slip("TERM");
}

#[test]
fn sigint_does_so_too_although_a_shell_had_it_ignored() {
    a_signal_in_the_middle_of_a_slip("INT");
}

#[test]
fn sighup_does_so_too() {
    a_signal_in_the_middle_of_a_slip("HUP");
}

#[test]
fn a_printer_that_takes_nothing_more_does_not_hold_the_end_up_for_ever() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.printer.fault_at(Moment::Bytes(4_000), Fault::Stalled);
    shop.book(&mut running, 1001);
    wait_until("half a slip", || shop.printer.received() >= 4_000);
    running.signal("TERM");
    assert_eq!(running.end(Duration::from_secs(60)).code(), Some(0));
    assert_eq!(shop.slips(), [SlipState::InDoubt]);
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.printer.fault_at(Moment::Bytes(4_000), Fault::Stalled);
    shop.book(&mut running, 1001);
    wait_until("half a slip", || shop.printer.received() >= 4_000);
    running.signal("TERM");
    std::thread::sleep(Duration::from_millis(300));
    running.signal("INT");
    let status = running.end(Duration::from_secs(5));
    assert_eq!((status.code(), status.signal()), (Some(128 + 2), None));
    assert_eq!(shop.slips(), [SlipState::Sending], "nobody has noted its end");
}

/// An ending kiosk takes no scan: what a customer begins now would be lost.
#[test]
fn an_ending_kiosk_takes_nothing_new() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.printer.fault_at(Moment::Bytes(4_000), Fault::Stalled);
    shop.book(&mut running, 1001);
    wait_until("half a slip", || shop.printer.received() >= 4_000);
    running.signal("TERM");
    std::thread::sleep(Duration::from_millis(500));
    running.say("main\nmain\ncall\nstaff-door");
    shop.printer.set(Fault::Stalled, false);
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(running.rest().iter().filter(|line| !line.starts_with("thanks")).count(), 0);
}

#[test]
fn the_ledgers_file_alone_holds_everything_after_the_end_and_after_a_quiet_while() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    let copy = shop.file("copy.db");
    let visits = || {
        fs::copy(shop.file("doro.db"), &copy).unwrap();
        audit(&copy).visits.len()
    };
    assert_eq!(visits(), 0, "just booked, it stands in the log");
    wait_until("a quiet while", || visits() == 1);
    shop.serve(&mut running, 1006);
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(visits(), 2);
}
