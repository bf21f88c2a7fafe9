//! The simulated printer's text: modes, position, and the line that is not yet printed. Its letters are the atlas's, so
//! that text can be compared with a drawing dot by dot; of Hangul it knows what KS X 1001 knows.

use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Point, Size};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::primitives::Rectangle;
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::TextRenderer;

use crate::paper::atlas::{self, CELL};
use crate::paper::{Lettering, Paper, width};

use super::codes;
use super::parser::Heard;

/// A letter, or what says how letters stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Ascii(u8),
    Pair(u8, u8),
    /// Half a pair, dropped, and what came behind it.
    Stray(u8, Box<Told>),
    LineFeed,
    /// `ESC $`, in units.
    Position(u16),
    /// `ESC 3`, in units.
    Spacing(u8),
    /// Times 24 dots.
    Size(u32),
    Bold(bool),
    Inverse(bool),
    Korean(bool),
    /// `GS P`: units an inch.
    Units(u8, u8),
    /// Columns of three bytes.
    Image(Vec<u8>),
    /// Left, centre, right: for codes.
    Aligned(u8),
    BarHeight(u8),
    BarModule(u8),
    Bars(Vec<u8>),
    QrModule(u8),
    Qr(Vec<u8>),
    /// A mode that this printer is in anyway.
    Nothing,
}

/// Line spacing after `ESC @`: a sixth of an inch, near enough.
const SPACING: u32 = 30;

/// Modes and the line at hand.
#[derive(Debug)]
pub(super) struct Page {
    width: u32,
    letters: Lettering,
    /// Units an inch, across and down. At first a unit is a dot across and half a row down, as on Epson's.
    units: (u32, u32),
    spacing: u32,
    aligned: u8,
    bars: (u32, u32),
    qr_module: u32,
    /// The line; its height is that of its highest letter.
    line: Paper,
    pen: u32,
}

impl Page {
    pub(super) fn new(width: u32) -> Self {
        let dots_an_inch = width::dots_an_inch(width).into();
        Self {
            width,
            letters: Lettering::default(),
            units: (dots_an_inch, 2 * dots_an_inch),
            spacing: SPACING,
            aligned: 0,
            bars: (162, 3),
            qr_module: 3,
            line: Paper::new(width),
            pen: 0,
        }
    }

    /// Takes what concerns text and gives on what is left to do: dots to print, or the command itself.
    pub(super) fn hear(&mut self, heard: Heard, errors: &mut Vec<String>) -> Option<Heard> {
        match heard {
            Heard::Text(told) => self.told(told, errors),
            Heard::Initialize => {
                *self = Self::new(self.width);
                Some(Heard::Initialize)
            }
            Heard::Band(..) | Heard::Cut(_) | Heard::Feed(_) if self.has_begun() => {
                errors.push(format!("{} dots into a line: {heard:02x?}", self.pen));
                None
            }
            other => Some(other),
        }
    }

    fn dots_an_inch(&self) -> u32 {
        width::dots_an_inch(self.width).into()
    }

    fn has_begun(&self) -> bool {
        self.line.height() > 0 || self.pen > 0
    }

    fn told(&mut self, told: Told, errors: &mut Vec<String>) -> Option<Heard> {
        match told {
            Told::Ascii(byte) => self.letter(char::from(byte), errors),
            Told::Pair(lead, trail) => match character(lead, trail) {
                Some(c) => self.letter(c, errors),
                None => errors.push(format!("no letter {lead:02x} {trail:02x}")),
            },
            Told::Stray(lead, next) => {
                errors.push(format!("half a letter {lead:02x}"));
                return self.told(*next, errors);
            }
            Told::LineFeed => return Some(self.line_feed()),
            Told::Position(units) => self.pen = u32::from(units) * self.dots_an_inch() / self.units.0,
            Told::Spacing(units) => self.spacing = u32::from(units) * self.dots_an_inch() / self.units.1,
            Told::Size(times) => self.letters.times = times,
            Told::Bold(bold) => self.letters.bold = bold,
            Told::Inverse(inverse) => {
                self.letters.color = if inverse { BinaryColor::Off } else { BinaryColor::On };
            }
            Told::Units(x, y) => self.units = (u32::from(x).max(1), u32::from(y).max(1)),
            Told::Image(columns) => self.image(&columns, errors),
            Told::Aligned(side) => self.aligned = side,
            Told::BarHeight(rows) => self.bars.0 = rows.into(),
            Told::BarModule(dots) => self.bars.1 = dots.into(),
            Told::Bars(text) => return self.code(codes::bars(&text, self.bars.1, self.bars.0), errors),
            Told::QrModule(dots) => self.qr_module = dots.into(),
            Told::Qr(text) => return self.code(codes::qr(&text, self.qr_module), errors),
            Told::Korean(_) | Told::Nothing => {}
        }
        None
    }

    /// Makes room for `dots` at the pen; where none is left the letter is lost.
    fn room(&mut self, dots: u32, rows: u32, errors: &mut Vec<String>) -> Option<u32> {
        let x = self.pen;
        if x + dots > self.width {
            errors.push(format!("{dots} dots at {x} of {}", self.width));
            return None;
        }
        self.line.extend_to(rows);
        self.pen += dots;
        Some(x)
    }

    fn letter(&mut self, c: char, errors: &mut Vec<String>) {
        // `ESC R 13` puts ₩ in a backslash's place.
        let c = if c == '\\' { '₩' } else { c };
        let cells = if c.is_ascii() || c == '₩' { 1 } else { 2 };
        let Some(x) = self.room(cells * CELL * self.letters.times, self.letters.height(), errors) else { return };
        let at = Point::new(x as i32, 0);
        if self.letters.color == BinaryColor::Off {
            let ground = Rectangle::new(at, Size::new(self.pen - x, self.letters.height()));
            let Ok(()) = self.line.fill_solid(&ground, BinaryColor::On);
        }
        if atlas::glyph(c).is_none_or(|glyph| glyph.width != cells * CELL) {
            errors.push(format!("{c} is not {cells} cells wide"));
        }
        let Ok(_) = self.letters.draw_string(c.encode_utf8(&mut [0; 4]), at, Baseline::Top, &mut self.line);
    }

    fn image(&mut self, columns: &[u8], errors: &mut Vec<String>) {
        let Some(x) = self.room((columns.len() / 3) as u32, atlas::HEIGHT, errors) else { return };
        for (x, column) in (x..).zip(columns.chunks_exact(3)) {
            for y in (0..24_u32).filter(|y| column[(y / 8) as usize] & (0x80 >> (y % 8)) != 0) {
                blacken(&mut self.line, x, y);
            }
        }
    }

    /// A code's dots where they are aligned.
    fn code(&mut self, code: Option<Paper>, errors: &mut Vec<String>) -> Option<Heard> {
        let Some(code) = code.filter(|code| code.width() <= self.width && !self.has_begun()) else {
            errors.push("a code that does not fit".into());
            return None;
        };
        let left = (self.width - code.width()) * u32::from(self.aligned) / 2;
        let mut paper = Paper::new(self.width);
        paper.extend_to(code.height());
        for y in 0..code.height() {
            (0..code.width()).filter(|x| code.is_black(*x, y)).for_each(|x| blacken(&mut paper, left + x, y));
        }
        Some(Heard::Band(paper.row_bytes(), paper.bytes().to_vec()))
    }

    /// The line's rows and the white below it: the spacing, or the letters where they are higher.
    fn line_feed(&mut self) -> Heard {
        let mut line = std::mem::replace(&mut self.line, Paper::new(self.width));
        line.extend_to(self.spacing);
        self.pen = 0;
        Heard::Band(line.row_bytes(), line.bytes().to_vec())
    }
}

fn blacken(paper: &mut Paper, x: u32, y: u32) {
    let Ok(()) = paper.draw_iter([Pixel(Point::new(x as i32, y as i32), BinaryColor::On)]);
}

/// The letter of a pair of KS X 1001:1987.
fn character(lead: u8, trail: u8) -> Option<char> {
    if (lead, trail) >= (0xa2, 0xe6) && lead == 0xa2 {
        return None;
    }
    encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(&[lead, trail])?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printer_knows_2350_syllables() {
        let known = (0xa1..=0xfe_u8)
            .flat_map(|lead| (0xa1..=0xfe_u8).map(move |trail| (lead, trail)))
            .filter_map(|(lead, trail)| character(lead, trail))
            .filter(|c| ('가'..='힣').contains(c));
        assert_eq!(known.count(), 2350);
    }
}
