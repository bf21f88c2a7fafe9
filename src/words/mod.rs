//! The words on paper, in exports and on the command line. Words on screens stand in the markup.

pub mod clause;
pub mod export;
pub mod figures;
pub mod paper;

use domain::counter::Language;

/// One of the two languages.
pub(crate) fn say(language: Language, ko: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ko => ko,
        Language::En => en,
    }
}
