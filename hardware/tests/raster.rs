//! What a printer gets, rendered by a parser that is not ours, is the paper that was drawn.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod foreign;
mod slips;

use hardware::paper::{Paper, Row, Slip, draw, width};
use hardware::printer::escpos::Job;
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;

const WIDTHS: [u32; 3] = [width::WIDE, width::EPSON_180, width::NARROW];

#[track_caller]
fn check(slip: &Slip, width: u32) {
    let paper = draw(slip, width);
    let rows = foreign::rendered(&Job::slip(&paper).bytes(), width);
    assert!(rows.len() as u32 >= paper.height());
    for (y, row) in rows.iter().enumerate() {
        for (x, printed) in row.iter().enumerate() {
            assert_eq!(*printed, paper.is_black(x as u32, y as u32), "dot {x}, row {y} of {width}");
        }
    }
}

/// The paper as grey pixels with white around it.
fn luma(paper: &Paper) -> (Vec<u8>, u32, u32) {
    let pixels = (0..paper.height())
        .flat_map(|y| (0..paper.width()).map(move |x| if paper.is_black(x, y) { 0 } else { 255 }))
        .collect();
    (pixels, paper.width(), paper.height())
}

fn read_back(row: Row, width: u32, format: BarcodeFormat) -> String {
    let paper = draw(&Slip::new().space(24).row(row).space(24), width);
    let (pixels, width, height) = luma(&paper);
    detect_in_luma(pixels, width, height, Some(format)).unwrap().getText().to_owned()
}

#[test]
fn another_parser_prints_the_dots_that_were_drawn() {
    for width in WIDTHS {
        check(&slips::full(), width);
    }
}

#[test]
fn hostile_names_print_as_letters_and_boxes_and_nothing_else() {
    for width in WIDTHS {
        check(&slips::hostile(), width);
    }
}

#[test]
fn qr_codes_are_read_back_at_every_width() {
    let long = "https://doro.example/r/".to_owned() + &"0123456789".repeat(12);
    for width in WIDTHS {
        for text in ["A-0427", "https://doro.example/r/A-0427?t=접수", &long] {
            assert_eq!(read_back(Row::Qr(text.into()), width, BarcodeFormat::QR_CODE), text, "{width}");
        }
    }
}

#[test]
fn code128_is_read_back_at_every_width() {
    for width in WIDTHS {
        for text in ["A0427261123", "V-00001234", "12345678", "1234567", "12", "Ab{}~ 1", "202611230042"] {
            assert_eq!(read_back(Row::Code128(text.into()), width, BarcodeFormat::CODE_128), text, "{width}");
        }
    }
}

#[test]
fn a_slips_code_is_bars_on_the_narrowest_head_with_other_words_below() {
    let data = "261121004248392086";
    for width in WIDTHS {
        let row = |label: &str| Row::Bars { data: data.into(), label: label.into() };
        assert_eq!(read_back(row("261121-0042-7"), width, BarcodeFormat::CODE_128), data, "{width}");
        let drawn = |row: Row| draw(&Slip::new().row(row), width);
        assert_eq!(drawn(row(data)), drawn(Row::Code128(data.into())));
        assert_ne!(drawn(row("261121-0042-7")), drawn(row(data)), "the digits stand nowhere");
    }
}

#[test]
fn bars_that_do_not_fit_become_a_qr_code() {
    let text = "RETURN-VISIT-2026-11-23-000042-SEONGSU";
    assert_eq!(read_back(Row::Code128(text.into()), width::NARROW, BarcodeFormat::QR_CODE), text);
}

#[test]
fn a_text_no_code_can_carry_is_printed_as_text() {
    let paper = draw(&Slip::new().row(Row::Qr("가".repeat(3000))), width::NARROW);
    assert!(paper.height() > 3000);
}

#[test]
fn nothing_is_drawn_beyond_the_edges() {
    for width in WIDTHS {
        for slip in [slips::full(), slips::hostile()] {
            let paper = draw(&slip, width);
            for y in 0..paper.height() {
                for x in [0, 1, 2, width - 3, width - 2, width - 1] {
                    assert!(!paper.is_black(x, y), "dot {x}, row {y} of {width}");
                }
            }
        }
    }
}

#[test]
fn a_picture_of_the_paper_has_its_dots() {
    let paper = draw(&Slip::new().text("영수증 A"), width::NARROW);
    let png = paper.to_png(2);
    let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (paper.width() * 2, paper.height() * 2));
    for y in 0..info.height {
        for x in 0..info.width {
            let white = pixels[(y * info.width.div_ceil(8) + x / 8) as usize] & (0x80 >> (x % 8)) != 0;
            assert_eq!(white, !paper.is_black(x / 2, y / 2), "{x}, {y}");
        }
    }
}

/// Writes the slips to the folder named by `SLIPS_OUT`, for eyes.
#[test]
fn slips_can_be_looked_at() {
    let Some(dir) = std::env::var_os("SLIPS_OUT") else {
        return;
    };
    for width in WIDTHS {
        for (name, slip) in [("full", slips::full()), ("hostile", slips::hostile())] {
            let file = std::path::Path::new(&dir).join(format!("{name}-{width}.png"));
            std::fs::write(file, draw(&slip, width).to_png(1)).unwrap();
        }
    }
}
