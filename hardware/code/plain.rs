//! The normal form of a message: what a code says, without what readers, printers and generators put around it.
//!
//! It is made here, once, and everything compares with it. No data are: a byte order mark at the beginning, padding at
//! both ends, the markers of encodings, marks that nobody sees. Composed letters are put together (NFC), and full-width
//! letters and digits, blanks and hyphens at which no line is broken are their usual forms. Everything else is as printed:
//! capital and small letters differ, and so do inner blanks and hyphens.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use super::eci;

/// A byte order mark, and one that was taken for Latin-1 and written as UTF-8.
const MARKS: [&[u8]; 2] = [b"\xef\xbb\xbf", b"\xc3\xaf\xc2\xbb\xc2\xbf"];

/// What a message says.
pub(super) struct Plain {
    /// In normal form, control characters included.
    pub text: String,
    /// The other readings, where the bytes allow some: each another spelling of the code.
    pub others: Vec<String>,
}

/// Whether a reader writes markers of encodings into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// It says so.
    Always,
    /// It does not say what it does.
    Perhaps,
    /// It says that it does not.
    Never,
}

/// Takes off what stands before a message: byte order marks and padding.
pub(super) fn begun(mut data: &[u8]) -> &[u8] {
    loop {
        data = match data {
            [0xfe, 0xff, rest @ ..] | [0xff, 0xfe, rest @ ..] if rest.first() == Some(&b']') => rest,
            // Zeros may be the first half of UTF-16.
            [byte, rest @ ..] if is_padding_byte(*byte) && *byte != 0 => rest,
            _ => match without_marks(data) {
                rest if rest.len() < data.len() => rest,
                _ => return data,
            },
        }
    }
}

fn without_marks(mut data: &[u8]) -> &[u8] {
    while let Some(rest) = MARKS.iter().find_map(|mark| data.strip_prefix(*mark)) {
        data = rest;
    }
    data
}

/// Reads a message.
pub(super) fn read(data: &[u8], marks: Marks) -> Plain {
    let data = begun(data);
    let begins_with_marker = data.len() > eci::MARKER_BYTES && eci::marker(data).is_some_and(eci::is_encoding);
    let readings = match marks {
        Marks::Always => marked(data),
        Marks::Perhaps if begins_with_marker => [marked(data), unmarked(data)].concat(),
        Marks::Never if begins_with_marker => [unmarked(data), marked(data)].concat(),
        Marks::Perhaps | Marks::Never => unmarked(data),
    };
    let mut all: Vec<String> = Vec::with_capacity(2);
    for reading in &readings {
        let trimmed = reading.trim_matches(is_padding);
        let normal = normal(trimmed);
        // A mark that is no sign may have stood behind padding.
        for form in [normal.trim_matches(is_padding).to_owned(), trimmed.to_owned()] {
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    let mut all = all.into_iter();
    Plain { text: all.next().unwrap_or_default(), others: all.filter(|other| !other.is_empty()).collect() }
}

/// A message in which markers say the encoding of what follows them.
fn marked(data: &[u8]) -> Vec<String> {
    let (mut text, mut other, mut differ) = (String::with_capacity(data.len()), String::new(), false);
    let mut close = |number: Option<u32>, piece: &mut Vec<u8>| {
        let bytes = if text.is_empty() { without_marks(piece) } else { piece.as_slice() };
        let guess = unmarked(bytes).into_iter().next().unwrap_or_default();
        let said = number.and_then(|number| eci::decoded(number, bytes));
        differ |= said.as_ref().is_some_and(|said| **said != *guess);
        text.push_str(said.as_deref().unwrap_or(&guess));
        other.push_str(&guess);
        piece.clear();
    };
    let (mut number, mut piece, mut rest) = (None, Vec::with_capacity(data.len()), data);
    while let [byte, behind @ ..] = rest {
        if let Some(next) = eci::marker(rest) {
            close(number, &mut piece);
            number = Some(next);
            rest = &rest[eci::MARKER_BYTES..];
        } else {
            piece.push(*byte);
            rest = if *byte == b'\\' { behind.strip_prefix(b"\\").unwrap_or(behind) } else { behind };
        }
    }
    close(number, &mut piece);
    // A generator that writes UTF-8 and says Latin-1 is common: what the bytes look like is looked up too.
    if differ { vec![text, other] } else { vec![text] }
}

/// A message whose encoding nobody says: UTF-16 by its mark, UTF-8 if it is that, else CP949. What is UTF-8 by chance
/// may have been meant as CP949. What is nothing is read with U+FFFD.
fn unmarked(data: &[u8]) -> Vec<String> {
    if let [0xfe, 0xff, text @ ..] | [0xff, 0xfe, text @ ..] = data
        && text.iter().all(u8::is_ascii_graphic)
    {
        return vec![String::from_utf8_lossy(text).into_owned()];
    }
    if let [0xfe, 0xff, text @ ..] = data {
        return vec![UTF_16BE.decode_without_bom_handling(text).0.into_owned()];
    }
    if let [0xff, 0xfe, text @ ..] = data {
        return vec![UTF_16LE.decode_without_bom_handling(text).0.into_owned()];
    }
    let korean = |text: &str| {
        let bytes = text.trim_matches(is_padding).as_bytes();
        EUC_KR.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
    };
    match std::str::from_utf8(data).or_else(|_| std::str::from_utf8(without_latin_blanks(data))) {
        Ok(text) if data.is_ascii() => vec![text.to_owned()],
        Ok(text) => [text.to_owned()].into_iter().chain(korean(text)).collect(),
        Err(_) => vec![EUC_KR.decode_without_bom_handling(data).0.into_owned()],
    }
}

/// Without no-break spaces of Latin-1 at the ends.
fn without_latin_blanks(data: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| *byte == 0xa0 || is_padding_byte(*byte);
    let from = data.iter().position(|byte| !is_blank(byte)).unwrap_or(data.len());
    let to = data.iter().rposition(|byte| !is_blank(byte)).map_or(from, |last| last + 1);
    &data[from..to]
}

fn is_padding_byte(byte: u8) -> bool {
    matches!(byte, 0 | b'\t'..=b'\r' | b' ')
}

/// Blanks of every kind, zeros, a byte order mark, and letters that are nothing but a place.
fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{3164}' | '\u{ffa0}')
}

fn normal(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().filter(|c| !is_mark(*c)).map(usual).nfc().collect()
}

/// What no printer prints: marks that hide, that turn the direction of what follows, or that say where a line may be
/// broken. They come along when a number is copied out of a web page.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The usual form of a full-width sign of ASCII, and of blanks and hyphens at which no line is broken.
fn usual(c: char) -> char {
    match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        0x3000 | 0xa0 | 0x202f | 0x2007 => ' ',
        0x2010 | 0x2011 => '-',
        _ => c,
    }
}
