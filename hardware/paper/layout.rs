//! Puts a slip on a target.

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::{PrimitiveStyle, Rectangle, StyledDrawable};
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::TextRenderer;

use super::atlas::CELL;
use super::bars::Bars;
use super::lettering::Lettering;
use super::matrix::Matrix;
use super::slip::{Align, Row, Size, Slip, Weight};
use super::wrap::wrapped;
use super::{Paper, atlas};

/// White above and below a line of 24 dots.
const LEADING: u32 = 6;
/// White around a rule.
const RULE_AIR: u32 = 10;

/// The paper of `slip` for a head of `width` dots.
#[must_use]
pub fn draw(slip: &Slip, width: u32) -> Paper {
    let mut paper = Paper::new(width);
    let rows = draw_on(slip, &mut paper, width).unwrap_or_else(|never| match never {});
    paper.extend_to(rows);
    paper
}

/// Draws `slip` on any target of `width` dots and answers with the rows it takes.
///
/// # Errors
/// Those of the target.
pub fn draw_on<D>(slip: &Slip, target: &mut D, width: u32) -> Result<u32, D::Error>
where
    D: DrawTarget<Color = BinaryColor>,
{
    // Wide paper leaves a cell on either side; narrow paper has no cell to give away.
    let margin = if width >= 480 { CELL } else { CELL / 2 };
    let mut desk = Desk { target, width, left: margin, right: margin, y: 0 };
    for row in &slip.0 {
        desk.row(row)?;
    }
    Ok(desk.y)
}

/// Where the next row goes.
struct Desk<'a, D> {
    target: &'a mut D,
    width: u32,
    /// White at the left edge.
    left: u32,
    /// White at the right edge.
    right: u32,
    y: u32,
}

fn times(size: Size) -> u32 {
    match size {
        Size::Normal => 1,
        Size::Large => 2,
        Size::Huge => 3,
    }
}

fn lettering(size: Size, weight: Weight) -> Lettering {
    Lettering { times: times(size), bold: weight == Weight::Bold, ..Lettering::default() }
}

impl<D: DrawTarget<Color = BinaryColor>> Desk<'_, D> {
    fn inner(&self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    fn row(&mut self, row: &Row) -> Result<(), D::Error> {
        match row {
            Row::Text { text, size, align, weight } => self.paragraph(text, lettering(*size, *weight), *align, 0),
            Row::Pair { left, right, size, weight } => self.pair(left, right, lettering(*size, *weight)),
            Row::Detail { left, right } => self.indented(|desk| desk.pair(left, right, Lettering::default())),
            Row::Note { mark, text } => self.note(mark, text),
            Row::Boxed { text, size } => self.boxed(text, *size),
            Row::Inverse { text, size } => self.inverse(text, *size),
            Row::Rule => self.rule(&[0, 1]),
            Row::DoubleRule => self.rule(&[0, 1, 5, 6]),
            Row::Dashes => self.dashes(),
            Row::Space(dots) => {
                self.y += dots;
                Ok(())
            }
            Row::Qr(text) => self.qr(text),
            Row::Code128(text) => self.code128(text),
        }
    }

    /// One line of letters, its left edge at `x`; moves down.
    fn line(&mut self, text: &str, x: u32, letters: Lettering) -> Result<(), D::Error> {
        let air = LEADING * letters.times / 2;
        let at = Point::new(x as i32, (self.y + air) as i32);
        letters.draw_string(text, at, Baseline::Top, self.target)?;
        self.y += letters.height() + 2 * air;
        Ok(())
    }

    fn aligned(&self, text: &str, letters: Lettering, align: Align) -> u32 {
        let spare = self.inner().saturating_sub(letters.width_of(text));
        self.left
            + match align {
                Align::Left => 0,
                Align::Center => spare / 2,
                Align::Right => spare,
            }
    }

    fn paragraph(&mut self, text: &str, letters: Lettering, align: Align, indent: u32) -> Result<(), D::Error> {
        let width = (self.inner() - indent.min(self.inner())) / letters.times;
        for line in wrapped(text, width) {
            let x = self.aligned(&line, letters, align) + indent;
            self.line(&line, x, letters)?;
        }
        Ok(())
    }

    fn pair(&mut self, left: &str, right: &str, letters: Lettering) -> Result<(), D::Error> {
        let room = self.inner() / letters.times;
        let value = atlas::width_of(right);
        let mut lines = wrapped(left, room);
        let last_fits = |line: &String| atlas::width_of(line) + CELL + value <= room;
        if lines.len() > 1 && !lines.last().is_some_and(last_fits) && value + 10 * CELL <= room {
            // A column for the label beside the value reads better than a value alone on a line.
            lines = wrapped(left, room - value - CELL);
        }
        let beside = lines.last().is_some_and(last_fits).then(|| lines.pop()).flatten();
        for line in lines.iter().filter(|line| !line.is_empty()) {
            self.line(line, self.left, letters)?;
        }
        let Some(last) = beside else {
            return self.paragraph(right, letters, Align::Right, 0);
        };
        let top = self.y;
        self.line(&last, self.left, letters)?;
        self.y = top;
        self.line(right, self.aligned(right, letters, Align::Right), letters)
    }

    fn note(&mut self, mark: &str, text: &str) -> Result<(), D::Error> {
        let letters = Lettering::default();
        let indent = atlas::width_of(mark) + CELL / 2;
        if indent > self.inner() / 3 {
            // Too long for a mark: it is the paragraph's beginning.
            return self.paragraph(&format!("{mark} {text}"), letters, Align::Left, 0);
        }
        let top = self.y;
        self.line(mark, self.left, letters)?;
        self.y = top;
        self.paragraph(text, letters, Align::Left, indent)
    }

    fn boxed(&mut self, text: &str, size: Size) -> Result<(), D::Error> {
        let letters = lettering(size, Weight::Bold);
        let top = self.y + LEADING;
        self.y = top + 2 * LEADING;
        for line in wrapped(text, (self.inner() - 2 * CELL) / letters.times) {
            self.line(&line, self.aligned(&line, letters, Align::Center), letters)?;
        }
        self.y += 2 * LEADING;
        let frame = self.band(top, self.y - top);
        frame.draw_styled(&PrimitiveStyle::with_stroke(BinaryColor::On, 3), self.target)?;
        self.y += LEADING;
        Ok(())
    }

    fn inverse(&mut self, text: &str, size: Size) -> Result<(), D::Error> {
        let letters = Lettering { color: BinaryColor::Off, ..lettering(size, Weight::Bold) };
        let lines = wrapped(text, (self.inner() - 2 * CELL) / letters.times);
        let line_rows = letters.height() + LEADING * letters.times;
        let rows = lines.len() as u32 * line_rows + 2 * LEADING;
        let ground = self.band(self.y, rows);
        self.target.fill_solid(&ground, BinaryColor::On)?;
        self.y += LEADING;
        for line in lines {
            self.line(&line, self.aligned(&line, letters, Align::Center), letters)?;
        }
        self.y += LEADING;
        Ok(())
    }

    /// What `draw` puts down stands two cells further in on the left; the right edge stays.
    fn indented(&mut self, draw: impl FnOnce(&mut Self) -> Result<(), D::Error>) -> Result<(), D::Error> {
        self.left += 2 * CELL;
        let drawn = draw(self);
        self.left -= 2 * CELL;
        drawn
    }

    fn band(&self, top: u32, rows: u32) -> Rectangle {
        Rectangle::new(Point::new(self.left as i32, top as i32), Extent::new(self.inner(), rows))
    }

    fn rule(&mut self, rows: &[u32]) -> Result<(), D::Error> {
        self.y += RULE_AIR;
        for row in rows {
            self.target.fill_solid(&self.band(self.y + row, 1), BinaryColor::On)?;
        }
        self.y += rows.last().map_or(0, |row| row + 1) + RULE_AIR;
        Ok(())
    }

    fn dashes(&mut self) -> Result<(), D::Error> {
        self.y += RULE_AIR;
        for x in (0..self.inner().saturating_sub(7)).step_by(12) {
            let at = Point::new((self.left + x) as i32, self.y as i32);
            self.target.fill_solid(&Rectangle::new(at, Extent::new(8, 2)), BinaryColor::On)?;
        }
        self.y += 2 + RULE_AIR;
        Ok(())
    }

    fn qr(&mut self, text: &str) -> Result<(), D::Error> {
        match Matrix::fitting(text, self.width) {
            Some(matrix) => {
                self.y = matrix.draw(self.target, self.width, self.y)?;
                Ok(())
            }
            None => self.paragraph(text, Lettering::default(), Align::Center, 0),
        }
    }

    fn code128(&mut self, text: &str) -> Result<(), D::Error> {
        match Bars::fitting(text, self.width) {
            Some(bars) => self.y = bars.draw(self.target, self.width, self.y + LEADING)?,
            None => {
                if let Some(matrix) = Matrix::fitting(text, self.width) {
                    self.y = matrix.draw(self.target, self.width, self.y)?;
                }
            }
        }
        self.paragraph(text, Lettering::default(), Align::Center, 0)
    }
}
