//! The words on paper, on the display, in exports and on the command line. Words on screens stand in the markup.

pub mod clause;
pub mod display;
pub(crate) mod doctor;
pub mod export;
pub mod paper;
pub mod probe;
pub mod receipt;
pub mod scan;
pub mod setup_sheet;
pub mod staff;

use chrono::{DateTime, Utc};
use domain::counter::Language;
use domain::moment::seoul;

/// One of the two languages.
pub(crate) fn say(language: Language, ko: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ko => ko,
        Language::En => en,
    }
}

/// `2026-11-23 14:05` in Seoul: for paper and technicians.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.with_timezone(&seoul()).format("%Y-%m-%d %H:%M").to_string()
}
