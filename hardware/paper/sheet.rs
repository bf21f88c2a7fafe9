//! A slip laid out: what stands where, in dots. Drawing and encoding both read it and nothing else.

use super::bars::Bars;
use super::lettering::Lettering;
use super::matrix::Matrix;

/// A slip placed on paper of a head's width.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Dots across.
    pub width: u32,
    /// Rows of dots, white at the end included.
    pub rows: u32,
    /// From top to bottom; none overlaps another.
    pub lines: Vec<Line>,
}

/// A slice of the sheet, as wide as the paper, that can be printed by itself.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its first row.
    pub y: u32,
    /// Rows, white above and below included.
    pub rows: u32,
    /// What stands in it, drawn in this order.
    pub pieces: Vec<Piece>,
}

/// One thing on a line.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Letters.
    Text(Run),
    /// Black: a rule, a dash, the ground of white letters.
    Fill(Area),
    /// A box: a stroke of so many dots along the edge of the area.
    Frame(Area, u32),
    /// A QR code whose first module is at x, y.
    Qr(u32, u32, Matrix),
    /// A CODE128 whose first bar is at x, y.
    Bars(u32, u32, Bars),
}

/// Letters in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Left edge.
    pub x: u32,
    /// Top of the letters.
    pub y: u32,
    /// Only characters that have a letter, composed.
    pub text: String,
    /// Size, stroke and colour.
    pub letters: Lettering,
}

impl Run {
    /// The first dot to the right of it.
    #[must_use]
    pub fn right(&self) -> u32 {
        self.x + self.letters.width_of(&self.text)
    }

    /// The first row below it.
    #[must_use]
    pub fn bottom(&self) -> u32 {
        self.y + self.letters.height()
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Dots across.
    pub width: u32,
    /// Rows.
    pub rows: u32,
}
