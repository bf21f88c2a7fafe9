//! The character sets of element strings (GS1 General Specifications, section 7.11).

/// The characters of set 82 in the order of their values.
const SET_82: &[u8; 82] = b"!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// The value of each character of set 82; `NONE` for the others.
static VALUES_82: [u8; 256] = values();
const NONE: u8 = 0xff;

const fn values() -> [u8; 256] {
    let mut table = [NONE; 256];
    let mut value = 0;
    while value < SET_82.len() {
        table[SET_82[value] as usize] = value as u8;
        value += 1;
    }
    table
}

/// The value of a character of set 82.
pub(super) fn value_82(byte: u8) -> Option<u8> {
    Some(VALUES_82[usize::from(byte)]).filter(|&value| value != NONE)
}

/// A set of characters that a part of a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharacterSet {
    /// Digits.
    Digits,
    /// 82 characters: letters, digits and twenty signs; no space.
    Set82,
    /// 39 characters: digits, capitals, `#`, `-` and `/`.
    Set39,
    /// 64 characters of base64url, filled up with at most two `=` to a multiple of three.
    Set64,
}

impl CharacterSet {
    /// Index of the first byte that is not of the set.
    #[must_use]
    pub fn first_foreign(self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Digits => text.iter().position(|b| !b.is_ascii_digit()),
            Self::Set82 => text.iter().position(|&b| VALUES_82[usize::from(b)] == NONE),
            Self::Set39 => text.iter().position(|b| !matches!(b, b'0'..=b'9' | b'A'..=b'Z' | b'#' | b'-' | b'/')),
            Self::Set64 => {
                let pads = text.iter().rev().take_while(|&&b| b == b'=').count();
                let body = text.len() - pads;
                let foreign = text[..body].iter().position(|&b| !b.is_ascii_alphanumeric() && b != b'-' && b != b'_');
                foreign.or((pads > 2 || (pads > 0 && !text.len().is_multiple_of(3))).then_some(body))
            }
        }
    }
}
