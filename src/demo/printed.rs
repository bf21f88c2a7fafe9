//! What has been printed: the code that a scanner reads off the paper, and a picture small enough to show.

use hardware::paper::Paper;

/// The text of the QR code on `paper`; none where there is none.
#[must_use]
pub fn code(paper: &Paper) -> Option<String> {
    let (width, height) = (paper.width() as usize, paper.height() as usize);
    let dark = |x: usize, y: usize| if paper.is_black(x as u32, y as u32) { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, dark);
    picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

/// `paper` as a picture that fits into `width` and `height` pixels: how wide it is, and the grey of each pixel.
#[must_use]
pub fn small(paper: &Paper, (width, height): (u32, u32)) -> (u32, Vec<u8>) {
    let dots = paper.width().div_ceil(width).max(paper.height().div_ceil(height)).max(1);
    let (across, down) = (paper.width() / dots, paper.height() / dots);
    let grey = |(x, y): (u32, u32)| {
        let places = (0..dots * dots).map(|at| (x * dots + at % dots, y * dots + at / dots));
        let black = places.filter(|(x, y)| paper.is_black(*x, *y)).count() as u32;
        (255 - 255 * black / (dots * dots)) as u8
    };
    (across, (0..down).flat_map(|y| (0..across).map(move |x| (x, y))).map(grey).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hardware::paper::{Row, Slip, draw, width};

    #[test]
    fn the_code_is_read_as_it_was_printed() {
        for said in ["261126-0001-3", "https://doro.example/261126-0001-3#7K2M9QX4T"] {
            let paper = draw(&Slip(vec![Row::Rule, Row::Qr(said.into()), Row::Rule]), width::WIDE);
            assert_eq!(code(&paper).as_deref(), Some(said));
        }
        assert_eq!(code(&draw(&Slip(vec![Row::Rule]), width::WIDE)), None);
    }

    #[test]
    fn a_long_slip_becomes_a_picture_that_fits() {
        let paper = draw(&(0..80).fold(Slip::new(), |slip, _| slip.text("뷁 똠 펲 쏑")), width::WIDE);
        let (across, grey) = small(&paper, (232, 568));
        assert!(across <= 232 && grey.len() as u32 / across <= 568);
        assert!(grey.contains(&255) && grey.iter().any(|level| *level < 200));
    }
}
