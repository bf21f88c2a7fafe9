//! The demo without a display: every visit plays on the present program, and soon.

use std::path::Path;
use std::time::{Duration, Instant};

use doro::demo::VISITS;
use doro::demo::script::{self, Step};
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;

use crate::doro;

/// Where nobody looks on, nothing is waited for that is not real: devices, ledger, pictures. A busy computer may take
/// twice the usual time.
const PLAYED_WITHIN: Duration = Duration::from_secs(45);

/// Width, height and grey of each pixel.
fn grey(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let each = info.color_type.samples();
    (info.width, info.height, bytes.chunks_exact(each).map(|pixel| pixel[0]).collect())
}

#[test]
fn the_demo_plays_every_visit_soon_and_leaves_its_pictures_and_slips() {
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let output = doro(folder.path(), &["demo", "--headless", "--out", "demo"], "");
    let took = began.elapsed();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(took < PLAYED_WITHIN, "it took {took:?}");
    assert!(said.contains("Played 8 visits"), "{said}");

    let screens = folder.path().join("demo/screens");
    let named = VISITS.iter().flat_map(|(_, text)| text.lines().filter_map(|line| line.strip_prefix("picture ")));
    for (name, nth) in named.zip(1..) {
        let file = screens.join(format!("{nth:02}-{name}.png"));
        let (width, height, pixels) = grey(&std::fs::read(&file).unwrap());
        assert_eq!((width, height), (1280, 800), "{}", file.display());
        let dark = pixels.iter().filter(|grey| **grey < 100).count();
        assert!(dark > 1_000, "{} says nothing", file.display());
    }
    let slips: Vec<_> =
        std::fs::read_dir(folder.path().join("demo/slips")).unwrap().map(|file| file.unwrap()).collect();
    assert!(slips.len() >= 5, "{slips:?}");
    for slip in slips {
        let (width, height, pixels) = grey(&std::fs::read(slip.path()).unwrap());
        let read = detect_in_luma(pixels, width, height, Some(BarcodeFormat::QR_CODE)).unwrap();
        assert!(!read.getText().is_empty());
    }
}

#[test]
fn a_demo_cannot_play_by_itself_and_be_headless_or_play_a_script() {
    for args in [&["demo", "--play", "--headless"][..], &["demo", "--play", "--script", "x.visit"]] {
        let folder = tempfile::tempdir().unwrap();
        let output = doro(folder.path(), args, "");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(!folder.path().join("demo-out").exists(), "nothing is set up");
    }
}

#[test]
fn every_visit_says_before_its_first_scan_or_touch_what_comes_in_both_languages() {
    for (name, text) in VISITS {
        let script = script::read(text, Path::new(name)).unwrap();
        let mut steps = script.iter().map(|line| &line.step).filter(|step| !matches!(step, Step::Until(_)));
        let Some(Step::Caption { ko, en }) = steps.next() else { panic!("{name} says nothing") };
        assert!(ko.contains(|c: char| ('가'..='힣').contains(&c)) && en.is_ascii(), "{name}: {ko} | {en}");
    }
}
