//! What readers send in place of a separator that their host would not take.

use super::charset::CharacterSet;
use super::element::SEPARATOR;

/// Signs that name the separator, in small letters. Where one begins another, the longer stands first.
const NAMED: [&str; 32] = [
    "<gs>", "{gs}", "[gs]", "(gs)", "<fnc1>", "{fnc1}", "[fnc1]", "(fnc1)", "^fnc1", "<f1>", "{f1}", "[f1]", "<0x1d>",
    "{0x1d}", "[0x1d]", "<1d>", "{1d}", "[1d]", "\\x1d", "\\u001d", "_x001d_", "0x1d", "&#x1d;", "&#29;", "\\gs",
    "\\f", "~d029", "~1", "^]", "^gs", "%1d", "␝",
];

/// How much like a separator something must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It names the separator.
    Named,
    /// It names it, or is one sign that no element string can have.
    Any,
    /// It is one such sign: `~17261130` is no `~1` before 7261130.
    Sign,
}

/// The text with separators in place of what stands for them; none where nothing does.
pub(super) fn separated(text: &str, likeness: Likeness) -> Option<String> {
    let mut separated = String::with_capacity(text.len());
    let (mut rest, mut is_changed) = (text, false);
    while let Some(first) = rest.chars().next() {
        let names = if likeness == Likeness::Sign { &[] } else { NAMED.as_slice() };
        let named = names.iter().find(|name| begins_with(rest, name)).map(|name| name.len());
        let taken = named.or((likeness != Likeness::Named && is_foreign(first)).then_some(first.len_utf8()));
        is_changed |= taken.is_some();
        separated.push(if taken.is_some() { char::from(SEPARATOR) } else { first });
        rest = &rest[taken.unwrap_or(first.len_utf8())..];
    }
    is_changed.then_some(separated)
}

fn begins_with(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// A sign that no value of GS1 has, and that is no command either: of ASCII, of Latin-1 or code page 437 (what bytes
/// of 0x80 and above become), U+FFFD, a tabulator or another separator of ASCII.
fn is_foreign(c: char) -> bool {
    match c {
        '\t' | '\x1c' | '\x1e' | '\x1f' => true,
        '#' => false,
        ' '..='~' => CharacterSet::Set82.first_foreign(&[c as u8]).is_some(),
        '\u{80}'..='\u{ff}' | '↔' | '€' | '\u{fffd}' => true,
        _ => false,
    }
}
