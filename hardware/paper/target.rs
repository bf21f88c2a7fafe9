//! Paper as an embedded-graphics target, and the quick ways onto it.

use std::convert::Infallible;

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size as Extent};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;

use super::{Paper, ROWS_MAX};

impl Paper {
    /// Puts down the black of `dots`, a row of up to 128 dots with the leftmost highest, in `color`, its left end at
    /// x, y. What would fall beside the paper is cut off; the white of it leaves what is there.
    pub(super) fn put_row(&mut self, at: Point, dots: u128, color: BinaryColor) {
        let (Ok(y), Ok(x)) = (u32::try_from(at.y), u32::try_from(at.x)) else { return };
        if dots == 0 || y >= ROWS_MAX || x >= self.width {
            return;
        }
        self.extend_to(y + 1);
        let room = self.width - x;
        let dots = if room < 128 { dots & !(u128::MAX >> room) } else { dots };
        let row_bytes = self.row_bytes();
        let start = y as usize * row_bytes;
        let row = &mut self.dots[start..start + row_bytes];
        let first = (x / 8) as usize;
        // A seventeenth byte takes what the shift pushes out on the right.
        let shift = x % 8;
        let low = if shift == 0 { 0 } else { (dots << (128 - shift) >> 120) as u8 };
        let high = dots >> shift;
        let used = if low == 0 { 16 - high.trailing_zeros() as usize / 8 } else { 17 };
        let bytes = high.to_be_bytes().into_iter().chain([low]);
        for (own, bits) in row[first..].iter_mut().zip(bytes).take(used) {
            match color {
                BinaryColor::On => *own |= bits,
                BinaryColor::Off => *own &= !bits,
            }
        }
    }
}

impl OriginDimensions for Paper {
    fn size(&self) -> Extent {
        Extent::new(self.width, self.height())
    }
}

impl DrawTarget for Paper {
    type Color = BinaryColor;
    type Error = Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Infallible>
    where
        I: IntoIterator<Item = Pixel<BinaryColor>>,
    {
        for Pixel(at, color) in pixels {
            self.put_row(at, 1 << 127, color);
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, color: BinaryColor) -> Result<(), Infallible> {
        let right = area.top_left.x.saturating_add_unsigned(area.size.width).min(self.width as i32);
        let left = area.top_left.x.max(0);
        for y in area.rows() {
            for x in (left..right).step_by(128) {
                let dots = u128::MAX << (128 - (right - x).clamp(1, 128));
                self.put_row(Point::new(x, y), dots, color);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A target that knows pixels only.
    struct Pixels(Paper);

    impl OriginDimensions for Pixels {
        fn size(&self) -> Extent {
            Extent::new(self.0.width(), 40)
        }
    }

    impl DrawTarget for Pixels {
        type Color = BinaryColor;
        type Error = Infallible;

        fn draw_iter<I: IntoIterator<Item = Pixel<BinaryColor>>>(&mut self, pixels: I) -> Result<(), Infallible> {
            for Pixel(at, color) in pixels {
                let (Ok(x), Ok(y)) = (u32::try_from(at.x), u32::try_from(at.y)) else { continue };
                if x < self.0.width && y < 40 {
                    self.0.extend_to(y + 1);
                    let byte = &mut self.0.dots[y as usize * self.0.width.div_ceil(8) as usize + x as usize / 8];
                    let bit = 0x80 >> (x % 8);
                    *byte = if color == BinaryColor::On { *byte | bit } else { *byte & !bit };
                }
            }
            Ok(())
        }
    }

    #[test]
    fn a_filled_rectangle_is_its_pixels() {
        for (x, y, width, rows) in [
            (0, 0, 1, 1),
            (3, 2, 129, 5),
            (-5, -2, 10, 10),
            (190, 1, 100, 3),
            (7, 0, 256, 2),
            (8, 3, 8, 0),
            (300, 0, 4, 4),
        ] {
            let area = Rectangle::new(Point::new(x, y), Extent::new(width, rows));
            let (mut paper, mut pixels) = (Paper::new(204), Pixels(Paper::new(204)));
            for color in [BinaryColor::On, BinaryColor::Off] {
                let Ok(()) = paper.fill_solid(&area, color);
                let Ok(()) = pixels.fill_solid(&area, color);
                paper.extend_to(20);
                pixels.0.extend_to(20);
                assert_eq!(paper, pixels.0, "{area:?} {color:?}");
                let inner = Rectangle::new(Point::new(2, 2), Extent::new(150, 1));
                let Ok(()) = paper.fill_solid(&inner, BinaryColor::On);
                let Ok(()) = pixels.fill_solid(&inner, BinaryColor::On);
            }
        }
    }
}
