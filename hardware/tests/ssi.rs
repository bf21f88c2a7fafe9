//! Zebra's packets: from bytes and time to scans and answers, and the thread at a real pty.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use hardware::bench::{Delivery, Mishap, SimulatedScanner};
use hardware::scanner::ssi::{Answer, Heard, Ssi, opcode, packet, source, status};
use hardware::scanner::{
    Code, FRAME_BYTES_MAX, Framing, PortSpec, Scanner, ScannerConfig, ScannerNews, Symbology, Unreadable,
};
use tempfile::TempDir;

const CODE_128: u8 = 0x03;

/// Bytes of one read, or milliseconds in which the line was found silent.
enum Line {
    Read(Vec<u8>),
    Silent(u64),
}
use Line::{Read, Silent};

/// A packet of the scanner with a Code 128.
fn decoded(status: u8, text: &str) -> Vec<u8> {
    packet(opcode::DECODE_DATA, source::DECODER, status, &[&[CODE_128], text.as_bytes()].concat())
}

fn damaged(text: &str) -> Vec<u8> {
    let mut bytes = decoded(0, text);
    bytes[5] ^= 1;
    bytes
}

/// Scans as their texts, answers as their names.
fn heard(line: Vec<Line>) -> Vec<String> {
    let (mut ssi, mut now, mut all) = (Ssi::default(), Instant::now(), Vec::new());
    let mut hear = |heard| {
        all.push(match heard {
            Heard::Answer(answer) => format!("{answer:?}"),
            Heard::Scan(code) => code.map_or_else(|why| format!("{why:?}"), |code| code.text),
        });
    };
    for part in line {
        match part {
            Read(bytes) => ssi.take(now, &bytes, &mut hear),
            Silent(ms) => {
                now += Duration::from_millis(ms);
                ssi.tick(now, &mut hear);
            }
        }
    }
    all
}

#[track_caller]
fn check(line: Vec<Line>, expected: &[&str]) {
    assert_eq!(heard(line), expected);
}

#[test]
fn checksums_are_those_of_the_manual() {
    // DS8108 Product Reference Guide, page 5-9: a command of the host, and one of the scanner.
    let whole = packet(0x80, source::HOST, 0, &[0x00, 0x06, 0x20, 0x00, 0xff, 0xff]);
    assert_eq!(whole, [0x0a, 0x80, 4, 0, 0x00, 0x06, 0x20, 0x00, 0xff, 0xff, 0xfd, 0x4e]);
    let whole = packet(0x80, source::DECODER, 0, &[0x00, 0x08, 0x20, 0x00, 0x00, 0xf0, 0x00, 0xf0]);
    assert_eq!(whole[whole.len() - 2..], [0xfd, 0x6c]);
    assert_eq!(Answer::Ack.packet(), [4, 0xd0, 4, 0, 0xff, 0x28]);
    assert_eq!(Answer::Resend.packet(), [5, 0xd1, 4, 0, 1, 0xff, 0x25]);
}

#[test]
fn a_packet_is_answered_and_read_however_it_arrives() {
    let bytes = decoded(0, "A-0427");
    check(vec![Read(bytes.clone())], &["Ack", "A-0427"]);
    check(bytes.iter().map(|byte| Read(vec![*byte])).collect(), &["Ack", "A-0427"]);
    let slow = bytes.iter().flat_map(|byte| [Read(vec![*byte]), Silent(99)]).collect();
    check(slow, &["Ack", "A-0427"]);
    check(vec![Read([decoded(0, "A"), decoded(0, "B")].concat())], &["Ack", "A", "Ack", "B"]);
}

#[test]
fn what_is_sent_again_because_an_answer_was_lost_is_one_scan() {
    let again = || decoded(status::RETRANSMIT, "A");
    check(
        vec![Read(decoded(0, "A")), Silent(2000), Read(again()), Silent(2000), Read(again())],
        &["Ack", "A", "Ack", "Ack"],
    );
    // The same goods twice are two scans.
    check(vec![Read(decoded(0, "A")), Silent(2000), Read(decoded(0, "A"))], &["Ack", "A", "Ack", "A"]);
}

#[test]
fn what_came_damaged_is_refused_once_and_read_when_it_is_sent_again() {
    let again = || Read(decoded(status::RETRANSMIT, "B"));
    check(vec![Read(damaged("B")), Silent(99)], &[]);
    check(vec![Read(damaged("B")), Silent(100), Silent(500), again()], &["Resend", "Ack", "B"]);
    check(vec![Read(decoded(0, "B")[..6].to_vec()), Silent(100), again()], &["Resend", "Ack", "B"]);
    // Damaged was the second scan of the same goods: what is sent again is not the first.
    check(
        vec![Read(decoded(0, "B")), Silent(3000), Read(damaged("B")), Silent(100), again()],
        &["Ack", "B", "Resend", "Ack", "B"],
    );
}

#[test]
fn noise_between_packets_is_no_packet_and_hides_none() {
    let noise = || vec![0x00, 0xff, 0x13, 0x80, 0xf3];
    check(vec![Read([noise(), decoded(0, "A"), noise(), decoded(0, "B")].concat())], &["Ack", "A", "Ack", "B"]);
    check(vec![Read(noise()), Silent(100), Silent(100)], &[]);
    // The beginning of a packet that never comes: the one behind it is found when the line is silent.
    let header = vec![0x40, opcode::DECODE_DATA, 0, 0];
    check(vec![Read([header, decoded(0, "A")].concat()), Silent(100)], &["Ack", "A"]);
}

#[test]
fn a_scanner_that_is_not_set_to_packets_is_named() {
    check(vec![Read(b"8801234567893\r\n".to_vec()), Silent(100), Silent(100)], &["NotPacketed"]);
    check(vec![Read(b"ab".to_vec()), Silent(100)], &[]);
}

#[test]
fn other_packets_are_answered_and_say_nothing() {
    let of = |opcode| Read(packet(opcode, source::DECODER, 0, &[0]));
    check(vec![of(opcode::EVENT)], &["Ack"]);
    check(vec![of(opcode::CMD_ACK), of(opcode::CMD_NAK)], &[]);
    check(vec![of(0xa4)], &["BadContext"]);
    check(vec![Read(packet(opcode::DECODE_DATA, source::DECODER, 0, &[]))], &["BadContext"]);
    // A packet of a host, and one with bits that no scanner sets.
    check(vec![Read(packet(opcode::EVENT, source::HOST, 0, &[0])), Silent(100)], &[]);
    check(vec![Read(packet(opcode::EVENT, source::DECODER, 0x40, &[0])), Silent(100)], &[]);
}

#[test]
fn a_long_code_comes_in_parts() {
    let (first, last) = (decoded(status::CONTINUES, "AB"), decoded(0, "CD"));
    check(vec![Read(first.clone()), Read(last.clone())], &["Ack", "Ack", "ABCD"]);
    let again = decoded(status::CONTINUES | status::RETRANSMIT, "AB");
    check(vec![Read(first.clone()), Silent(2000), Read(again), Read(last.clone())], &["Ack", "Ack", "Ack", "ABCD"]);
    // The scanner gave the message up; what comes later is another.
    check(vec![Read(first.clone()), Silent(6000), Read(last)], &["Ack", "Ack", "CD"]);
    let flood = std::iter::repeat_n(first, FRAME_BYTES_MAX / 2 + 1).map(Read);
    let all = heard(flood.chain([Read(decoded(0, "E"))]).collect());
    assert_eq!((all.len(), all.last().map(String::as_str)), (FRAME_BYTES_MAX / 2 + 3, Some("TooLong")));
}

#[track_caller]
fn check_kind(kind: u8, data: &str, symbology: Symbology, text: &str) {
    let mut scans = Vec::new();
    let bytes = packet(opcode::DECODE_DATA, source::DECODER, 0, &[&[kind], data.as_bytes()].concat());
    Ssi::default().take(Instant::now(), &bytes, |heard| {
        if let Heard::Scan(code) = heard {
            scans.push(code.unwrap());
        }
    });
    let found: Vec<_> = scans.iter().map(|code: &Code| (code.symbology, code.text.as_str())).collect();
    assert_eq!(found, [(Some(symbology), text)], "{kind:02x} {data}");
}

#[test]
fn the_kind_of_a_packet_is_the_symbology() {
    for (kind, data, symbology, text) in [
        (0x0b, "8801234567893", Symbology::Ean13, "8801234567893"),
        (0x08, "012345678905", Symbology::UpcA, "012345678905"),
        (0x09, "04252614", Symbology::UpcE, "04252614"),
        (0x0a, "12345670", Symbology::Ean8, "12345670"),
        (0x4b, "880123456789312", Symbology::Ean13, "880123456789312"),
        (0x48, "01234567890512", Symbology::Ean13, "001234567890512"),
        (0x49, "0425261412", Symbology::Ean13, "004210000526412"),
        (0x0f, "0108801234567893", Symbology::Gs1Code128, "0108801234567893"),
        (0x06, "18801234567890", Symbology::Itf, "18801234567890"),
        (0x1b, "x", Symbology::DataMatrix, "x"),
        (0xc1, "x", Symbology::Gs1DataMatrix, "x"),
        (0x1c, "https://doro.example", Symbology::Qr, "https://doro.example"),
        (0xc2, "x", Symbology::Gs1Qr, "x"),
        (0x30, "0108801234567893", Symbology::Gs1DataBar, "0108801234567893"),
        (0x11, "x", Symbology::Pdf417, "x"),
        (0x2d, "x", Symbology::Aztec, "x"),
        (0x01, "x", Symbology::Code39, "x"),
        (0x07, "x", Symbology::Code93, "x"),
        (0x02, "x", Symbology::Unknown, "x"),
        (0x7f, "x", Symbology::Unknown, "x"),
        // A suffix, an identifier of the scanner's own, and one that stands in a hostile code.
        (0x03, "A-0427\r\n", Symbology::Code128, "A-0427"),
        (0x0b, "]E08801234567893\r", Symbology::Ean13, "8801234567893"),
        (0x03, "]E08801234567893", Symbology::Code128, "]E08801234567893"),
    ] {
        check_kind(kind, data, symbology, text);
    }
}

/// Long enough for any machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Counter {
    bench: SimulatedScanner,
    news: Receiver<ScannerNews>,
    _scanner: Scanner,
    _dir: TempDir,
}

fn counter() -> Counter {
    let dir = tempfile::tempdir().unwrap();
    let bench = SimulatedScanner::new(&dir.path().join("scanner")).unwrap();
    let (tell, news) = channel();
    let port = PortSpec::Path(bench.path().to_owned());
    let config = ScannerConfig { port, baud: 9600, framing: Framing::Ssi, record: None };
    let scanner = Scanner::spawn(config, move |n| drop(tell.send(n))).unwrap();
    let counter = Counter { bench, news, _scanner: scanner, _dir: dir };
    assert!(matches!(counter.news.recv_timeout(PATIENCE), Ok(ScannerNews::Up { .. })));
    counter
}

impl Counter {
    /// The next scan, and that no other is waiting.
    #[track_caller]
    fn only(&self) -> String {
        let next = self.news.recv_timeout(PATIENCE).unwrap();
        assert_eq!(self.news.try_recv().ok(), None);
        match next {
            ScannerNews::Seen(scan) => scan.code.map_or_else(|why: Unreadable| format!("{why:?}"), |code| code.text),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_scanner_on_a_port_is_answered_whatever_goes_wrong() {
    let counter = counter();
    for (mishap, sendings, refusals) in
        [(Mishap::None, 1, 0), (Mishap::AnswerLost, 2, 0), (Mishap::Damaged, 2, 1), (Mishap::BrokenOff, 2, 1)]
    {
        for text in ["A-0427", "A-0428"] {
            let delivery = counter.bench.scan_ssi(CODE_128, text, mishap).unwrap();
            assert_eq!(delivery, Delivery { sendings, refusals, is_taken: true }, "{mishap:?}");
            assert_eq!(counter.only(), text, "{mishap:?}");
        }
    }
}

#[test]
fn a_long_code_and_noise_reach_the_counter_as_one_scan() {
    let counter = counter();
    let long = "https://doro.example/r/".to_owned() + &"0123456789".repeat(60);
    counter.bench.send(&[0, 0xff, 0x13, 0x80]).unwrap();
    assert!(counter.bench.scan_ssi_in_parts(0x1c, long.as_bytes(), 200).unwrap().is_taken);
    assert_eq!(counter.only(), long);
}
