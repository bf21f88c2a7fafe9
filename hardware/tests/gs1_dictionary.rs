//! The table of identifiers agrees with itself and with the General Specifications.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{Ai, CharacterSet, Dictionary, Rule};

/// First two digits of the identifiers whose length is predefined, and that length with the identifier
/// (GS1 General Specifications, figure 7.8.5-2).
fn predefined_length(ai: Ai) -> Option<usize> {
    let first_two = ai.to_string()[..2].parse::<u8>().unwrap();
    match first_two {
        0 | 4 => Some(if first_two == 0 { 20 } else { 18 }),
        1..=3 | 41 => Some(16),
        11..=19 => Some(8),
        20 => Some(4),
        31..=36 => Some(10),
        _ => None,
    }
}

#[test]
fn lengths_are_predefined_where_the_general_specifications_say_so() {
    for (ai, row) in Dictionary::get().all() {
        let expected = predefined_length(ai);
        assert_eq!(row.ends_by_itself, expected.is_some(), "({ai})");
        if let Some(bytes) = expected {
            assert_eq!(ai.to_string().len() + row.most, bytes, "({ai})");
            assert!(row.parts.iter().all(|part| part.least == part.most && !part.is_optional), "({ai})");
        }
    }
}

#[test]
fn no_identifier_begins_another_one() {
    let all: Vec<_> = Dictionary::get().all().map(|(ai, _)| ai.to_string()).collect();
    assert!(all.len() > 450, "{} identifiers", all.len());
    for ai in &all {
        let longer: Vec<_> = all.iter().filter(|other| *other != ai && other.starts_with(ai.as_str())).collect();
        assert!(longer.is_empty(), "({ai}) begins {longer:?}");
    }
}

#[test]
fn companions_and_qualifiers_are_identifiers_themselves() {
    let dictionary = Dictionary::get();
    for (ai, row) in dictionary.all() {
        for pattern in row.needs.iter().flatten().chain(&row.excludes) {
            assert!(dictionary.all().any(|(other, _)| pattern.matches(other)), "({ai}) names {pattern}");
        }
        for qualifier in row.link.iter().flatten().flatten() {
            assert!(dictionary.row(*qualifier).is_some(), "({ai}) is qualified by ({qualifier})");
        }
    }
}

#[test]
fn only_the_last_part_of_a_value_varies_in_length() {
    for (ai, row) in Dictionary::get().all() {
        let fixed_first = row.parts.split_last().unwrap().1.iter().all(|part| part.least == part.most);
        assert!(fixed_first && !row.name.is_empty(), "({ai})");
    }
}

#[test]
fn every_identifier_of_a_return_counter_is_known() {
    for (ai, name, most, set, rule) in [
        ("01", "GTIN", 14, CharacterSet::Digits, Some(Rule::Csum)),
        ("02", "CONTENT", 14, CharacterSet::Digits, Some(Rule::Csum)),
        ("10", "BATCH/LOT", 20, CharacterSet::Set82, None),
        ("17", "EXPIRY", 6, CharacterSet::Digits, Some(Rule::YyMmD0)),
        ("20", "VARIANT", 2, CharacterSet::Digits, None),
        ("21", "SERIAL", 20, CharacterSet::Set82, None),
        ("22", "CPV", 20, CharacterSet::Set82, None),
        ("240", "ADDITIONAL ID", 30, CharacterSet::Set82, None),
        ("30", "VAR. COUNT", 8, CharacterSet::Digits, None),
        ("37", "COUNT", 8, CharacterSet::Digits, None),
        ("3103", "NET MEASURE", 6, CharacterSet::Digits, None),
        ("3929", "PRICE", 15, CharacterSet::Digits, None),
        ("3932", "PRICE", 18, CharacterSet::Digits, Some(Rule::Iso4217)),
        ("400", "ORDER NUMBER", 30, CharacterSet::Set82, None),
        ("414", "LOC No.", 13, CharacterSet::Digits, Some(Rule::Csum)),
        ("8003", "GRAI", 30, CharacterSet::Digits, Some(Rule::Zero)),
        ("8004", "GIAI", 30, CharacterSet::Set82, Some(Rule::GcpPos1)),
        ("8005", "PRICE PER UNIT", 6, CharacterSet::Digits, None),
        ("8006", "ITIP", 18, CharacterSet::Digits, Some(Rule::Csum)),
        ("8008", "PROD TIME", 12, CharacterSet::Digits, Some(Rule::YyMmDd)),
        ("8200", "PRODUCT URL", 70, CharacterSet::Set82, None),
    ] {
        let row = Dictionary::get().row(Ai::parse(ai.as_bytes()).unwrap()).unwrap_or_else(|| panic!("({ai})"));
        let first = &row.parts[0];
        assert_eq!((row.name, row.most, first.set, first.rules.first().copied()), (name, most, set, rule), "({ai})");
    }
    assert!(
        ["04", "3106", "3196", "394", "3944", "8", "12345"]
            .iter()
            .all(|ai| { Ai::parse(ai.as_bytes()).is_none_or(|ai| Dictionary::get().row(ai).is_none()) })
    );
}
