//! Letters two and three times as large, their corners rounded by Scale2x and Scale3x, a row at a time.

use super::atlas::{Glyph, HEIGHT};

/// Rows of the largest letter.
const ROWS_MAX: usize = 3 * HEIGHT as usize;

/// A letter as it is printed.
pub(super) struct Dots {
    rows: [u128; ROWS_MAX],
    /// Dots across.
    pub(super) width: u32,
    height: usize,
}

impl Dots {
    /// `glyph` `times` as large (1, 2 or 3), a dot thicker where `bold`.
    pub(super) fn of(glyph: &Glyph, times: u32, bold: bool) -> Self {
        let cell = u32::MAX << (32 - glyph.width);
        // Dot 0 of a row is bit 31 here: a shift to the right looks at the left neighbour.
        let mut source = glyph.rows.map(|row| row << 8);
        if bold {
            // A stroke at the right edge counts as a neighbour beyond the cell and is cut off after rounding.
            source = source.map(|row| row | row >> 1);
        }
        let mut dots =
            Self { rows: [0; ROWS_MAX], width: glyph.width * times, height: (glyph.height * times) as usize };
        let row = |y: usize| source.get(y).copied().unwrap_or(0);
        for y in 0..glyph.height as usize {
            // The row above the first is y - 1 of 0, beyond any letter.
            let near = Near { up: row(y.wrapping_sub(1)), here: row(y), down: row(y + 1) };
            match times {
                2 => {
                    for (j, [a, b]) in near.twice().into_iter().enumerate() {
                        dots.rows[2 * y + j] = spread(a & cell, 2, 0) | spread(b & cell, 2, 1);
                    }
                }
                3 => {
                    for (j, [a, b, c]) in near.thrice().into_iter().enumerate() {
                        dots.rows[3 * y + j] = spread(a & cell, 3, 0) | spread(b & cell, 3, 1) | spread(c & cell, 3, 2);
                    }
                }
                _ => dots.rows[y] = u128::from(near.here & cell) << 96,
            }
        }
        dots
    }

    /// Its rows from the top, the leftmost dot highest.
    pub(super) fn rows(&self) -> &[u128] {
        &self.rows[..self.height]
    }

    /// As [`Self::rows`], on its own.
    pub(super) fn into_rows(self) -> impl Iterator<Item = u128> {
        self.rows.into_iter().take(self.height)
    }
}

/// Dot `i` of `dots` (bit 31 the first) as dot `times · i + at` (bit 127 the first).
fn spread(dots: u32, times: u32, at: u32) -> u128 {
    let (mut left, mut out) = (dots, 0);
    while left != 0 {
        let i = left.leading_zeros();
        out |= 1 << (127 - times * i - at);
        left &= !(1 << (31 - i));
    }
    out
}

/// A row of dots and those above and below it.
#[derive(Clone, Copy)]
struct Near {
    up: u32,
    here: u32,
    down: u32,
}

/// `then` where `turns`, else `here`.
fn chosen(turns: u32, then: u32, here: u32) -> u32 {
    (turns & then) | (!turns & here)
}

impl Near {
    /// Where a corner may be rounded: neither the two sides nor above and below are alike.
    fn turning(self) -> u32 {
        (self.up ^ self.down) & (self.left() ^ self.right())
    }

    fn left(self) -> u32 {
        self.here >> 1
    }

    fn right(self) -> u32 {
        self.here << 1
    }

    /// A corner follows its two sides where they agree.
    fn corner(self, side: u32, edge: u32) -> u32 {
        chosen(self.turning() & !(side ^ edge), side, self.here)
    }

    fn twice(self) -> [[u32; 2]; 2] {
        let (left, right) = (self.left(), self.right());
        [self.up, self.down].map(|edge| [self.corner(left, edge), self.corner(right, edge)])
    }

    /// Scale3x: the middle of a side follows when one of its corners would and the far neighbour beyond that corner
    /// differs.
    fn thrice(self) -> [[u32; 3]; 3] {
        let (left, right) = (self.left(), self.right());
        let top_or_bottom = |edge: u32| {
            let turns = (!(left ^ edge) & (self.here ^ (edge << 1))) | (!(right ^ edge) & (self.here ^ (edge >> 1)));
            [self.corner(left, edge), chosen(self.turning() & turns, edge, self.here), self.corner(right, edge)]
        };
        let side = |side: u32, shift: fn(u32) -> u32| {
            let turns = (!(side ^ self.up) & (self.here ^ shift(self.down)))
                | (!(side ^ self.down) & (self.here ^ shift(self.up)));
            chosen(self.turning() & turns, side, self.here)
        };
        let middle = [side(left, |row| row >> 1), self.here, side(right, |row| row << 1)];
        [top_or_bottom(self.up), middle, top_or_bottom(self.down)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dot (`i`, `j`) of the `times` × `times` dots that stand for (`x`, `y`): Scale2x and Scale3x round the corners.
    fn smoothed(dot: &impl Fn(i32, i32) -> bool, x: i32, y: i32, i: i32, j: i32, times: i32) -> bool {
        let here = dot(x, y);
        if times == 1 || (times == 3 && i == 1 && j == 1) {
            return here;
        }
        let (up, down, left, right) = (dot(x, y - 1), dot(x, y + 1), dot(x - 1, y), dot(x + 1, y));
        if up == down || left == right {
            return here;
        }
        let side = if i == 0 { left } else { right };
        let edge = if j == 0 { up } else { down };
        if times == 2 {
            return if side == edge { side } else { here };
        }
        // Scale3x: a corner follows its two sides; the middle of a side follows when one of its corners would and the
        // far neighbour beyond that corner differs.
        let corner = |a: bool, b: bool| a == b;
        match (i, j) {
            (1, _) => {
                let turns = (corner(left, edge) && here != dot(x + 1, y + j - 1))
                    || (corner(right, edge) && here != dot(x - 1, y + j - 1));
                if turns { edge } else { here }
            }
            (_, 1) => {
                let turns = (corner(side, up) && here != dot(x + i - 1, y + 1))
                    || (corner(side, down) && here != dot(x + i - 1, y - 1));
                if turns { side } else { here }
            }
            _ => {
                if side == edge {
                    side
                } else {
                    here
                }
            }
        }
    }

    #[test]
    fn letters_are_rounded_dot_by_dot_as_scale2x_and_scale3x_say() {
        for c in "가힣뷁똠펲A@8&/─●□ㅎ한글%".chars() {
            let glyph = super::super::atlas::glyph(c).unwrap();
            for (times, bold) in [(1, false), (2, false), (3, false), (1, true), (2, true), (3, true)] {
                let dot = |x: i32, y: i32| glyph.dot(x, y) || (bold && glyph.dot(x - 1, y));
                let dots = Dots::of(&glyph, times, bold);
                assert_eq!((dots.width, dots.rows().len() as u32), (glyph.width * times, HEIGHT * times));
                for (y, row) in (0..).zip(dots.rows()) {
                    for x in 0..128 {
                        let n = times as i32;
                        let black = x < dots.width as i32 && smoothed(&dot, x / n, y / n, x % n, y % n, n);
                        assert_eq!(row >> (127 - x) & 1 == 1, black, "{c} × {times}, bold {bold}: dot {x}, row {y}");
                    }
                }
            }
        }
    }
}
