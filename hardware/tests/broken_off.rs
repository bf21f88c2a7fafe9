//! A slip that breaks off at any byte leaves nothing on the paper of the next one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use hardware::bench::{Fault, Moment, SimulatedPrinter};
use hardware::paper::{Row, Size, Slip, Weight, draw, width};
use hardware::printer::escpos::{Job, Mode, encode};
use hardware::printer::{Link, Outcome, Press, Soil};

const SLIP_TIME: Duration = Duration::from_secs(1);
/// How long a mended printer may take until it is ready again.
const MENDED_MAX: Duration = Duration::from_secs(30);
/// Printers at a time; most of them wait.
const AT_ONCE: usize = 48;

/// Letters, drawn letters, positions, sizes, strokes, white on black, dots: every command of a slip sent as text.
fn first() -> Slip {
    Slip::new()
        .row(Row::Pair { left: "뷁 A".into(), right: "₩1".into(), size: Size::Normal, weight: Weight::Bold })
        .row(Row::Inverse { text: "가".into(), size: Size::Large })
        .text("끝")
}

fn next() -> Slip {
    Slip::new().text("다음 손님").pair("환불 금액", "₩39,900")
}

/// How the slip before breaks off behind its first bytes.
#[derive(Clone, Copy, Debug)]
enum Break {
    /// The program that sent it ends.
    Ended,
    /// The printer takes no more.
    Stalled,
    /// The paper ends; the printer holds what comes.
    NoPaper,
}

#[track_caller]
fn check(how: Break) {
    let both = [Mode::Text, Mode::Raster].map(|mode| places(mode).into_iter().map(move |at| (mode, at)));
    let todo: Vec<_> =
        both.into_iter().flatten().flat_map(|(mode, at)| [(mode, at, false), (mode, at, true)]).collect();
    for some in todo.chunks(AT_ONCE) {
        let cell = |&(mode, at, obstinate)| thread::spawn(move || cell(how, mode, at, obstinate));
        let some: Vec<_> = some.iter().map(cell).collect();
        some.into_iter().for_each(|cell| cell.join().expect("the cell's assertions hold"));
    }
}

fn cell(how: Break, mode: Mode, at: usize, obstinate: bool) {
    let what = format!("{how:?} at byte {at}, {mode:?}, heeds `DLE ENQ 2`: {}", !obstinate);
    let dir = tempfile::tempdir().unwrap();
    let mut bench = SimulatedPrinter::on_pty(&dir.path().join("printer"), width::WIDE).unwrap();
    bench.set_obstinate(obstinate);
    let job = encode(&first(), width::WIDE, mode);
    let soil = match how {
        Break::Ended => {
            let mut link = Link::open(&bench.target(), SLIP_TIME).unwrap();
            link.write_all(&job.bytes()[..at], Instant::now() + SLIP_TIME).unwrap();
            wait(&what, || bench.received() == at);
            Soil::unknown()
        }
        Break::Stalled => broken(&bench, &job, at, Fault::Stalled),
        Break::NoPaper => broken(&bench, &job, at, Fault::NoPaper),
    };
    bench.mend().unwrap();
    let mut press = recovered(&bench, soil, &what);
    let errors = bench.errors().len();
    assert_eq!(press.print(&encode(&next(), width::WIDE, mode), SLIP_TIME), Outcome::Printed, "{what}");
    assert_eq!(bench.papers().last(), Some(&draw(&next(), width::WIDE)), "{what}: the next slip is its own");
    assert_eq!(bench.unfinished().height(), 0, "{what}");
    // The first slip's last command is half a command; the next slip has none.
    assert_eq!(bench.errors().len(), errors, "{what}: {:?}", bench.errors());
}

/// Prints `job` while `fault` begins behind `at` of its bytes; what it leaves.
fn broken(bench: &SimulatedPrinter, job: &Job, at: usize, fault: Fault) -> Soil {
    let mut press = Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), Soil::default());
    press.health(SLIP_TIME).unwrap();
    bench.fault_at(Moment::Bytes(at), fault);
    let outcome = press.print(job, SLIP_TIME);
    assert!(matches!(outcome, Outcome::InDoubt { .. }), "{fault:?} at byte {at}: {outcome:?}");
    press.soil()
}

/// The printer's thread looks again until it is well.
fn recovered(bench: &SimulatedPrinter, mut soil: Soil, what: &str) -> Press {
    let end = Instant::now() + MENDED_MAX;
    loop {
        let mut press = Press::new(Link::open(&bench.target(), SLIP_TIME).unwrap(), soil);
        match press.health(SLIP_TIME) {
            Ok(status) if status.trouble().is_none() => return press,
            other => assert!(Instant::now() < end, "{what}: mended, and {other:?}"),
        }
        soil = press.soil();
    }
}

#[track_caller]
fn wait(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + MENDED_MAX;
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Every 67th byte, and every byte of the headers that say how long the first two pictures in a line and bands are.
fn places(mode: Mode) -> BTreeSet<usize> {
    let bytes = encode(&first(), width::WIDE, mode).bytes();
    let headers = |start: &[u8], length: usize| -> Vec<usize> {
        let begins = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(start)).take(2);
        begins.flat_map(|at| at + start.len()..at + length).collect()
    };
    let every = (3..bytes.len()).step_by(67);
    every.chain(headers(b"\x1b*\x21", 5)).chain(headers(b"\x1dv0", 8)).collect()
}

#[test]
fn a_program_may_end_at_any_byte() {
    check(Break::Ended);
}

#[test]
fn a_printer_may_stall_at_any_byte() {
    check(Break::Stalled);
}

#[test]
fn the_paper_may_end_at_any_byte() {
    check(Break::NoPaper);
}
