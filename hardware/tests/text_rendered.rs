//! A slip sent as text, at a renderer that is not ours. It knows no Korean: each pair is replaced by two ASCII letters,
//! which take the same two cells. So it proves where every letter stands, how large, and everything that goes as dots;
//! the Korean letters themselves are proved against EUC-KR in `text.rs`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod foreign;
mod slips;
mod wire;

use embedded_graphics::pixelcolor::BinaryColor;
use hardware::paper::{Align, Piece, Row, Run, Size, Slip, Weight, atlas, place, width};
use hardware::printer::escpos::{Mode, encode};
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;
use wire::{Token, tokens};

const WIDTHS: [u32; 3] = [width::WIDE, width::EPSON_180, width::NARROW];

/// The job without Korean: `FS &` left out, `#` for each byte of a pair.
fn without_korean(bytes: &[u8]) -> Vec<u8> {
    let plain = tokens(bytes).into_iter().map(|token| match token {
        Token::Letter(byte) if byte >= 0xa1 => b"#".to_vec(),
        Token::Letter(byte) => vec![byte],
        Token::Command(command) if command == b"\x1c&" => Vec::new(),
        Token::Command(command) => command,
    });
    plain.collect::<Vec<_>>().concat()
}

/// Where letters stand that the renderer draws by itself: x, y, cell's width and height.
fn own_letters(slip: &Slip, width: u32, sent_as_text: impl Fn(&Run, char) -> bool) -> Vec<[u32; 4]> {
    let sheet = place(slip, width);
    let mut cells = Vec::new();
    for run in sheet.lines.iter().flat_map(|line| &line.pieces).filter_map(|piece| match piece {
        Piece::Text(run) => Some(run),
        _ => None,
    }) {
        let mut x = run.x;
        for (c, glyph) in atlas::letters(&run.text) {
            let across = glyph.width * run.letters.times;
            if sent_as_text(run, c) {
                cells.push([x, run.y, across, run.letters.height()]);
            }
            x += across;
        }
    }
    cells
}

fn check(slip: &Slip, width: u32, sent_as_text: impl Fn(&Run, char) -> bool) {
    let rows = foreign::rendered(&without_korean(&encode(slip, width, Mode::Text).bytes()), width);
    let drawn = place(slip, width).paper();
    let cells = own_letters(slip, width, sent_as_text);
    let mut masked = vec![vec![false; width as usize]; rows.len()];
    for [x, y, across, down] in cells {
        let area = || (y..y + down).flat_map(move |y| (x..x + across).map(move |x| (x as usize, y as usize)));
        // White letters on black leave white, black ones black.
        let ink = area().filter(|(x, y)| rows[*y][*x]).count();
        assert!(ink > 0 && ink < (across * down) as usize, "no letter at {x}, {y} of {width}");
        area().for_each(|(x, y)| masked[y][x] = true);
    }
    for (y, row) in rows.iter().enumerate() {
        for (x, printed) in row.iter().enumerate().filter(|(x, _)| !masked[y][*x]) {
            assert_eq!(*printed, drawn.is_black(x as u32, y as u32), "dot {x}, row {y} of {width}");
        }
    }
}

/// Of a slip whose boxes and bands go as dots.
fn is_known(run: &Run, c: char) -> bool {
    let drawn = "뷁똠펲쏑₩·※–−×";
    let line_is_dots = run.letters.times > 1 && run.text.contains(|c| drawn.contains(c));
    c != ' ' && !drawn.contains(c) && !line_is_dots && run.letters.color == BinaryColor::On
}

#[test]
fn every_letter_stands_in_its_cell_and_every_drawn_dot_in_its_place() {
    let text = |text: &str, size, align, weight| Row::Text { text: text.into(), size, align, weight };
    let slip = Slip::new()
        .heading("반품 접수증")
        .row(text("접수 번호 42", Size::Huge, Align::Center, Weight::Bold))
        .row(Row::Inverse { text: "재발행".into(), size: Size::Large })
        .row(Row::DoubleRule)
        .pair("주문번호", "20261120-000318")
        .pair("뷁표 똠얌꿍 펲퍼 쏑 세트", "₩24,000")
        .row(Row::detail("단순 변심", "1개"))
        .row(Row::note("※", "전자상거래법 제17조에 따라 받은 날부터 7일 안에 청약을 철회하실 수 있습니다."))
        .row(Row::Dashes)
        .row(Row::Pair { left: "환불".into(), right: "39,900".into(), size: Size::Large, weight: Weight::Bold })
        .row(text("뷁", Size::Large, Align::Right, Weight::Regular))
        .space(400)
        .row(Row::Qr("https://doro.example/r/A-0427".into()))
        .row(Row::Code128("A0427261123".into()))
        .rule()
        .text("끝");
    for width in WIDTHS {
        check(&slip, width, is_known);
    }
}

#[test]
fn the_white_between_lines_does_not_hang_on_what_cheap_printers_ignore() {
    for width in WIDTHS {
        check(&Slip::new().text("가").rule().rule().rule().space(600).rule().text("끝"), width, is_known);
    }
}

#[test]
fn codes_sent_in_doubled_dots_are_read_back() {
    for (row, format) in [
        (Row::Qr("261123-0042-7".into()), BarcodeFormat::QR_CODE),
        (Row::Code128("261123-0042-7".into()), BarcodeFormat::CODE_128),
        (Row::Bars { data: "261123-0042-7".into(), label: "A".into() }, BarcodeFormat::CODE_128),
    ] {
        for width in WIDTHS {
            let slip = Slip::new().space(24).row(row.clone()).space(24);
            let rows = foreign::rendered(&without_korean(&encode(&slip, width, Mode::Text).bytes()), width);
            let pixels = rows.iter().flatten().map(|printed| if *printed { 0 } else { 255 }).collect();
            let read = detect_in_luma(pixels, width, rows.len() as u32, Some(format)).unwrap();
            assert_eq!(read.getText(), "261123-0042-7", "{width}");
        }
    }
}

#[test]
fn whole_slips_and_hostile_names_are_known_commands_and_letters_for_it_too() {
    for width in WIDTHS {
        for slip in [slips::full(), slips::hostile()] {
            let rows = foreign::rendered(&without_korean(&encode(&slip, width, Mode::Text).bytes()), width);
            assert!(rows.len() as u32 >= place(&slip, width).rows);
        }
    }
}
