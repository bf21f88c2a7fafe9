//! EAN and UPC with their add-ons, in every way that readers send them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{NoGtin, Reading, Refusal, read};
use hardware::scanner::Code;

#[track_caller]
fn check(frame: &str, gtin: &str, add_on: Option<&str>) {
    let code = Code::read(frame.as_bytes());
    let Ok(Reading::Item(item)) = read(&code, 2026) else { panic!("{frame}: {:?}", read(&code, 2026)) };
    assert_eq!((item.gtin.unwrap().to_string().as_str(), item.add_on.as_deref()), (gtin, add_on), "{frame}");
}

#[test]
fn every_number_is_read_with_its_add_on() {
    for (number, gtin) in
        [("8801234567893", "08801234567893"), ("761941349190", "00761941349190"), ("9788937460449", "09788937460449")]
    {
        for add_on in ["02", "12345", "00211"] {
            for between in ["", " ", "]E1", "]E2", "+"] {
                check(&format!("]E3{number}{between}{add_on}"), gtin, Some(add_on));
                check(&format!("]E0{number}{between}{add_on}"), gtin, Some(add_on));
            }
            check(&format!("{number}{add_on}"), gtin, Some(add_on));
            check(&format!("]E3{number}{add_on}  "), gtin, Some(add_on));
        }
        check(&format!("]E3{number}"), gtin, None);
    }
    for add_on in ["02", "12345"] {
        for head in ["]E4", "]E3", ""] {
            check(&format!("{head}73513537{add_on}"), "00000073513537", Some(add_on));
        }
        // UPC-E 04252614 is UPC-A 042100005264.
        check(&format!("]E304252614{add_on}"), "00042100005264", Some(add_on));
        check(&format!("04252614{add_on}"), "00042100005264", Some(add_on));
    }
}

#[test]
fn thirteen_digits_with_a_good_check_digit_are_an_ean_13() {
    // Its first eight digits would be an EAN-8 too.
    let ean_13 = (0..10_u32)
        .map(|check| format!("735135371234{check}"))
        .find(|digits| matches!(read(&Code::read(format!("]E0{digits}").as_bytes()), 2026), Ok(Reading::Item(_))));
    let ean_13 = ean_13.unwrap();
    for head in ["]E0", "]E3", ""] {
        check(&format!("{head}{ean_13}"), &format!("0{ean_13}"), None);
    }
}

#[test]
fn a_wrong_digit_is_refused_and_no_number_is_made_of_its_rest() {
    for (frame, why) in [
        ("]E376194134919100211", NoGtin::CheckDigit),
        ("]E3880123456789412", NoGtin::CheckDigit),
        ("]E08801234567890", NoGtin::CheckDigit),
        ("]E37351353802", NoGtin::CheckDigit),
        ("]E3880123456789x12", NoGtin::NotDigits),
        ("]E388012345678931", NoGtin::CheckDigit),
        ("]E38801234567893123", NoGtin::Length(16)),
        ("]E4735135370", NoGtin::Length(9)),
        ("]E08801234567893123456", NoGtin::Length(19)),
    ] {
        assert_eq!(read(&Code::read(frame.as_bytes()), 2026), Err(Refusal::Number(why)), "{frame}");
    }
    // Without an identifier it is a number of something else.
    for text in ["978893746044804800", "2026112000123456", "7351353802"] {
        assert_eq!(read(&Code::read(text.as_bytes()), 2026), Ok(Reading::Text(text)));
    }
}

#[test]
fn a_number_in_another_symbology_is_a_number() {
    for head in ["]C0", "]Q1", "]d1", "]A0", "]I0", "]X0"] {
        check(&format!("{head}8806572002433   "), "08806572002433", None);
        check(&format!("{head}036000291452"), "00036000291452", None);
        check(&format!("{head}08801234567893"), "08801234567893", None);
    }
}
