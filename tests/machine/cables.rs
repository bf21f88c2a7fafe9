//! Cables that are pulled.

use domain::device::Unread;
use domain::view::{CustomerScreen, Notice, Screen};

use super::bench::{Bench, receipt};

#[test]
fn a_scanner_that_was_pulled_works_again_without_a_restart() {
    let mut bench = Bench::new();
    let there = |up: bool| move |view: &domain::view::View| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { scanner_up, .. }) if scanner_up == up);
    bench.scanner.unplug();
    bench.until("a missing scanner", there(false));
    bench.scanner.replug().unwrap();
    bench.until("the scanner", there(true));
    bench.scanner.scan(receipt(1006)).unwrap();
    bench.until("choose", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Choose { .. })));
}

#[test]
fn noise_on_the_line_is_answered_in_words() {
    let mut bench = Bench::new();
    bench.scanner.send(&[b"\x1b@\x1dV\0".as_slice(), &[b'A'; 5000], b"\r"].concat()).unwrap();
    bench.until("words", |view| matches!(view.notice, Some(Notice::Unread(Unread::Damaged))));
    assert!(matches!(bench.shown.screen, Screen::Customer(CustomerScreen::Welcome { .. })));
}

#[test]
fn every_way_of_ending_a_frame_is_understood() {
    let mut bench = Bench::new();
    for (prefix, terminator) in [("", "\r"), ("", "\n"), ("]C0", "\r\n"), ("\x02", "\x03"), ("", "")] {
        bench.scanner.prefix = prefix.into();
        bench.scanner.terminator = terminator.into();
        bench.scanner.scan(receipt(1001)).unwrap();
        bench.until("choose", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Choose { .. })));
        bench.touch(domain::touch::Touch::Back);
        bench.until("the welcome", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })));
        // The same code within a second is one scan.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
}
