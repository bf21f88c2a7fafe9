//! A line of letters set close: a panel has no dots to spare for the cells' margins.

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::Point;
use embedded_graphics::pixelcolor::BinaryColor;

use super::Frame;
use crate::paper::Lettering;
use crate::paper::atlas::{Atlas, Glyph, SMALL, TEXT};

/// Wider than every panel.
const WIDTH_MAX: u32 = 512;

/// A size of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Cells of 12 dots.
    Small,
    /// Cells of so many times 24 dots.
    Text(u32),
}

impl Face {
    fn atlas(self) -> &'static Atlas {
        match self {
            Self::Small => &SMALL,
            Self::Text(_) => &TEXT,
        }
    }

    /// The letters of `text`. The large atlas slashes its zero as programmers want it; in an amount its O is plainer.
    fn letters<'a>(self, text: &'a str) -> impl Iterator<Item = (char, Glyph)> + use<'a> {
        let oval = self.atlas().glyph('O').filter(|_| self != Self::Small);
        self.atlas().letters(text).map(move |(c, glyph)| (c, if c == '0' { oval.unwrap_or(glyph) } else { glyph }))
    }

    fn times(self) -> u32 {
        match self {
            Self::Small => 1,
            Self::Text(times) => times,
        }
    }

    /// Dark columns between letters.
    fn gap(self) -> u32 {
        match self {
            Self::Small => 1,
            Self::Text(times) => times + 1,
        }
    }

    /// Columns of a space.
    fn space(self) -> u32 {
        4 * self.times() * if self == Self::Small { 1 } else { 2 }
    }
}

/// A letter at its place in the line.
#[derive(Debug, Clone, Copy)]
struct Placed {
    glyph: Glyph,
    face: Face,
    /// The cell's top left, from the line's left edge and its baseline.
    at: Point,
}

/// A line of letters, as wide and as high as their dots.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    letters: Vec<Placed>,
    width: u32,
    /// First row with a dot and the row after the last, from the baseline.
    rows: Option<(i32, i32)>,
}

impl Line {
    /// `text` in `face`.
    pub(super) fn new(text: &str, face: Face) -> Self {
        Self::default().then(text, face)
    }

    /// Appends `text` in `face` on the same baseline, as far as any panel is wide.
    pub(super) fn then(mut self, text: &str, face: Face) -> Self {
        if self.width > 0 && !text.is_empty() {
            self.width += face.space() / 2;
        }
        for (_, glyph) in face.letters(text) {
            if self.width > WIDTH_MAX {
                break;
            }
            self.push(glyph, face);
        }
        self
    }

    fn push(&mut self, glyph: Glyph, face: Face) {
        let times = face.times();
        let columns = glyph.rows.iter().fold(0, |all, row| all | row).reverse_bits() >> 8;
        let rows = glyph.rows.iter().rev().fold(0, |all, row| all << 1 | u32::from(*row != 0));
        let (Some((left, right)), Some((top, bottom))) = (ink(columns), ink(rows)) else {
            self.width += if self.width > 0 { face.space() } else { 0 };
            return;
        };
        if self.width > 0 {
            self.width += face.gap();
        }
        // Letters stand on the row that the atlas was made for: 20 of 24, 11 of 12.
        let baseline = if glyph.height == 24 { 20 } else { 11 };
        let at = Point::new(self.width as i32 - (left * times) as i32, -(baseline * times as i32));
        self.letters.push(Placed { glyph, face, at });
        self.width += (right - left) * times;
        let (top, bottom) = (at.y + (top * times) as i32, at.y + (bottom * times) as i32);
        self.rows = Some(self.rows.map_or((top, bottom), |(first, last)| (first.min(top), last.max(bottom))));
    }

    /// The longest beginning of `text` that fits into `width` dots, with … when something is missing.
    pub(super) fn cut(text: &str, face: Face, width: u32) -> Self {
        let mut line = Self::default();
        let mut shortened = Self::default();
        for (_, glyph) in face.letters(text) {
            line.push(glyph, face);
            if line.width > width {
                return shortened;
            }
            let dotted = line.clone().then("…", face);
            if dotted.width <= width {
                shortened = dotted;
            }
        }
        line
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Dots across.
    pub(super) fn width(&self) -> u32 {
        self.width
    }

    /// Dots from the highest to the lowest.
    pub(super) fn height(&self) -> u32 {
        self.rows.map_or(0, |(top, bottom)| (bottom - top) as u32)
    }

    /// Draws the line in the middle of `frame`, its highest dots in row `top`.
    pub(super) fn draw(&self, frame: &mut Frame, top: u32) {
        let Some((first, _)) = self.rows else { return };
        let left = frame.width().saturating_sub(self.width) / 2;
        let origin = Point::new(left as i32, top as i32 - first);
        for letter in &self.letters {
            let lettering = Lettering { times: letter.face.times(), ..Lettering::default() };
            let lit = lettering.dots(&letter.glyph).map(|dot| Pixel(origin + letter.at + dot, BinaryColor::On));
            let Ok(()) = frame.draw_iter(lit);
        }
    }
}

/// The first set bit and the one after the last, counted from the lowest.
fn ink(bits: u32) -> Option<(u32, u32)> {
    (bits != 0).then(|| (bits.trailing_zeros(), u32::BITS - bits.leading_zeros()))
}
