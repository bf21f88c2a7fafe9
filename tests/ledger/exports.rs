//! What leaves the shop.

use domain::booking::{Contact, Verdict};
use domain::judge::Outcome;
use domain::moment::seoul_date;
use domain::nps::Score;
use domain::policy::Clause;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question, SurveyQuestion};
use domain::staff::Role;
use domain::survey::{Chip, Ending, SurveyAnswer};
use doro::export::{ExportError, export, export_in_steps};
use doro::ledger::{Key, Ledger, Means};
use tempfile::TempDir;

use crate::world::*;

/// The file's rows, after its mark, as cells.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("the mark");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    csv.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, column: &str) -> &'a str {
    &rows[row][rows[0].iter().position(|name| name == column).unwrap()]
}

/// Four visits around two days of Seoul; of the third one line was accepted, then refused by the staff. The ledger
/// stays open: a kiosk runs while its manager exports.
fn four_visits(folder: &TempDir) -> (Ledger, std::path::PathBuf) {
    let db = folder.path().join("doro.db");
    let mut ledger = Ledger::open(&db, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
    let mut order = order("S1001");
    order.lines[0].product_name = "=HYPERLINK(\"x\")".to_owned();
    ledger.put_orders(&[order], noon()).unwrap();
    doro::staff::add(&mut ledger, "가람", Role::Clerk, PIN, noon()).unwrap();
    for (serial, instant) in [
        (1, "2026-11-18T14:59:59Z"),
        (2, "2026-11-18T15:00:00Z"),
        (3, "2026-11-20T14:59:59Z"),
        (4, "2026-11-20T15:00:00Z"),
    ] {
        let outcome = if serial == 3 { Outcome::Eligible } else { Outcome::Refused };
        let mut booking = booking(serial, &[(1, 1, outcome), (2, 1, Outcome::Refused)]);
        booking.at = at(instant);
        booking.lines[0].name = "=HYPERLINK(\"x\")".to_owned();
        booking.lines[0].product_barcode = "0012345678905".to_owned();
        booking.contact =
            Some(Contact { phone: "01012345678".to_owned(), consent: true, destroy_on: day("2026-12-20") });
        let visit = book(&mut ledger, booking).number;
        let decided = at(instant) + chrono::TimeDelta::seconds(90);
        let verdict = Verdict::Refuse(Clause::CarelessDamage);
        ask(&mut ledger, Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: decided }));
        let score = SurveyAnswer::Recommend(Score::new(9).unwrap());
        for (nth, answer) in [
            score,
            SurveyAnswer::Why(Chip::Staff, true),
            SurveyAnswer::Why(Chip::Speed, true),
            SurveyAnswer::Why(Chip::Goods, true),
            SurveyAnswer::Why(Chip::Goods, false),
        ]
        .into_iter()
        .enumerate()
        {
            let nth = u32::try_from(nth).unwrap() + 1;
            ask(&mut ledger, Question::Survey(SurveyQuestion::Touched { visit, answer, nth, at: noon() }));
        }
        let ended = noon() + chrono::TimeDelta::seconds(12);
        ask(&mut ledger, Question::Survey(SurveyQuestion::Ended { visit, ending: Ending::Completed, at: ended }));
    }
    (ledger, db)
}

#[test]
fn no_secret_of_a_visit_leaves_the_shop() {
    let folder = TempDir::new().unwrap();
    let (mut kiosk, db) = four_visits(&folder);
    let export = export(&db, day("2026-11-01"), day("2026-11-30")).unwrap();
    let cells: Vec<_> = export.files.iter().flat_map(|(_, bytes)| rows(bytes).concat()).collect();
    for visit in kiosk.audit().unwrap().visits {
        let Answer::Desk(DeskAnswer::Case(case)) = ask(&mut kiosk, Question::Desk(DeskQuestion::Case(visit))) else {
            panic!("{visit}")
        };
        let secret = [case.visit.claim_code.to_string(), format!("{:06}", case.visit.claim_code.0)];
        let slip = case.visit.slip_code().to_string();
        let told = cells.iter().find(|cell| secret.contains(cell) || cell.contains(&slip));
        assert_eq!(told, None, "{visit}");
        assert!(cells.contains(&visit.to_string()), "the number does");
    }
}

#[test]
fn a_period_holds_the_days_of_seoul_with_both_ends() {
    let folder = TempDir::new().unwrap();
    let (_kiosk, db) = four_visits(&folder);
    let export = export(&db, day("2026-11-19"), day("2026-11-20")).unwrap();
    assert_eq!((export.returns, export.answers), (4, 2));
    assert_eq!(export.files[0].0, "returns_2026-11-19_2026-11-20.csv");
    assert_eq!(export.files[1].0, "answers_2026-11-19_2026-11-20.csv");
    let returns = rows(&export.files[0].1);
    assert_eq!(returns.len(), 5);
    for (row, column, value) in [
        (1, "visit", "261119-0001-2"),
        (1, "confirmed_at", "2026-11-19 00:00:00"),
        (3, "confirmed_at", "2026-11-20 23:59:59"),
        (3, "product_name", "'=HYPERLINK(\"x\")"),
        (3, "product_barcode", "0012345678905"),
        (3, "outcome", "eligible"),
        (3, "net_won", "10000"),
        (3, "stage", "refused"),
        (3, "decided_at", "2026-11-21 00:01:29"),
        (3, "decided_by", "1"),
        (3, "refused_clause", "condition.careless_damage"),
        (3, "slip_state", "abandoned"),
        (3, "visit_refund_won", "0"),
        (3, "visit_refund_by", ""),
        (4, "visit_refund_won", ""),
        (4, "clauses", "deadline.change_of_mind"),
        (4, "line_no", "2"),
    ] {
        if column == "visit" {
            assert!(cell(&returns, row, column).starts_with("261119-0001-"));
        } else {
            assert_eq!(cell(&returns, row, column), value, "{column} of row {row}");
        }
    }
}

#[test]
fn only_what_the_staff_have_not_refused_adds_up() {
    let folder = TempDir::new().unwrap();
    let db = folder.path().join("doro.db");
    let mut ledger = Ledger::open(&db, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001")], noon()).unwrap();
    doro::staff::add(&mut ledger, "가람", Role::Clerk, PIN, noon()).unwrap();
    for (serial, approved) in [(1, None), (2, Some(true)), (3, Some(false))] {
        let mut booking = booking(serial, &[(1, 1, Outcome::Eligible)]);
        booking.lines[0].already_returned = u32::try_from(serial).unwrap() - 1;
        let visit = book(&mut ledger, booking).number;
        if let Some(approved) = approved {
            let refuse = Verdict::Refuse(Clause::CarelessDamage);
            let verdict = if approved { approve(&mut ledger, visit) } else { refuse };
            ask(&mut ledger, Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() }));
        }
    }
    let amounts = "DROP TRIGGER a_decided_visit_keeps_its_sums; UPDATE visits SET shipping_won = 3000, due_won = 2000";
    rusqlite::Connection::open(&db).unwrap().execute_batch(amounts).unwrap();
    let export = export(&db, seoul_date(noon()), seoul_date(noon())).unwrap();
    let returns = rows(&export.files[0].1);
    for (row, stage, shipping, refund, due, by) in [
        (1, "waiting", "3000", "10000", "2000", "card:10000"),
        (2, "approved", "3000", "10000", "2000", "card:10000"),
        (3, "refused", "0", "0", "0", ""),
    ] {
        let seen = ["stage", "visit_shipping_won", "visit_refund_won", "visit_due_won", "visit_refund_by"]
            .map(|column| cell(&returns, row, column));
        assert_eq!(seen, [stage, shipping, refund, due, by]);
    }
}

#[test]
fn answers_stand_beside_what_they_are_about_and_nobody_is_named() {
    let folder = TempDir::new().unwrap();
    let (_kiosk, db) = four_visits(&folder);
    let export = export(&db, day("2026-11-19"), day("2026-11-20")).unwrap();
    let answers = rows(&export.files[1].1);
    for (column, value) in [
        ("status", "completed"),
        ("score", "9"),
        ("kind", "promoter"),
        ("chips", "speed staff"),
        ("touches", "5"),
        ("seconds", "12"),
        ("reasons", "defective"),
        ("outcomes", "eligible refused"),
        ("clauses", "deadline.change_of_mind condition.careless_damage"),
        ("waited_seconds", "90"),
    ] {
        assert_eq!(cell(&answers, 2, column), value, "{column}");
    }
    for (_, bytes) in &export.files {
        assert!(!String::from_utf8_lossy(bytes).contains("01012345678"));
    }
}

#[test]
fn an_empty_period_has_headers_and_a_backward_one_is_refused() {
    let folder = TempDir::new().unwrap();
    let db = folder.path().join("doro.db");
    drop(Ledger::open(&db, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap());
    let empty = export(&db, day("2026-11-19"), day("2026-11-19")).unwrap();
    assert_eq!((empty.returns, empty.answers), (0, 0));
    for (_, bytes) in &empty.files {
        assert_eq!(rows(bytes).len(), 1);
    }
    let backwards = export(&db, day("2026-11-20"), day("2026-11-19"));
    assert!(matches!(backwards, Err(ExportError::Backwards { .. })));
    assert!(matches!(
        export(&folder.path().join("no.db"), day("2026-11-19"), day("2026-11-19")),
        Err(ExportError::Open(_))
    ));
}

#[test]
fn while_an_export_reads_the_log_can_be_emptied_and_what_is_booked_meanwhile_is_not_in_it() {
    let folder = TempDir::new().unwrap();
    let db = folder.path().join("doro.db");
    let mut ledger = Ledger::open(&db, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001")], noon()).unwrap();
    // Enquiries of which nothing comes back: as many as one likes.
    let mut enquire = |serial: u64| book(&mut ledger, booking(serial, &[(1, 1, Outcome::Refused)]));
    (1..=450).for_each(|serial| drop(enquire(serial)));
    let other = rusqlite::Connection::open(&db).unwrap();
    let (mut pauses, mut emptied) = (0, 0);
    let today = seoul_date(noon());
    let export = export_in_steps(&db, today, today, &mut || {
        pauses += 1;
        enquire(450 + pauses);
        let busy: i64 = other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
        let log = std::fs::metadata(folder.path().join("doro.db-wal")).unwrap().len();
        emptied += u64::from(busy == 0 && log == 0);
    });
    let export = export.unwrap();
    assert_eq!((pauses, emptied), (3, 3), "no transaction of an export lasts longer than some hundred rows");
    assert_eq!((export.returns, export.answers), (450, 0));
}
