//! The atlas as an embedded-graphics text renderer.

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::{TextMetrics, TextRenderer};

use super::atlas::{self, Glyph, HEIGHT};

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

    /// The black dots of `glyph` at this size, from its top left.
    pub(crate) fn dots(self, glyph: Glyph) -> impl Iterator<Item = Point> {
        let times = self.times as i32;
        let dot = move |x: i32, y: i32| glyph.dot(x, y) || (self.bold && glyph.dot(x - 1, y));
        let (width, height) = (glyph.width as i32 * times, glyph.height as i32 * times);
        (0..height)
            .flat_map(move |y| (0..width).map(move |x| Point::new(x, y)))
            .filter(move |p| smoothed(&dot, p.x / times, p.y / times, p.x % times, p.y % times, times))
    }
}

/// Dot (`i`, `j`) of the `times` × `times` dots that stand for (`x`, `y`): Scale2x and Scale3x round the corners.
fn smoothed(dot: &impl Fn(i32, i32) -> bool, x: i32, y: i32, i: i32, j: i32, times: i32) -> bool {
    let here = dot(x, y);
    if times == 1 || (times == 3 && i == 1 && j == 1) {
        return here;
    }
    let (up, down, left, right) = (dot(x, y - 1), dot(x, y + 1), dot(x - 1, y), dot(x + 1, y));
    if up == down || left == right {
        return here;
    }
    let side = if i == 0 { left } else { right };
    let edge = if j == 0 { up } else { down };
    if times == 2 {
        return if side == edge { side } else { here };
    }
    // Scale3x: a corner follows its two sides; the middle of a side follows when one of its corners would and the
    // far neighbour beyond that corner differs.
    let corner = |a: bool, b: bool| a == b;
    match (i, j) {
        (1, _) => {
            let turns = (corner(left, edge) && here != dot(x + 1, y + j - 1))
                || (corner(right, edge) && here != dot(x - 1, y + j - 1));
            if turns { edge } else { here }
        }
        (_, 1) => {
            let turns = (corner(side, up) && here != dot(x + i - 1, y + 1))
                || (corner(side, down) && here != dot(x + i - 1, y - 1));
            if turns { side } else { here }
        }
        _ => {
            if side == edge {
                side
            } else {
                here
            }
        }
    }
}

impl TextRenderer for Lettering {
    type Color = BinaryColor;

    fn draw_string<D>(&self, text: &str, at: Point, baseline: Baseline, target: &mut D) -> Result<Point, D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        let mut pen = at - Point::new(0, self.above(baseline));
        for (_, glyph) in atlas::letters(text) {
            target.draw_iter(self.dots(glyph).map(|p| Pixel(pen + p, self.color)))?;
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
