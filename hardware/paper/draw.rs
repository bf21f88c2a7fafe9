//! From a sheet to dots.

use std::convert::Infallible;

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::{PrimitiveStyle, Rectangle, StyledDrawable};
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::TextRenderer;

use super::sheet::{Area, Line, Piece, Run, Sheet};
use super::{Paper, Slip, place};

/// The paper of `slip` for a head of `width` dots.
#[must_use]
pub fn draw(slip: &Slip, width: u32) -> Paper {
    place(slip, width).paper()
}

impl Sheet {
    /// The dots.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let mut paper = Paper::new(self.width);
        paper.extend_to(self.rows);
        for line in &self.lines {
            line.draw_at(0, &mut paper, print_run).unwrap_or_else(|never: Infallible| match never {});
        }
        paper
    }

    /// The dots of one of its lines.
    #[must_use]
    pub fn paper_of(&self, line: &Line) -> Paper {
        let mut paper = Paper::new(self.width);
        paper.extend_to(line.rows);
        line.draw_at(line.y, &mut paper, print_run).unwrap_or_else(|never: Infallible| match never {});
        paper
    }

    /// Draws the sheet on any target.
    ///
    /// # Errors
    /// Those of the target.
    pub fn draw_on<D>(&self, target: &mut D) -> Result<(), D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        self.lines.iter().try_for_each(|line| line.draw_at(0, target, |target, run, at| draw_run(target, run, at)))
    }
}

/// Letters through embedded-graphics.
fn draw_run<D: DrawTarget<Color = BinaryColor>>(target: &mut D, run: &Run, at: Point) -> Result<(), D::Error> {
    run.letters.draw_string(&run.text, at, Baseline::Top, target).map(|_| ())
}

/// Letters row by row, where the target is known to be paper.
fn print_run(paper: &mut Paper, run: &Run, at: Point) -> Result<(), Infallible> {
    run.letters.print(&run.text, at, paper);
    Ok(())
}

impl Line {
    /// Draws the line `up` rows further up, its letters by `letters`.
    fn draw_at<D, L>(&self, up: u32, target: &mut D, letters: L) -> Result<(), D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
        L: Fn(&mut D, &Run, Point) -> Result<(), D::Error>,
    {
        let at = |x: u32, y: u32| Point::new(x as i32, (y - up) as i32);
        let rectangle = |area: &Area| Rectangle::new(at(area.x, area.y), Extent::new(area.width, area.rows));
        for piece in &self.pieces {
            match piece {
                Piece::Text(run) => letters(target, run, at(run.x, run.y))?,
                Piece::Fill(area) => target.fill_solid(&rectangle(area), BinaryColor::On)?,
                Piece::Frame(area, stroke) => {
                    rectangle(area).draw_styled(&PrimitiveStyle::with_stroke(BinaryColor::On, *stroke), target)?;
                }
                Piece::Qr(x, y, matrix) => matrix.draw(target, at(*x, *y))?,
                Piece::Bars(x, y, bars) => bars.draw(target, at(*x, *y))?,
            }
        }
        Ok(())
    }
}
