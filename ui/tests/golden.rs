//! Every screen as a picture on three panels, in both languages, pixel for pixel.
//!
//! Where one differs, the test says how to look at it, and how to accept it once somebody has looked.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::language::Language;
use domain::view::{Looks, View};
use ui::headless::{Picture, Stage};
use ui::{Panel, gallery};

const PANELS: [(&str, Panel); 3] = [("small", Panel::SMALL), ("wide", Panel::WIDE), ("tall", Panel::TALL)];
/// Screens that are also kept in high contrast, large, low, and large and low.
const CHOSEN: [&str; 7] =
    ["welcome", "welcome-offer", "choose", "answer-yes", "answer-no", "recommend", "queue-missed"];

fn looks() -> [(&'static str, Looks); 4] {
    let plain = Looks::default();
    [
        ("contrast", Looks { contrast: true, ..plain }),
        ("large", Looks { large: true, ..plain }),
        ("low", Looks { low: true, ..plain }),
        ("large-low", Looks { large: true, low: true, ..plain }),
    ]
}

/// Every picture of a panel, by name. Unless `everything`, only those that are kept: every screen in both languages,
/// and the chosen ones in the other looks in Korean on the smallest and the tallest panel.
fn wanted(everything: bool, panel: Panel) -> Vec<(String, View)> {
    let mut wanted = Vec::new();
    for (name, view) in gallery::all() {
        for (tongue, language) in [("ko", Language::Ko), ("en", Language::En)] {
            let view = View { language, ..view.clone() };
            wanted.push((format!("{name}.{tongue}"), view.clone()));
            for (look, looks) in looks() {
                if everything || (panel != Panel::WIDE && CHOSEN.contains(&name) && language == Language::Ko) {
                    wanted.push((format!("{name}.{tongue}.{look}"), View { looks, ..view.clone() }));
                }
            }
        }
    }
    wanted
}

fn read(path: &Path) -> Option<Picture> {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut bytes).ok()?;
    let rgba =
        bytes[..info.buffer_size()].chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    Some(Picture { width: info.width, height: info.height, rgba })
}

/// What was, what is, and where they differ in red on what was, side by side.
fn compared(was: &Picture, is: &Picture) -> Picture {
    let (width, height) = (was.width.max(is.width), was.height.max(is.height));
    let at = |picture: &Picture, x: u32, y: u32| {
        let from = ((y * picture.width + x) * 4) as usize;
        let inside = x < picture.width && y < picture.height;
        if inside { [picture.rgba[from], picture.rgba[from + 1], picture.rgba[from + 2]] } else { [128; 3] }
    };
    let mut rgba = Vec::with_capacity((width * height * 12) as usize);
    for y in 0..height {
        for x in 0..3 * width {
            let (third, x) = (x / width, x % width);
            let (before, now) = (at(was, x, y), at(is, x, y));
            let [red, green, blue] = match third {
                0 => before,
                1 => now,
                _ if before != now => [255, 0, 0],
                _ => before.map(|part| 192 + part / 4),
            };
            rgba.extend([red, green, blue, 255]);
        }
    }
    Picture { width: 3 * width, height, rgba }
}

/// Pictures that are kept though no sample shows them any more.
fn left_over(kept: &Path) -> Vec<String> {
    let shown: BTreeSet<String> = PANELS
        .into_iter()
        .flat_map(|(panel_name, panel)| {
            wanted(false, panel).into_iter().map(move |(name, _)| format!("{panel_name}.{name}.png"))
        })
        .collect();
    let files = std::fs::read_dir(kept).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    files.filter(|file| !shown.contains(file)).collect()
}

#[test]
fn every_screen_looks_as_it_did() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    // For looking at: everything, in every look, into a folder of one's own; only what contains a word.
    let elsewhere = std::env::var_os("GOLDEN_ALL").map(PathBuf::from);
    let only = std::env::var("GOLDEN_ONLY").unwrap_or_default();
    let write = elsewhere.is_some() || std::env::var("GOLDEN").is_ok_and(|how| how == "write");
    let target = elsewhere.clone().unwrap_or_else(|| kept.clone());
    let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let mut wrong = Vec::new();
    for (panel_name, panel) in PANELS {
        let stage = Stage::new(panel, gallery::shop()).unwrap();
        for (name, view) in wanted(elsewhere.is_some(), panel) {
            let file = format!("{panel_name}.{name}.png");
            if !file.contains(&only) {
                continue;
            }
            let picture = stage.paint(&view).coarse();
            if write {
                std::fs::create_dir_all(&target).unwrap();
                picture.write(&target.join(file)).unwrap();
                continue;
            }
            match read(&kept.join(&file)) {
                Some(was) if was == picture => {}
                was => {
                    std::fs::create_dir_all(&actual).unwrap();
                    let show = was.map_or_else(|| picture.clone(), |was| compared(&was, &picture));
                    show.write(&actual.join(&file)).unwrap();
                    wrong.push(file);
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} pictures differ: {wrong:#?}\n\
         To look: {} has each of them as it was, as it is, and in red where these differ (or as it is, if it is new).\n\
         To accept what you have looked at: GOLDEN=write GOLDEN_ONLY={} cargo test --workspace --test golden\n\
         GOLDEN_ONLY takes a part of a file's name; without it all are written anew.",
        wrong.len(),
        actual.display(),
        wrong[0],
    );
    let over = left_over(&kept);
    assert!(over.is_empty(), "nothing shows these any more, delete them in {}: {over:#?}", kept.display());
}
