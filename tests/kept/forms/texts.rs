//! Texts of every form that was ever written, one by one.

use std::fs::read_to_string;

use domain::booking::{Booking, Draft, VisitKey};
use domain::order::OrderMark;
use doro::ledger::LedgerError;
use doro::ledger::kept::words::Word;
use doro::ledger::kept::{Row, booking, draft, settlement};

use super::file;
use super::values::{self, settled};

fn text(form: &str) -> String {
    read_to_string(file(form)).unwrap().trim().to_owned()
}

const SOMEWHERE: Row<'_> = Row { table: "visits", row: &"261120-0001-1" };

#[test]
fn a_text_of_every_form_says_what_was_kept() {
    assert_eq!(draft::read(&text("draft-1.json"), SOMEWHERE).unwrap(), values::draft(31));
    let judged = Some(OrderMark(109_657_882_649_576_653));
    let booked = Booking { judged, contact: None, ..values::booking(1, "S3001") };
    assert_eq!(booking::read(&text("booking-1.json"), SOMEWHERE).unwrap(), booked);
    assert_eq!(booking::decision(&text("booking-1.json"), SOMEWHERE).unwrap(), booked.decision);
    assert_eq!(settlement::read(&text("settlement-1.json"), SOMEWHERE).unwrap(), settled());
}

#[test]
fn a_text_of_the_newest_form_says_what_was_kept_and_is_what_is_written_now() {
    let till = |key| VisitKey { terminal: "till".parse().unwrap(), ..key };
    let draft = Draft { key: till(values::key(31)), ..values::draft(31) };
    let judged = Some(OrderMark(109_657_882_649_576_653));
    let booking = Booking { key: till(values::key(1)), judged, ..values::booking(1, "S3001") };
    assert!(booking.contact.is_some(), "it is not written");
    let same = |form: &str, now: String| assert_eq!(now, text(form), "{form}");
    same("draft-2.json", draft::written(&draft).unwrap());
    same("booking-2.json", booking::written(&booking).unwrap());
    same("settlement-1.json", settlement::written(&settled()).unwrap().replacen("{\"form\":1,", "{", 1));
    assert_eq!(draft::read(&text("draft-2.json"), SOMEWHERE).unwrap(), draft);
    let kept = Booking { contact: None, ..booking };
    assert_eq!(booking::read(&text("booking-2.json"), SOMEWHERE).unwrap(), kept);
    assert_eq!(booking::decision(&text("booking-2.json"), SOMEWHERE).unwrap(), kept.decision);
}

#[test]
fn a_text_of_a_newer_form_names_its_row_and_what_to_do() {
    let newer = |form: &str| text(form).replacen('{', "{\"form\":9,\"new\":{},", 1);
    let said = [
        (2, draft::read(&newer("draft-1.json"), SOMEWHERE).unwrap_err()),
        (2, booking::read(&newer("booking-1.json"), SOMEWHERE).unwrap_err()),
        (2, booking::decision(&newer("booking-1.json"), SOMEWHERE).unwrap_err()),
        (1, settlement::read(&newer("settlement-1.json"), SOMEWHERE).unwrap_err()),
        // Nothing else of it needs to be understood.
        (2, booking::read("{\"form\":9}", SOMEWHERE).unwrap_err()),
    ];
    for (known, why) in said {
        assert!(matches!(why, LedgerError::NewerForm { form: 9, .. }), "{why:?}");
        assert_eq!(
            why.to_string(),
            format!(
                "visits, row 261120-0001-1, was written by a newer Doro (its form is 9, this program knows up to \
                 {known}): install that version; nothing was changed"
            )
        );
    }
    let broken = booking::read("{\"form\":1}", SOMEWHERE).unwrap_err().to_string();
    assert!(broken.contains("visits, row 261120-0001-1") && broken.contains("missing field"), "{broken}");
}

/// Kind and words of one kind.
fn line<T: Word>() -> String {
    let words: Vec<&str> = T::ALL
        .iter()
        .map(|(value, word)| {
            assert_eq!(value.spelled(), *word);
            *word
        })
        .collect();
    format!("{}: {}", T::NAME, words.join(" "))
}

#[test]
fn every_word_that_was_ever_written_is_still_one() {
    use domain::booking::{SlipState, Stage};
    use domain::calendar::Since;
    use domain::call::Cause;
    use domain::judge::{Check, Outcome, Payer};
    use domain::language::Language;
    use domain::moment::Trust;
    use domain::nps::Kind;
    use domain::order::{Category, Channel, Method, Status};
    use domain::policy::{Clause, Evidence, Flag, How, PathStep, Reason};
    use domain::staff::Role;
    use domain::survey::{Chip, Ending};
    let now = [
        line::<Language>(),
        line::<Channel>(),
        line::<Status>(),
        line::<Method>(),
        line::<Category>(),
        line::<Reason>(),
        line::<Flag>(),
        line::<Evidence>(),
        line::<Outcome>(),
        line::<Clause>(),
        line::<Trust>(),
        line::<Check>(),
        line::<PathStep>(),
        line::<Payer>(),
        line::<How>(),
        line::<Since>(),
        line::<SlipState>(),
        line::<Stage>(),
        line::<Role>(),
        line::<Cause>(),
        line::<Kind>(),
        line::<Chip>(),
        line::<Ending>(),
    ];
    for (before, now) in text("words-1.txt").lines().zip(&now) {
        let (kind, words) = before.split_once(": ").unwrap();
        let now: Vec<&str> = now.strip_prefix(kind).unwrap_or_else(|| panic!("{kind}")).split([':', ' ']).collect();
        let lost: Vec<&str> = words.split(' ').filter(|word| !now.contains(word)).collect();
        assert_eq!(lost, Vec::<&str>::new(), "{kind}");
    }
    assert_eq!(text("words-1.txt").lines().count(), now.len());
}
