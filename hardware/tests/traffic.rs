//! Recorded traffic played again: the same words from the printer, the same truth about the slip.
//!
//! `RECORD=1 cargo test -p hardware --test traffic` records the files anew. The printer whose paper ends knows neither
//! `GS a` nor `GS r`: what it is sent does not hang on when its words come.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use hardware::bench::{Replay, SimulatedPrinter, SimulatedScanner};
use hardware::paper::{Slip, draw, width};
use hardware::printer::escpos::{Job, Trouble};
use hardware::printer::{Link, Outcome, Press, Soil};
use hardware::scanner::{Framing, Scanner, ScannerConfig, ScannerNews};
use hardware::traffic::{Line, Tap, read};

const SLIP_TIME: Duration = Duration::from_secs(10);

fn job() -> Job {
    Job::slip(&draw(&Slip::new().text("반품 접수증").text("A-0427"), width::NARROW))
}

fn print(path: &Path, tap: Option<Tap>) -> Outcome {
    let target = format!("serial:{}", path.display()).parse().unwrap();
    let mut link = Link::open(&target, SLIP_TIME).unwrap();
    tap.into_iter().for_each(|tap| link.record(tap));
    Press::new(link, Soil::default()).print(&job(), SLIP_TIME)
}

fn recorded(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traffic").join(name)
}

#[track_caller]
fn check(name: &str, rows_left: Option<u32>, outcome: Outcome) {
    let dir = tempfile::tempdir().unwrap();
    let (port, file) = (dir.path().join("printer"), recorded(name));
    if std::env::var_os("RECORD").is_some() {
        let bench = SimulatedPrinter::on_pty(&port, width::NARROW).unwrap();
        bench.set_simple(rows_left.is_some());
        bench.set_rows_left(rows_left);
        let _ = std::fs::remove_file(&file);
        assert_eq!(print(&port, Some(Tap::open(&file, "printer").unwrap())), outcome);
    }
    let replay = Replay::on_pty(&port, read(&std::fs::read_to_string(&file).unwrap()).unwrap()).unwrap();
    assert_eq!(print(&port, None), outcome);
    assert_eq!(replay.finish(), Ok(()));
}

#[test]
fn a_recorded_slip_is_printed_again() {
    check("printed.jsonl", None, Outcome::Printed);
}

#[test]
fn a_recorded_end_of_the_paper_leaves_the_slip_in_doubt_again() {
    check("paper-end.jsonl", Some(20), Outcome::InDoubt { why: Trouble::NoPaper.into() });
}

#[test]
fn a_replay_says_where_something_else_was_sent() {
    let dir = tempfile::tempdir().unwrap();
    let port = dir.path().join("printer");
    let lines = read("{\"ms\":0,\"device\":\"printer\",\"to\":\"100402\",\"from\":\"12\"}\n").unwrap();
    let replay = Replay::on_pty(&port, lines).unwrap();
    assert!(matches!(print(&port, None), Outcome::NotPrinted { .. }));
    assert_eq!(replay.finish(), Err("line 1: [10, 04, 01] came, not [10, 04, 02]".into()));
}

/// With a full buffer a printer hears no question; what it said by itself is believed.
#[test]
fn a_printer_that_said_why_and_answers_no_more_is_not_silent() {
    let dir = tempfile::tempdir().unwrap();
    let port = dir.path().join("printer");
    let line = |to: &[u8], from: &[u8]| Line { ms: 0, device: "printer".into(), to: to.into(), from: from.into() };
    let round = || (1..=4).map(|n| line(&[0x10, 4, n], &[0x12]));
    let greeting = line(b"\x1da\xff\x1dr\x01", &[0x10, 0, 0, 0, 0]);
    let no_paper = line(&[], &[0x18, 0, 0x0c, 0]);
    let lines = round().chain(round()).chain([greeting]).chain(round()).chain([no_paper]).collect();
    let _replay = Replay::on_pty(&port, lines).unwrap();
    let target = format!("serial:{}", port.display()).parse().unwrap();
    let mut press = Press::new(Link::open(&target, SLIP_TIME).unwrap(), Soil::default());
    assert_eq!(press.health(SLIP_TIME).unwrap().trouble(), None);
    assert_eq!(press.health(SLIP_TIME).unwrap().trouble(), Some(Trouble::NoPaper));
}

#[test]
fn what_a_scanner_says_is_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let (port, file) = (dir.path().join("scanner"), dir.path().join("scanner.jsonl"));
    let bench = SimulatedScanner::new(&port).unwrap();
    let (tell, news) = std::sync::mpsc::channel();
    let config = ScannerConfig {
        port: port.to_str().unwrap().parse().unwrap(),
        baud: 9600,
        framing: Framing::Lines,
        record: Some(file.clone()),
    };
    let scanner = Scanner::spawn(config, move |n| drop(tell.send(n))).unwrap();
    let next = || news.recv_timeout(SLIP_TIME).unwrap();
    assert!(matches!(next(), ScannerNews::Up { .. }));
    bench.scan("8801234567893").unwrap();
    assert!(matches!(next(), ScannerNews::Seen(_)));
    drop(scanner);
    let lines = read(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(lines.iter().flat_map(|line| line.from.clone()).collect::<Vec<_>>(), b"8801234567893\r");
}
