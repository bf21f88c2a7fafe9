//! A page that sets a scanner up: the codes of its profile in order, and two by which to see that it worked.

use hardware::paper::code128::{Part, QUIET_MODULES, modules_of};
use hardware::paper::{Paper, Row, Size, Slip, Weight, draw};
use hardware::scanner::{Code, Fnc3, Printed, Profile, Step};

use crate::words::scan::line;
use crate::words::setup_sheet as words;

/// A4 at 150 dots an inch: letters of 24 dots are 4 mm high.
pub const WIDTH: u32 = 1240;
/// The same, down.
pub const HEIGHT: u32 = 1754;
/// Pixels of the picture for a dot: 300 an inch.
const SCALE: u32 = 2;
/// 300 dots an inch.
const PIXELS_A_METRE: u32 = 11_811;
/// White on either side in bytes of dots: 15 mm, more than any office printer leaves out.
const MARGIN_BYTES: usize = 11;
const TEXT_WIDTH: u32 = WIDTH - 2 * 8 * MARGIN_BYTES as u32;
/// White at the top: 12 mm.
const TOP: u32 = 70;
/// 14 mm.
const BAR_ROWS: usize = 84;
/// White above and below bars, so that no letter is taken for one.
const BAR_AIR: u32 = 8;
/// 0.5 mm, 0.34 mm: what a hand scanner reads from office paper at arm's length, and at a hand's.
const MODULE_DOTS: [u32; 2] = [3, 2];

/// A code to be scanned at last, and what the scanner then sends.
const CHECKS: [(&[Part], &[u8]); 2] = [
    (&[Part::Text("DORO-CHECK")], b"]C0DORO-CHECK"),
    (
        &[Part::Fnc1, Part::Text("010880123456789310OK"), Part::Fnc1, Part::Text("217")],
        b"]C1010880123456789310OK\x1d217",
    ),
];

/// The page of a profile, in dots.
#[must_use]
pub fn page(profile: &Profile) -> Paper {
    let mut page = Paper::new(WIDTH);
    page.extend_to(TOP);
    put(&mut page, &words_of(head(profile)));
    for (index, step) in profile.steps.iter().enumerate() {
        put_step(&mut page, index + 1, step);
    }
    put(
        &mut page,
        &words_of(vec![Row::Rule, bold(words::CHECK), note(words::CHECK_HOW_KO), note(words::CHECK_HOW_EN)]),
    );
    for (parts, frame) in CHECKS {
        put_bars(&mut page, parts);
        // No year of two digits stands in them.
        put(&mut page, &words_of(vec![Row::text(line(&Ok(Code::read(frame)), 0)), Row::Space(12)]));
    }
    let machine = words::machine(profile).into_iter().map(Row::text);
    put(&mut page, &words_of([Row::Rule, bold(words::MACHINE)].into_iter().chain(machine).collect()));
    page.extend_to(HEIGHT);
    page
}

/// The page as a picture that prints in its true size.
#[must_use]
pub fn png(profile: &Profile) -> Vec<u8> {
    page(profile).to_png_in_size(SCALE, PIXELS_A_METRE)
}

fn head(profile: &Profile) -> Vec<Row> {
    let large = |text: &str| Row::Text {
        text: text.to_owned(),
        size: Size::Large,
        align: hardware::paper::Align::Left,
        weight: Weight::Bold,
    };
    let mut rows = vec![large(words::TITLE), bold(&profile.title)];
    if !profile.models.is_empty() {
        rows.push(Row::text(profile.models.join(", ")));
    }
    rows.push(Row::DoubleRule);
    rows
}

fn put_step(page: &mut Paper, number: usize, step: &Step) {
    put(page, &words_of(vec![bold(&format!("{number}  {}", words::purpose(step.purpose)))]));
    let is_printed = step.code.as_ref().is_some_and(|Printed::Code128 { data, fnc3 }| {
        let text = Part::Text(data);
        put_bars(page, &if *fnc3 == Fnc3::First { [Part::Fnc3, text] } else { [text, Part::Fnc3] })
    });
    let mut rows = if is_printed {
        let source = step.source.as_deref().map(words::published);
        vec![note(&words::otherwise(&step.menu, &step.manual)), note(&source.unwrap_or_default())]
    } else {
        vec![note(&words::in_manual(&step.menu, &step.manual))]
    };
    rows.push(Row::Space(20));
    put(page, &words_of(rows));
}

fn bold(text: &str) -> Row {
    Row::Text { text: text.to_owned(), size: Size::Normal, align: hardware::paper::Align::Left, weight: Weight::Bold }
}

fn note(text: &str) -> Row {
    Row::note("  ", text)
}

fn words_of(rows: Vec<Row>) -> Paper {
    draw(&Slip(rows), TEXT_WIDTH)
}

/// Puts a strip of text width under what is on the page.
fn put(page: &mut Paper, strip: &Paper) {
    let margin = [0; MARGIN_BYTES];
    for row in strip.bytes().chunks_exact(strip.row_bytes()) {
        page.append_rows(page.row_bytes(), &[&margin, row, &margin].concat());
    }
}

/// Puts bars under what is on the page; `false` when they are too wide for it.
fn put_bars(page: &mut Paper, parts: &[Part]) -> bool {
    let Some(modules) = modules_of(parts) else {
        return false;
    };
    let across = modules.len() as u32 + 2 * QUIET_MODULES;
    let Some(module) = MODULE_DOTS.into_iter().find(|module| across * module <= TEXT_WIDTH) else {
        return false;
    };
    let mut row = vec![0_u8; (TEXT_WIDTH / 8) as usize];
    for (index, _) in modules.iter().enumerate().filter(|(_, black)| **black) {
        for dot in 0..module {
            let x = ((index as u32 + QUIET_MODULES) * module + dot) as usize;
            row[x / 8] |= 0x80 >> (x % 8);
        }
    }
    let mut strip = Paper::new(TEXT_WIDTH);
    strip.extend_to(BAR_AIR);
    strip.append_rows(row.len(), &row.repeat(BAR_ROWS));
    strip.extend_to(strip.height() + BAR_AIR);
    put(page, &strip);
    true
}
