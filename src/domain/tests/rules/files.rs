//! The store's own files: what is wrong in them is named by file, line, column and field.

use domain::calendar::{Calendar, DayOff, Holiday};
use domain::policy::Book;

use crate::world::{BOOK, date, general};

const POLICY: &str = include_str!("../../policy.toml");

/// What the embedded policy says with `from` replaced by `to`.
fn complaint(from: &str, to: &str) -> String {
    assert!(POLICY.contains(from), "{from}");
    Book::parse(&POLICY.replacen(from, to, 1), "store.toml").unwrap_err().to_string()
}

/// The line of the embedded policy on which `text` first stands.
fn line_of(text: &str) -> usize {
    POLICY.lines().position(|line| line.contains(text)).unwrap() + 1
}

/// What is replaced in the embedded policy by what, the field that is named, and what is said of it.
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("from = 2015-01-01", "from = \"2015\"", "version[0].from", "invalid type: string"),
    ("from = 2015-01-01", "from = 2015-01-01T10:00:00", "version[0].from", "expected a date alone"),
    ("never = [\"price_change\"]", "never = [\"price\"]", "version[0].never[0]", "unknown variant `price`"),
    ("never = [\"price_change\"]", "never = [\"defective\"]", "version[0].never", "expected price_change alone"),
    (
        "received = { days = 7 }",
        "received = { days = 0 }",
        "version[0].deadline.change_of_mind.received",
        "expected days from 1",
    ),
    (
        "received = { days = 7 }",
        "received = { days = -7 }",
        "version[0].deadline.change_of_mind.received.days",
        "invalid value",
    ),
    (
        "received = { months = 3 }",
        "received = { months = 3, days = 1 }",
        "version[0].deadline.defect.received",
        "expected days from 1",
    ),
    (
        "received = { months = 3 }",
        "received = { weeks = 3 }",
        "version[0].deadline.defect.received.weeks",
        "unknown field `weeks`",
    ),
    ("combine = \"either\"", "combine = \"any\"", "version[0].deadline.defect.combine", "unknown variant `any`"),
    (
        "walk_in_inbound = \"waived\"",
        "walk_in_inbound = \"free\"",
        "version[0].shipping.walk_in_inbound",
        "unknown variant `free`",
    ),
    (
        "first_delivery = \"refunded_with_the_last\"",
        "first_delivery = \"refunded\"",
        "version[0].shipping.first_delivery",
        "unknown variant `refunded`",
    ),
    ("evidence_days = 14", "evidence_days = 0", "version[0].evidence_days", "expected days from 1"),
    (
        "how = \"points\"",
        "partial_cancel = true\nhow = \"points\"",
        "version[0].refund.points.partial_cancel",
        "expected partial_cancel beside same_month",
    ),
    ("paid = [\"refund\"]", "paid = []", "version[0].path.paid", "expected steps that end with refund"),
    ("business_days = [3, 5]", "business_days = [5, 3]", "version[0].refund.card", "expected one of business_days"),
    ("days = [0, 0]", "within_hours = 25", "version[0].refund.points", "expected one of business_days"),
    ("\"mobile\", \"points\"]", "\"mobile\"]", "version[0].refund.order", "expected each of the five methods"),
    (
        "\"mobile\", \"points\"]",
        "\"mobile\", \"mobile\"]",
        "version[0].refund.order",
        "expected each of the five methods",
    ),
    ("flags = [\"opened_and_mounted\"]", "flags = []", "version[0].refusal[5].flags", "expected at least one flag"),
    (
        "flags = [\"opened_and_mounted\"]",
        "flags = [\"mounted\"]",
        "version[0].refusal[5].flags[0]",
        "unknown variant `mounted`",
    ),
    (
        "clause = \"condition.car\"",
        "clause = \"price_change\"",
        "version[0].refusal[5].clause",
        "expected a clause of a condition",
    ),
    (
        "clause = \"evidence.medical\"",
        "clause = \"condition.car\"",
        "version[0].evidence[1].clause",
        "expected a clause of evidence",
    ),
    (
        "count_first_day = false",
        "count_first_day = 0",
        "version[0].deadline.change_of_mind.count_first_day",
        "invalid type",
    ),
];

#[test]
fn a_policy_that_is_not_one_names_its_place() {
    for (from, to, field, right) in WRONG {
        let got = complaint(from, to);
        let start = format!("store.toml:{}:", line_of(from));
        assert!(got.starts_with(&start), "{got}\n{start}");
        assert!(got.contains(&format!(" {field}: ")) && got.contains(right), "{got}\n{field}: {right}");
    }
}

#[test]
fn what_belongs_together_is_held_together() {
    for (from, to, right) in [
        ("combine = \"either\"\n", "", "deadline.defect.combine: expected combine"),
        ("noticed = { days = 30 }\n", "", "deadline.defect.combine: expected a period noticed"),
        ("\"wrong_item\", \"adverse_reaction\"]", "\"adverse_reaction\"]", "expected wrong_item once"),
        (
            "\"ordered_by_mistake\"]\nreceived",
            "\"ordered_by_mistake\", \"defective\"]\nreceived",
            "expected defective once",
        ),
        ("[version.refund.points]\nhow = \"points\"\ndays = [0, 0]\n", "", "missing field `points`"),
        ("[version.shipping]", "[version.postage]", "unknown field `postage`"),
        ("\n[[version]]\n", "\n[[version]\n", "store.toml:5:"),
    ] {
        let got = complaint(from, to);
        assert!(got.contains(right), "{got}\n{right}");
    }
    let twice = format!("{POLICY}\n{POLICY}");
    let got = Book::parse(&twice, "store.toml").unwrap_err().to_string();
    assert!(got.contains("version[1].from: expected a day of its own"), "{got}");
    assert!(Book::parse("version = []", "store.toml").unwrap_err().to_string().contains("at least one [[version]]"));
    assert!(Book::parse("", "store.toml").is_err());
}

#[test]
fn the_version_in_force_on_the_day_of_purchase_decides() {
    let newer = POLICY.replace("from = 2015-01-01", "from = 2026-11-01").replace("days = 7", "days = 14");
    for text in [format!("{POLICY}\n{newer}"), format!("{newer}\n{POLICY}")] {
        let book = Book::parse(&text, "store.toml").unwrap();
        for (ordered, from, last) in
            [("2026-10-31", "2015-01-01", "2026-11-12"), ("2026-11-01", "2026-11-01", "2026-11-19")]
        {
            let request =
                general(domain::policy::Reason::ChangeOfMind, |request| request.order.ordered_on = date(ordered));
            let decision = domain::judge::judge(&book, &Calendar::embedded(), &request, true).unwrap();
            assert_eq!((decision.policy_from, decision.lines[0].deadline), (date(from), Some(date(last))));
        }
    }
    assert_eq!(BOOK.versions().len(), 1);
}

const DAYS: &str = "known_until = 2026-12-31\n\n[[holiday]]\non = 2026-11-23\nko = \"임시공휴일\"\nen = \"Declared\"\n";

#[test]
fn a_declared_day_is_a_day_off_with_its_names() {
    let calendar = Calendar::parse(DAYS, "days.toml").unwrap();
    let names = Holiday::Temporary { ko: "임시공휴일".to_owned(), en: "Declared".to_owned() };
    assert_eq!(calendar.day_off(date("2026-11-23")), Some(DayOff::Holiday(names)));
    assert_eq!(calendar.known_until(), date("2026-12-31"));
    assert_eq!(Calendar::embedded().day_off(date("2026-11-23")), None);
}

#[test]
fn a_substitute_makes_way_for_a_declared_day() {
    // 15 August 2026 is a Saturday; with Monday declared, its substitute is Tuesday.
    let text = DAYS.replace("2026-11-23", "2026-08-17");
    let calendar = Calendar::parse(&text, "days.toml").unwrap();
    assert_eq!(calendar.day_off(date("2026-08-18")), Some(DayOff::Holiday(Holiday::Substitute)));
}

#[test]
fn a_file_of_days_that_is_not_one_names_its_place() {
    for (from, to, want) in [
        ("known_until = 2026-12-31\n", "", "missing field `known_until`"),
        ("2026-12-31", "2026-13-31", "days.toml:1:"),
        ("2026-12-31", "\"soon\"", "days.toml:1:15: known_until: invalid type: string \"soon\""),
        ("2026-12-31", "2126-12-31", "days.toml:1:15: known_until: expected a date from 2014-01-01 to 2099-12-31"),
        ("on = 2026-11-23", "on = 2026-11-31", "days.toml:4:"),
        ("on = 2026-11-23", "on = 1999-01-01", "days.toml:4:6: holiday[0].on: expected a date from 2014"),
        ("on = 2026-11-23", "on = 10:00:00", "days.toml:4:6: holiday[0].on: expected a date alone"),
        ("ko = \"임시공휴일\"", "ko = \" \"", "days.toml:5:6: holiday[0].ko: expected a name"),
        ("en = \"Declared\"\n", "", "missing field `en`"),
        ("en = \"Declared\"", "de = \"x\"", "unknown field `de`"),
        (
            "en = \"Declared\"\n",
            "en = \"a\"\n[[holiday]]\non = 2026-11-23\nko = \"b\"\nen = \"b\"\n",
            "days.toml:8:6: holiday[1].on: expected each day once",
        ),
    ] {
        let got = Calendar::parse(&DAYS.replacen(from, to, 1), "days.toml").unwrap_err().to_string();
        assert!(got.contains(want), "{got}\n{want}");
    }
}

#[test]
fn what_an_editor_on_windows_adds_changes_nothing() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(Book::parse(&windows(POLICY), "store.toml").unwrap(), *BOOK);
    assert_eq!(Calendar::parse(&windows(DAYS), "days.toml"), Calendar::parse(DAYS, "days.toml"));
    let got = Calendar::parse(&windows(&DAYS.replace("ko =", "kr =")), "days.toml").unwrap_err();
    assert_eq!((got.line, got.column, got.field.as_str()), (5, 1, "holiday[0].kr"));
}

proptest::proptest! {
    #[test]
    fn no_file_makes_the_reader_panic(cut in 0usize..4000, put in "[ -~가-힣\n]{0,8}") {
        let mut text: String = POLICY.chars().take(cut).collect();
        text.push_str(&put);
        let _ = Book::parse(&text, "store.toml");
        let _ = Calendar::parse(&text, "days.toml");
    }
}
