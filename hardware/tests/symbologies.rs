//! Every symbology identifier that is known: what it names, and whether its data is of GS1.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{Reading, read};
use hardware::scanner::{Code, Symbology};

const ELEMENTS: &str = "010880123456789317261130";

#[test]
fn fnc1_in_the_first_place_alone_says_gs1() {
    let gs1 = "]C1 ]Q3 ]Q4 ]d2 ]d5 ]e0 ]e1 ]e2 ]e3 ]J1 ]J4 ]z1 ]z4 ]z7 ]zA ]L3 ]K1 ]T1";
    for aim in gs1.split(' ') {
        let code = Code::read(format!("{aim}{ELEMENTS}").as_bytes());
        assert!(code.symbology.unwrap().is_gs1(), "{aim}");
        let Ok(Reading::Item(item)) = read(&code, 2026) else { panic!("{aim}") };
        assert_eq!(item.expires.unwrap().to_string(), "2026-11-30", "{aim}");
    }
    let others = "]C0 ]C2 ]C4 ]Q0 ]Q1 ]Q2 ]Q5 ]Q6 ]d0 ]d1 ]d3 ]d4 ]d6 ]J0 ]J2 ]J3 ]J5 ]z0 ]z2 ]z3 ]z5 ]z6 ]z8 ]z9 ]zB \
        ]zC ]L0 ]L1 ]L2 ]L4 ]L5 ]K0 ]K2 ]T0 ]A0 ]A4 ]F0 ]G0 ]I0 ]I1 ]U0 ]U2 ]X0 ]h0 ]h1";
    for aim in others.split_whitespace() {
        let code = Code::read(format!("{aim}{ELEMENTS}").as_bytes());
        assert!(!code.symbology.unwrap().is_gs1(), "{aim}");
        assert_eq!(read(&code, 2026), Ok(Reading::Text(ELEMENTS)), "{aim}");
    }
}

#[test]
fn encodings_marked_among_element_strings_are_no_data() {
    for aim in ["]Q4", "]d5", "]z4", "]zA", "]J4", "]e3"] {
        let frame = format!("{aim}\\00002601088012345678931726113010L\\000026\\000003\x1d21S");
        let code = Code::read(frame.as_bytes());
        let Ok(Reading::Item(item)) = read(&code, 2026) else { panic!("{aim}: {:?}", read(&code, 2026)) };
        assert_eq!((item.lot.as_deref(), item.serial.as_deref()), (Some("L"), Some("S")), "{aim}");
    }
}

#[test]
fn an_add_on_that_comes_by_itself_is_none_of_a_number() {
    for (frame, digits) in [("]E102", "02"), ("]E204800", "04800"), ("]E2 04800 ", "04800")] {
        assert_eq!(Code::read(frame.as_bytes()).symbology, Some(Symbology::AddOn));
        assert_eq!(read(&Code::read(frame.as_bytes()), 2026), Ok(Reading::AddOn(digits)), "{frame}");
    }
    for frame in ["]E1", "]E1x2", "]E2123", "]E28801234567893"] {
        assert!(read(&Code::read(frame.as_bytes()), 2026).is_err(), "{frame}");
    }
}
