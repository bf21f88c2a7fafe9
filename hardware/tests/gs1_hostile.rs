//! Bounded runs of the fuzz targets, and what must hold for every number and element string.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{Ai, CharacterSet, Dictionary, Elements, Gtin, NoGtin, Part, Reading, Row, Rule, SEPARATOR, read};
use hardware::scanner::Code;
use proptest::prelude::*;

#[allow(dead_code, reason = "the bodies that are not run here are run in ssi_hostile.rs")]
#[path = "../fuzz/bodies.rs"]
mod bodies;

/// Frames near to good ones, from which mutations start.
const SEEDS: [&[u8]; 22] = [
    b"]Q2\\000026A-1024\\000030\xb9\xdd\xc7\xb0\\\\",
    b"]Q4\\0000260108801234567893{GS}17261130",
    b"\xef\xbb\xbf]Q1\xef\xbb\xbfA-1024 \xc2\xa0",
    b"]Q1\xff\xfeA\x00-\x001\x00",
    b"]E376194134919000211",
    b"]d201088065720024331725061610HP04AA21HP04AA030312",
    b"]E08801234567893",
    b"]E02112345678900|]e099COMPOSITE\x1d98XYZ",
    b"]E004252614",
    b"]C10108801234567893172611001012AB\x1d21SN-000042",
    b"]d20108801234567893\x1d3922019900\x1d310300045017261100",
    b"]Q1https://id.gs1.org/01/08801234567893/10/12AB/21/SN-1?17=261100&3103=000450",
    b"]Q3800611234567890128010221AB\x1d400ORDER-7",
    b"0108801234567893102B\x1d7003261130235980082611301200",
    b"]C1020880123456789337240000106141411234567890",
    b"\x02]Q1\x1b@\x1dV\x00'; DROP TABLE unit;--\x03\r\n",
    b"]I118801234567890\r]C0A0427261123\r",
    "]Q1https://가게.example/01/08801234567893\r".as_bytes(),
    b"]C0~DEFALT.\r",
    b"\x16M\rTRMUSB130.\r",
    b"]C0$P,AE,P\r",
    b"~\x010000@FACDEF;\x03",
];

/// A seed with bytes changed, put in, taken out or doubled.
fn near_a_seed() -> impl Strategy<Value = Vec<u8>> {
    let special = prop::sample::select(b"\x1d\r\n\x02\x03]^%/?&=0123456789".to_vec());
    let byte = prop_oneof![2 => any::<u8>(), 3 => special];
    let change = (any::<prop::sample::Index>(), 0..4_u8, byte);
    (prop::sample::select(SEEDS.to_vec()), prop::collection::vec(change, 0..6)).prop_map(|(seed, changes)| {
        let mut frame = seed.to_vec();
        for (at, how, byte) in changes {
            let at = at.index(frame.len().max(1));
            match how {
                0 if at < frame.len() => frame[at] = byte,
                1 => frame.insert(at, byte),
                2 if at < frame.len() => drop(frame.remove(at)),
                _ => frame.extend_from_within(at.min(frame.len())..),
            }
        }
        frame
    })
}

fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![prop::collection::vec(any::<u8>(), 0..200), near_a_seed()]
}

/// Text that satisfies a part by its set; the rules are left to a filter.
fn part(part: &Part) -> BoxedStrategy<String> {
    let class = match part.set {
        CharacterSet::Digits => "[0-9]",
        CharacterSet::Set82 => "[!-\"%-?A-Z_a-z]",
        CharacterSet::Set39 => "[0-9A-Z#/-]",
        CharacterSet::Set64 => "[0-9A-Za-z_-]",
    };
    let digits = |from: &str| proptest::string::string_regex(from).unwrap().boxed();
    match part.rules.first() {
        Some(Rule::Csum) => {
            digits(&format!("[0-9]{{{}}}", part.most - 1)).prop_map(|body| with_check_digit(&body)).boxed()
        }
        Some(Rule::YyMmD0 | Rule::YyMmDd) => digits("[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])"),
        Some(Rule::Iso4217) => digits("410|840|978"),
        _ => digits(&format!("{class}{{{},{}}}", part.least, part.most)),
    }
}

fn with_check_digit(body: &str) -> String {
    let sum: u32 =
        body.bytes().rev().zip([3, 1].into_iter().cycle()).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// Identifiers whose rules the strategy above can satisfy, each with a value.
fn element() -> impl Strategy<Value = (Ai, &'static Row, String)> {
    let all: Vec<_> = Dictionary::get().all().collect();
    prop::sample::select(all).prop_flat_map(|(ai, row)| {
        let parts: Vec<_> = row.parts.iter().map(part).collect();
        parts.prop_map(move |parts| (ai, row, parts.concat()))
    })
}

fn gtin() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9]{7}", "[0-9]{11}", "[0-9]{12}", "[0-9]{13}"].prop_map(|body| with_check_digit(&body))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_stream_of_bytes_harms_the_framer(bytes in anything()) {
        bodies::framing(&bytes);
    }

    #[test]
    fn no_frame_harms_the_reader(frame in anything()) {
        bodies::parsing(&frame);
    }

    #[test]
    fn built_element_strings_read_back(built in prop::collection::vec(element(), 1..8), ends_open in any::<bool>()) {
        let built: Vec<_> = built.into_iter().filter(|(_, row, value)| row.check(value.as_bytes(), 2026).is_ok()).collect();
        prop_assume!(!built.is_empty());
        let mut data = Vec::new();
        for (ai, row, value) in &built {
            data.extend_from_slice(format!("{ai}{value}").as_bytes());
            if !row.ends_by_itself {
                data.push(SEPARATOR);
            }
        }
        if ends_open && data.last() == Some(&SEPARATOR) {
            data.pop();
        }
        let elements = Elements::parse(&data, 2026).map_err(|e| TestCaseError::fail(format!("{e}: {:?}", data.escape_ascii().to_string())))?;
        let found: Vec<_> = elements.iter().map(|element| (element.ai, element.value.to_owned())).collect();
        let expected: Vec<_> = built.into_iter().map(|(ai, _, value)| (ai, value)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn every_error_in_one_digit_of_a_trade_items_number_is_found(number in gtin()) {
        prop_assert!(Gtin::parse(number.as_bytes()).is_ok());
        for at in 0..number.len() {
            for digit in (b'0'..=b'9').filter(|&digit| digit != number.as_bytes()[at]) {
                let mut wrong = number.clone().into_bytes();
                wrong[at] = digit;
                prop_assert_eq!(Gtin::parse(&wrong), Err(NoGtin::CheckDigit));
            }
        }
    }
}

/// What sets scanners up, and what would hurt a printer or a ledger that believed it.
#[test]
fn commands_are_texts_or_refused_and_never_a_thing() {
    for (frame, is_text) in [
        (&b"]C0~DEFALT."[..], true),
        (b"]C0\x80VSUFCR.", true),
        (b"\x16M\x0dTRMUSB130.", false),
        (b"$P,AE,P", true),
        (b"~\x010000@FACDEF;\x03", false),
        (b"]C0\x1b@\x1dV\x00", false),
        (b"]Q1\x10\x04\x01", false),
        (b"'; DROP TABLE unit;--", true),
        (b"]Q1\x1d\x1d\x1d", false),
    ] {
        let code = Code::read(frame);
        let shown = frame.escape_ascii();
        match read(&code, 2026) {
            Ok(Reading::Text(text)) => assert!(is_text && !text.chars().any(char::is_control), "{shown}"),
            Ok(other) => panic!("{shown}: {other:?}"),
            Err(_) => assert!(!is_text, "{shown}"),
        }
    }
}

#[test]
fn a_frame_of_four_kibibytes_of_anything_is_refused_or_a_text() {
    let elements = b"]C1".iter().chain(b"99A\x1d".iter().cycle()).copied();
    let digits = b"]C1".iter().chain(b"0".iter().cycle()).copied();
    let parameters = b"]Q1https://a/01/08801234567893?".iter().chain(b"&99=A".iter().cycle()).copied();
    let slashes = b"]Q1https://a/".iter().chain(b"01/".iter().cycle()).copied();
    for noise in [
        elements.take(4096).collect::<Vec<_>>(),
        digits.take(4096).collect(),
        parameters.take(4096).collect(),
        slashes.take(4096).collect(),
        vec![0x1d; 4096],
        vec![0xff; 4096],
    ] {
        bodies::framing(&[&[7], noise.as_slice(), b"\r"].concat());
        bodies::parsing(&noise);
    }
}
