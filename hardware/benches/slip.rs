//! What a receipt of 30 lines with a QR code takes, from rows to bytes, in both modes, beside the least that raster can
//! take: copying its dots once.
//!
//! `cargo bench -p hardware --bench slip`; the last lines are the times, their ratio and the seconds on the wire.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use hardware::paper::{Paper, Row, Sheet, Size, Slip, Weight, place, width};
use hardware::printer::escpos::{Mode, encode};

const NAMES: [&str; 5] = [
    "스트라이프 면 티셔츠 (네이비, L)",
    "드립백 커피 20개입",
    "수분 진정 크림 50ml",
    "똠양 쌀국수 향 핸드크림",
    "차량용 블랙박스 2채널",
];

fn receipt() -> Slip {
    let lines = (0..30).map(|nth| Row::pair(NAMES[nth % NAMES.len()], format!("{},900원", nth + 1)));
    let slip = Slip::new().heading("도로상점").text("02-123-4567  매일 10:00-20:00").row(Row::DoubleRule);
    let slip = lines.fold(slip, Slip::row).row(Row::DoubleRule);
    let total =
        Row::Pair { left: "합계".into(), right: "465,000원".into(), size: Size::Large, weight: Weight::Bold };
    slip.row(total).row(Row::Qr("R-20261123-0042".into())).space(12)
}

fn sheet() -> Sheet {
    place(&receipt(), width::WIDE)
}

fn main() {
    divan::main();
    let (slip, sheet) = (receipt(), sheet());
    let paper = sheet.paper();
    let layout = fastest(|| drop(black_box(place(black_box(&slip), width::WIDE))));
    let draw = fastest(|| drop(black_box(black_box(&sheet).paper())));
    let copy = fastest(|| drop(black_box(black_box(paper.bytes()).to_vec())));
    println!("\n{} rows of {} dots; layout {layout:.0} µs, drawing {draw:.0} µs", paper.height(), paper.width());
    for mode in [Mode::Raster, Mode::Text] {
        let micros = fastest(|| drop(black_box(encode(black_box(&slip), width::WIDE, mode))));
        let bytes = encode(&slip, width::WIDE, mode).bytes().len();
        let secs = |baud: u32| bytes as f64 * 10.0 / f64::from(baud);
        let (slow, quick) = (secs(9_600), secs(115_200));
        println!("{mode:?}: {micros:.0} µs, {bytes} bytes: {slow:.1} s at 9600 baud, {quick:.1} s at 115200");
        println!("ratio {mode:?} / copying the dots ({copy:.1} µs): {:.0}", micros / copy);
    }
}

/// Microseconds of the fastest of many rounds: what the work takes when nothing else has the processor.
fn fastest(mut work: impl FnMut()) -> f64 {
    let since = Instant::now();
    let mut fastest = Duration::MAX;
    while since.elapsed() < Duration::from_millis(700) {
        let round = Instant::now();
        work();
        fastest = fastest.min(round.elapsed());
    }
    fastest.as_secs_f64() * 1e6
}

#[divan::bench]
fn layout(bencher: Bencher) {
    let slip = receipt();
    bencher.bench(|| place(black_box(&slip), width::WIDE));
}

#[divan::bench]
fn drawing(bencher: Bencher) {
    let sheet = sheet();
    bencher.bench(|| black_box(&sheet).paper());
}

/// The same through embedded-graphics alone, dot by dot.
#[divan::bench]
fn drawing_on_any_target(bencher: Bencher) {
    let sheet = sheet();
    bencher.bench(|| {
        let mut paper = Paper::new(width::WIDE);
        black_box(&sheet).draw_on(&mut paper).map(|()| paper)
    });
}

#[divan::bench(args = [Mode::Raster, Mode::Text])]
fn rows_to_bytes(bencher: Bencher, mode: Mode) {
    let slip = receipt();
    bencher.bench(|| encode(black_box(&slip), width::WIDE, mode));
}

/// The limit: no raster can be quicker.
#[divan::bench]
fn copying_the_dots(bencher: Bencher) {
    let paper = sheet().paper();
    bencher.bench(|| black_box(paper.bytes()).to_vec());
}
