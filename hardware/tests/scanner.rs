//! The scanner's thread at a real pty.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use hardware::bench::SimulatedScanner;
use hardware::scanner::{Code, Framing, PortSpec, Scanner, ScannerConfig, ScannerNews, Symbology, Unreadable};
use tempfile::TempDir;

/// Long enough for any machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Counter {
    bench: SimulatedScanner,
    news: Receiver<ScannerNews>,
    _scanner: Scanner,
    _dir: TempDir,
}

fn config(path: &std::path::Path) -> ScannerConfig {
    ScannerConfig { port: PortSpec::Path(path.to_owned()), baud: 115_200, framing: Framing::Lines, record: None }
}

fn counter() -> Counter {
    let dir = tempfile::tempdir().unwrap();
    let bench = SimulatedScanner::new(&dir.path().join("scanner")).unwrap();
    let (tell, news) = channel();
    let scanner = Scanner::spawn(config(bench.path()), move |n| drop(tell.send(n))).unwrap();
    let counter = Counter { bench, news, _scanner: scanner, _dir: dir };
    assert!(matches!(counter.next(), ScannerNews::Up { .. }));
    counter
}

impl Counter {
    #[track_caller]
    fn next(&self) -> ScannerNews {
        self.news.recv_timeout(PATIENCE).expect("news from the scanner")
    }

    #[track_caller]
    fn next_code(&self) -> Result<Code, Unreadable> {
        match self.next() {
            ScannerNews::Seen(scan) => scan.code,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn codes_arrive_whatever_ends_them() {
    let mut counter = counter();
    for (prefix, terminator) in [("", "\r"), ("", "\n"), ("", "\r\n"), ("\x02", "\x03"), ("", "")] {
        counter.bench.prefix = prefix.into();
        counter.bench.terminator = terminator.into();
        counter.bench.scan("]E08801234567893").unwrap();
        let code = counter.next_code().unwrap();
        assert_eq!((code.symbology, code.text.as_str()), (Some(Symbology::Ean13), "8801234567893"), "{terminator:?}");
    }
}

#[test]
fn an_unplugged_scanner_is_missed_and_found_again_without_a_restart() {
    let mut counter = counter();
    for round in 0..3 {
        counter.bench.scan(format!("A-{round}")).unwrap();
        assert_eq!(counter.next_code().unwrap().text, format!("A-{round}"));
        counter.bench.unplug();
        loop {
            match counter.next() {
                ScannerNews::Down { reason, .. } if reason.contains("is not there") => break,
                ScannerNews::Down { reason, .. } => assert!(reason.contains("unplugged"), "{reason}"),
                other => panic!("{other:?}"),
            }
        }
        counter.bench.replug().unwrap();
        assert!(matches!(counter.next(), ScannerNews::Up { .. }));
    }
}

#[test]
fn noise_is_reported_once_and_the_next_code_is_read() {
    let counter = counter();
    counter.bench.send(&[b'#'; 9000]).unwrap();
    counter.bench.send(b"\r\nB-1\r\n").unwrap();
    assert_eq!(counter.next_code(), Err(Unreadable::TooLong));
    assert_eq!(counter.next_code().unwrap().text, "B-1");
}

#[test]
fn a_port_in_use_or_absent_is_named_with_what_to_do() {
    let counter = counter();
    let (tell, news) = channel();
    let absent = counter._dir.path().join("absent");
    let _second = Scanner::spawn(config(&absent), move |n| drop(tell.send(n))).unwrap();
    let Ok(ScannerNews::Down { reason, .. }) = news.recv_timeout(PATIENCE) else { panic!() };
    assert!(reason.contains("absent is not there: plug the scanner in"), "{reason}");

    let (tell, news) = channel();
    let _third = Scanner::spawn(config(counter.bench.path()), move |n| drop(tell.send(n))).unwrap();
    let Ok(ScannerNews::Down { reason, .. }) = news.recv_timeout(PATIENCE) else { panic!() };
    assert!(reason.contains("in use by another program"), "{reason}");
}

#[test]
fn korean_arrives_in_utf_8_and_in_cp949() {
    let counter = counter();
    for bytes in [b"\xeb\xb7\x81\xeb\x98\xa0".as_slice(), b"\x94\xee\x8c\x63"] {
        counter.bench.scan(bytes).unwrap();
        assert_eq!(counter.next_code().unwrap().text, "뷁똠");
    }
}
