//! What a code says has one form, whatever reader, printer or generator put around it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::scanner::{Code, Symbology, normal_form};
use proptest::prelude::*;

#[track_caller]
fn check(frame: impl AsRef<[u8]>, text: &str) {
    let frame = frame.as_ref();
    assert_eq!(Code::read(frame).text, text, "{}", frame.escape_ascii());
}

/// The identifiers under which readers mark encodings.
const MARKING: [&str; 17] = [
    "]Q2", "]Q4", "]Q6", "]d4", "]d5", "]d6", "]L1", "]z3", "]z4", "]z5", "]zA", "]J3", "]J4", "]J5", "]U2", "]h1",
    "]e3",
];

#[test]
fn a_marker_chooses_the_encoding_of_what_follows_and_is_no_data() {
    for aim in MARKING {
        check(format!("{aim}\\000026A-1024"), "A-1024");
        check(format!("{aim}\\000026주문 1024"), "주문 1024");
        check([aim.as_bytes(), b"\\000030\xc1\xd6\xb9\xae 1024"].concat(), "주문 1024");
        check([aim.as_bytes(), b"\\000003caf\xe9"].concat(), "café");
    }
    // Several in one message, also without a word between them.
    check(b"]Q2A-\\000030\xc1\xd6\\000003\xe9\\000026\xec\xa3\xbc", "A-주é주");
    check(b"]Q2\\000003\\000026\xec\xa3\xbc", "주");
    check(b"]z3\\000026", "");
}

#[test]
fn every_encoding_of_text_is_decided() {
    for (number, bytes, text) in [
        (0, &b"\x82"[..], "é"),
        (1, b"\xe9", "é"),
        (2, b"\x9b", "¢"),
        (3, b"\xa3", "£"),
        (4, b"\xb3", "ł"),
        (7, b"\xb0", "А"),
        (9, b"\xe1", "α"),
        (11, b"\xfd", "ı"),
        (17, b"\xa4", "€"),
        (20, b"\x93\xfa", "日"),
        (21, b"\x9c", "ś"),
        (22, b"\xc0", "А"),
        (23, b"\x80", "€"),
        (24, b"\xc7", "ا"),
        (25, b"\x00A\xc8\xfc", "A주"),
        (26, "주".as_bytes(), "주"),
        (27, b"A", "A"),
        (28, b"\xa4\xa4", "中"),
        (29, b"\xd6\xd0", "中"),
        (30, b"\xc1\xd6", "주"),
        (31, b"\xd6\xd0", "中"),
        (32, b"\xd6\xd0", "中"),
        (33, b"A\x00\xfc\xc8", "A주"),
        (34, b"\0\0\0A", "A"),
        (35, b"A\0\0\0", "A"),
        (170, b"A", "A"),
        // No encodings of text, and bytes that are not in the one that is said: as if nothing had been said.
        (899, b"A-1024", "A-1024"),
        (123_456, "주".as_bytes(), "주"),
        (26, b"\xc1\xd6", "주"),
        (27, "주".as_bytes(), "주"),
    ] {
        check([format!("]Q2\\{number:06}").as_bytes(), bytes].concat(), text);
    }
}

#[test]
fn under_marked_encodings_a_backslash_comes_twice_and_elsewhere_once() {
    check(r"]Q2\000026A\\B", r"A\B");
    check(r"]Q2A\\000026", r"A\000026");
    check(r"]Q2\\\\", r"\\");
    check(r"]Q2A\12345", r"A\12345");
    check(r"]Q2A\", r"A\");
    check(r"]Q1A\\B", r"A\\B");
    check(r"]Q1A\000026", r"A\000026");
    check(r"]L2A\\B", r"A\\B");
    // A reader without identifiers cannot say that it marks encodings.
    check(r"\000026A-1024", "A-1024");
    check(r"\12345", r"\12345");
}

#[test]
fn a_mark_of_the_byte_order_is_no_data_at_the_beginning() {
    for head in ["", "]Q1", "]C0", "]d1", "]Q2\\000026", "]Q2\\000003", "\u{feff}]Q1", "  ]Q1", "]Q1 "] {
        check(format!("{head}\u{feff}A-1024"), "A-1024");
        check(format!("{head}\u{feff}\u{feff}A-1024"), "A-1024");
    }
    check("\u{feff}]Q1주문 1024", "주문 1024");
    // Read as Latin-1, and sent as UTF-8.
    check("]Q1ï»¿A-1024", "A-1024");
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        [b"]Q1", mark, &"주문-1024".encode_utf16().flat_map(unit).collect::<Vec<_>>()].concat()
    };
    check(utf16(b"\xfe\xff", u16::to_be_bytes), "주문-1024");
    check(utf16(b"\xff\xfe", u16::to_le_bytes), "주문-1024");
    check(b"\xff\xfe]Q1A-1024", "A-1024");
    check(b"]Q1\xfe\xffA-1024", "A-1024");
    assert_eq!(Code::read("\u{feff}]E08801234567893".as_bytes()).symbology, Some(Symbology::Ean13));
    // In the middle it hides and says nothing.
    check("A\u{feff}1024", "A1024");
}

#[test]
fn padding_at_either_end_is_no_data() {
    for pad in [" ", "   ", "\0", "\0\0 ", "\t", "\u{a0}", " \u{a0}\u{3000}", "\r\n", "\x0b", "\u{200b}", "\u{3164}"] {
        for aim in ["", "]C0", "]Q1", "]A0", "]Q2\\000026"] {
            check(format!("{aim}A-1024{pad}"), "A-1024");
            check(format!("{aim}{pad}A-1024{pad}"), "A-1024");
            check(format!("{aim}주문 1024{pad}"), "주문 1024");
        }
    }
    // A no-break space of Latin-1 stands behind ASCII, and is half a letter of CP949.
    check(b"]C0A-1024\xa0\xa0\xa0", "A-1024");
    check(b"\xa0A-1024\xa0", "A-1024");
    check(b"]Q1\xc1\xd6\xa0\xa0", "주젨");
    check(b"]E08801234567893   ", "8801234567893");
    assert_eq!(Code::read(b"]E0036000291452  ").symbology, Some(Symbology::UpcA));
    check(b"]C0   ", "");
}

#[test]
fn letters_have_one_form_and_what_is_printed_between_them_stays() {
    check("]Q1주문".nfd_of(), "주문");
    check("]Q1Ａ－１０２４　", "A-1024");
    check("]Q1a-1024", "a-1024");
    check("]Q1A 1024", "A 1024");
    check("]Q1A--1024", "A--1024");
    for mark in
        ['\u{200b}', '\u{200d}', '\u{ad}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{61c}', '\u{feff}', '\u{2060}']
    {
        check(format!("]Q1A{mark}10{mark}24{mark}"), "A1024");
        check(format!("]Q1{mark}주{mark}문 {mark}"), "주문");
        // What a catalogue of before holds is found all the same.
        assert!(Code::read(format!("A{mark}1").as_bytes()).spellings().contains(&format!("A{mark}1")));
    }
    check("]Q1A\u{a0}1\u{202f}0\u{2011}2\u{2010}4", "A 1 0-2-4");
    check("]Q1A–1−2", "A–1−2");
    // A catalogue may hold what was printed.
    assert_eq!(Code::read("]Q1Ａ１".as_bytes()).spellings()[..2], ["A1", "Ａ１"]);
}

#[test]
fn a_code_of_a_file_has_the_form_of_the_code_that_is_printed_from_it() {
    for text in [
        "8801234567890",
        "R 1",
        " R1 ",
        "]C0R1",
        r"\000026R1",
        r"R\000026",
        "Ｒ１",
        "R\u{200b}1",
        "R1\u{a0}",
        "영수증 1",
        "가\u{feff}",
    ] {
        let form = normal_form(text);
        assert_eq!(form, Code::read(text.as_bytes()).text, "{text:?}");
        assert!(
            Code::read(format!("]Q1{text}").as_bytes()).spellings().contains(&form) || text.starts_with([']', '\\'])
        );
    }
    assert_eq!(normal_form("]C0R1"), "R1");
    assert_eq!(normal_form(std::str::from_utf8(&"주문".nfd_of()).unwrap()), "주문");
}

/// Decomposed letters, as some systems write them into codes.
trait Decomposed {
    fn nfd_of(&self) -> Vec<u8>;
}

impl Decomposed for str {
    fn nfd_of(&self) -> Vec<u8> {
        self.replace('주', "\u{110c}\u{116e}").replace('문', "\u{1106}\u{116e}\u{11ab}").into_bytes()
    }
}

#[test]
fn what_is_utf_8_by_chance_has_its_other_reading_as_a_spelling() {
    for (bytes, spellings) in [
        (&b"]Q1\xc3\xa5-1025"[..], &["å-1025", "책-1025"][..]),
        (b"\xc7\xb0-7", &["ǰ-7", "품-7"]),
        // Korean in UTF-8 may be two letters of CP949: that finds nothing, and harms nothing.
        (b"]Q1A-1025", &["A-1025"]),
        (b"]Q1\xc1\xd6-1", &["주-1"]),
        // A generator that writes UTF-8 and says Latin-1.
        (b"]Q2\\000003\xec\xa3\xbc-1", &["ì£¼-1", "주-1"]),
        (br"\000026A-1", &["A-1", r"\000026A-1"]),
        (br"]Q1\000026A-1", &[r"\000026A-1", "A-1"]),
    ] {
        assert_eq!(Code::read(bytes).spellings(), spellings, "{}", bytes.escape_ascii());
    }
}

proptest! {
    #[test]
    fn what_is_padded_and_marked_says_what_it_says_without(
        text in "[A-Z0-9가-힣][A-Z0-9가-힣 -]{0,20}[A-Z0-9가-힣]",
        before in "[ \t\u{feff}]{0,3}",
        behind in "[ \0\t\u{a0}\u{3000}]{0,5}",
        aim in prop::sample::select(vec!["", "]C0", "]Q1", "]d1", "]Q2\\000026"]),
    ) {
        let frame = format!("{aim}{before}{text}{behind}");
        let plain = Code::read(format!("{aim}{text}").as_bytes());
        let code = Code::read(frame.as_bytes());
        prop_assert_eq!((&code.text, code.symbology), (&text, plain.symbology));
        prop_assert_eq!(code.spellings(), plain.spellings());
    }

    #[test]
    fn a_code_that_is_read_and_printed_again_reads_the_same(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let text = Code::read(&[b"]C0", bytes.as_slice()].concat()).text;
        let again = Code::read(format!("]C0{text}").as_bytes()).text;
        prop_assert_eq!(again, text);
    }
}
