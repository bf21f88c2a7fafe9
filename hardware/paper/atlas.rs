//! The letters: bitmaps of half a cell (Latin, figures, lines) or a whole one (Hangul, kana, full width).
//!
//! [`TEXT`] has cells of 24 dots, `dorocoding24.bin`; [`SMALL`] has cells of 12, `dorosmall12.bin`. `make_atlas.py`
//! makes both and documents their format; their licences (OFL-1.1) stand beside them. All 11,172 Hangul syllables are
//! in either. Each is inflated once, at its first letter (1 MB and 0.4 MB). The functions of this module are
//! those of [`TEXT`].

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Rows of a letter.
pub const HEIGHT: u32 = 24;
/// Width of a narrow cell in dots; a wide one has two.
pub const CELL: u32 = 12;

/// What stands for a character without a letter, so that its absence is seen.
pub const MISSING: char = '□';

const SYLLABLES: RangeInclusive<char> = '가'..='힣';

/// Letters of paper and of large lines.
pub static TEXT: LazyLock<Atlas> = LazyLock::new(|| Atlas::inflated(include_bytes!("dorocoding24.bin"), HEIGHT));
/// Letters of small lines on a display. In 12 rows a few syllables look alike (쵉쵊).
pub static SMALL: LazyLock<Atlas> = LazyLock::new(|| Atlas::inflated(include_bytes!("dorosmall12.bin"), HEIGHT / 2));

/// One letter's dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Width in dots: half the height, or all of it.
    pub width: u32,
    /// Height in dots.
    pub height: u32,
    /// Rows from the top, those beyond the height empty; the leftmost dot is bit 23.
    pub rows: [u32; HEIGHT as usize],
}

impl Glyph {
    /// A letter out of its rows' bytes.
    fn read(width: u32, height: u32, dots: &[u8]) -> Self {
        let mut rows = [0; HEIGHT as usize];
        for (row, bytes) in rows.iter_mut().zip(dots.chunks_exact(width.div_ceil(8) as usize)) {
            *row = bytes.iter().zip([16, 8, 0]).fold(0, |row, (bits, shift)| row | u32::from(*bits) << shift);
        }
        Self { width, height, rows }
    }

    /// Whether the dot is black; outside the cell none is.
    #[must_use]
    pub fn dot(&self, x: i32, y: i32) -> bool {
        let row = usize::try_from(y).ok().and_then(|y| self.rows.get(y));
        (0..self.width as i32).contains(&x) && row.is_some_and(|row| row >> (23 - x) & 1 == 1)
    }
}

/// The letter of `c`; `None` when there is none.
#[must_use]
pub fn glyph(c: char) -> Option<Glyph> {
    TEXT.glyph(c)
}

/// The letters that stand on paper for `text`; see [`Atlas::letters`].
pub fn letters(text: &str) -> impl Iterator<Item = (char, Glyph)> + '_ {
    TEXT.letters(text)
}

/// As [`letters`], with each letter's width in dots.
pub fn widths(text: &str) -> impl Iterator<Item = (char, u32)> + '_ {
    TEXT.placed(text).map(|(c, index)| (c, TEXT.glyphs[index].width))
}

/// Width of `text` in dots at the normal size.
#[must_use]
pub fn width_of(text: &str) -> u32 {
    widths(text).map(|(_, width)| width).sum()
}

/// `text` in NFC. Whole syllables and characters below the first combining mark are so already: most slips.
fn composed(text: &str) -> impl Iterator<Item = char> + '_ {
    let is_composed = text.chars().all(|c| c < '\u{300}' || SYLLABLES.contains(&c));
    let plain = is_composed.then(|| text.chars());
    let other = (!is_composed).then(|| text.nfc());
    plain.into_iter().flatten().chain(other.into_iter().flatten())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e01ef}')
}

/// All letters of one height.
pub struct Atlas {
    narrow: Vec<u32>,
    wide: Vec<u32>,
    /// The narrow ones, then the wide ones.
    glyphs: Vec<Glyph>,
    /// Where 가 stands; all syllables stand together.
    first_syllable: usize,
}

impl Atlas {
    fn inflated(file: &[u8], height: u32) -> Self {
        let raw = miniz_oxide::inflate::decompress_to_vec(file).unwrap_or_default();
        let (narrow, at) = codes(&raw, 0);
        let (wide, bitmaps) = codes(&raw, at);
        let letter = |width: u32| (width.div_ceil(8) * height) as usize;
        let (narrow_dots, wide_dots) = raw.split_at((bitmaps + narrow.len() * letter(height / 2)).min(raw.len()));
        let narrow_dots = narrow_dots.get(bitmaps..).unwrap_or_default();
        let mut glyphs = Vec::with_capacity(narrow.len() + wide.len());
        for (width, dots) in [(height / 2, narrow_dots), (height, wide_dots)] {
            glyphs.extend(dots.chunks_exact(letter(width)).map(|dots| Glyph::read(width, height, dots)));
        }
        let first_syllable = narrow.len() + wide.partition_point(|code| *code < u32::from(*SYLLABLES.start()));
        Self { narrow, wide, glyphs, first_syllable }
    }

    /// The letter of `c`; `None` when there is none.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        self.index(c).map(|index| self.glyphs[index])
    }

    /// The letters that stand for `text`: composed (NFC), line breaks and tabs as spaces, other control characters and
    /// whatever has no letter as [`MISSING`]; what is invisible by nature (zero-width, variation selectors) is left
    /// out.
    pub fn letters<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (char, Glyph)> + 'a {
        self.placed(text).map(|(c, index)| (c, self.glyphs[index]))
    }

    fn placed<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (char, usize)> + 'a {
        composed(text).filter(|c| !is_invisible(*c)).filter_map(|c| {
            let c = if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c };
            match self.index(c) {
                Some(index) => Some((c, index)),
                None => Some((MISSING, self.index(MISSING)?)),
            }
        })
    }

    /// Place of the letter of `c`.
    fn index(&self, c: char) -> Option<usize> {
        let code = u32::from(c);
        let index = if SYLLABLES.contains(&c) {
            self.first_syllable + (code - u32::from(*SYLLABLES.start())) as usize
        } else {
            let wide = || self.wide.binary_search(&code).map(|index| self.narrow.len() + index);
            self.narrow.binary_search(&code).or_else(|_| wide()).ok()?
        };
        (index < self.glyphs.len()).then_some(index)
    }
}

/// A counted list of code points at `at`, and where it ends.
fn codes(raw: &[u8], at: usize) -> (Vec<u32>, usize) {
    let number = |at: usize| {
        raw.get(at..at + 4).map_or(0, |bytes| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    let count = number(at) as usize;
    let start = at + 4;
    ((0..count).map(|i| number(start + 4 * i)).collect(), start + 4 * count)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_hangul_syllable_is_blank_or_looks_like_another() {
        let mut seen = HashMap::new();
        for c in '가'..='힣' {
            let glyph = glyph(c).unwrap();
            assert_eq!(glyph.width, 24, "{c}");
            assert!(glyph.rows.iter().any(|row| *row != 0), "{c} is blank");
            if let Some(other) = seen.insert(glyph.rows, c) {
                panic!("{c} looks like {other}");
            }
        }
        assert_eq!(seen.len(), 11_172);
    }

    #[test]
    fn every_syllable_has_a_small_letter_too() {
        for c in '가'..='힣' {
            let glyph = SMALL.glyph(c).unwrap();
            assert_eq!((glyph.width, glyph.height), (12, 12), "{c}");
            assert!(glyph.rows[..12].iter().any(|row| *row != 0), "{c} is blank");
            assert!(glyph.rows.iter().all(|row| row & 0xfff == 0) && glyph.rows[12..] == [0; 12], "{c} stays inside");
        }
    }

    #[test]
    fn every_printable_ascii_character_has_a_narrow_letter() {
        for c in ' '..='~' {
            assert_eq!(glyph(c).map(|g| g.width), Some(12), "{c}");
            assert_eq!(SMALL.glyph(c).map(|g| g.width), Some(6), "{c}");
        }
    }

    #[test]
    fn a_bar_is_whole_and_differs_from_the_broken_one() {
        let [bar, broken] = ['|', '¦'].map(|c| glyph(c).unwrap());
        assert!(bar.rows[2..23].iter().all(|row| *row == bar.rows[2] && *row != 0) && bar != broken);
    }

    #[test]
    fn the_signs_of_a_slip_have_letters() {
        for c in "₩·…※→○●□■▶℃～「」『』【】①②③✓★☎—–“”‘’×±½㎏㎖￦，．：".chars()
        {
            assert!(glyph(c).is_some(), "{c}");
        }
    }

    #[test]
    fn text_becomes_letters_or_visible_boxes() {
        for (text, expected) in [
            ("뷁똠펲쏑", "뷁똠펲쏑"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("Cafe\u{301}", "Café"),
            ("a\x1b@b\x1dc\x10d", "a□@b□c□d"),
            ("한\t글\r\n끝", "한 글  끝"),
            ("좋아요👍🏽!", "좋아요□!"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("鬱", "□"),
            ("", ""),
        ] {
            assert_eq!(letters(text).map(|(c, _)| c).collect::<String>(), expected, "{text:?}");
        }
    }
}
