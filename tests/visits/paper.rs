//! Slips as pictures: what the customer takes home. `GOLDEN=write` writes them anew; look at them then.

use std::path::PathBuf;

use domain::money::Won;
use domain::order::{Category, Method, Payment};
use domain::policy::Reason;
use doro::config::Shop;
use hardware::bench::Printed;
use hardware::paper::{draw, width};
use hardware::printer::escpos::{Mode, encode};

use super::counter::{Person, Touch, order};

pub fn shop() -> Shop {
    Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() }
}

/// Every word of the newest slip.
pub fn words_of_the_last_slip(person: &Person) -> String {
    use hardware::paper::Row;
    let rows = doro::words::paper::slip(person.slips.last().unwrap(), &shop()).0;
    let words = rows.into_iter().map(|row| match row {
        Row::Text { text, .. } | Row::Inverse { text, .. } => text,
        Row::Pair { left, right, .. } | Row::Detail { left, right } => format!("{left} {right}"),
        Row::Note { text, .. } => text,
        other => format!("{other:?}"),
    });
    words.collect::<Vec<_>>().join("\n")
}

/// Compares the newest slip with its picture: as it is drawn, and as a printer prints it in either mode.
pub fn check(person: &Person, dots: u32, name: &str) {
    let slip = doro::words::paper::slip(person.slips.last().unwrap(), &shop());
    let paper = draw(&slip, dots);
    for mode in [Mode::Raster, Mode::Text] {
        let printed = Printed::of(&encode(&slip, dots, mode).bytes(), dots);
        assert_eq!(printed.errors, [""; 0]);
        assert!(printed.papers == [paper.clone()], "{name} differs in {mode:?}");
    }
    let png = paper.to_png(1);
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/visits/slips/{name}.png"));
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&golden, &png).unwrap();
    }
    let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    std::fs::write(&seen, &png).unwrap();
    let expected = std::fs::read(&golden).unwrap_or_default();
    assert!(png == expected, "the slip differs from {}: look at {}", golden.display(), seen.display());
}

fn several() -> Person {
    let mut order = order("D1006", "2026-11-20", &[(Category::Apparel, 29_900, 3), (Category::Cosmetics, 12_800, 1)]);
    order.lines[0].product_name = "스트라이프 면 티셔츠 (네이비, L)".into();
    order.lines[0].facts.discount = Won(6_000);
    order.lines[1].product_name = "똠양 쌀국수 향 핸드크림 뷁에디션".into();
    order.facts.payments = vec![
        Payment { method: Method::Card, amount: Won(80_000), refunded: Won::ZERO },
        Payment { method: Method::Points, amount: Won(16_500), refunded: Won::ZERO },
    ];
    Person::new(&[order])
}

#[test]
fn a_change_of_mind_and_missing_proof_on_one_slip() {
    let mut person = several();
    person.scan("RD1006").touches(&[Touch::More(0), Touch::More(0)]).chooses(&[1]);
    person.says_of_each(&[Reason::ChangeOfMind, Reason::AdverseReaction]).accepts().confirms();
    check(&person, width::WIDE, "several-576");
    check(&person, width::NARROW, "several-384");
}

#[test]
fn an_english_reprint() {
    let mut person = several();
    person.touch(Touch::Language).scan("RD1006").chooses(&[1]).says_of_each(&[Reason::WrongItem]).accepts().confirms();
    person.goes().clerk_signs_in().opens(1).prints();
    check(&person, width::EPSON_180, "english-reprint-512");
}
