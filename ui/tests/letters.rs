//! The fonts in the binary have a shape for every letter that the program says it has, and for every word's.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use ui::has_shape;

fn markup(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("markup").join(file)
}

#[test]
fn both_weights_have_every_letter_that_they_are_said_to_have() {
    for weight in ["Regular", "Bold"] {
        let file = std::fs::read(markup(&format!("fonts/DoroSans-{weight}.otf"))).unwrap();
        let font = ttf_parser::Face::parse(&file, 0).unwrap();
        let missing: String = (' '..='\u{ffff}').filter(|c| has_shape(*c) && font.glyph_index(*c).is_none()).collect();
        assert_eq!(missing, "", "{weight}");
    }
}

#[test]
fn every_letter_of_every_word_on_screen_has_a_shape() {
    // Korean and English of all words; a test of its own keeps the catalogue complete.
    let words = std::fs::read_to_string(markup("lang/en/LC_MESSAGES/markup.po")).unwrap();
    let missing: String = words.chars().filter(|c| *c != '\n' && !has_shape(*c)).collect();
    assert_eq!(missing, "");
}
