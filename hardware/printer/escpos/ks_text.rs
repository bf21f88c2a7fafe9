//! Text that a Korean printer prints as it is meant.

use std::sync::LazyLock;

use encoding_rs::EUC_KR;
use unicode_normalization::UnicodeNormalization;

/// A character that must be drawn, because a printer would drop it, print another or take it for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a printer's own letters lack {0:?}: draw it")]
pub struct NoLetter(pub char);

/// Composed text of printable ASCII and KS X 1001 pairs, and nothing else: neither a control character nor half a
/// character is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KsText(Vec<u8>);

impl KsText {
    /// `text`, composed (NFC) first.
    ///
    /// # Errors
    /// [`NoLetter`] names the first character that is neither printable ASCII nor in KS X 1001:1987.
    pub fn new(text: &str) -> Result<Self, NoLetter> {
        let mut composed = Self(Vec::with_capacity(text.len()));
        text.nfc().try_for_each(|c| composed.push(c))?;
        Ok(composed)
    }

    /// Appends one composed character.
    pub(super) fn push(&mut self, c: char) -> Result<(), NoLetter> {
        match code(c).ok_or(NoLetter(c))? {
            Code::Ascii(byte) => self.0.push(byte),
            Code::Pair(pair) => self.0.extend(pair),
        }
        Ok(())
    }

    /// Cells that `c` takes; `None` where it has no letter.
    pub(super) fn cells_of(c: char) -> Option<u32> {
        Some(match code(c)? {
            Code::Ascii(_) => 1,
            Code::Pair(_) => 2,
        })
    }

    /// Width in cells: one for ASCII, two for a pair. Each byte is a cell.
    #[must_use]
    pub fn cells(&self) -> u32 {
        self.0.len() as u32
    }

    /// Whether all of it is ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.0.is_ascii()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

enum Code {
    Ascii(u8),
    Pair([u8; 2]),
}

/// How `c` is sent; `None` where a printer's letter is not sure to be the one that is meant.
///
/// A backslash is none: printers set to Korea (`ESC R 13`) print ₩ in its place, others do not, and ₩ itself is not in
/// KS X 1001. Both are drawn.
fn code(c: char) -> Option<Code> {
    match c {
        '\\' => None,
        ' '..='~' => Some(Code::Ascii(c as u8)),
        _ => {
            let at = PAIRS.binary_search_by_key(&c, |(known, _)| *known).ok()?;
            Some(Code::Pair(PAIRS[at].1))
        }
    }
}

/// The first of the signs that were added after 1987 (the euro, ®, a postal mark): older printers lack them.
const FIRST_ADDED: [u8; 2] = [0xa2, 0xe6];

/// KS X 1001:1987, both bytes at least 0xA1, by character. The decoder at hand reads code page 949, whose 8,822 further
/// syllables all have a byte below that.
static PAIRS: LazyLock<Vec<(char, [u8; 2])>> = LazyLock::new(|| {
    let pairs = (0xa1..=0xfe_u8).flat_map(|row| (0xa1..=0xfe_u8).map(move |cell| [row, cell]));
    let added = |pair: &[u8; 2]| pair[0] == FIRST_ADDED[0] && *pair >= FIRST_ADDED;
    let mut known: Vec<_> =
        pairs.filter(|pair| !added(pair)).filter_map(|pair| Some((character(pair)?, pair))).collect();
    known.sort_unstable();
    known
});

/// The one character of `pair` that is encoded as `pair` again.
fn character(pair: [u8; 2]) -> Option<char> {
    let text = EUC_KR.decode_without_bom_handling_and_without_replacement(&pair)?;
    let mut chars = text.chars();
    let c = chars.next().filter(|_| chars.next().is_none())?;
    (*EUC_KR.encode(&text).0 == pair).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_syllables_of_ks_x_1001_are_text() {
        let known = ('가'..='힣').filter(|c| KsText::new(c.encode_utf8(&mut [0; 4])).is_ok()).count();
        assert_eq!(known, 2350);
        // 986 signs and letters and 4,888 Chinese characters; 268 of these stand in the table twice, with one code each
        // in Unicode's compatibility block.
        assert_eq!(PAIRS.len(), 2350 + 986 + 4888);
    }

    #[test]
    fn every_pair_has_both_bytes_above_what_a_command_begins_with() {
        for (c, pair) in PAIRS.iter() {
            assert!(pair.iter().all(|byte| *byte >= 0xa1), "{c}");
        }
    }

    #[test]
    fn text_is_composed_first_and_what_has_no_letter_is_named() {
        let ok = |text: &str| KsText::new(text).map(|text| text.bytes().to_vec());
        assert_eq!(ok("영수증 A1"), Ok(b"\xbf\xb5\xbc\xf6\xc1\xf5 A1".to_vec()));
        assert_eq!(ok("\u{1112}\u{1161}\u{11ab}"), ok("한"));
        for (text, lacking) in [
            ("가뷁", '뷁'),
            ("똠", '똠'),
            ("₩1,000", '₩'),
            ("C:\\", '\\'),
            ("a\x1b@", '\x1b'),
            ("\x10\x04\x01", '\x10'),
            ("끝\n", '\n'),
            ("\x7f", '\x7f'),
            ("\u{9b}", '\u{9b}'),
            ("€", '€'),
            ("🎁", '🎁'),
            ("é", 'é'),
        ] {
            assert_eq!(ok(text), Err(NoLetter(lacking)), "{text:?}");
        }
    }
}
