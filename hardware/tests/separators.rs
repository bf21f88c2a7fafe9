//! Separators that a reader replaced, and separators that it dropped.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{Item, Reading, Refusal, Separators, read};
use hardware::scanner::Code;
use proptest::prelude::*;

fn item(frame: &[u8]) -> Item {
    let code = Code::read(frame);
    match read(&code, 2026) {
        Ok(Reading::Item(item)) => *item,
        other => panic!("{}: {other:?}", frame.escape_ascii()),
    }
}

const STAND_INS: [&[u8]; 31] = [
    b"<GS>",
    b"{GS}",
    b"[GS]",
    b"(GS)",
    b"<gs>",
    b"<FNC1>",
    b"{FNC1}",
    b"[FNC1]",
    b"{0x1D}",
    b"\\x1D",
    b"\\u001d",
    b"~d029",
    b"^]",
    b"^",
    b"|",
    b"~",
    b"~1",
    b"@",
    b"$",
    b" ",
    b"\t",
    b"\x1e",
    b"\x80",
    b"\xe8",
    b"\xf1",
    "␝".as_bytes(),
    "↔".as_bytes(),
    "€".as_bytes(),
    "\u{80}".as_bytes(),
    "è".as_bytes(),
    b"]",
];

#[test]
fn what_stands_for_a_separator_is_read_as_one() {
    for stand_in in STAND_INS {
        for aim in [&b"]d2"[..], b"]C1", b"]Q3", b"]d5"] {
            let stand_in = if aim == b"]d5" { stand_in.escaped() } else { stand_in.to_vec() };
            let frame = [aim, b"010880123456789310LOT7", &stand_in, b"21S-1", &stand_in, b"17261130"].concat();
            let found = item(&frame);
            let shown = frame.escape_ascii();
            assert_eq!((found.lot.as_deref(), found.serial.as_deref()), (Some("LOT7"), Some("S-1")), "{shown}");
            assert_eq!(found.expires.unwrap().to_string(), "2026-11-30", "{shown}");
            assert!(!found.is_doubtful, "{shown}");
            // In front, where some readers send FNC1 too.
            assert_eq!(item(&[aim, &stand_in, b"010880123456789310L"].concat()).lot.as_deref(), Some("L"), "{shown}");
        }
    }
}

/// As it comes under marked encodings.
trait Escaped {
    fn escaped(&self) -> Vec<u8>;
}

impl Escaped for [u8] {
    fn escaped(&self) -> Vec<u8> {
        self.iter().flat_map(|&byte| if byte == b'\\' { vec![b'\\', b'\\'] } else { vec![byte] }).collect()
    }
}

#[test]
fn a_named_separator_also_tells_that_an_unmarked_code_is_of_gs1() {
    for frame in [
        "]d1010880123456789310LOT7<GS>21S-1",
        "]Q1010880123456789310LOT7{GS}21S-1",
        "010880123456789310LOT7^]21S-1",
        "<GS>010880123456789310LOT7<GS>21S-1",
        "]C0[FNC1]010880123456789310LOT7[FNC1]21S-1",
    ] {
        let found = item(frame.as_bytes());
        assert_eq!((found.lot.as_deref(), found.serial.as_deref()), (Some("LOT7"), Some("S-1")), "{frame}");
    }
    for text in ["A<GS>B", "<GS>", "주문 ␝ 1024", "]Q1see {GS}", "^]", "(GS)7", "01 02"] {
        let code = Code::read(text.as_bytes());
        assert!(matches!(read(&code, 2026), Ok(Reading::Text(_))), "{text}: {:?}", read(&code, 2026));
    }
}

#[test]
fn what_can_be_data_is_data_where_real_separators_come() {
    assert_eq!(item(b"]d2010880123456789310A<GS>B\x1d21S").lot.as_deref(), Some("A<GS>B"));
    assert_eq!(item(b"]d2010880123456789310A(GS)17261130\x1d21S").lot.as_deref(), Some("A(GS)17261130"));
    // And where nothing follows that could be an element.
    assert_eq!(item(b"]d2010880123456789310A<GS>B").lot.as_deref(), Some("A<GS>B"));
}

#[test]
fn commands_stand_for_no_separator() {
    for frame in [
        &b"]d2010880123456789310A\x1b21S"[..],
        b"]d2010880123456789310A\x1b@\x1d21S",
        "]d2010880123456789310가21S".as_bytes(),
    ] {
        assert!(matches!(read(&Code::read(frame), 2026), Err(Refusal::Elements(_))), "{}", frame.escape_ascii());
    }
}

#[test]
fn a_value_that_ends_in_a_chain_of_elements_is_doubtful() {
    for (elements, lot, serial) in [
        ("1725061610HP04AA21HP04AA030312", Some("HP04AA21HP04AA030312"), None),
        ("10L721S1", Some("L721S1"), None),
        ("10L717261130", Some("L717261130"), None),
        ("10L71726113021S", Some("L71726113021S"), None),
        ("21S-110LOT7", None, Some("S-110LOT7")),
        ("10L7240MAKER", Some("L7240MAKER"), None),
        ("10A1991", Some("A1991"), None),
        // Too long for a lot, or with what no lot has: what it holds is not known, the rest is.
        ("1726113010LOT-2026-11-A21SERIAL-0001", None, None),
        ("10LOT-2026-11-20-A800826010112", None, None),
        ("305010L7", None, None),
    ] {
        for aim in ["]d2", "]C1", ""] {
            let found = item(format!("{aim}0108801234567893{elements}").as_bytes());
            assert!(found.is_doubtful, "{elements}");
            assert_eq!((found.lot.as_deref(), found.serial.as_deref()), (lot, serial), "{aim}{elements}");
            assert_eq!(found.gtin.unwrap().to_string(), "08801234567893");
        }
    }
}

#[test]
fn a_value_that_cannot_hold_more_is_certain() {
    for elements in [
        "10L7",
        "10LOT7",
        "1726113010HP04AA",
        "102608A",
        "1017",
        "10T2608",
        "21CV26-004417",
        "10L72613",
        "10L817261399",
        "10L7\x1d21S1",
        "10HP04AA21HP04\x1d1726113021S1",
        "10L721S1\x1d",
        "17261130",
        "",
    ] {
        let found = item(format!("]d20108801234567893{elements}").as_bytes());
        assert!(!found.is_doubtful, "{elements}: {found:?}");
    }
    // A link says where its values end.
    assert!(!item(b"]Q1https://id.gs1.org/01/08801234567893/10/L721S1").is_doubtful);
    assert!(!item(b"]Q1https://id.gs1.org/01/08801234567893/10/HP04AA/21/S10L7").is_doubtful);
}

#[test]
fn a_code_that_is_wrong_anyhow_stays_refused() {
    for elements in ["10LOT-2026-11-20-A-TOO-LONG", "1726999910L721S", "10L721S ;", "30ABC"] {
        let code = Code::read(format!("]d20108801234567893{elements}").as_bytes());
        assert!(matches!(read(&code, 2026), Err(Refusal::Elements(_))), "{elements}: {:?}", read(&code, 2026));
    }
}

#[test]
fn one_separator_that_comes_through_is_proof() {
    let of = |frame: &[u8]| Separators::of(&Code::read(frame), 2026);
    let lost = of(b"]d2010880123456789310L721S1");
    let kept = of(b"]d2010880123456789310L7\x1d21S1");
    assert_eq!((lost, kept, of(b"]C0A-1024")), (Separators::Lost, Separators::Kept, Separators::Unknown));
    assert_eq!(lost.with(kept), Separators::Kept);
    assert_eq!(kept.with(lost), Separators::Kept);
    assert_eq!(Separators::Unknown.with(lost).with(Separators::Unknown), Separators::Lost);
}

proptest! {
    /// The law: without its separator, a lot and what follows it are never silently one lot.
    #[test]
    fn a_dropped_separator_is_always_seen(
        lot in "[A-Z0-9-]{1,12}",
        serial in "[A-Z0-9-]{1,12}",
        dated in any::<bool>(),
    ) {
        let date = if dated { "17261130" } else { "" };
        let with = format!("]d20108801234567893{date}10{lot}\x1d21{serial}");
        let without = with.replace('\x1d', "");
        prop_assert!(!item(with.as_bytes()).is_doubtful);
        prop_assert!(item(without.as_bytes()).is_doubtful);
    }
}
