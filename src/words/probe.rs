//! The page that shows which commands and letters a printer knows. Its labels are plain ASCII, which every printer has.

use hardware::paper::{Paper, Row, Size, Slip, draw, width};
use hardware::printer::escpos::{BAND_ROWS_MAX, Job, KsText, TextLine};

/// Rows from one line's top to the next.
const PITCH: u8 = 32;
/// A line of large letters.
const LARGE: u8 = 80;
/// So wide that a band of the most rows has nearly the most bytes too.
const LADDER_DOTS: u32 = 128;
const RAILS: [u8; 16] = [0xf0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f];
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
    say(job, "10 GS v 0: closed frame, ladder");
    // As much as a band may have: all the bytes, then all the rows.
    let frame = Row::Boxed { text: "뷁똠펲쏑 OK".into(), size: Size::Huge };
    job.print_raster_bit_image(&draw(&Slip::new().row(frame), dots));
    job.print_raster_bit_image(&ladder());
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

/// The highest band: two rails with rungs between them.
fn ladder() -> Paper {
    let mut paper = Paper::new(LADDER_DOTS);
    let row = |y: usize| if y % 36 < 3 || y + 3 >= BAND_ROWS_MAX { [0xff; 16] } else { RAILS };
    (0..BAND_ROWS_MAX).for_each(|y| paper.append_rows(RAILS.len(), &row(y)));
    paper
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

#[cfg(test)]
mod tests {
    use hardware::printer::escpos::BAND_BYTES_MAX;

    use super::*;

    #[test]
    fn the_page_has_a_band_of_the_most_rows_and_one_of_the_most_bytes() {
        for dots in [576, 512, 384] {
            let job = probe(dots);
            let bands: Vec<&Vec<u8>> = job.pieces().iter().filter(|piece| piece.starts_with(b"\x1dv0")).collect();
            let row_bytes = dots as usize / 8;
            assert!(bands.iter().any(|band| usize::from(band[6]) == BAND_ROWS_MAX && band[7] == 0), "{dots}");
            assert!(bands.iter().any(|band| band.len() + row_bytes > BAND_BYTES_MAX), "{dots}");
            assert!(job.pieces().iter().all(|piece| piece.len() <= BAND_BYTES_MAX), "{dots}");
        }
    }
}
