//! The file: newer, locked, foreign, full, cut off; and the key beside it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use domain::booking::Contact;
use domain::judge::Outcome;
use domain::order::OrderNo;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Found, Question, VisitAnswer, VisitQuestion};
use doro::ledger::{Key, Ledger, LedgerError, Means, SCHEMA, connect_reader};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::world::*;

fn key() -> Key {
    Key::from_bytes([1; 32])
}

fn open(file: &Path) -> Result<Ledger, LedgerError> {
    Ledger::open(file, &key(), Means::seeded(1)).map_err(|error| {
        assert!(error.to_string().starts_with(&file.display().to_string()), "{error}");
        error.why
    })
}

fn opened(file: &Path) -> Ledger {
    let mut ledger = open(file).unwrap();
    ledger.put_orders(&[order("S1001"), order("S1002")], noon()).unwrap();
    ledger
}

#[test]
fn a_ledger_outlives_its_program() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let booked = book(&mut opened(&file), booking(1, &[(1, 1, Outcome::Eligible)]));
    assert_eq!(book(&mut open(&file).unwrap(), booking(1, &[(1, 1, Outcome::Eligible)])), booked);
    let raw = Connection::open(&file).unwrap();
    let mode: String = raw.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    drop(opened(&file));
    Connection::open(&file).unwrap().pragma_update(None, "user_version", SCHEMA + 1).unwrap();
    let error = open(&file).unwrap_err();
    assert!(matches!(error, LedgerError::TooNew { found, known } if (found, known) == (SCHEMA + 1, SCHEMA)));
    assert!(error.to_string().contains("newer version"));
    assert!(matches!(connect_reader(&file).unwrap_err().why, LedgerError::TooNew { .. }));
}

#[test]
fn a_database_of_another_program_and_a_file_that_is_none_are_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("other.db");
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    assert!(matches!(open(&file).unwrap_err(), LedgerError::NotOurs));
    let text = folder.path().join("letter.db");
    fs::write(&text, "Dear sir or madam, ".repeat(500)).unwrap();
    assert!(matches!(open(&text).unwrap_err(), LedgerError::NotADatabase));
    assert!(matches!(open(&folder.path().join("no/such/folder.db")).unwrap_err(), LedgerError::CannotOpen(_)));
    assert!(connect_reader(&folder.path().join("missing.db")).is_err());
}

#[test]
fn a_row_of_broken_letters_is_found_nowhere_and_everything_else_is() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let mut ledger = opened(&file);
    let spoilt = book(&mut ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number;
    let whole = book(&mut ledger, booking(2, &[(2, 1, Outcome::Eligible)])).number;
    let broken = "UPDATE visit_lines SET product_name = CAST(x'b1ff' AS TEXT)
                      WHERE visit_id = (SELECT min(id) FROM visits);
                  UPDATE order_lines SET product_name = CAST(x'b1ff' AS TEXT)
                      WHERE order_id = (SELECT id FROM live_orders WHERE order_no = 'S1001')";
    Connection::open(&file).unwrap().execute_batch(broken).unwrap();
    assert_eq!(find(&mut ledger, "S1001"), Found::Unknown);
    assert_eq!(
        ask(&mut ledger, Question::Visit(VisitQuestion::Reopen { order: OrderNo("S1001".into()) })),
        Answer::Visit(VisitAnswer::Found(Found::Unknown))
    );
    assert_eq!(found_order(&mut ledger, "S1002").facts.number.0, "S1002");
    let Answer::Desk(DeskAnswer::Queue(queue, _)) = ask(&mut ledger, Question::Desk(DeskQuestion::Queue)) else {
        panic!("no queue")
    };
    let numbers: Vec<_> = queue.iter().map(|row| row.number).collect();
    assert!(!numbers.contains(&spoilt) && numbers == [whole]);
}

#[test]
fn a_locked_database_is_said_to_be_locked() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    drop(opened(&file));
    let other = Connection::open(&file).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE clock SET newest_at = NULL").unwrap();
    let error = open(&file).unwrap_err();
    assert!(matches!(error, LedgerError::Locked), "{error}");
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let mut ledger = opened(&file);
    ledger.leave_room(2).unwrap();
    let long = "가".repeat(100_000);
    let mut big = booking(1, &[(1, 1, Outcome::Eligible)]);
    big.lines[0].name = long;
    let question = Question::Visit(VisitQuestion::Book(Box::new(big)));
    match ledger.answer(&question, noon()) {
        Answer::Failed(why) => assert!(why.contains("disk is full"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 0);
    ledger.leave_room(1_000).unwrap();
    assert!(matches!(ledger.answer(&question, noon()), Answer::Visit(VisitAnswer::Booked(_))));
}

/// A power cut is a copy of the files as they are at that moment.
#[test]
fn what_was_answered_is_in_the_files_at_once() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let mut ledger = opened(&file);
    let mut answered = Vec::new();
    for serial in 1..=6 {
        answered.push(book(&mut ledger, booking(serial, &[(1, 1, Outcome::Refused)])));
        let after = TempDir::new().unwrap();
        for end in ["", "-wal"] {
            let name = format!("doro.db{end}");
            fs::copy(folder.path().join(&name), after.path().join(&name)).unwrap();
        }
        let mut copy = open(&after.path().join("doro.db")).unwrap();
        for booked in &answered {
            assert_eq!(book(&mut copy, booked.booking.clone()), *booked);
        }
        let whole: String = Connection::open(after.path().join("doro.db"))
            .unwrap()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(whole, "ok");
    }
}

/// Half a transaction at the end of the log is what a cut in the middle of a write leaves.
#[test]
fn a_log_that_was_cut_off_anywhere_holds_the_last_whole_booking() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let wal = folder.path().join("doro.db-wal");
    let mut ledger = opened(&file);
    let first = book(&mut ledger, booking(1, &[(1, 1, Outcome::Refused)]));
    let before = fs::metadata(&wal).unwrap().len();
    book_unseen(&mut ledger, booking(2, &[(1, 1, Outcome::Refused)]));
    let log = fs::read(&wal).unwrap();
    let database = fs::read(&file).unwrap();
    for part in 1..8 {
        let end = before + (log.len() as u64 - before) * part / 8;
        let after = TempDir::new().unwrap();
        fs::write(after.path().join("doro.db"), &database).unwrap();
        fs::write(after.path().join("doro.db-wal"), &log[..usize::try_from(end).unwrap()]).unwrap();
        let mut copy = open(&after.path().join("doro.db")).unwrap();
        assert_eq!(book(&mut copy, first.booking.clone()), first);
        assert_eq!(book(&mut copy, booking(3, &[(1, 1, Outcome::Refused)])).number.sequence, 2);
    }
}

#[test]
fn a_key_is_made_once_for_its_owner_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("key");
    let db = folder.path().join("doro.db");
    let made = Key::load_or_create(&file).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let phone = "01012345678";
    let mut ledger = Ledger::open(&db, &made, Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001")], noon()).unwrap();
    let mut booking = booking(1, &[(1, 1, Outcome::Eligible)]);
    booking.contact = Some(Contact { phone: phone.to_owned(), consent: false, destroy_on: day("2026-12-20") });
    let booked = book(&mut ledger, booking);
    drop(ledger);
    let again = Ledger::open(&db, &Key::load_or_create(&file).unwrap(), Means::seeded(2)).unwrap();
    assert_eq!(again.contact(booked.number, noon()).unwrap().unwrap().phone, phone);
    drop(again);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(phone.len()).any(|window| window == phone.as_bytes()));
    }
    assert!(matches!(open(&db).unwrap_err(), LedgerError::WrongKey));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let error = Key::load_or_create(&file).unwrap_err();
    assert!(matches!(error.why, LedgerError::KeyOpen { mode: 0o640 }), "{error}");
    let broken = folder.path().join("broken");
    fs::write(&broken, "not a key").unwrap();
    fs::set_permissions(&broken, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(Key::load_or_create(&broken).unwrap_err().why, LedgerError::KeyBroken));
}
