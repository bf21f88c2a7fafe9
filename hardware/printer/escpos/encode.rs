//! A slip's sheet as a job: all of it as dots, or what can go as text as text.

use embedded_graphics::pixelcolor::BinaryColor;

use crate::paper::atlas::CELL;
use crate::paper::{Lettering, Sheet, Slip, place, width};

use super::job::{CUT_FEED_DOTS, Job};
use super::ks_text::KsText;
use super::mode::Mode;
use super::span::{Part, Span, spans};
use super::text_line::TextLine;

/// `slip` for a head of `width` dots: initialize, print, feed to the cutter, cut.
#[must_use]
pub fn encode(slip: &Slip, width: u32, mode: Mode) -> Job {
    let sheet = place(slip, width);
    match mode {
        Mode::Raster => Job::slip(&sheet.paper()),
        Mode::Text => as_text(&sheet),
    }
}

fn as_text(sheet: &Sheet) -> Job {
    let mut job = Job::default();
    job.initialize();
    job.select_korean_text();
    let dots_an_inch = width::dots_an_inch(sheet.width);
    job.set_motion_units(dots_an_inch, dots_an_inch);
    print(&mut job, sheet);
    job.feed_and_cut(CUT_FEED_DOTS);
    job
}

impl Job {
    /// The rows of `slip` as [`Mode::Text`] sends them, between other commands. Korean text and units of a dot are on;
    /// size and stroke are the normal ones, and afterwards those of the last row.
    pub fn print_as_text(&mut self, slip: &Slip, width: u32) {
        print(self, &place(slip, width));
    }
}

fn print(job: &mut Job, sheet: &Sheet) {
    let spans: Vec<Span> = sheet.lines.iter().flat_map(|line| spans(sheet, line)).collect();
    let mut desk = Desk { job, y: 0, pitch: None, modes: Lettering::default() };
    for (at, span) in spans.iter().enumerate() {
        desk.feed_to(span.top());
        desk.print(span, spans.get(at + 1).map_or(sheet.rows, Span::top));
    }
    desk.feed_to(sheet.rows);
}

/// Where the paper and the printer's modes are.
struct Desk<'a> {
    job: &'a mut Job,
    y: u32,
    /// The line spacing last sent. `None` when it must be sent again before the next line feed: some printers swallow a
    /// line feed that comes at once behind a raster (NT-5890K).
    pitch: Option<u8>,
    modes: Lettering,
}

/// Spaces that are as short as `ESC $`.
const SPACES_MAX: u32 = 4;

impl Desk<'_> {
    /// White down to row `y`, by empty lines: some cheap printers ignore `ESC J` (NT-5890K).
    fn feed_to(&mut self, y: u32) {
        while self.y < y {
            self.line_feed(TextLine::new(), y - self.y);
        }
    }

    /// Prints `line` and moves `rows` down, or as far as one command can.
    fn line_feed(&mut self, line: TextLine, rows: u32) {
        let pitch = u8::try_from(rows).unwrap_or(u8::MAX);
        self.job.print_line(line, (self.pitch != Some(pitch)).then_some(pitch));
        self.pitch = Some(pitch);
        self.y += u32::from(pitch);
    }

    fn print(&mut self, span: &Span, next: u32) {
        match span {
            Span::Dots { paper, .. } => {
                self.job.print_trimmed_bit_image(paper);
                self.y += paper.height();
                self.pitch = None;
            }
            Span::Text { top, letters, runs } => {
                let mut line = self.set(TextLine::new(), Lettering { color: BinaryColor::On, ..*letters });
                let mut pen = 0;
                for (x, parts) in runs {
                    line = moved(line, pen, *x, CELL * letters.times);
                    if letters.color == BinaryColor::Off {
                        line = line.reversed(true);
                    }
                    pen = *x;
                    for part in parts {
                        let cells;
                        (line, cells) = match part {
                            Part::Letters(text) => (line.text(text), text.cells() * CELL * letters.times),
                            Part::Drawn(columns) => (line.bit_image(columns), columns.len() as u32),
                        };
                        pen += cells;
                    }
                    if letters.color == BinaryColor::Off {
                        line = line.reversed(false);
                    }
                }
                self.line_feed(line, next - top);
            }
        }
    }

    /// Size and stroke, where they are others than before.
    fn set(&mut self, mut line: TextLine, letters: Lettering) -> TextLine {
        if letters.times != self.modes.times {
            line = line.character_size(letters.times as u8);
        }
        if letters.bold != self.modes.bold {
            line = line.emphasized(letters.bold);
        }
        self.modes = letters;
        line
    }
}

/// From dot `pen` to dot `x`: by spaces where they reach it, because some cheap printers ignore a position behind text
/// (NT-5890K); these then print a value less than a cell too far left.
fn moved(line: TextLine, pen: u32, x: u32, cell: u32) -> TextLine {
    let (spaces, rest) = ((x - pen) / cell, (x - pen) % cell);
    let spaces = if pen == 0 && (rest > 0 || spaces > SPACES_MAX) { 0 } else { spaces };
    let line = line.text(&KsText::new(&" ".repeat(spaces as usize)).unwrap_or_default());
    if pen + spaces * cell == x { line } else { line.absolute_position(x as u16) }
}
