//! A slip sent as text is, on a printer with our letters, the slip that was drawn; and nothing in it is a command that
//! was not meant.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod slips;
mod wire;

use hardware::bench::Printed;
use hardware::paper::{Align, Paper, Row, Size, Slip, Weight, atlas, draw, place, width};
use hardware::printer::escpos::{Mode, encode};
use proptest::prelude::*;
use wire::{Token, tokens};

const WIDTHS: [u32; 3] = [width::WIDE, width::EPSON_180, width::NARROW];

/// Prints `slip` in `mode` on a simulated printer, which must find nothing wrong and print what was drawn.
#[track_caller]
fn check(slip: &Slip, width: u32, mode: Mode) {
    let printed = Printed::of(&encode(slip, width, mode).bytes(), width);
    assert_eq!(printed.errors, [""; 0]);
    assert!(!printed.is_inside_a_command);
    assert_eq!((printed.unfinished.height(), printed.papers.len()), (0, 1));
    let (paper, drawn) = (&printed.papers[0], draw(slip, width));
    let rows = |paper: &Paper| paper.bytes().chunks(paper.row_bytes()).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let differs = rows(paper).iter().zip(rows(&drawn)).position(|(row, drawn)| *row != drawn);
    assert_eq!((paper.height(), differs), (drawn.height(), None), "a paper of {width} dots, {mode:?}");
}

fn both(slip: &Slip) {
    for width in WIDTHS {
        for mode in [Mode::Text, Mode::Raster] {
            check(slip, width, mode);
        }
    }
}

fn text(text: &str, size: Size, align: Align, weight: Weight) -> Row {
    Row::Text { text: text.into(), size, align, weight }
}

#[test]
fn a_slip_sent_as_text_is_the_slip_that_was_drawn() {
    both(&slips::full());
}

#[test]
fn hostile_names_print_as_letters_and_boxes_in_both_modes() {
    both(&slips::hostile());
}

#[test]
fn every_size_side_and_stroke_stands_where_it_was_drawn() {
    let mut slip = Slip::new();
    for size in [Size::Normal, Size::Large, Size::Huge] {
        for weight in [Weight::Regular, Weight::Bold] {
            for align in [Align::Left, Align::Center, Align::Right] {
                slip =
                    slip.row(text("영수증 No.7 뷁", size, align, weight)).row(text("영수증 A1", size, align, weight));
            }
            slip = slip.row(Row::Pair { left: "합계".into(), right: "39,900원".into(), size, weight });
        }
        slip = slip.row(Row::Inverse { text: "재발행 (2)".into(), size }).space(300);
        slip = slip.row(Row::Inverse { text: "두 줄이 되는 긴 글 ".repeat(6), size });
    }
    both(&slip);
}

/// Bytes in `letters`, in text and in dots of a slip of one row.
fn sent(row: Row, width: u32) -> (usize, usize, usize) {
    let bytes = encode(&Slip::new().row(row), width, Mode::Text).bytes();
    let mut sum = (0, 0, 0);
    for token in tokens(&bytes) {
        match token {
            Token::Letter(_) => sum.0 += 1,
            Token::Command(command) if command.starts_with(b"\x1b*") => sum.1 += command.len() - 5,
            Token::Command(command) if command.starts_with(b"\x1dv0") => sum.2 += command.len() - 8,
            Token::Command(_) => {}
        }
    }
    sum
}

#[test]
fn what_can_go_as_letters_does_and_only_the_rest_as_dots() {
    for (what, row, letters, drawn, dots) in [
        ("plain", Row::text("반품 접수증 A1"), 15..=15, 0..=0, 0..=0),
        ("a syllable of 11,172", Row::text("뷁 에디션"), 8..=9, 72..=72, 0..=0),
        ("three in a row", Row::text("똠펲쏑!"), 2..=2, 216..=216, 0..=0),
        ("a won sign", Row::text("₩18,900"), 7..=7, 36..=36, 0..=0),
        ("a backslash", Row::text("a\\b"), 3..=3, 36..=36, 0..=0),
        ("a large one", text("뷁", Size::Large, Align::Left, Weight::Bold), 0..=0, 0..=0, 100..=500),
        ("a rule", Row::Rule, 0..=0, 0..=0, 36..=72),
        ("a QR code", Row::Qr("261123-0001-2".into()), 0..=0, 0..=0, 1000..=2100),
        ("bars", Row::Code128("261123-0001-2".into()), 13..=14, 0..=0, 2000..=2700),
        ("white on black", Row::Inverse { text: "재발행".into(), size: Size::Normal }, 46..=47, 0..=0, 200..=400),
    ] {
        let sum = sent(row, width::WIDE);
        assert!(letters.contains(&sum.0) && drawn.contains(&sum.1) && dots.contains(&sum.2), "{what}: {sum:?}");
    }
}

#[test]
fn a_text_of_ks_x_1001_goes_over_the_wire_as_its_code() {
    let bytes = encode(&Slip::new().text("영수증 A-1"), width::WIDE, Mode::Text).bytes();
    let letters: Vec<u8> = tokens(&bytes)
        .into_iter()
        .filter_map(|token| if let Token::Letter(byte) = token { Some(byte) } else { None })
        .collect();
    // One cell of margin, and EUC-KR.
    assert_eq!(letters, b" \xbf\xb5\xbc\xf6\xc1\xf5 A-1");
}

#[test]
fn the_dots_are_the_same_on_any_target() {
    for width in WIDTHS {
        for slip in [slips::full(), slips::hostile()] {
            let sheet = place(&slip, width);
            let mut paper = Paper::new(width);
            let Ok(()) = sheet.draw_on(&mut paper);
            paper.extend_to(sheet.rows);
            assert!(paper == sheet.paper(), "{width}");
        }
    }
}

/// Anything: other languages, control characters, what printers lack.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[가-힣]{1,8}",
        4 => "[ -~]{1,8}",
        1 => "\\PC{1,4}",
        2 => "[\\x00-\\x1f\\x7f-\\x9f]{1,4}",
        1 => Just("\u{1103}\u{1169}₩·※–○".to_owned()),
        1 => Just("\x10\x04\x01\x1dV\x00\x1b@".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.join(" "))
}

fn any_size() -> impl Strategy<Value = Size> {
    prop_oneof![3 => Just(Size::Normal), 1 => Just(Size::Large), 1 => Just(Size::Huge)]
}

fn any_row() -> impl Strategy<Value = Row> {
    let weight = || prop_oneof![Just(Weight::Regular), Just(Weight::Bold)];
    let align = prop_oneof![Just(Align::Left), Just(Align::Center), Just(Align::Right)];
    prop_oneof![
        (any_text(), any_size(), align, weight()).prop_map(|(text, size, align, weight)| Row::Text {
            text,
            size,
            align,
            weight
        }),
        (any_text(), any_text(), any_size(), weight()).prop_map(|(left, right, size, weight)| Row::Pair {
            left,
            right,
            size,
            weight
        }),
        (any_text(), any_text()).prop_map(|(left, right)| Row::Detail { left, right }),
        (any_text(), any_text()).prop_map(|(mark, text)| Row::Note { mark, text }),
        (any_text(), any_size()).prop_map(|(text, size)| Row::Boxed { text, size }),
        (any_text(), any_size()).prop_map(|(text, size)| Row::Inverse { text, size }),
        prop_oneof![Just(Row::Rule), Just(Row::Dashes), Just(Row::DoubleRule)],
        (0..700_u32).prop_map(Row::Space),
        any_text().prop_map(Row::Qr),
        any_text().prop_map(Row::Code128),
    ]
}

/// Cells of the letters that are seen.
fn cells(text: &str) -> u32 {
    atlas::letters(text)
        .filter(|(c, _)| !matches!(c, ' ' | '\u{3000}'))
        .map(|(_, glyph)| glyph.width / atlas::CELL)
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_slip_prints_as_drawn_and_carries_no_command_of_its_own(
        rows in proptest::collection::vec(any_row(), 1..5),
        width in proptest::sample::select(&WIDTHS),
    ) {
        let slip = Slip(rows);
        for mode in [Mode::Text, Mode::Raster] {
            check(&slip, width, mode);
            // Panics at anything that is neither printable nor one of the commands of a slip.
            tokens(&encode(&slip, width, mode).bytes());
        }
    }

    #[test]
    fn no_letter_of_a_line_is_dropped(left in any_text(), right in any_text(), width in proptest::sample::select(&WIDTHS)) {
        let row = Row::pair(left.clone(), right.clone());
        let bytes = encode(&Slip::new().row(row), width, Mode::Text).bytes();
        let seen: usize = tokens(&bytes).into_iter().map(|token| match token {
            Token::Letter(byte) => usize::from(byte != b' '),
            Token::Command(command) if command.starts_with(b"\x1b*") => (command.len() - 5) / 36,
            Token::Command(_) => 0,
        }).sum();
        prop_assert_eq!(seen as u32, cells(&left) + cells(&right));
    }
}
