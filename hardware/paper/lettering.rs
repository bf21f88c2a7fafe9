//! The atlas as an embedded-graphics text renderer.

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::{TextMetrics, TextRenderer};

use super::Paper;
use super::atlas::{self, Glyph, HEIGHT};
use super::scale::Dots;

/// Row of the atlas on which letters stand.
const BASELINE: u32 = 20;

/// How letters are drawn: `Text::new("영수증", point, Lettering::default())`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lettering {
    /// 1, 2 or 3 times 24 dots. Larger letters are smoothed (Scale2x, Scale3x), not made of squares.
    pub times: u32,
    /// Strokes a dot thicker.
    pub bold: bool,
    /// `On` on white paper; `Off` for white letters on a black ground drawn before.
    pub color: BinaryColor,
}

impl Default for Lettering {
    fn default() -> Self {
        Self { times: 1, bold: false, color: BinaryColor::On }
    }
}

impl Lettering {
    /// Width of `text` in dots.
    #[must_use]
    pub fn width_of(&self, text: &str) -> u32 {
        atlas::width_of(text) * self.times
    }

    /// Height of a letter in dots, without leading.
    #[must_use]
    pub fn height(&self) -> u32 {
        HEIGHT * self.times
    }

    fn above(&self, baseline: Baseline) -> i32 {
        let rows = match baseline {
            Baseline::Top => 0,
            Baseline::Middle => self.height() / 2,
            Baseline::Alphabetic => BASELINE * self.times,
            Baseline::Bottom => self.height(),
        };
        rows as i32
    }

    /// The dots of one letter: its rows, the leftmost dot highest.
    #[must_use]
    pub(crate) fn rows_of(self, glyph: &Glyph) -> Vec<u128> {
        Dots::of(glyph, self.times, self.bold).rows().to_vec()
    }

    /// The black dots of `glyph` at this size, from its top left.
    pub(crate) fn dots(self, glyph: &Glyph) -> impl Iterator<Item = Point> + use<> {
        let rows = Dots::of(glyph, self.times, self.bold).into_rows();
        (0..).zip(rows).flat_map(|(y, row)| black(row).map(move |x| Point::new(x, y)))
    }

    /// Puts `text` on paper a row of a letter at a time, its top left at `at`: the same dots as
    /// [`draw_string`](TextRenderer::draw_string) draws on any target.
    pub(super) fn print(self, text: &str, at: Point, paper: &mut Paper) {
        let mut x = at.x;
        for (_, glyph) in atlas::letters(text) {
            let dots = Dots::of(&glyph, self.times, self.bold);
            for (y, row) in (at.y..).zip(dots.rows()) {
                paper.put_row(Point::new(x, y), *row, self.color);
            }
            x += dots.width as i32;
        }
    }
}

/// The black dots of `row`, from the left.
fn black(row: u128) -> impl Iterator<Item = i32> {
    let some = |row: u128| (row != 0).then_some(row);
    let first = |row: &u128| row.leading_zeros();
    std::iter::successors(some(row), move |row| some(row & !(1 << (127 - first(row)))))
        .map(move |row| first(&row) as i32)
}

impl TextRenderer for Lettering {
    type Color = BinaryColor;

    fn draw_string<D>(&self, text: &str, at: Point, baseline: Baseline, target: &mut D) -> Result<Point, D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        let mut pen = at - Point::new(0, self.above(baseline));
        for (_, glyph) in atlas::letters(text) {
            target.draw_iter(self.dots(&glyph).map(|dot| Pixel(pen + dot, self.color)))?;
            pen.x += (glyph.width * self.times) as i32;
        }
        Ok(Point::new(pen.x, at.y))
    }

    fn draw_whitespace<D>(&self, width: u32, at: Point, _: Baseline, _: &mut D) -> Result<Point, D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        Ok(at + Point::new(width as i32, 0))
    }

    fn measure_string(&self, text: &str, at: Point, baseline: Baseline) -> TextMetrics {
        let width = self.width_of(text);
        let top_left = at - Point::new(0, self.above(baseline));
        TextMetrics {
            bounding_box: Rectangle::new(top_left, Extent::new(width, self.height())),
            next_position: at + Point::new(width as i32, 0),
        }
    }

    fn line_height(&self) -> u32 {
        (HEIGHT + 6) * self.times
    }
}
