//! QR codes on paper.

use std::fmt;

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;
use qrcodegen::{QrCode, QrCodeEcc};

/// Least dots of a module: 0.75 mm at 203 dpi, which a telephone reads from thermal paper at arm's length.
const MODULE_DOTS_MIN: u32 = 6;
const MODULE_DOTS_MAX: u32 = 8;
/// White modules on every side (ISO/IEC 18004).
const QUIET_MODULES: u32 = 4;

/// A QR code and the size it is printed in.
#[derive(Clone)]
pub struct Matrix {
    code: QrCode,
    module: u32,
}

impl fmt::Debug for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Matrix of {} modules, {} dots each", self.code.size(), self.module)
    }
}

impl Matrix {
    /// The code of `text` with as much correction as fits `width` dots; `None` when none fits.
    pub(super) fn fitting(text: &str, width: u32) -> Option<Self> {
        let across = |code: &QrCode| code.size().unsigned_abs() + 2 * QUIET_MODULES;
        [QrCodeEcc::Medium, QrCodeEcc::Low].into_iter().find_map(|correction| {
            let code = QrCode::encode_text(text, correction).ok()?;
            let fits = across(&code) * MODULE_DOTS_MIN <= width;
            let module = (width / 2 / across(&code)).clamp(MODULE_DOTS_MIN, MODULE_DOTS_MAX);
            fits.then_some(Self { code, module })
        })
    }

    /// Dots across and down, quiet zones included.
    pub(super) fn dots(&self) -> u32 {
        (self.code.size().unsigned_abs() + 2 * QUIET_MODULES) * self.module
    }

    /// White dots on every side.
    pub(super) fn quiet(&self) -> u32 {
        QUIET_MODULES * self.module
    }

    /// Draws it with its first module's corner at `corner`.
    pub(super) fn draw<D>(&self, target: &mut D, corner: Point) -> Result<(), D::Error>
    where
        D: DrawTarget<Color = BinaryColor>,
    {
        let module = Extent::new_equal(self.module);
        for y in 0..self.code.size() {
            for x in (0..self.code.size()).filter(|x| self.code.get_module(*x, y)) {
                let at = corner + Point::new(x, y) * self.module as i32;
                target.fill_solid(&Rectangle::new(at, module), BinaryColor::On)?;
            }
        }
        Ok(())
    }
}
