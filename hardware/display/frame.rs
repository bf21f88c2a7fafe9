//! The dots of a graphic panel.

use std::convert::Infallible;

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Size};
use embedded_graphics::pixelcolor::BinaryColor;

use crate::paper::Paper;

/// Rows of both panels.
pub const HEIGHT: u32 = 64;

/// A panel's dots; `BinaryColor::On` is lit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame(Paper);

impl Frame {
    /// A dark frame of `width` dots.
    #[must_use]
    pub fn new(width: u32) -> Self {
        let mut dots = Paper::new(width);
        dots.extend_to(HEIGHT);
        Self(dots)
    }

    /// Dots across.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// Whether the dot is lit; outside the panel none is.
    #[must_use]
    pub fn is_lit(&self, x: u32, y: u32) -> bool {
        self.0.is_black(x, y)
    }

    /// A PNG, lit dots white on black, every dot `scale` × `scale` pixels (1 to 8).
    #[must_use]
    pub fn to_png(&self, scale: u32) -> Vec<u8> {
        let mut shown = Paper::new(self.width());
        let dark: Vec<u8> = self.0.bytes().iter().map(|dots| !dots).collect();
        shown.append_rows(self.0.row_bytes(), &dark);
        shown.to_png(scale)
    }
}

impl OriginDimensions for Frame {
    fn size(&self) -> Size {
        Size::new(self.width(), HEIGHT)
    }
}

impl DrawTarget for Frame {
    type Color = BinaryColor;
    type Error = Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Infallible>
    where
        I: IntoIterator<Item = Pixel<BinaryColor>>,
    {
        self.0.draw_iter(pixels.into_iter().filter(|Pixel(at, _)| at.y < HEIGHT as i32))
    }
}
