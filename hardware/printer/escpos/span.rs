//! What of a sheet can go as text.

use embedded_graphics::pixelcolor::BinaryColor;

use crate::paper::atlas::{self, CELL, Glyph};
use crate::paper::{Lettering, Line, Paper, Piece, Run, Sheet};

use super::ks_text::KsText;
use super::text_line::Column;

/// Rows of the sheet that go the same way.
pub(super) enum Span {
    /// Letters from this row on, all of one kind.
    Text { top: u32, letters: Lettering, runs: Vec<(u32, Vec<Part>)> },
    /// Dots from this row on.
    Dots { top: u32, paper: Paper },
}

/// A piece of a run.
pub(super) enum Part {
    Letters(KsText),
    /// Letters that the printer lacks, drawn among the others.
    Drawn(Vec<Column>),
}

impl Span {
    /// Its first row.
    pub(super) fn top(&self) -> u32 {
        match self {
            Self::Text { top, .. } | Self::Dots { top, .. } => *top,
        }
    }
}

/// How `line` goes. A line of letters of one size goes as text; a band of white letters does where cells of black fill
/// it exactly; everything else, and every line with a letter that the printer lacks and that cannot be drawn among
/// the others, goes as dots.
pub(super) fn spans(sheet: &Sheet, line: &Line) -> Vec<Span> {
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
