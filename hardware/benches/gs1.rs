//! Parses a second of what a scanner hands over, beside rxing's reading of the same element string.
//!
//! `cargo bench -p hardware --bench gs1`; the last line is the ratio. rxing (the port of ZXing) cuts an element string
//! into brackets by a table of lengths and checks nothing; the reader checks characters, check digits and dates,
//! looks for contradictions and fills a typed item.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::ItemsCount;
use hardware::gs1::{Elements, read};
use hardware::scanner::Code;
use hardware::scanner::ssi::{Heard, Ssi, opcode, packet, source};
use rxing::oned::rss::expanded::decoders::field_parser::parseFieldsInGeneralPurpose;

const TODAY_YEAR: u16 = 2026;

/// One that both can read: GTIN, expiry, lot.
const ELEMENT_STRING: &[u8] = b"]C10108801234567893172611001012AB";

const FRAMES: [(&str, &[u8]); 7] = [
    ("ean13", b"]E08801234567893"),
    ("upc_e", b"]E004252614"),
    ("gs1_128", ELEMENT_STRING),
    ("datamatrix", b"]d20108801234567893172611001012AB\x1d21SN-000042\x1d3922019900"),
    ("link", b"]Q1https://id.gs1.org/01/08801234567893/10/12AB/21/SN-000042?17=261100"),
    ("claim_number", b"]C0A0427261123"),
    ("refused", b"]C10108801234567890"),
];

fn main() {
    divan::main();
    // The fastest of many short rounds: what the work takes when nothing else has the processor.
    let of = |work: &mut dyn FnMut()| {
        let since = Instant::now();
        let mut fastest = f64::MAX;
        while since.elapsed() < Duration::from_millis(500) {
            let round = Instant::now();
            (0..1000).for_each(|_| work());
            fastest = fastest.min(round.elapsed().as_secs_f64() * 1e6);
        }
        fastest
    };
    let code = Code::read(ELEMENT_STRING);
    let ours = of(&mut || drop(black_box(read(black_box(&code), TODAY_YEAR))));
    let theirs = of(&mut || drop(black_box(parseFieldsInGeneralPurpose(black_box(&code.text)))));
    println!("\n{}", ELEMENT_STRING.escape_ascii());
    println!("read: {ours:.0} ns, {:.2} million a second; rxing: {theirs:.0} ns", 1e3 / ours);
    println!("ratio rxing / read: {:.2}", theirs / ours);
}

/// A code, once the scanner's thread has it.
#[divan::bench(args = FRAMES.map(|named| named.0))]
fn read_code(bencher: Bencher, name: &str) {
    let code = Code::read(frame(name));
    bencher.counter(ItemsCount::new(1_u32)).bench(|| black_box(read(black_box(&code), TODAY_YEAR)).is_ok());
}

/// From the frame on: what a flood of scans costs.
#[divan::bench(args = FRAMES.map(|named| named.0))]
fn read_frame(bencher: Bencher, name: &str) {
    let frame = frame(name);
    bencher.counter(ItemsCount::new(1_u32)).bench(|| read(&Code::read(black_box(frame)), TODAY_YEAR).is_ok());
}

/// A packet of Zebra's SSI, from the port's bytes to what the code says, with its answer.
#[divan::bench]
fn read_packet(bencher: Bencher) {
    let bytes = packet(opcode::DECODE_DATA, source::DECODER, 0, b"\x0b8801234567893");
    let (mut ssi, now) = (Ssi::default(), Instant::now());
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| {
        let mut is_read = false;
        ssi.take(now, black_box(&bytes), |heard| match heard {
            Heard::Answer(answer) => drop(black_box(answer.packet())),
            Heard::Scan(code) => is_read = code.is_ok_and(|code| read(&code, TODAY_YEAR).is_ok()),
        });
        is_read
    });
}

/// The elements alone.
#[divan::bench]
fn elements(bencher: Bencher) {
    let data = &ELEMENT_STRING[3..];
    bencher.counter(ItemsCount::new(1_u32)).bench(|| Elements::parse(black_box(data), TODAY_YEAR).is_ok());
}

/// The peer, on the same element string.
#[divan::bench]
fn rxing_brackets(bencher: Bencher) {
    let text = std::str::from_utf8(&ELEMENT_STRING[3..]).unwrap();
    bencher.counter(ItemsCount::new(1_u32)).bench(|| parseFieldsInGeneralPurpose(black_box(text)).is_ok());
}

fn frame(name: &str) -> &'static [u8] {
    FRAMES.iter().find(|named| named.0 == name).unwrap().1
}
