//! From a slip to a sheet: where everything stands.

use super::atlas::{self, CELL};
use super::bars::{self, Bars};
use super::lettering::Lettering;
use super::matrix::Matrix;
use super::sheet::{Area, Line, Piece, Run, Sheet};
use super::slip::{Align, Row, Size, Slip, Weight};
use super::wrap::wrapped;
use embedded_graphics::pixelcolor::BinaryColor;

/// White above and below a line of 24 dots.
const LEADING: u32 = 6;
/// White around a rule.
const RULE_AIR: u32 = 10;
const FRAME_STROKE: u32 = 3;

/// `slip` laid out for a head of `width` dots.
#[must_use]
pub fn place(slip: &Slip, width: u32) -> Sheet {
    // Wide paper leaves a cell on either side; narrow paper has no cell to give away.
    let margin = if width >= 480 { CELL } else { CELL / 2 };
    let mut desk = Desk { width, left: margin, right: margin, y: 0, lines: Vec::new() };
    for row in &slip.0 {
        desk.row(row);
    }
    Sheet { width, rows: desk.y, lines: desk.lines }
}

/// Where the next row goes.
struct Desk {
    width: u32,
    /// White at the left edge.
    left: u32,
    /// White at the right edge.
    right: u32,
    y: u32,
    lines: Vec<Line>,
}

fn times(size: Size) -> u32 {
    match size {
        Size::Normal => 1,
        Size::Large => 2,
        Size::Huge => 3,
    }
}

fn lettering(size: Size, weight: Weight) -> Lettering {
    Lettering { times: times(size), bold: weight == Weight::Bold, ..Lettering::default() }
}

/// White above, and below, a line of these letters.
fn air(letters: Lettering) -> u32 {
    LEADING * letters.times / 2
}

/// Rows of a line of these letters.
fn pitch(letters: Lettering) -> u32 {
    letters.height() + 2 * air(letters)
}

impl Desk {
    fn inner(&self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    fn row(&mut self, row: &Row) {
        match row {
            Row::Text { text, size, align, weight } => self.paragraph(text, lettering(*size, *weight), *align),
            Row::Pair { left, right, size, weight } => self.pair(left, right, lettering(*size, *weight)),
            Row::Detail { left, right } => self.detail(left, right),
            Row::Note { mark, text } => self.note(mark, text),
            Row::Boxed { text, size } => self.boxed(text, *size),
            Row::Inverse { text, size } => self.inverse(text, *size),
            Row::Rule => self.rule(&[0, 1]),
            Row::DoubleRule => self.rule(&[0, 1, 5, 6]),
            Row::Dashes => self.dashes(),
            Row::Space(dots) => self.y = self.y.saturating_add(*dots),
            Row::Qr(text) => self.qr(text),
            Row::Code128(text) => self.code128(text, text),
            Row::Bars { data, label } => self.code128(data, label),
        }
    }

    /// Adds a line of `rows` and moves below it.
    fn push(&mut self, rows: u32, pieces: Vec<Piece>) {
        self.lines.push(Line { y: self.y, rows, pieces });
        self.y += rows;
    }

    /// One line of letters, its texts at these left edges.
    fn line<const N: usize>(&mut self, texts: [(u32, String); N], letters: Lettering) {
        let y = self.y + air(letters);
        let pieces = texts.map(|(x, text)| Piece::Text(Run { x, y, text, letters })).into();
        self.push(pitch(letters), pieces);
    }

    fn aligned(&self, text: &str, letters: Lettering, align: Align) -> u32 {
        let spare = self.inner().saturating_sub(letters.width_of(text));
        self.left
            + match align {
                Align::Left => 0,
                Align::Center => spare / 2,
                Align::Right => spare,
            }
    }

    fn paragraph(&mut self, text: &str, letters: Lettering, align: Align) {
        for line in wrapped(text, self.inner() / letters.times) {
            self.line([(self.aligned(&line, letters, align), line)], letters);
        }
    }

    fn pair(&mut self, left: &str, right: &str, letters: Lettering) {
        let room = self.inner() / letters.times;
        let value = atlas::width_of(right);
        let mut lines = wrapped(left, room);
        let last_fits = |line: &String| atlas::width_of(line) + CELL + value <= room;
        if lines.len() > 1 && !lines.last().is_some_and(last_fits) && value + 10 * CELL <= room {
            // A column for the label beside the value reads better than a value alone on a line.
            lines = wrapped(left, room - value - CELL);
        }
        let beside = lines.last().is_some_and(last_fits).then(|| lines.pop()).flatten();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            self.line([(self.left, line)], letters);
        }
        let Some(last) = beside else {
            return self.paragraph(right, letters, Align::Right);
        };
        let right: String = atlas::widths(right).map(|(c, _)| c).collect();
        self.line([(self.left, last), (self.aligned(&right, letters, Align::Right), right)], letters);
    }

    /// Stands two cells further in on the left; the right edge stays.
    fn detail(&mut self, left: &str, right: &str) {
        self.left += 2 * CELL;
        self.pair(left, right, Lettering::default());
        self.left -= 2 * CELL;
    }

    fn note(&mut self, mark: &str, text: &str) {
        let letters = Lettering::default();
        let indent = atlas::width_of(mark) + CELL / 2;
        if indent > self.inner() / 3 {
            // Too long for a mark: it is the paragraph's beginning.
            return self.paragraph(&format!("{mark} {text}"), letters, Align::Left);
        }
        let x = self.left + indent;
        let mut lines = wrapped(text, self.inner() - indent).into_iter();
        if let Some(first) = lines.next() {
            let mark = atlas::widths(mark).map(|(c, _)| c).collect();
            self.line([(self.left, mark), (x, first)], letters);
        }
        lines.for_each(|line| self.line([(x, line)], letters));
    }

    /// Centred bold letters, one below the other from `top`, and the row below them.
    fn centred(&self, text: &str, letters: Lettering, top: u32) -> (Vec<Piece>, u32) {
        let lines = wrapped(text, (self.inner() - 2 * CELL) / letters.times);
        let bottom = top + lines.len() as u32 * pitch(letters);
        let run = |(nth, text): (usize, String)| {
            let y = top + nth as u32 * pitch(letters) + air(letters);
            Piece::Text(Run { x: self.aligned(&text, letters, Align::Center), y, text, letters })
        };
        (lines.into_iter().enumerate().map(run).collect(), bottom)
    }

    fn boxed(&mut self, text: &str, size: Size) {
        let top = self.y + LEADING;
        let (mut pieces, bottom) = self.centred(text, lettering(size, Weight::Bold), top + 2 * LEADING);
        let area = self.band(top, bottom + 2 * LEADING - top);
        pieces.push(Piece::Frame(area, FRAME_STROKE));
        self.push(area.rows + 2 * LEADING, pieces);
    }

    fn inverse(&mut self, text: &str, size: Size) {
        let letters = Lettering { color: BinaryColor::Off, ..lettering(size, Weight::Bold) };
        let (runs, bottom) = self.centred(text, letters, self.y + LEADING);
        let ground = self.band(self.y, bottom + LEADING - self.y);
        self.push(ground.rows, [vec![Piece::Fill(ground)], runs].concat());
    }

    fn band(&self, y: u32, rows: u32) -> Area {
        Area { x: self.left, y, width: self.inner(), rows }
    }

    fn rule(&mut self, rows: &[u32]) {
        let top = self.y + RULE_AIR;
        let height = rows.last().map_or(0, |row| row + 1) + 2 * RULE_AIR;
        self.push(height, rows.iter().map(|row| Piece::Fill(self.band(top + row, 1))).collect());
    }

    fn dashes(&mut self) {
        let y = self.y + RULE_AIR;
        let dash = |x| Piece::Fill(Area { x: self.left + x, y, width: 8, rows: 2 });
        self.push(2 + 2 * RULE_AIR, (0..self.inner().saturating_sub(7)).step_by(12).map(dash).collect());
    }

    fn qr(&mut self, text: &str) {
        match Matrix::fitting(text, self.width) {
            Some(matrix) => self.matrix(matrix),
            None => self.paragraph(text, Lettering::default(), Align::Center),
        }
    }

    fn matrix(&mut self, matrix: Matrix) {
        let x = (self.width - matrix.dots()) / 2 + matrix.quiet();
        self.push(matrix.dots(), vec![Piece::Qr(x, self.y + matrix.quiet(), matrix)]);
    }

    fn code128(&mut self, data: &str, label: &str) {
        match Bars::fitting(data, self.width) {
            Some(bars) => {
                let x = (self.width - bars.dots()) / 2;
                self.push(LEADING + bars::HEIGHT, vec![Piece::Bars(x, self.y + LEADING, bars)]);
            }
            None => {
                if let Some(matrix) = Matrix::fitting(data, self.width) {
                    self.matrix(matrix);
                }
            }
        }
        self.paragraph(label, Lettering::default(), Align::Center);
    }
}
