//! What a slip says to a scanner: its code is read off the paper, as it was printed.

use hardware::paper::Paper;

/// The text of the QR code on `paper`; none where there is none.
#[must_use]
pub fn code(paper: &Paper) -> Option<String> {
    let (width, height) = (paper.width() as usize, paper.height() as usize);
    let dark = |x: usize, y: usize| if paper.is_black(x as u32, y as u32) { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, dark);
    picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
