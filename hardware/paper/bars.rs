//! CODE128 on paper.

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;

use super::code128;

/// 10 mm at 203 dpi; scanners want at least 60 dots.
const HEIGHT: u32 = 80;
/// 0.25 mm at 203 dpi is the least a hand scanner reads from thermal paper; three dots are better.
const MODULE_DOTS: [u32; 2] = [3, 2];

/// Bars and the width of a module in dots.
pub(super) struct Bars {
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

    /// Draws them centred below `top`; the next free row.
    pub(super) fn draw<D>(&self, target: &mut D, width: u32, top: u32) -> Result<u32, D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        let left = (width - self.modules.len() as u32 * self.module) / 2;
        for (index, _) in self.modules.iter().enumerate().filter(|(_, black)| **black) {
            let at = Point::new((left + index as u32 * self.module) as i32, top as i32);
            target.fill_solid(&Rectangle::new(at, Extent::new(self.module, HEIGHT)), BinaryColor::On)?;
        }
        Ok(top + HEIGHT)
    }
}
