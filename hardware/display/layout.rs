//! A message on a panel: the large line as large as it can be while everything is there.

use super::line::{Face, Line};
use super::{Frame, HEIGHT, Message};

/// Dark rows between two lines at least.
const GAP: u32 = 2;
/// Sizes for the large line, the largest first.
const LARGE: [Face; 4] = [Face::Text(3), Face::Text(2), Face::Text(1), Face::Small];
/// Sizes for the lines above and below, the best first: the one below says what to do.
const AROUND: [(Face, Face); 3] =
    [(Face::Text(1), Face::Text(1)), (Face::Small, Face::Text(1)), (Face::Small, Face::Small)];
/// Ways to set the large text: the unit behind it or above, on one line or on two.
const WAYS: [(UnitAt, usize); 3] = [(UnitAt::Behind, 1), (UnitAt::Above, 1), (UnitAt::Behind, 2)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitAt {
    Behind,
    Above,
}

/// Draws `message` for a panel of `width` dots.
#[must_use]
pub fn draw(message: &Message, width: u32) -> Frame {
    let fits = |lines: &Vec<Line>| {
        let rows: u32 = lines.iter().map(|line| line.height() + GAP).sum();
        lines.iter().all(|line| line.width() <= width) && rows <= HEIGHT + GAP
    };
    // A line that says what to do is not made small by the one above it.
    let sizes = if message.foot.is_empty() { &LARGE[..] } else { &LARGE[2..] };
    let faces = sizes.iter().flat_map(|large| AROUND.map(|around| (*large, around)));
    let mut settings = faces.flat_map(|(large, around)| WAYS.map(|way| lines(message, large, around, way, width)));
    // The last setting always fits: small lines are cut off.
    let lines = settings.find(fits).unwrap_or_default();
    let mut frame = Frame::new(width);
    let used: u32 = lines.iter().map(Line::height).sum();
    let gaps = lines.len() as u32 + 1;
    // Lines are spread over the panel; without room above and below it goes between them.
    let free = HEIGHT.saturating_sub(used);
    let (edge, between) =
        if free < gaps * GAP { (0, free / gaps.saturating_sub(2).max(1)) } else { (free / gaps, free / gaps) };
    let mut top = edge;
    for line in &lines {
        line.draw(&mut frame, top);
        top += line.height() + between;
    }
    frame
}

/// The lines from top to bottom.
fn lines(
    message: &Message,
    large: Face,
    (head, foot): (Face, Face),
    (unit_at, rows): (UnitAt, usize),
    width: u32,
) -> Vec<Line> {
    let Message { unit, .. } = message;
    let (first, last) = if rows == 1 { ("", message.large.as_str()) } else { halves(&message.large) };
    let set = |text: &str, face| match face {
        Face::Small => Line::cut(text, face, width),
        Face::Text(_) => Line::new(text, face),
    };
    let above = match unit_at {
        UnitAt::Above if !unit.is_empty() => format!("{} ({unit})", message.head),
        _ => message.head.clone(),
    };
    let last = match (unit_at, large) {
        (UnitAt::Above, _) => set(last, large),
        (UnitAt::Behind, Face::Small) => set(&format!("{last}{unit}"), large),
        (UnitAt::Behind, Face::Text(_)) => set(last, large).then(unit, Face::Text(1)),
    };
    let all = [set(&above, head), set(first, large), last, set(&message.foot, foot)];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}

/// `text` at the space that leaves the longer part shortest.
fn halves(text: &str) -> (&str, &str) {
    let longer = |at: &usize| (text[..*at].chars().count()).max(text[*at + 1..].chars().count());
    let at = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).min_by_key(longer);
    at.map_or(("", text), |at| (&text[..at], &text[at + 1..]))
}
