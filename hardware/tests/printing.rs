//! The truth about a slip, at a simulated printer over a pty and over TCP.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod slips;

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use hardware::bench::{Fault, Moment, SimulatedPrinter};
use hardware::paper::{Paper, Slip, draw, width};
use hardware::printer::escpos::{Job, Trouble};
use hardware::printer::{
    Link, LinkEnd, OpenError, Outcome, Press, Printer, PrinterConfig, PrinterNews, Soil, Target, Why,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);
const SLIP_TIME: Duration = Duration::from_secs(10);

fn both(test: impl Fn(&mut SimulatedPrinter)) {
    let dir: TempDir = tempfile::tempdir().unwrap();
    test(&mut SimulatedPrinter::on_pty(&dir.path().join("printer"), width::WIDE).unwrap());
    test(&mut SimulatedPrinter::on_tcp(width::WIDE).unwrap());
}

fn press(bench: &SimulatedPrinter) -> Press {
    Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), Soil::default())
}

fn slip() -> Paper {
    draw(&slips::full(), width::WIDE)
}

fn print(bench: &SimulatedPrinter, deadline: Duration) -> Outcome {
    press(bench).print(&Job::slip(&slip()), deadline)
}

#[test]
fn a_slip_is_printed_dot_by_dot() {
    both(|bench| {
        let hostile = draw(&slips::hostile(), width::WIDE);
        assert_eq!(print(bench, SLIP_TIME), Outcome::Printed);
        assert_eq!(press(bench).print(&Job::slip(&hostile), SLIP_TIME), Outcome::Printed);
        assert_eq!(bench.papers(), [slip(), hostile]);
        assert_eq!(bench.errors(), [""; 0]);
        assert_eq!(bench.unfinished().height(), 0);
    });
}

#[test]
fn no_paper_and_an_open_cover_are_said_before_a_byte_of_the_slip_is_sent() {
    both(|bench| {
        bench.set_rows_left(Some(0));
        assert_eq!(print(bench, SLIP_TIME), Outcome::NotPrinted { why: Trouble::NoPaper.into() });
        bench.set_rows_left(None);
        bench.set(Fault::CoverOpen, true);
        assert_eq!(print(bench, SLIP_TIME), Outcome::NotPrinted { why: Trouble::CoverOpen.into() });
        bench.set(Fault::CoverOpen, false);
        assert_eq!(bench.unfinished().height() as usize + bench.papers().len(), 0);
        assert_eq!(print(bench, SLIP_TIME), Outcome::Printed);
        assert_eq!(bench.errors(), [""; 0]);
    });
}

/// A program that starts anew while half a slip is in the printer knows nothing of it but that it was sending.
#[test]
fn half_a_slip_of_an_earlier_program_is_cleared_before_the_next_slip() {
    both(|bench| {
        bench.set_rows_left(Some(300));
        assert_eq!(print(bench, SLIP_TIME), Outcome::InDoubt { why: Trouble::NoPaper.into() });
        assert_eq!((bench.unfinished().height(), bench.papers().len()), (300, 0));
        bench.set_rows_left(None);
        let mut press = Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), Soil::unknown());
        assert_eq!(press.print(&Job::slip(&slip()), SLIP_TIME), Outcome::Printed);
        assert_eq!(bench.papers().last(), Some(&slip()));
        assert_eq!(bench.errors(), [""; 0]);
    });
}

#[test]
fn a_silent_printer_is_not_sent_a_slip() {
    both(|bench| {
        bench.set(Fault::Silent, true);
        assert_eq!(print(bench, SLIP_TIME), Outcome::NotPrinted { why: Why::Silent });
        assert_eq!(bench.unfinished().height() as usize + bench.papers().len(), 0);
    });
}

#[test]
fn a_printer_wired_one_way_is_believed() {
    both(|bench| {
        bench.set(Fault::Silent, true);
        let mut link = Link::open(&bench.target(), SLIP_TIME).unwrap();
        link.expect_no_answers();
        assert_eq!(Press::new(link, Soil::default()).print(&Job::slip(&slip()), SLIP_TIME), Outcome::Printed);
    });
}

#[test]
fn a_stalled_printer_holds_nobody_beyond_the_deadline_and_the_next_slip_is_whole() {
    // Over TCP the kernel takes a whole slip for a stalled peer; only the missing answer tells.
    let dir = tempfile::tempdir().unwrap();
    let bench = SimulatedPrinter::on_pty(&dir.path().join("printer"), width::WIDE).unwrap();
    let mut press = press(&bench);
    let tall = draw(&(0..300).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑")), width::WIDE);
    bench.fault_at(Moment::Bytes(5_000), Fault::Stalled);
    let began = Instant::now();
    let outcome = press.print(&Job::slip(&tall), Duration::from_millis(300));
    assert!(began.elapsed() < PATIENCE);
    assert_eq!(outcome, Outcome::InDoubt { why: LinkEnd::Stalled.into() });
    assert!(!press.soil().is_clean());

    bench.set(Fault::Stalled, false);
    assert_eq!(press.print(&Job::slip(&slip()), SLIP_TIME), Outcome::Printed);
    assert_eq!(bench.errors(), [""; 0]);
    let papers = bench.papers();
    assert_eq!(papers.len(), 2, "the piece of the first slip is cut off");
    assert_eq!(papers[1], slip());
}

#[test]
fn a_stalled_network_printer_leaves_the_slip_in_doubt() {
    let bench = SimulatedPrinter::on_tcp(width::WIDE).unwrap();
    bench.fault_at(Moment::Bytes(5_000), Fault::Stalled);
    let why = match print(&bench, Duration::from_secs(1)) {
        Outcome::InDoubt { why } => why,
        other => panic!("{other:?}"),
    };
    assert!(matches!(why, Why::Silent | Why::Link(LinkEnd::Stalled)), "{why:?}");
}

#[test]
fn a_printer_that_vanishes_in_the_middle_leaves_the_slip_in_doubt() {
    both(|bench| {
        bench.fault_at(Moment::Bytes(10_000), Fault::Vanished);
        let outcome = print(bench, Duration::from_secs(3));
        assert!(matches!(outcome, Outcome::InDoubt { why: Why::Link(_) | Why::Silent }), "{outcome:?}");
        bench.come_back().unwrap();
        assert_eq!(print(bench, SLIP_TIME), Outcome::Printed);
        assert_eq!(bench.errors(), [""; 0]);
    });
}

#[test]
fn a_printer_that_is_not_there_is_named_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("lp9");
    for target in [Target::Serial { path: missing.clone(), baud: 9600 }, Target::Device(missing)] {
        let error = Link::open(&target, SLIP_TIME).unwrap_err();
        assert_eq!(error, OpenError::Missing { target: target.to_string() });
        assert!(error.to_string().contains("switch the printer on"), "{error}");
    }
    let mut bench = SimulatedPrinter::on_tcp(width::WIDE).unwrap();
    bench.vanish();
    let error = Link::open(&bench.target(), SLIP_TIME).unwrap_err();
    assert!(matches!(error, OpenError::Refused { .. }), "{error}");
}

#[test]
fn a_plain_file_takes_the_exact_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("slip.bin");
    let link = Link::open(&Target::File(file.clone()), SLIP_TIME).unwrap();
    assert_eq!(Press::new(link, Soil::default()).print(&Job::slip(&slip()), SLIP_TIME), Outcome::Printed);
    assert_eq!(std::fs::read(file).unwrap(), Job::slip(&slip()).bytes());
}

fn spawned(bench: &SimulatedPrinter) -> (Printer, Receiver<PrinterNews>) {
    let (tell, news) = channel();
    let config = PrinterConfig {
        target: bench.target(),
        slip_secs_max: 5,
        mute: false,
        look_every: Duration::from_millis(50),
        soiled: false,
        record: None,
    };
    (Printer::spawn(config, move |n| drop(tell.send(n))).unwrap(), news)
}

#[track_caller]
fn until(news: &Receiver<PrinterNews>, wanted: impl Fn(&PrinterNews) -> bool) -> PrinterNews {
    loop {
        let next = news.recv_timeout(PATIENCE).expect("news from the printer");
        if wanted(&next) {
            return next;
        }
    }
}

#[test]
fn the_printers_thread_names_each_slip_in_its_answer() {
    both(|bench| {
        let (printer, news) = spawned(bench);
        assert_eq!(until(&news, |_| true), PrinterNews::Up { paper_low: false });
        for id in [7, 8] {
            printer.print(id, Job::slip(&slip())).unwrap();
            let done = until(&news, |n| matches!(n, PrinterNews::Done { .. }));
            assert_eq!(done, PrinterNews::Done { id, outcome: Outcome::Printed });
        }
        assert_eq!(bench.papers().len(), 2);
    });
}

#[test]
fn the_printers_thread_tells_trouble_and_its_end() {
    both(|bench| {
        let (printer, news) = spawned(bench);
        until(&news, |n| matches!(n, PrinterNews::Up { .. }));
        bench.set(Fault::CoverOpen, true);
        until(&news, |n| *n == PrinterNews::Down { why: Trouble::CoverOpen.into() });
        bench.set(Fault::CoverOpen, false);
        bench.set(Fault::NearEnd, true);
        until(&news, |n| *n == PrinterNews::Up { paper_low: true });
        bench.vanish();
        until(&news, |n| matches!(n, PrinterNews::Down { why: Why::Link(_) | Why::Open(_) }));
        printer.print(1, Job::slip(&slip())).unwrap();
        until(&news, |n| matches!(n, PrinterNews::Done { id: 1, outcome: Outcome::NotPrinted { .. } }));
        bench.come_back().unwrap();
        until(&news, |n| matches!(n, PrinterNews::Up { .. }));
        printer.print(2, Job::slip(&slip())).unwrap();
        let done = until(&news, |n| matches!(n, PrinterNews::Done { .. }));
        assert_eq!(done, PrinterNews::Done { id: 2, outcome: Outcome::Printed });
    });
}

#[test]
fn a_third_slip_is_turned_away_and_each_taken_one_is_answered_once() {
    both(|bench| {
        let (printer, news) = spawned(bench);
        until(&news, |n| matches!(n, PrinterNews::Up { .. }));
        bench.set(Fault::Stalled, true);
        let taken: Vec<u64> = (1..=3).filter(|id| printer.print(*id, Job::slip(&slip())).is_ok()).collect();
        assert!(!taken.is_empty() && taken.len() < 3, "{taken:?}");
        bench.set(Fault::Stalled, false);
        drop(printer);
        let answered: Vec<_> = news
            .iter()
            .filter_map(|n| match n {
                PrinterNews::Done { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        assert_eq!(answered, taken);
    });
}
