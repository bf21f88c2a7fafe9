//! How files are written: ends of lines, separators, letters, empty rows; what spreadsheets destroy; and what is no text.

use domain::protocol::{Answer, Found, Question, VisitAnswer, VisitQuestion};
use doro::orders::{Encoding, ImportError};
use hardware::scanner::Code;

use crate::shop::*;

/// The places of everything that is wrong with a file.
fn places(bytes: impl AsRef<[u8]>) -> Vec<(u64, String)> {
    Shop::new().problems(bytes).into_iter().map(|problem| (problem.line, problem.field)).collect()
}

#[test]
fn a_line_has_the_number_that_an_editor_shows() {
    // A name over two lines, an empty line, and a wrong channel in the last row.
    let rows = [ROWS[0].replace("니트 카디건", "\"니트\n카디건\""), String::new(), ROWS[1].replace("online", "web")];
    let text = csv(&[&rows[0], &rows[1], &rows[2]]);
    let want = [(2, "product_name"), (5, "channel")].map(|(line, field)| (line, field.to_owned()));
    for end in ["\n", "\r\n", "\r"] {
        let ended = text.replace('\n', end);
        assert_eq!(places(&ended), want, "{end:?}");
        let unended = ended.strip_suffix(end).unwrap();
        assert_eq!(places(unended), want, "{end:?}");
        assert_eq!(places(format!("\u{feff}{end}{ended}"))[0].0, 3, "an empty line before the header, {end:?}");
    }
}

#[test]
fn an_order_that_contradicts_its_first_row_names_that_row_with_every_end_of_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{end}{}", csv(&[ROWS[0], &ROWS[1].replace("29001", "29009")]).replace('\n', end));
        let problems = Shop::new().problems(text);
        assert_eq!(problems[0].line, 4, "{end:?}");
        assert!(problems[0].expected.ends_with("at line 3"), "{problems:?}");
    }
}

#[test]
fn json_lines_are_counted_alike_and_a_mark_is_no_letter() {
    for end in ["\n", "\r\n", "\r"] {
        let found = places(format!("\u{feff}{{}}{end}{end}[1]{end}"));
        assert_eq!(found.last().unwrap(), &(3, "line".to_owned()), "{end:?}");
        assert_eq!(found[0].0, 1, "{end:?}");
    }
}

#[test]
fn rows_of_nothing_but_separators_are_no_rows() {
    let empty = ",".repeat(20);
    let spaces = " , ".repeat(20);
    let shop = Shop::new();
    let report = shop.import(csv(&[&empty, ROWS[0], &spaces, ROWS[1], &empty, &empty])).unwrap();
    assert_eq!((report.added, report.lines), (1, 2));
    assert_eq!(shop.order("S1").unwrap().lines.len(), 2);
    // Columns without a name, as a spreadsheet leaves them behind, hold nothing.
    let wider: String = csv(&ROWS).lines().map(|line| format!("{line},,\n")).collect();
    assert_eq!(Shop::new().import(wider).unwrap().lines, 2);
    let something: String = csv(&ROWS).lines().map(|line| format!("{line},,x\n")).collect();
    assert_eq!(places(something.replacen(",,x\n", ",,\n", 1))[0], (2, "row".to_owned()));
}

#[test]
fn semicolons_and_tabs_separate_as_well() {
    let quoted = csv(&ROWS).replace("card:20000;points:4000", "\"card:20000;points:4000\"");
    // The one comma that stands within quotes stays.
    for separator in [";", "\t"] {
        let text = quoted.replace(", 500ml", "¤ 500ml").replace(',', separator).replace('¤', ",");
        let shop = Shop::new();
        assert_eq!(shop.import(&text).unwrap().lines, 2, "{separator:?}");
        assert_eq!(shop.order("S1").unwrap().lines[1].product_name, "텀블러, 500ml");
        assert_eq!(shop.order("S1").unwrap().facts.payments.len(), 2);
        let header: Vec<String> = HEADER.split(',').map(|name| format!("\"{name}\"")).collect();
        let rows = text.split_once('\n').unwrap().1;
        let text = format!("{}\n{rows}", header.join(separator));
        assert_eq!(Shop::new().import(text).unwrap().lines, 2, "a header in quotes, {separator:?}");
    }
}

#[test]
fn utf_16_is_read_in_both_orders_with_a_mark_and_without() {
    let text = csv(&ROWS).replace('\n', "\r\n").replace(',', "\t").replace("텀블러\t", "텀블러,");
    for marked in [true, false] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mark: &[u16] = if marked { &[0xfeff] } else { &[] };
        let units = || mark.iter().chain(&units);
        let little: Vec<u8> = units().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [little, big] {
            let shop = Shop::new();
            assert_eq!(shop.import(&bytes).unwrap().lines, 2, "{marked}");
            assert_eq!(shop.order("S1").unwrap().lines[0].product_name, "니트 카디건");
            // A half of a letter in the second line.
            let mut broken = bytes.clone();
            let at = (text.lines().next().unwrap().len() + 20 + usize::from(marked)) * 2;
            broken[at..at + 2].copy_from_slice(if bytes[at] == 0 { &[0xd8, 0] } else { &[0, 0xd8] });
            match Shop::new().import(&broken) {
                Err(ImportError::Encoding { line, said, .. }) => assert_eq!((line, said), (2, "UTF-16")),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn the_line_of_a_wrong_letter_is_the_editors_too() {
    for end in ["\n", "\r\n", "\r"] {
        let mut bytes = csv(&ROWS).replace('\n', end).into_bytes();
        let at = bytes.len() - 5;
        bytes[at] = 0xff;
        match Shop::new().import(&bytes) {
            Err(ImportError::Encoding { line: 3, said: "UTF-8", .. }) => {}
            other => panic!("{end:?}: {other:?}"),
        }
    }
}

#[test]
fn files_that_are_no_text_are_named_in_one_sentence() {
    let shop = Shop::new();
    let kinds: [(&str, &[u8], &str); 9] = [
        ("orders.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml", "a spreadsheet (.xlsx)"),
        ("orders.csv", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0xl/workbook.xml", "a spreadsheet (.xlsx)"),
        ("orders.zip", b"PK\x03\x04\x14\0\x06\0\x08\0orders.csv", "a ZIP archive"),
        ("orders.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a spreadsheet (.xls"),
        ("orders.csv.gz", b"\x1f\x8b\x08\0", "a gzip archive"),
        ("orders.pdf", b"%PDF-1.7\n", "a PDF"),
        ("orders.xls", b"\xef\xbb\xbf\r\n<HTML><table>", "a web page"),
        ("orders.json", b"[{\"number\": \"S1\"}]", "one JSON list"),
        ("orders.db", b"SQLite format 3\0\x10\0\0\0\0", "no text"),
    ];
    for (name, bytes, what) in kinds {
        let file = shop.file(name, bytes);
        let error = doro::orders::import(&shop.db(), &file, Encoding::Utf8, now(), &mut |_| ()).unwrap_err();
        assert!(matches!(error, ImportError::NotText { .. }), "{name}: {error}");
        let said = error.to_string();
        assert!(said.contains(what) && said.contains(name) && !said.contains('\n'), "{said}");
    }
}

#[test]
fn a_code_that_a_spreadsheet_has_destroyed_is_named_in_csv_and_json() {
    for spoilt in ["8.80123E+12", "2.9E+12", "2.02611E+15", "8801234567890.0", "\"8,80123E+12\""] {
        for field in ["order_no", "receipt_barcode", "product_barcode", "unit_price_won", "quantity", "line_no"] {
            let problems = Shop::new().problems(with(0, field, spoilt));
            let named = problems.iter().any(|problem| {
                (problem.line, problem.field.as_str()) == (2, field) && problem.expected.contains("a spreadsheet")
            });
            assert!(named, "{field} = {spoilt}: {problems:#?}");
        }
    }
    let header = format!("{HEADER},approval_no,lot");
    let rows = ROWS.map(|row| format!("{row},3.00123E+07,2.6E+11")).join("\n");
    let problems = Shop::new().problems(format!("{header}\n{rows}\n"));
    for field in ["approval_no", "lot"] {
        assert!(problems.iter().any(|problem| problem.field == field), "{field}: {problems:#?}");
    }
    let sample = doro::orders::generate(1, 9, today()).next().unwrap();
    let text = serde_json::to_string(&sample).unwrap();
    let receipt = format!("\"{}\"", sample.receipt_barcode);
    for spoilt in ["8.80123E+12", "\"8.80123E+12\"", "123456789012345678901234567890", "1.5"] {
        let problems = Shop::new().problems(text.replacen(&receipt, spoilt, 1));
        assert_eq!(problems[0].field, "receipt_barcode", "{spoilt}: {problems:#?}");
        assert!(problems[0].expected.contains("a spreadsheet"), "{spoilt}: {problems:#?}");
    }
    assert_eq!(Shop::new().import(text.replacen(&receipt, "29001", 1)).unwrap().added, 1, "a whole number is whole");
    assert_eq!(Shop::new().import(with(0, "product_barcode", "1E5")).unwrap().added, 1, "a code may look like that");
}

/// The number of the order that is found when a code is scanned that is printed so.
fn scanned(shop: &Shop, printed: &[u8]) -> Option<String> {
    match shop.ledger().answer(&Question::Visit(VisitQuestion::Find { codes: Code::read(printed).spellings() }), now())
    {
        Answer::Visit(VisitAnswer::Found(Found::Order(order))) => Some(order.facts.number.0),
        Answer::Visit(VisitAnswer::Found(Found::Unknown)) => None,
        other => panic!("{other:?}"),
    }
}

/// Codes as files write them, and as they are kept.
const WRITTEN: [(&str, &str); 13] = [
    ("주문1", "주문1"),
    ("\u{110c}\u{116e}\u{1106}\u{116e}\u{11ab}2", "주문2"),
    ("ＲＡ３", "RA3"),
    ("R\u{200b}4", "R4"),
    ("\u{feff}R5", "R5"),
    ("R\u{ad}6", "R6"),
    ("R\u{202e}7\u{202c}", "R7"),
    ("R\u{2066}8\u{2069}", "R8"),
    ("R\u{a0}9", "R 9"),
    ("R\u{2011}10", "R-10"),
    ("]C0R11", "R11"),
    ("R–12", "R–12"),
    ("\u{3000}R13\u{a0}", "R13"),
];

#[test]
fn a_code_is_kept_in_the_form_in_which_it_is_scanned_however_the_file_writes_it() {
    for (written, kept) in WRITTEN {
        let shop = Shop::new();
        let rows = ROWS.map(|row| row.replacen("S1,29001", &format!("S-{written},{written}"), 1));
        shop.import(csv(&[&rows[0], &rows[1]])).unwrap_or_else(|why| panic!("{written:?}: {why}"));
        let number = scanned(&shop, kept.as_bytes()).unwrap_or_else(|| panic!("{kept:?} is not found"));
        for printed in [written.as_bytes(), [b"]Q1", kept.as_bytes()].concat().as_slice()] {
            assert_eq!(scanned(&shop, printed).as_ref(), Some(&number), "{written:?} as {}", printed.escape_ascii());
        }
        assert_eq!(shop.order(&number).unwrap().receipt_barcode, kept);
        assert_eq!(shop.import(csv(&[&rows[0], &rows[1]])).unwrap().unchanged, 1, "the same file again");
    }
}

#[test]
fn rows_of_one_order_that_write_its_number_in_two_forms_are_one_order() {
    let decomposed = "\u{110c}\u{116e}\u{1106}\u{116e}\u{11ab}1";
    let rows = [ROWS[0].replacen("S1,29001", &format!("{decomposed},29001"), 1), ROWS[1].replacen("S1", "주문1", 1)];
    let shop = Shop::new();
    let report = shop.import(csv(&[&rows[0], &rows[1]])).unwrap();
    assert_eq!((report.added, report.lines), (1, 2));
}

/// A ledger of before has numbers and codes as they were written.
#[test]
fn an_order_that_is_kept_as_it_was_written_is_still_found_and_stays_one_order() {
    let written = "R\u{200b}1";
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let mut old = shop.order("S1").unwrap();
    let elsewhere = Shop::new();
    (old.facts.number.0, old.receipt_barcode) = (format!("S-{written}"), written.to_owned());
    elsewhere.ledger().put_orders(&[old], now()).unwrap();
    assert_eq!(scanned(&elsewhere, written.as_bytes()), Some(format!("S-{written}")));
    let rows = ROWS.map(|row| row.replacen("S1,29001", &format!("S-{written},{written}"), 1));
    elsewhere.import(csv(&[&rows[0], &rows[1]])).unwrap();
    assert_eq!(elsewhere.order("S-R1"), None, "not a second time");
    for printed in [written, "R1"] {
        assert_eq!(scanned(&elsewhere, printed.as_bytes()), Some(format!("S-{written}")), "{printed:?}");
    }
}

#[test]
fn what_a_spreadsheet_shows_in_the_place_of_a_code_is_refused_with_its_line_and_field() {
    for spoilt in [
        "########",
        "#REF!",
        "#N/A",
        "\"=\"\"8801234567890\"\"\"",
        "'8801234567890",
        "\"8,801,234,567,890\"",
        "8801234567890.5",
        "８.８０１２３Ｅ＋１２",
        "＃ＲＥＦ！",
        "８８０１２３４５６７８９０．５",
    ] {
        for field in ["order_no", "receipt_barcode", "product_barcode"] {
            let problems = Shop::new().problems(with(0, field, spoilt));
            let named = problems.iter().any(|problem| {
                (problem.line, problem.field.as_str()) == (2, field) && problem.expected.contains("a spreadsheet")
            });
            assert!(named, "{field} = {spoilt}: {problems:#?}");
        }
    }
}

#[test]
fn utf_32_is_named_in_one_sentence() {
    let units = |to: fn(u32) -> [u8; 4]| {
        let text = format!("\u{feff}{}", csv(&ROWS));
        text.chars().flat_map(|c| to(c.into())).collect::<Vec<u8>>()
    };
    for bytes in [units(u32::to_le_bytes), units(u32::to_be_bytes)] {
        let error = Shop::new().import(bytes).unwrap_err();
        assert!(matches!(error, ImportError::NotText { .. }) && error.to_string().contains("UTF-32"), "{error}");
    }
}
