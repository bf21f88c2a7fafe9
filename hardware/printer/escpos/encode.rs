//! A slip's sheet as a job: all of it as dots, or what can go as text as text.

use std::str::FromStr;

use embedded_graphics::pixelcolor::BinaryColor;

use crate::paper::atlas::{self, CELL, Glyph};
use crate::paper::{Lettering, Line, Paper, Piece, Run, Sheet, Slip, place, width};
use crate::printer::target::Target;

use super::job::{CUT_FEED_DOTS, Job};
use super::ks_text::KsText;
use super::text_line::{Column, TextLine};

/// How a slip is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As dots: every letter, the same on every printer. For USB, networks and quick serial lines.
    Raster,
    /// As text, in the printer's own letters; what it lacks as dots. For slow serial lines: a fiftieth of the bytes.
    Text,
}

/// Why a word is no way of sending.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no mode of a printer: write raster or text")]
pub struct NoMode(String);

impl FromStr for Mode {
    type Err = NoMode;

    fn from_str(text: &str) -> Result<Self, NoMode> {
        match text {
            "raster" => Ok(Self::Raster),
            "text" => Ok(Self::Text),
            _ => Err(NoMode(text.to_owned())),
        }
    }
}

/// Below this many bits per second a slip as dots takes longer than a customer waits: 60 KB are 15 s at 38,400.
const RASTER_BAUD_MIN: u32 = 57_600;

impl Mode {
    /// What suits the way to a printer.
    #[must_use]
    pub fn for_target(target: &Target) -> Self {
        match target {
            Target::Serial { baud, .. } if *baud < RASTER_BAUD_MIN => Self::Text,
            Target::Serial { .. } | Target::Device(_) | Target::Tcp(_) | Target::File(_) => Self::Raster,
        }
    }
}

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

/// Rows of the sheet that go the same way.
enum Span {
    /// Letters from this row on, all of one kind.
    Text { top: u32, letters: Lettering, runs: Vec<(u32, Vec<Part>)> },
    /// Dots from this row on.
    Dots { top: u32, paper: Paper },
}

/// A piece of a run.
enum Part {
    Letters(KsText),
    /// Letters that the printer lacks, drawn among the others.
    Drawn(Vec<Column>),
}

impl Span {
    fn top(&self) -> u32 {
        match self {
            Self::Text { top, .. } | Self::Dots { top, .. } => *top,
        }
    }
}

/// How `line` goes. A line of letters of one size goes as text; a band of white letters does where cells of black fill
/// it exactly; everything else, and every line with a letter that the printer lacks and that cannot be drawn among
/// the others, goes as dots.
fn spans(sheet: &Sheet, line: &Line) -> Vec<Span> {
    let texts: Option<Vec<&Run>> =
        line.pieces.iter().map(|piece| if let Piece::Text(run) = piece { Some(run) } else { None }).collect();
    let text = match (texts, line.pieces.as_slice()) {
        (Some(runs), _) => beside(&runs),
        (None, [Piece::Fill(ground), Piece::Text(run)]) => {
            let cell = CELL * run.letters.times;
            let (left, right) = (run.x - ground.x, ground.x + ground.width - run.right());
            let fills = left.is_multiple_of(cell) && right.is_multiple_of(cell);
            let padded = |spaces: u32| " ".repeat((spaces / cell) as usize);
            let text = format!("{}{}{}", padded(left), run.text, padded(right));
            if fills { beside(&[&Run { x: ground.x, text, ..run.clone() }]) } else { None }
        }
        _ => None,
    };
    let rows = |from: u32, to: u32, paper: &Paper| {
        let bytes = |y: u32| (y - line.y) as usize * paper.row_bytes();
        let mut part = Paper::new(paper.width());
        part.append_rows(paper.row_bytes(), &paper.bytes()[bytes(from)..bytes(to)]);
        inked(from, &part)
    };
    match text {
        Some(Span::Text { top, letters, runs }) => {
            let bottom = top + letters.height();
            let ground = (letters.color == BinaryColor::Off).then(|| sheet.paper_of(line));
            let above = ground.as_ref().and_then(|paper| rows(line.y, top, paper));
            let below = ground.as_ref().and_then(|paper| rows(bottom, line.y + line.rows, paper));
            [above, Some(Span::Text { top, letters, runs }), below].into_iter().flatten().collect()
        }
        _ => inked(line.y, &sheet.paper_of(line)).into_iter().collect(),
    }
}

/// The dots of `paper`, whose first row is `top`, without white above and below.
fn inked(top: u32, paper: &Paper) -> Option<Span> {
    let row_bytes = paper.row_bytes();
    let first = paper.bytes().iter().position(|bits| *bits != 0)? / row_bytes;
    let last = paper.bytes().iter().rposition(|bits| *bits != 0)? / row_bytes;
    let mut trimmed = Paper::new(paper.width());
    trimmed.append_rows(row_bytes, &paper.bytes()[first * row_bytes..(last + 1) * row_bytes]);
    Some(Span::Dots { top: top + first as u32, paper: trimmed })
}

/// `runs` as one line of text; `None` when they do not stand side by side in one kind of letters.
fn beside(runs: &[&Run]) -> Option<Span> {
    let first = runs.first()?;
    let alike = runs.iter().all(|run| run.y == first.y && run.letters == first.letters);
    let ordered = runs.windows(2).all(|pair| pair[0].right() <= pair[1].x);
    if !alike || !ordered {
        return None;
    }
    let runs = runs.iter().map(|run| Some((run.x, parts(run)?))).collect::<Option<_>>()?;
    Some(Span::Text { top: first.y, letters: first.letters, runs })
}

/// The text of `run` with the letters that must be drawn; `None` when they cannot be, because a picture among letters
/// is 24 dots high and black on white.
fn parts(run: &Run) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for (c, glyph) in atlas::letters(&run.text) {
        let is_text = KsText::cells_of(c).is_some_and(|cells| cells * CELL == glyph.width);
        if !is_text && (run.letters.times > 1 || run.letters.color == BinaryColor::Off) {
            return None;
        }
        match parts.last_mut() {
            Some(Part::Letters(text)) if is_text => text.push(c).ok()?,
            Some(Part::Drawn(before)) if !is_text => before.extend(columns(&glyph, run.letters)),
            _ if is_text => {
                let mut text = KsText::default();
                text.push(c).ok()?;
                parts.push(Part::Letters(text));
            }
            _ => parts.push(Part::Drawn(columns(&glyph, run.letters))),
        }
    }
    Some(parts)
}

fn columns(glyph: &Glyph, letters: Lettering) -> Vec<Column> {
    let rows = letters.rows_of(glyph);
    let column = |x: u32| {
        let dots = rows.iter().take(24).fold(0_u32, |dots, row| dots << 1 | (row >> (127 - x) & 1) as u32);
        let [_, top, middle, bottom] = dots.to_be_bytes();
        [top, middle, bottom]
    };
    (0..glyph.width).map(column).collect()
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
