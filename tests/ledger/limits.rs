//! The limits hold whatever SQL is written by hand.

use domain::judge::{Outcome, Payer};
use domain::money::Won;
use domain::policy::Reason;
use domain::protocol::{Question, VisitQuestion};
use rusqlite::Connection;
use tempfile::TempDir;

use doro::ledger::{Key, Ledger, Means};

use crate::world::*;

/// A database with one booked visit of two of the three units of line 1, by a raw connection without any care.
fn raw() -> (TempDir, Connection) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let mut ledger = Ledger::open(&file, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001")], noon()).unwrap();
    doro::staff::add(&mut ledger, "가람", domain::staff::Role::Clerk, PIN, noon()).unwrap();
    let mut first = booking(1, &[(1, 2, Outcome::Eligible)]);
    first.lines[0].reason = Reason::ChangeOfMind;
    first.decision.shipping.payer = Payer::Customer;
    first.decision.shipping.amount = Won(3_000);
    book(&mut ledger, first);
    drop(ledger);
    let raw = Connection::open(file).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    // A second visit of the same order that returns nothing yet.
    raw.execute_batch(
        "INSERT INTO visits SELECT 2, 9, 9, day_on, 2, claim_code + 1, order_no, confirmed_at, clock_trust, language,
            0, 0, stage, policy_from_on, 'store', 0, 0, 0, 0, 0, NULL, NULL, NULL, booking, standing, 0, 0, terminal
            FROM visits WHERE id = 1",
    )
    .unwrap();
    (folder, raw)
}

const LINE: &str = "'8801', '상품', 'defective', NULL, 'eligible', '', NULL, 0, 0";

#[test]
fn hostile_sql_is_refused() {
    let table = [
        // More units than bought, in one row, in a second row, by raising, by counting again.
        format!("INSERT INTO visit_lines VALUES (2, 0, 'S1001', 1, 2, 1, {LINE})"),
        format!("INSERT INTO visit_lines VALUES (2, 0, 'S1001', 2, 2, 1, {LINE})"),
        format!("INSERT OR REPLACE INTO visit_lines VALUES (1, 0, 'S1001', 1, 3, 1, {LINE})"),
        "UPDATE visit_lines SET units = 3 WHERE visit_id = 1".to_owned(),
        "UPDATE visit_lines SET line_no = 2 WHERE visit_id = 1".to_owned(),
        "UPDATE visit_lines SET counts = 0 WHERE visit_id = 1".to_owned(),
        "DELETE FROM visit_lines".to_owned(),
        // The counter itself.
        "UPDATE line_caps SET returned_here = 0".to_owned(),
        "UPDATE line_caps SET bought = 1".to_owned(),
        "UPDATE line_caps SET returned_before = 2".to_owned(),
        "DELETE FROM line_caps".to_owned(),
        "INSERT OR REPLACE INTO line_caps VALUES ('S1001', 1, 99, 0, 0)".to_owned(),
        "INSERT OR REPLACE INTO line_caps VALUES ('S1001', 1, 99, 0, 2)".to_owned(),
        "UPDATE line_caps SET bought = 99".to_owned(),
        "UPDATE payment_caps SET paid_won = 99999".to_owned(),
        "INSERT OR REPLACE INTO payment_caps VALUES ('S1001', 'card', 35000, 0, 0)".to_owned(),
        // A line that is no line of an order.
        format!("INSERT INTO visit_lines VALUES (2, 0, 'S1001', 9, 1, 1, {LINE})"),
        format!("INSERT INTO visit_lines VALUES (9, 0, 'S1001', 1, 1, 1, {LINE})"),
        // A refused line takes no units.
        format!("INSERT INTO visit_lines VALUES (2, 0, 'S1001', 1, 1, 1, {})", LINE.replace("eligible", "refused")),
        // More won than paid.
        "INSERT INTO visit_payments VALUES (2, 0, 'S1001', 'card', 15001, 1, 'deposit', '2026-11-20', '2026-11-20')"
            .to_owned(),
        "INSERT INTO visit_payments VALUES (2, 0, 'S1001', 'mobile', 1, 1, 'deposit', '2026-11-20', '2026-11-20')"
            .to_owned(),
        "UPDATE visit_payments SET amount_won = 99999".to_owned(),
        "UPDATE payment_caps SET refunded_here_won = 0".to_owned(),
        "DELETE FROM visit_payments".to_owned(),
        // The first delivery a second time, a number twice, a visit undone.
        "UPDATE visits SET charges_outbound = 1 WHERE id = 2".to_owned(),
        "INSERT INTO visits SELECT 3, 9, 10, day_on, 3, 7, order_no, confirmed_at, clock_trust, language, 0, 0, stage,
            policy_from_on, 'customer', 3000, 1, 0, 0, 0, NULL, NULL, NULL, booking, standing, 0, 0, terminal FROM visits WHERE id = 1"
            .to_owned(),
        "UPDATE visits SET first_delivery_won = 3000".to_owned(),
        "UPDATE visits SET first_delivery_won = -1 WHERE id = 1".to_owned(),
        // Everything that was known, and nobody says when.
        "UPDATE imports SET returned = 'everything'".to_owned(),
        "UPDATE imports SET as_of_at = '2026-11-20T00:00:00Z'".to_owned(),
        "UPDATE visits SET sequence = 1 WHERE id = 2".to_owned(),
        // A visit that somebody waits for is not void, and what was shown was shown.
        "UPDATE visits SET standing = 'void' WHERE id = 1".to_owned(),
        "UPDATE visits SET standing = 'booked' WHERE id = 1".to_owned(),
        "UPDATE visits SET standing = 'gone' WHERE id = 1".to_owned(),
        "UPDATE visits SET claim_code = (SELECT claim_code FROM visits WHERE id = 1) WHERE id = 2".to_owned(),
        "DELETE FROM visits".to_owned(),
        "UPDATE visits SET stage = 'approved' WHERE id = 1".to_owned(),
        "UPDATE visits SET stage = 'refused', decided_at = '2026-11-20T00:00:00Z', decided_by = 1 WHERE id = 1"
            .to_owned(),
        // An approval of nothing, a talk about what comes back.
        "UPDATE visits SET stage = 'approved', decided_at = '2026-11-20T00:00:00Z', decided_by = 1 WHERE id = 2"
            .to_owned(),
        "UPDATE visits SET stage = 'refused', talked = 1, decided_at = '2026-11-20T00:00:00Z', decided_by = 1,
            refused_clause = 'condition.media' WHERE id = 1"
            .to_owned(),
        // A survey before the visit is closed; days and amounts that do not exist.
        "INSERT INTO surveys VALUES (1, 1, 'shown', NULL, '2026-11-20T00:00:00Z', NULL)".to_owned(),
        "UPDATE orders SET ordered_on = '2026-02-30'".to_owned(),
        "UPDATE order_lines SET unit_price_won = -1".to_owned(),
        "UPDATE order_lines SET unit_price_won = 'dear'".to_owned(),
        "UPDATE staff SET pin_hash = '1234'".to_owned(),
    ];
    let (_folder, raw) = raw();
    for sql in table {
        let error = raw.execute_batch(&sql).expect_err(&sql);
        let code = error.sqlite_error_code();
        assert_eq!(code, Some(rusqlite::ErrorCode::ConstraintViolation), "{sql}: {error}");
    }
    let left: (i64, i64) =
        raw.query_row("SELECT bought, returned_here FROM line_caps", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(left, (3, 2));
}

#[test]
fn what_the_limits_allow_is_allowed() {
    let (_folder, raw) = raw();
    raw.execute_batch(&format!(
        "INSERT INTO visit_lines VALUES (2, 0, 'S1001', 1, 1, 1, {LINE});
         INSERT INTO visit_payments VALUES (2, 0, 'S1001', 'card', 15000, 1, 'deposit', '2026-11-20', '2026-11-20');
         UPDATE visits SET stage = 'refused', decided_at = '2026-11-20T00:00:00Z', decided_by = 1,
            refused_clause = 'condition.media' WHERE id = 1;
         UPDATE visit_lines SET counts = 0 WHERE visit_id = 1;
         UPDATE visit_payments SET counts = 0 WHERE visit_id = 1;",
    ))
    .unwrap();
    let left: (i64, i64) = raw
        .query_row("SELECT returned_here, (SELECT refunded_here_won FROM payment_caps) FROM line_caps", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(left, (1, 15_000));
}

#[test]
fn an_ended_survey_takes_no_row() {
    let (_folder, raw) = raw();
    raw.execute_batch(
        "UPDATE visits SET stage = 'approved', decided_at = '2026-11-20T00:00:00Z', decided_by = 1 WHERE id = 1;
         INSERT INTO surveys VALUES (1, 1, 'declined', NULL, '2026-11-20T00:00:00Z', '2026-11-20T00:00:01Z');",
    )
    .unwrap();
    for sql in [
        "INSERT INTO survey_touches VALUES (1, 1, '2026-11-20T00:00:00Z', 'recommend', 9, NULL, NULL)",
        "UPDATE surveys SET status = 'completed', score = 9",
        "INSERT INTO surveys VALUES (1, 1, 'shown', NULL, '2026-11-20T00:00:00Z', NULL)",
    ] {
        raw.execute_batch(sql).expect_err(sql);
    }
}

#[test]
fn visits_of_one_day_are_numbered_up_to_9999_and_never_twice() {
    let mut ledger = shop();
    let refused = |serial| booking(serial, &[(1, 1, Outcome::Refused)]);
    let first = book(&mut ledger, refused(1)).number;
    let mut yesterday = refused(2);
    yesterday.at = at("2026-11-19T14:59:59Z");
    assert_eq!(book(&mut ledger, yesterday).number.to_string()[..11], *"261119-0001");
    let mut midnight = refused(3);
    midnight.at = at("2026-11-19T15:00:00Z");
    let second = book(&mut ledger, midnight).number;
    assert_eq!((first.sequence, second.sequence, second.day), (1, 2, first.day));
    let mut long_ago = refused(4);
    long_ago.at = at("1970-01-01T00:00:00Z");
    long_ago.trust = domain::moment::Trust::Untrusted;
    assert_eq!(book(&mut ledger, long_ago).number.to_string()[..11], *"000101-0001");
}

#[test]
fn what_does_not_fit_is_a_failure_and_changes_nothing() {
    let mut ledger = shop();
    let mut strange = Vec::new();
    let mut nobody = booking(1, &[(1, 1, Outcome::Eligible)]);
    nobody.order.0 = "S9".to_owned();
    strange.push(nobody);
    strange.push(booking(2, &[(7, 1, Outcome::Eligible)]));
    strange.push(booking(3, &[]));
    let mut uneven = booking(4, &[(1, 1, Outcome::Eligible)]);
    uneven.decision.lines.clear();
    strange.push(uneven);
    strange.push(booking(5, &[(1, 1, Outcome::Eligible), (1, 1, Outcome::Eligible)]));
    for booking in strange {
        let answer = ask_twice(&mut ledger, Question::Visit(VisitQuestion::Book(Box::new(booking))));
        assert!(matches!(answer, domain::protocol::Answer::Failed(_)), "{answer:?}");
    }
    assert_eq!(found_order(&mut ledger, "S1001").lines[0].facts.already_returned, 0);
}
