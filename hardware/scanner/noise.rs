//! What comes over the line and is no code: a scanner's word that it read nothing, and bytes of a line that is set
//! otherwise than this host reads it.

use super::listen::Unreadable;
use crate::code::Code;

/// What scanners send when they read nothing, in capitals and without signs. Keyence says ERROR, Zebra NR, Datalogic,
/// Cognex, SICK and Omron some form of NO READ, Leuze a question mark, others a CAN.
const NO_READ: [&str; 12] =
    ["NR", "NOREAD", "NOREADS", "NOCODE", "NOBARCODE", "NODATA", "BADREAD", "ERROR", "ERR", "NG", "?", "\u{18}"];

/// Fewest bytes by which a parity shows; fewer agree too often by chance.
const PARITY_BYTES_MIN: usize = 5;

/// Reads a frame, or says that it is no code at all.
///
/// # Errors
/// [`Unreadable::NoRead`], [`Unreadable::Parity`], [`Unreadable::Noise`].
pub(super) fn code(frame: &[u8]) -> Result<Code, Unreadable> {
    if is_parity(frame) {
        return Err(Unreadable::Parity);
    }
    let code = Code::read(frame);
    let is_named = code.aim.is_some_and(|aim| !matches!(aim[1], b'X' | b'Z'));
    if is_named {
        return Ok(code);
    }
    if is_no_read(code.plain()) {
        return Err(Unreadable::NoRead);
    }
    if is_noise(code.plain()) {
        return Err(Unreadable::Noise);
    }
    Ok(code)
}

fn is_no_read(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_punctuation() && c != '?' || c == ' ';
    let word: String = text.chars().filter(|c| !is_sign(*c)).collect::<String>().to_ascii_uppercase();
    let marks = word.trim_matches('?').is_empty() && !word.is_empty();
    text.len() <= 16 && (marks || NO_READ.contains(&word.as_str()))
}

/// Bit 7 of every byte makes the number of its ones even, or of every byte odd; without it the bytes are plain, and with
/// it they are text in no encoding.
fn is_parity(frame: &[u8]) -> bool {
    let is_plain = |byte: &u8| matches!(byte & 0x7f, 0x02 | 0x03 | b'\t' | b'\r' | b'\n' | 0x1d | b' '..=b'~');
    let is_even = |byte: &u8| byte.count_ones().is_multiple_of(2);
    let agree = frame.iter().all(is_even) || !frame.iter().any(is_even);
    frame.len() >= PARITY_BYTES_MIN && !frame.is_ascii() && agree && frame.iter().all(is_plain) && !is_text(frame)
}

fn is_text(bytes: &[u8]) -> bool {
    let korean = || encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    std::str::from_utf8(bytes).is_ok() || korean()
}

/// More than half of it can be no sign of any text: what a line gives at another speed.
fn is_noise(text: &str) -> bool {
    let bad = text.chars().filter(|c| *c == '\u{fffd}' || c.is_control()).count();
    2 * bad > text.chars().count()
}
