//! CODE128 on paper.

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;

use super::code128;

/// 10 mm at 203 dpi; scanners want at least 60 dots.
pub(super) const HEIGHT: u32 = 80;
/// 0.25 mm at 203 dpi is the least a hand scanner reads from thermal paper; three dots are better.
const MODULE_DOTS: [u32; 2] = [3, 2];

/// Bars and the width of a module in dots.
#[derive(Debug, Clone)]
pub struct Bars {
    modules: Vec<bool>,
    module: u32,
}

impl Bars {
    /// The bars of `text`; `None` when it cannot be encoded or does not fit `width` dots with its quiet zones.
    pub(super) fn fitting(text: &str, width: u32) -> Option<Self> {
        let modules = code128::modules(text)?;
        let across = modules.len() as u32 + 2 * code128::QUIET_MODULES;
        let module = MODULE_DOTS.into_iter().find(|module| across * module <= width)?;
        Some(Self { modules, module })
    }

    /// Dots across, without quiet zones.
    pub(super) fn dots(&self) -> u32 {
        self.modules.len() as u32 * self.module
    }

    /// Draws them with the first bar's top at `at`.
    pub(super) fn draw<D>(&self, target: &mut D, at: Point) -> Result<(), D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        let mut x = at.x;
        for bar in self.modules.chunk_by(|a, b| a == b) {
            let width = bar.len() as u32 * self.module;
            if bar[0] {
                target.fill_solid(&Rectangle::new(Point::new(x, at.y), Extent::new(width, HEIGHT)), BinaryColor::On)?;
            }
            x += width as i32;
        }
        Ok(())
    }
}
