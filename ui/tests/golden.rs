//! Every screen as a picture on three panels, in both languages, pixel for pixel.
//!
//! `GOLDEN=write` writes the pictures anew, after somebody has looked at every one that changed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

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
            } else if read(&kept.join(&file)).as_ref() != Some(&picture) {
                std::fs::create_dir_all(&actual).unwrap();
                picture.write(&actual.join(&file)).unwrap();
                wrong.push(file);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ from {}: {wrong:?}; as they are now: {}",
        wrong.len(),
        kept.display(),
        actual.display()
    );
}
