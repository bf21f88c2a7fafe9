//! What a spreadsheet leaves in the place of a code, beside rounded numbers.

/// What stands in a cell whose formula has failed, in any language of the program.
const FAILED: [&str; 16] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#BUSY!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#GETTING_DATA",
    "#ERROR!",
];

/// Digits before a point from which on a code is no number that was meant to have one.
const DIGITS_MIN: usize = 10;

/// Why a text is what a spreadsheet shows, and not a code; none where it may be one.
pub(super) fn damage(code: &str) -> Option<&'static str> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if code.len() > 1 && code.bytes().all(|byte| byte == b'#') {
        return Some("a spreadsheet shows ### where a column is too narrow; widen it, and export the file again");
    }
    if FAILED.iter().any(|word| word.eq_ignore_ascii_case(code)) {
        return Some("a spreadsheet's formula has failed there; export the file again from the shop's system");
    }
    if code.starts_with('=') {
        return Some("a spreadsheet's formula stands there; export the file again with the column as text");
    }
    if code.strip_prefix('\'').is_some_and(|rest| !rest.is_empty()) {
        return Some(
            "a spreadsheet's mark for text, the apostrophe, stands before it; export the file again without it",
        );
    }
    let mut groups = code.split(',');
    let first = groups.next().is_some_and(|group| is_number(group) && group.len() <= 3);
    let rest: Vec<_> = groups.collect();
    if first && !rest.is_empty() && rest.iter().all(|group| is_number(group) && group.len() == 3) {
        return Some(
            "a spreadsheet has put commas between its thousands; format the column as text, and export it again",
        );
    }
    let (whole, part) = code.split_once(['.', ','])?;
    (whole.len() >= DIGITS_MIN && is_number(whole) && is_number(part)).then_some(
        "a spreadsheet has made a number with a fraction of it; export the file again with the column as text",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_shows_is_told_from_codes() {
        for spoilt in [
            "##",
            "########",
            "#REF!",
            "#N/A",
            "#n/a",
            "#VALUE!",
            "=\"8801234567890\"",
            "=A1",
            "'8801234567890",
            "'R1",
            "8,801,234,567,890",
            "8,801",
            "8801234567890.5",
            "8801234567890,25",
        ] {
            assert!(damage(spoilt).is_some(), "{spoilt}");
        }
        for code in [
            "#1001",
            "#",
            "R#REF!",
            "8801",
            "1,2",
            "A,801",
            "8801,23",
            "2026.1120",
            "20261120.1",
            "R'1",
            "A=1",
            "NA",
            "-",
            ",",
        ] {
            assert_eq!(damage(code), None, "{code}");
        }
    }
}
