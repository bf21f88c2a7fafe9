//! The codes that a printer draws itself.

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::paper::{Paper, code128};

/// What `GS k 73` draws of `data` behind `{B`; `None` for another code set or none at all.
pub(super) fn bars(data: &[u8], module: u32, rows: u32) -> Option<Paper> {
    let text = std::str::from_utf8(data).ok()?.replace("{{", "\0");
    if text.contains('{') {
        return None;
    }
    let modules = code128::modules_in_b(text.replace('\0', "{").as_bytes())?;
    let mut paper = Paper::new(modules.len() as u32 * module);
    for (x, _) in (0..).step_by(module as usize).zip(&modules).filter(|(_, black)| **black) {
        let Ok(()) = paper.fill_solid(&Rectangle::new(Point::new(x, 0), Size::new(module, rows)), BinaryColor::On);
    }
    Some(paper)
}

/// What `GS ( k` draws of `text`; `None` when it is too long.
pub(super) fn qr(text: &[u8], module: u32) -> Option<Paper> {
    let code = QrCode::encode_text(std::str::from_utf8(text).ok()?, QrCodeEcc::Medium).ok()?;
    let mut paper = Paper::new(code.size().unsigned_abs() * module);
    paper.extend_to(paper.width());
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let area = Rectangle::new(Point::new(x, y) * module as i32, Size::new_equal(module));
            let Ok(()) = paper.fill_solid(&area, BinaryColor::On);
        }
    }
    Some(paper)
}
