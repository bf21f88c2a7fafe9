//! The words on paper, on the display, in exports and on the command line. Words on screens stand in the markup.

pub mod clause;
pub mod display;
pub(crate) mod doctor;
pub mod export;
pub mod import;
pub mod paper;
pub mod probe;
pub mod receipt;
pub mod scan;
pub mod setup_sheet;
pub mod staff;

use std::path::Path;

use domain::language::Language;
use hardware::plain::plain_path;

use crate::config::CONFIG;

/// One of the two languages.
pub(crate) fn say(language: Language, ko: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ko => ko,
        Language::En => en,
    }
}

/// What a command needs behind it to mean the same shop: ` --config FILE`, or nothing where it finds it by itself.
pub(crate) fn with_config(config: Option<&Path>) -> String {
    match config {
        Some(config) if config != Path::new(CONFIG) => format!(" --config {}", plain_path(config)),
        _ => String::new(),
    }
}

/// What to do where there is no desktop.
pub(crate) const TO_A_DESKTOP: &str = "start it in the session of the desktop's user, or with `cage -- doro run`; over ssh put \
`DISPLAY=:0` or `WAYLAND_DISPLAY=wayland-0` before it";

#[cfg(test)]
mod tests {
    /// Words that go onto paper and displays.
    const SOURCES: [&str; 4] =
        [include_str!("clause.rs"), include_str!("paper.rs"), include_str!("display.rs"), include_str!("receipt.rs")];

    #[test]
    fn no_word_on_paper_carries_a_number_of_the_policy() {
        let units = ["일", "개월", "달", "시간", " day", " month", " hour", "원", "%"];
        for source in SOURCES {
            for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                for (at, _) in line.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                    let unit = units.iter().find(|unit| line[at + 1..].starts_with(**unit));
                    assert!(unit.is_none(), "{line}: how long or how much is the store's to say");
                }
            }
        }
    }
}
