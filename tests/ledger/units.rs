//! What the codes of units said: kept, limited, exported.

use domain::booking::Chosen;
use domain::booking::{Booked, Booking, Verdict};
use domain::judge::Outcome;
use domain::policy::Clause;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::staff::Role;
use domain::unit::{Gtin, Marking, UnitFacts};
use doro::export::export;
use doro::ledger::{Key, Ledger, Means};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::world::*;

fn unit(lot: &str, serial: &str) -> UnitFacts {
    let gtin = Gtin::new(8_801_234_567_893).unwrap();
    let (lot, serial) = (Marking::new(lot), Marking::new(serial));
    UnitFacts { gtin, lot, serial, expires_on: Some(day("2027-01-31")), produced_on: None, doubtful: false }
}

fn with_units(serial: u64, seen: Vec<UnitFacts>) -> Booking {
    let mut booking = booking(serial, &[(1, u32::try_from(seen.len()).unwrap().max(1), Outcome::Eligible)]);
    booking.lines[0].seen = seen;
    booking
}

/// A ledger on disk in which three units were booked, of two lots, one without a serial number.
fn three_units() -> (TempDir, Ledger, Booked) {
    let folder = TempDir::new().unwrap();
    let mut ledger = Ledger::open(&folder.path().join("doro.db"), &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001"), order("S1002")], noon()).unwrap();
    doro::staff::add(&mut ledger, "가람", Role::Clerk, PIN, noon()).unwrap();
    let visit = book(&mut ledger, with_units(1, vec![unit("=L2", "S1"), unit("L1", "S2"), unit("=L2", "")]));
    (folder, ledger, visit)
}

fn twins(ledger: &mut Ledger, visit: &Booked) -> Vec<u16> {
    match ask(ledger, Question::Desk(DeskQuestion::Case(visit.number))) {
        Answer::Desk(DeskAnswer::Case(case)) => case.twins.iter().map(|twin| twin.visit.sequence).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_seen_unit_is_a_row_of_its_own() {
    let (folder, ledger, _) = three_units();
    let db = Connection::open(folder.path().join("doro.db")).unwrap();
    let mut rows = db
        .prepare("SELECT concat_ws(' ', nth, gtin, lot, coalesce(serial, '-'), expires_on) FROM visit_units")
        .unwrap();
    let rows: Vec<String> = rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(
        rows,
        [
            "1 08801234567893 =L2 S1 2027-01-31",
            "2 08801234567893 L1 S2 2027-01-31",
            "3 08801234567893 =L2 - 2027-01-31",
        ]
    );
    assert_eq!((ledger.audit().unwrap().units_seen, ledger.audit().unwrap().is_sound()), (3, true));
}

#[test]
fn what_was_seen_of_units_neither_grows_nor_changes() {
    let (folder, _ledger, _) = three_units();
    let db = Connection::open(folder.path().join("doro.db")).unwrap();
    db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON").unwrap();
    for sql in [
        "INSERT INTO visit_units VALUES (1, 0, 4, '08801234567893', 'L3', NULL, NULL, NULL, 0)",
        "INSERT INTO visit_units VALUES (1, 1, 1, '08801234567893', 'L3', NULL, NULL, NULL, 0)",
        "INSERT INTO visit_units VALUES (7, 0, 1, '08801234567893', 'L3', NULL, NULL, NULL, 0)",
        "INSERT OR REPLACE INTO visit_units VALUES (1, 0, 3, '08801234567893', 'L1', 'S1', NULL, NULL, 0)",
        "INSERT OR REPLACE INTO visit_units VALUES (1, 0, 3, '8801234567893', NULL, NULL, NULL, NULL, 0)",
        "INSERT OR REPLACE INTO visit_units VALUES (1, 0, 3, '08801234567893', '', NULL, NULL, NULL, 0)",
        "INSERT OR REPLACE INTO visit_units VALUES (1, 0, 3, '08801234567893', NULL, printf('%021d', 1), NULL, NULL, 0)",
        "INSERT OR REPLACE INTO visit_units VALUES (1, 0, 3, '08801234567893', NULL, NULL, '2027-02-30', NULL, 0)",
        "UPDATE visit_units SET lot = 'L1'",
        "DELETE FROM visit_units",
    ] {
        let error = db.execute_batch(sql).expect_err(sql);
        assert_eq!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::ConstraintViolation), "{sql}: {error}");
    }
}

#[test]
fn a_serial_number_in_two_visits_is_flagged_until_one_of_them_is_refused() {
    let (_folder, mut ledger, first) = three_units();
    let mut again = with_units(2, vec![unit("L9", "S2")]);
    again.order.0 = "S1002".to_owned();
    let second = book(&mut ledger, again);
    assert_eq!((twins(&mut ledger, &first), twins(&mut ledger, &second)), (vec![2], vec![1]));
    let Answer::Desk(DeskAnswer::Queue(rows, _)) = ask(&mut ledger, Question::Desk(DeskQuestion::Queue)) else {
        panic!()
    };
    assert_eq!(rows.iter().map(|row| row.look).collect::<Vec<_>>(), [false, true]);
    let verdict = Verdict::Refuse(Clause::CarelessDamage);
    ask(
        &mut ledger,
        Question::Desk(DeskQuestion::Decide { visit: first.number, verdict, staff: somebody(), at: noon() }),
    );
    assert!(twins(&mut ledger, &second).is_empty());
}

#[test]
fn the_same_lot_or_another_product_is_no_twin() {
    let (_folder, mut ledger, _) = three_units();
    let gtin = Gtin::new(8_801_234_567_886).unwrap();
    let mut again = with_units(2, vec![unit("=L2", "S7"), UnitFacts { gtin, ..unit("", "S1") }]);
    again.order.0 = "S1002".to_owned();
    let second = book(&mut ledger, again);
    assert!(twins(&mut ledger, &second).is_empty());
}

#[test]
fn lots_and_serial_numbers_are_exported_each_once_a_line_and_as_no_formula() {
    let (folder, _ledger, _) = three_units();
    let export = export(&folder.path().join("doro.db"), day("2026-11-20"), day("2026-11-20")).unwrap();
    let text = std::str::from_utf8(&export.files[0].1).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].contains(",lots,serials,expire_on,"), "{}", rows[0]);
    assert!(rows[1].contains(",'=L2 L1,S1 S2,2027-01-31,"), "{}", rows[1]);
}

#[test]
fn a_doubtful_marking_is_kept_and_exported_as_one_and_never_as_a_lot() {
    let (folder, mut ledger, _) = three_units();
    let swallowed = UnitFacts { doubtful: true, ..unit("HP04AA21HP04AA030312", "") };
    let unreadable = UnitFacts { doubtful: true, ..unit("", "") };
    let mut booking = with_units(2, vec![swallowed.clone(), unit("L1", "S9"), unreadable]);
    booking.order.0 = "S1002".to_owned();
    let visit = book(&mut ledger, booking);
    let Answer::Desk(DeskAnswer::Case(case)) = ask(&mut ledger, Question::Desk(DeskQuestion::Case(visit.number)))
    else {
        panic!()
    };
    assert_eq!(case.visit.booking.lines[0].seen[0], swallowed, "the staff see it");
    let db = Connection::open(folder.path().join("doro.db")).unwrap();
    let doubtful = "SELECT group_concat(doubtful, '') FROM visit_units WHERE visit_id = 2";
    assert_eq!(db.query_row(doubtful, [], |row| row.get::<_, String>(0)).unwrap(), "101");
    let export = export(&folder.path().join("doro.db"), day("2026-11-20"), day("2026-11-20")).unwrap();
    let text = std::str::from_utf8(&export.files[0].1).unwrap();
    let row = text.lines().nth(2).unwrap();
    assert!(row.contains(",L1,S9,2027-01-31,") && row.contains(",HP04AA21HP04AA030312 ?"), "{row}");
}

#[test]
fn what_was_kept_before_units_were_seen_can_be_read() {
    let old = r#"{"no":1,"units":2,"reason":null,"condition":null,"evidence":null,"noticed_on":null}"#;
    let chosen: Chosen = serde_json::from_str(old).unwrap();
    assert_eq!((chosen.units, chosen.seen.len()), (2, 0));
    assert_eq!(serde_json::to_string(&chosen).unwrap(), old);
    let old = r#"{"gtin":8801234567893,"lot":"L1","serial":null,"expires_on":null,"produced_on":null}"#;
    let unit: UnitFacts = serde_json::from_str(old).unwrap();
    assert!(!unit.doubtful);
    assert_eq!(serde_json::to_string(&unit).unwrap(), old);
}
