//! What a scan says, in types.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::gs1::{Date, Decimal, Elements, Gtin, Item, LinkFault, Moment, NoGtin, Price, Reading, Refusal, read};
use hardware::scanner::Code;

const TODAY_YEAR: u16 = 2026;

#[track_caller]
fn item(frame: &str) -> Item {
    match read(&Code::read(frame.as_bytes()), TODAY_YEAR) {
        Ok(Reading::Item(item)) => *item,
        other => panic!("{frame:?}: {other:?}"),
    }
}

#[track_caller]
fn refusal(frame: &str) -> Refusal {
    match read(&Code::read(frame.as_bytes()), TODAY_YEAR) {
        Err(refusal) => refusal,
        Ok(reading) => panic!("{frame:?}: {reading:?}"),
    }
}

fn gtin(digits: &str) -> Option<Gtin> {
    Some(Gtin::parse(digits.as_bytes()).unwrap())
}

fn day(year: u16, month: u8, day: u8) -> Option<Date> {
    Some(Date::new(year, month, day).unwrap())
}

#[test]
fn every_element_of_a_return_counter_has_its_field() {
    let found = item(
        "]d2010880123456789310LOT-7\x1d112601011326010215261130162611011727013120\
         4221SN-1\x1d22V2\x1d240MAKER\x1d250S2\x1d3012\x1d31030004503932410019900\x1d400ORDER-7\x1d\
         41488012345678938200shop.example\x1d80082611021359\x1d99X",
    );
    let expected = Item {
        gtin: gtin("8801234567893"),
        lot: Some("LOT-7".into()),
        produced: day(2026, 1, 1),
        packed: day(2026, 1, 2),
        best_before: day(2026, 11, 30),
        sell_by: day(2026, 11, 1),
        expires: day(2027, 1, 31),
        variant: Some(42),
        serial: Some("SN-1".into()),
        consumer_variant: Some("V2".into()),
        additional_id: Some("MAKER".into()),
        secondary_serial: Some("S2".into()),
        count: Some(12),
        net_weight: Some(Decimal { digits: 450, decimals: 3 }),
        price: Some(Price { amount: Decimal { digits: 19_900, decimals: 2 }, currency: Some(410) }),
        order: Some("ORDER-7".into()),
        location: Some("8801234567893".into()),
        url: Some("shop.example".into()),
        produced_at: Some(Moment { date: Date::new(2026, 11, 2).unwrap(), hour: 13, minute: 59, second: 0 }),
        further: found.further.clone(),
        ..Item::default()
    };
    assert_eq!(found, expected);
    let further: Vec<_> = found.further.iter().map(|(ai, value)| (ai.to_string(), value.as_str())).collect();
    assert_eq!(further, [("99".to_owned(), "X")]);
}

#[test]
fn other_things_than_trade_items_have_their_field() {
    let asset = item("]C18003088012345678937");
    assert_eq!(asset.asset.as_deref(), Some("088012345678937"));
    assert_eq!(item("]C180048801SCANNER-1").asset.as_deref(), Some("8801SCANNER-1"));
    assert_eq!(item("]C1400ORDER-7").order.as_deref(), Some("ORDER-7"));
    assert_eq!(item("]C100388012340000000018").shipment.as_deref(), Some("388012340000000018"));
    let box_of_twelve = item("]C102088012345678933712");
    assert_eq!((box_of_twelve.contains, box_of_twelve.count), (gtin("8801234567893"), Some(12)));
    let second_of_three = item("]C18006088012345678930203");
    assert_eq!((second_of_three.gtin, second_of_three.piece), (gtin("8801234567893"), Some((2, 3))));
    let until = item("]C1010880123456789370032611302359");
    assert_eq!(until.expires, day(2026, 11, 30));
    assert_eq!(until.expires_at.map(|at| (at.hour, at.minute)), Some((23, 59)));
    assert_eq!(item("]C101088012345678938005019900").unit_price, Some(Decimal { digits: 19_900, decimals: 0 }));
}

#[test]
fn decimals_are_where_the_identifier_puts_them() {
    for (elements, shown) in
        [("39201990", "1990"), ("39221990", "19.90"), ("392505", "0.00005"), ("3929", ""), ("39241", "0.0001")]
    {
        let found = read(&Code::read(format!("]C10108801234567893{elements}").as_bytes()), TODAY_YEAR).ok().and_then(
            |reading| match reading {
                Reading::Item(item) => item.price.map(|price| price.amount.to_string()),
                Reading::Text(_) | Reading::AddOn(_) => None,
            },
        );
        assert_eq!(found.unwrap_or_default(), shown, "{elements}");
    }
}

#[test]
fn eight_digits_without_symbology_may_be_two_numbers() {
    // 58 % of UPC-E codes pass EAN-8's check digit too.
    let both = (0..100_000_u32)
        .map(|n| format!("0{n:05}0"))
        .flat_map(|seven| (0..10).map(move |check| format!("{seven}{check}")));
    let both = both
        .filter(|eight| Gtin::from_upc_e(eight.as_bytes()).is_ok() && Gtin::parse(eight.as_bytes()).is_ok())
        .take(3);
    for eight in both {
        let found = item(&eight);
        assert_eq!((found.gtin, found.or_gtin), (gtin(&eight), Gtin::from_upc_e(eight.as_bytes()).ok()), "{eight}");
        assert_eq!(item(&format!("]E0{eight}")).gtin, found.or_gtin, "the identifier decides for UPC-E");
        assert_eq!(item(&format!("]E4{eight}")), Item::of(found.gtin.unwrap()), "the identifier decides for EAN-8");
    }
    assert_eq!(item("04252614").gtin, gtin("042100005264"), "a UPC-E that is no EAN-8");
}

#[test]
fn a_number_is_spelled_as_catalogues_spell_it() {
    for (digits, spellings) in [
        ("8801234567893", &["8801234567893", "08801234567893"][..]),
        ("042100005264", &["0042100005264", "042100005264", "00042100005264"]),
        ("02345673", &["0000002345673", "000002345673", "02345673", "00000002345673"]),
        ("18801234567890", &["18801234567890"]),
    ] {
        assert_eq!(gtin(digits).unwrap().spellings(), spellings, "{digits}");
    }
}

#[test]
fn supplements_and_composite_components_stand_beside_the_number() {
    let magazine = item("]E38801234567893");
    assert_eq!(magazine.add_on, None);
    assert_eq!(item("]E3880123456789312").add_on.as_deref(), Some("12"));
    assert_eq!(item("]E3880123456789312345").add_on.as_deref(), Some("12345"));
    let composite = item("]E08801234567893|]e01726113010LOT");
    assert_eq!(
        (composite.gtin, composite.expires, composite.lot.as_deref()),
        (gtin("8801234567893"), day(2026, 11, 30), Some("LOT"))
    );
}

#[test]
fn what_another_code_of_the_item_should_carry_is_said() {
    let price_alone = item("]C1010880123456789339221990");
    let missing = price_alone.missing.unwrap();
    assert_eq!(missing.ai.to_string(), "3922");
    assert!(missing.needs.iter().any(|pattern| pattern.to_string() == "3100–3199"), "{missing:?}");
    assert_eq!(item("]C1010880123456789310L").missing, None);
}

#[test]
fn every_refusal_says_why_and_what_to_do() {
    for (frame, expected) in [
        ("", Refusal::Empty),
        ("]C1", Refusal::Empty),
        ("]", Refusal::BrokenOff),
        ("]E08801234567890", Refusal::Number(NoGtin::CheckDigit)),
        ("]E088012345678", Refusal::Number(NoGtin::Length(11))),
        ("]E0880123456789x", Refusal::Number(NoGtin::NotDigits)),
        ("]E024252614", Refusal::Number(NoGtin::NumberSystem)),
        ("]C110LOT", Refusal::NamesNothing),
        ("\x1b@\x1dV\0", Refusal::ControlCharacters),
        ("]Q1\x1b@", Refusal::ControlCharacters),
    ] {
        assert_eq!(refusal(frame), expected, "{frame:?}");
    }
    for (frame, words) in [
        ("]C104", "byte 0 begins no identifier"),
        ("]C101088012345678931726", "(17) is too short"),
        ("]C1010880123456789317261331", "(17) does not hold (yymmd0)"),
        ("]C101088012345678910LOT", "(01) "),
        ("]C1010880123456789310A B", "(10) has a character at 1"),
        ("]C1010880123456789310A\x1d10B", "(10) comes twice"),
        ("]C101088012345678933712", "(01) and (37) exclude each other"),
        ("]Q1https://a/01/08801234567890", "(01) in the link does not hold (csum)"),
        ("]Q1https://a/01/08801234567893/21/S/10/L", "(10) does not belong behind (01)"),
        ("]Q1https://a/01/08801234567893?10=L", "(10) belongs into the link's path"),
    ] {
        let said = refusal(frame).to_string();
        assert!(said.contains(words) && said.contains("scan"), "{frame:?}: {said}");
    }
    let unknown = Refusal::Link(LinkFault::UnknownAi);
    assert_eq!(refusal("]Q1https://a/01/08801234567893?04=1"), unknown);
}

#[test]
fn codes_that_are_none_of_gs1_are_texts() {
    for (frame, text) in [
        ("]C0A0427261123", "A0427261123"),
        ("A0427261123", "A0427261123"),
        ("]Q1반품 27", "반품 27"),
        ("]Q1https://shop.example/claim/27", "https://shop.example/claim/27"),
        ("]Q10108801234567893", "0108801234567893"),
        ("12345678", "12345678"),
        ("]A0ORDER-7", "ORDER-7"),
        ("'; DROP TABLE unit;--", "'; DROP TABLE unit;--"),
    ] {
        assert_eq!(read(&Code::read(frame.as_bytes()), TODAY_YEAR), Ok(Reading::Text(text)), "{frame}");
    }
}

#[test]
fn elements_can_be_had_one_by_one() {
    let elements = Elements::parse(b"010880123456789310L\x1d17261130", TODAY_YEAR).unwrap();
    let all: Vec<_> = elements.iter().map(|e| (e.ai.to_string(), e.value, e.row.name)).collect();
    let expected = [("01", "08801234567893", "GTIN"), ("10", "L", "BATCH/LOT"), ("17", "261130", "EXPIRY")];
    assert_eq!(all, expected.map(|(ai, value, name)| (ai.to_owned(), value, name)));
    assert_eq!((elements.value("10"), elements.value("21")), (Some("L"), None));
}

#[test]
fn day_zero_is_the_end_of_the_month() {
    for (digits, expected) in [
        ("261100", day(2026, 11, 30)),
        ("260200", day(2026, 2, 28)),
        ("280200", day(2028, 2, 29)),
        ("261200", day(2026, 12, 31)),
        ("261115", day(2026, 11, 15)),
    ] {
        assert_eq!(item(&format!("]C1010880123456789317{digits}")).expires, expected, "{digits}");
    }
}

#[test]
fn a_year_of_two_digits_is_from_49_years_ago_to_50_years_ahead() {
    for (today_year, two_digits, year) in [
        (2026, "26", 2026),
        (2026, "76", 2076),
        (2026, "77", 1977),
        (2026, "00", 2000),
        (2049, "00", 2000),
        (2050, "00", 2100),
        (2099, "00", 2100),
        (2099, "50", 2050),
        (2099, "49", 2149),
        (2001, "51", 2051),
        (2001, "52", 1952),
    ] {
        let digits = format!("{two_digits}0615");
        let found = Date::from_yymmdd(digits.as_bytes(), today_year);
        assert_eq!(found, Date::new(year, 6, 15), "{two_digits} in {today_year}");
    }
    assert_eq!(Date::from_yymmdd(b"000229", 2000), Date::new(2000, 2, 29));
    assert_eq!(Date::from_yymmdd(b"000229", 2100), None, "2100 has no leap day");
}

#[test]
fn an_item_can_be_had_as_names_and_texts() {
    let found = item("]d2010880123456789310LOT-7\x1d1726110039324100199\x1d70032611302359\x1d99X");
    let expected = [
        ("gtin", "08801234567893"),
        ("lot", "LOT-7"),
        ("expires", "2026-11-30"),
        ("expires_at", "2026-11-30T23:59:00"),
        ("price", "1.99 410"),
        ("99", "X"),
    ];
    assert_eq!(found.fields(), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let piece = item("]C18006088012345678930203");
    assert!(piece.fields().contains(&("piece".to_owned(), "2/3".to_owned())), "{:?}", piece.fields());
}
