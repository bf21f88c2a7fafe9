//! The technician's page of a running machine.

use domain::device::Unread;
use domain::finding::{Finding, Mark, Subject};
use domain::staff::StaffId;
use domain::touch::{DeskTouch, FrameTouch, ManageTouch, Touch};
use domain::view::{CustomerScreen, DeskScreen, ManageScreen, Notice, Screen, View};

use super::bench::{Bench, PIN};

fn findings(view: &View) -> Option<&[Finding]> {
    match &view.screen {
        Screen::Manage(ManageScreen::Devices { findings, looking: false }) => Some(findings),
        _ => None,
    }
}

/// What the page says of a subject.
fn of(bench: &Bench, subject: Subject) -> (Mark, String) {
    let all = findings(&bench.shown).unwrap();
    let found = all.iter().find(|finding| finding.subject == subject);
    let found = found.unwrap_or_else(|| panic!("no {subject:?} in {all:#?}"));
    (found.mark, found.words.ko.clone())
}

fn open_page(bench: &mut Bench) {
    bench.touch(Touch::Frame(FrameTouch::Call)).touch(Touch::Frame(FrameTouch::StaffDoor));
    bench.until(
        "the names",
        |view| matches!(&view.screen, Screen::Desk(DeskScreen::SignIn(sign_in)) if !sign_in.names.is_empty()),
    );
    bench.touch(Touch::Desk(DeskTouch::Staff(StaffId(1)))).digits(PIN).touch(Touch::Main);
    bench.until("the queue", |view| matches!(view.screen, Screen::Desk(DeskScreen::Queue(_))));
    bench.touch(Touch::Manage(ManageTouch::Devices));
    bench.until("what was found", |view| findings(view).is_some());
}

fn look_again(bench: &mut Bench) {
    bench.touch(Touch::Main);
    bench.until("a look", |view| matches!(view.screen, Screen::Manage(ManageScreen::Devices { looking: true, .. })));
    bench.until("what was found", |view| findings(view).is_some());
}

#[test]
fn the_page_says_what_the_devices_say_themselves_and_asks_them_nothing() {
    let mut bench = Bench::new();
    bench.until("both devices", |view| {
        matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { printer_up: true, scanner_up: true, .. }))
    });
    open_page(&mut bench);
    assert_eq!(of(&bench, Subject::Printer).0, Mark::Good);
    assert_eq!(of(&bench, Subject::Scanner), (Mark::Good, "연결돼 있어요".to_owned()));
    assert_eq!(of(&bench, Subject::Instance), (Mark::Good, "이 창구만 실행 중이에요".to_owned()));
    // No copy of it was ever made.
    assert_eq!(of(&bench, Subject::Ledger).0, Mark::Doubtful);

    bench.printer.set_rows_left(Some(0));
    bench.scanner.unplug();
    // The printer's own thread looks every two seconds.
    while of(&bench, Subject::Printer).0 == Mark::Good || of(&bench, Subject::Scanner).0 == Mark::Good {
        look_again(&mut bench);
    }
    assert_eq!(of(&bench, Subject::Printer), (Mark::Wrong, "프린터에 종이가 없어요".to_owned()));
    assert_eq!(findings(&bench.shown).unwrap()[0].mark, Mark::Wrong, "the worst stands first");
    assert_eq!(bench.printer.errors(), Vec::<String>::new());

    bench.scanner.replug().unwrap();
    bench.printer.set_rows_left(None);
    while of(&bench, Subject::Printer).0 == Mark::Wrong || of(&bench, Subject::Scanner).0 == Mark::Wrong {
        look_again(&mut bench);
    }
}

#[test]
fn a_scanner_that_cannot_be_understood_is_doubtful_until_its_next_code() {
    let mut bench = Bench::new();
    bench.until("the scanner", |view| {
        matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { scanner_up: true, .. }))
    });
    open_page(&mut bench);
    bench.scanner.scan("9".repeat(5000)).unwrap();
    bench.until("noise", |view| view.notice == Some(Notice::Unread(Unread::Damaged)));
    look_again(&mut bench);
    let (mark, words) = of(&bench, Subject::Scanner);
    assert!(mark == Mark::Doubtful && words.contains("4,096"), "{mark:?} {words}");
    bench.scanner.scan("A-1").unwrap();
    bench.until("a code", |view| matches!(view.notice, Some(Notice::UnknownCode(_))));
    look_again(&mut bench);
    assert_eq!(of(&bench, Subject::Scanner).0, Mark::Good);
}
