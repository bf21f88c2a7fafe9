//! The page that shows which commands and letters a printer knows. Its labels are plain ASCII, which every printer has.

use hardware::paper::{Align, Row, Size, Slip, Weight, draw, width};
use hardware::printer::escpos::{Job, KsText, TextLine};

/// Rows from one line's top to the next.
const PITCH: u8 = 32;
/// A line of large letters.
const LARGE: u8 = 80;
const CODE: &str = "261123-0042-7";

/// A job for a head of `dots`.
#[must_use]
pub fn probe(dots: u32) -> Job {
    let mut job = Job::default();
    let inch = width::dots_an_inch(dots);
    job.initialize();
    job.select_korean_text();
    job.set_motion_units(inch, inch);
    say(&mut job, &format!("DORO PROBE  {dots} DOTS"));
    say(&mut job, "Good: each line does as it says");
    say(&mut job, "01 FS & ESC R 13: Hangul follows");
    show(&mut job, ks("   가나다 한글 영수증 【】 ㎏"), PITCH);
    say(&mut job, "02 ESC *: rare syllables and won");
    rows(&mut job, dots, Row::text("  뷁똠펲쏑 ₩1,000"));
    text_commands(&mut job, dots);
    codes(&mut job, dots);
    say(&mut job, "01-09 and 11 right: mode = text");
    say(&mut job, "else, 10 right: mode = raster");
    say(&mut job, "14 GS V 66: cut below this line");
    job.feed_and_cut(24);
    job
}

fn text_commands(job: &mut Job, dots: u32) {
    say(job, "03 GS !: twice, then three times");
    show(
        job,
        TextLine::new().character_size(2).text(&text("가A1")).character_size(3).text(&text("가A1")).character_size(1),
        LARGE,
    );
    say(job, "04 ESC E: second word is bold");
    show(job, ks("   반품 ").emphasized(true).text(&text("반품")).emphasized(false), PITCH);
    say(job, "05 GS B: white on black");
    show(job, ks("   ").reversed(true).text(&text(" 재발행 ")).reversed(false), PITCH);
    say(job, "06 ESC $: bars at the right edge");
    let right = dots as u16 - 24;
    show(job, ks("   text").absolute_position(right).text(&text("||")), PITCH);
    say(job, "07 ESC 3, GS P: two lines touch");
    for spacing in [24, PITCH] {
        show(job, ks("   ").reversed(true).text(&text("        ")).reversed(false), spacing);
    }
    say(job, "08 spaces reach the right edge");
    show(job, ks(&format!("{}|", " ".repeat(dots as usize / 12 - 1))), PITCH);
    say(job, "09 LF after dots: a blank line");
    rows(job, dots, Row::Rule);
    show(job, TextLine::new(), PITCH);
}

fn codes(job: &mut Job, dots: u32) {
    say(job, "10 GS v 0: a word in dots");
    job.print_raster_bit_image(&draw(
        &Slip::new().row(Row::Text {
            text: "뷁똠펲쏑 OK".into(),
            size: Size::Large,
            align: Align::Left,
            weight: Weight::Regular,
        }),
        dots,
    ));
    say(job, "11 GS v 0 m=2, 3: QR and bars");
    rows(job, dots, Row::Qr(CODE.into()));
    rows(job, dots, Row::Code128(CODE.into()));
    say(job, "12 GS k 73: own bars, not used");
    job.print_code128(&text(CODE), 60, 2);
    show(job, TextLine::new(), PITCH);
    say(job, "13 GS ( k: own QR, not used");
    job.print_qr(&text(CODE), 6);
    show(job, TextLine::new(), PITCH);
}

/// Words that every printer has.
fn text(words: &str) -> KsText {
    KsText::new(words).unwrap_or_default()
}

fn ks(words: &str) -> TextLine {
    TextLine::new().text(&text(words))
}

fn say(job: &mut Job, label: &str) {
    show(job, ks(label), PITCH);
}

fn show(job: &mut Job, line: TextLine, rows: u8) {
    job.print_line(line, Some(rows));
}

/// A row as text mode sends it.
fn rows(job: &mut Job, dots: u32, row: Row) {
    job.print_as_text(&Slip::new().row(row), dots);
}
