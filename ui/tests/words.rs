//! Every word of the markup has its English, and no English is left over.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn markup() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("markup")
}

fn slint_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            slint_files(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "slint") {
            found.push(path);
        }
    }
}

/// The text up to the closing quote, as escaped in the source; markup and catalogue escape alike.
fn quoted(text: &str) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return &text[..at],
            _ => escaped = c == '\\' && !escaped,
        }
    }
    panic!("no closing quote: {text}");
}

fn in_markup() -> BTreeSet<String> {
    let mut files = Vec::new();
    slint_files(&markup(), &mut files);
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts
        .flat_map(|text| text.split("@tr(\"").skip(1).map(|rest| quoted(rest).to_owned()).collect::<Vec<_>>())
        .collect()
}

fn in_catalogue() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(markup().join("lang/en/LC_MESSAGES/markup.po")).unwrap();
    let mut pairs = Vec::new();
    for entry in text.split("\n\n").skip(1) {
        let after =
            |key: &str| quoted(entry.split(key).nth(1).unwrap_or_else(|| panic!("{key} in {entry}"))).to_owned();
        pairs.push((after("msgid \""), after("msgstr \"")));
    }
    pairs
}

fn places(text: &str) -> Vec<String> {
    let mut places: Vec<String> =
        text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect();
    places.sort();
    places
}

#[test]
fn every_word_has_its_english() {
    let known: BTreeSet<String> =
        in_catalogue().into_iter().filter(|(_, en)| !en.is_empty()).map(|(ko, _)| ko).collect();
    let missing: Vec<_> = in_markup().into_iter().filter(|word| !known.contains(word)).collect();
    assert!(missing.is_empty(), "without English: {missing:#?}");
}

#[test]
fn no_english_is_left_over_or_said_twice() {
    let said = in_markup();
    let mut seen = BTreeSet::new();
    for (ko, _) in in_catalogue() {
        assert!(said.contains(&ko), "nobody says: {ko}");
        assert!(seen.insert(ko.clone()), "twice: {ko}");
    }
}

#[test]
fn both_languages_leave_the_same_places_for_names_and_numbers() {
    for (ko, en) in in_catalogue() {
        assert_eq!(places(&ko), places(&en), "{ko} / {en}");
    }
}

#[test]
fn nobody_shouts() {
    for (ko, en) in in_catalogue() {
        assert!(!ko.contains('!') && !en.contains('!'), "{ko} / {en}");
    }
}

#[test]
fn english_has_no_hangul() {
    for (_, en) in in_catalogue() {
        assert!(!en.chars().any(|c| ('\u{AC00}'..='\u{D7A3}').contains(&c)), "{en}");
    }
}

/// Units in which a policy is written. A number before one of them is data of the policy, and no word.
const UNITS: [&str; 14] =
    ["일", "개월", "달", "주", "시간", "년", "원", "%", "day", "month", "week", "hour", "year", "won"];

/// What has a number and is none of the policy: the export's span, and a date as it is typed.
const NO_POLICY: [&str; 6] = [
    "지난 7일",
    "Last 7 days",
    "날짜를 다시 확인해 주세요. 2026년 1월 2일은 20260102예요.",
    "연도 네 자리, 월 두 자리, 일 두 자리예요. 2026년 1월 2일은 20260102.",
    "1 day",
    "1 month",
];

#[test]
fn no_word_carries_a_number_of_the_policy() {
    let words = in_catalogue().into_iter().flat_map(|(ko, en)| [ko, en]);
    for word in words.filter(|word| !NO_POLICY.contains(&word.as_str())) {
        for (at, _) in word.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let after = word[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').trim_start();
            let unit = UNITS.iter().find(|unit| after.starts_with(**unit));
            assert!(unit.is_none(), "{word}: how long or how much is the store's to say");
        }
    }
}
