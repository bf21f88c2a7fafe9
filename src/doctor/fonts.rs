//! Whether names can be written: every letter of the shop's and the staff's on the screen and on paper.

use std::path::Path;

use domain::finding::{Finding, Subject};
use hardware::paper::atlas;

use super::{doubtful, good, wrong};
use crate::config::Shop;
use crate::ledger::{Key, Ledger};
use crate::words::doctor as words;

pub(super) fn fonts(shop: &Shop, db: &Path) -> Finding {
    let on_paper = |c: char| atlas::glyph(c).is_some();
    if !('가'..='힣').all(on_paper) {
        // The program's own letters did not unpack.
        return wrong(Subject::Fonts, words::letters_broken());
    }
    let mut names = [shop.name.as_str(), &shop.phone, &shop.hours].concat();
    // A ledger that does not open has a finding of its own.
    let staff = Ledger::look(db, &Key::none()).and_then(|ledger| ledger.staff_names().map_err(|why| why.at(db)));
    names.push_str(&staff.unwrap_or_default());
    let mut missing: Vec<char> = names.chars().filter(|c| !on_paper(*c) || !ui::has_shape(*c)).collect();
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        good(Subject::Fonts, words::letters_there())
    } else {
        doubtful(Subject::Fonts, words::letters_missing(&missing.into_iter().collect::<String>()))
    }
}
