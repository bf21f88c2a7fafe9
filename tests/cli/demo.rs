//! The demo without a display: every visit plays on the present program, and soon.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use doro::demo::VISITS;
use doro::demo::script::{self, Step};
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;

use crate::doro;

/// How long it may take on a computer that has nothing else to do: where nobody looks on, nothing is waited for that is
/// not real, which is devices, ledger and pictures.
const PLAYED_WITHIN: Duration = Duration::from_secs(25);

/// Programs that want each processor at the moment; one where there are fewer.
fn crowd() -> f64 {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().and_then(|load| load.parse::<f64>().ok()).unwrap_or_default();
    (load / std::thread::available_parallelism().map_or(1.0, |cores| cores.get() as f64)).max(1.0)
}

/// Plays the demo in `folder` until the crowd of the beginning or of the end makes it too long; what it said, and its
/// share of the time.
fn played(folder: &Path) -> (String, Duration) {
    let (began, crowd_before) = (Instant::now(), crowd());
    let said = std::fs::File::create(folder.join("said")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
    command.args(["demo", "--headless", "--out", "demo"]).current_dir(folder).stdin(Stdio::null());
    let mut demo = command.stdout(said.try_clone().unwrap()).stderr(said).spawn().unwrap();
    let share = || began.elapsed().div_f64(crowd_before.max(crowd()));
    while demo.try_wait().unwrap().is_none() && share() < PLAYED_WITHIN {
        std::thread::sleep(Duration::from_millis(50));
    }
    let took = share();
    let _ = demo.kill();
    let status = demo.wait().unwrap();
    let said = std::fs::read_to_string(folder.join("said")).unwrap();
    assert!(took < PLAYED_WITHIN, "it takes longer than {took:?}: {said}");
    assert!(status.success(), "{said}");
    (said, took)
}

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
    let (said, took) = played(folder.path());
    assert!(said.contains("Played 8 visits"), "{took:?}: {said}");

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
