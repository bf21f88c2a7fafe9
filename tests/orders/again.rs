//! The same orders again, beside booked returns and beside a kiosk that works.

use std::collections::BTreeSet;

use domain::booking::{BookedLine, Booking, SlipState, Verdict, VisitKey};
use domain::judge::{Charge, Decision, Derivation, LineDecision, Outcome, Payer, Promise, Refund};
use domain::language::Language;
use domain::moment::Trust;
use domain::money::Won;
use domain::order::{LineNo, Method, OrderNo, Status};
use domain::policy::{Clause, How, Reason};
use domain::protocol::{Answer, DeskQuestion, Question, VisitAnswer, VisitQuestion};
use domain::staff::{Role, StaffId};
use domain::terminal::Terminal;
use domain::visit_no::VisitNo;
use doro::ledger::Ledger;
use doro::orders::{Encoding, ImportError, import};

use crate::shop::*;

/// Two units of line 1 of `S1` for a fault: 19,000 by card.
pub fn booking(serial: u64) -> Booking {
    let promise = Promise {
        method: Method::Card,
        amount: Won(19_000),
        how: How::ApprovalCancel,
        earliest: today(),
        latest: today(),
        within_hours: None,
    };
    let line = LineDecision {
        outcome: Outcome::Eligible,
        clauses: Vec::new(),
        deadline: Some(today()),
        missing_evidence: Vec::new(),
        evidence_until: None,
        checks: Vec::new(),
        path: Vec::new(),
        net: Won(19_000),
        cancellation_fee: Won(0),
        derivation: Derivation::default(),
        alternatives: Vec::new(),
    };
    Booking {
        key: VisitKey { terminal: Terminal::FIRST, boot: 1, serial },
        at: now(),
        trust: Trust::Trusted,
        language: Language::Ko,
        order: OrderNo("S1".to_owned()),
        lines: vec![BookedLine {
            no: LineNo(1),
            name: "니트 카디건".to_owned(),
            product_barcode: "8801234567890".to_owned(),
            already_returned: 0,
            units: 2,
            seen: Vec::new(),
            reason: Reason::Defective,
            noticed_on: None,
            condition: BTreeSet::new(),
            evidence: BTreeSet::new(),
        }],
        decision: Decision {
            policy_from: today(),
            lines: vec![line],
            shipping: Charge { payer: Payer::Store, amount: Won(0) },
            cancellation_fee: Won(0),
            first_delivery: Won(0),
            refund: Refund { amount: Won(19_000), due: Won(0), payments: vec![promise] },
            now: None,
        },
        judged: None,
        contact: None,
        wants_staff: false,
        beside: Vec::new(),
    }
}

fn book(ledger: &mut Ledger, serial: u64) -> VisitNo {
    let booking = Box::new(booking(serial));
    let shown = Question::Visit(VisitQuestion::Shown { key: booking.key, slip: SlipState::Queued });
    let number = match ledger.answer(&Question::Visit(VisitQuestion::Book(booking)), now()) {
        Answer::Visit(VisitAnswer::Booked(booked)) => booked.number,
        other => panic!("{other:?}"),
    };
    assert_eq!(ledger.answer(&shown, now()), Answer::Done);
    number
}

fn good(change: impl Fn(&str) -> String) -> String {
    let rows = ROWS.map(change);
    csv(&[&rows[0], &rows[1]])
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let before = shop.order("S1");
    let report = shop.import(csv(&ROWS)).unwrap();
    assert_eq!((report.added, report.updated, report.unchanged, report.kept.len()), (0, 0, 1, 0));
    assert_eq!(shop.order("S1"), before);
}

#[test]
fn a_newer_file_updates_what_it_says_and_leaves_other_orders_alone() {
    let shop = Shop::new();
    let other = ROWS[1].replace("S1,29001", "S2,29002").replace("card:20000;points:4000", "card:5000");
    shop.import(csv(&[
        &ROWS[0].replace("delivered", "in_transit").replace("2026-11-12", ""),
        &ROWS[1].replace("delivered", "in_transit").replace("2026-11-12", ""),
        &other,
    ]))
    .unwrap();
    assert_eq!(shop.order("S1").unwrap().facts.status, Status::InTransit);
    shop.import(csv(&ROWS)).unwrap();
    assert_eq!(shop.order("S1").unwrap().facts.status, Status::Delivered);
    assert!(shop.order("S2").is_some());
}

#[test]
fn what_a_booked_return_rests_on_stays_and_is_named() {
    let table: [(&str, &str, &[&str]); 6] = [
        ("8801234567890", "8809999999999", &["product_barcode"]),
        ("apparel,10000,2,1000", "apparel,10500,2,2000", &["unit_price_won", "discount_won"]),
        ("apparel,10000,2,1000", "apparel,20000,1,1000", &["unit_price_won", "quantity"]),
        ("card:20000;points:4000", "card:18000;points:6000", &["payments"]),
        ("card:20000;points:4000", "points:24000", &["payments"]),
        (
            "S1,29001,online,2026-11-10,2026-11-12,delivered,0,3000,0,0,card:20000;points:4000,1,",
            "S1,29001,online,2026-11-10,2026-11-12,delivered,0,3000,0,0,card:20000;points:4000,3,",
            &["line_no"],
        ),
    ];
    for (from, to, fields) in table {
        let shop = Shop::new();
        shop.import(csv(&ROWS)).unwrap();
        book(&mut shop.ledger(), 1);
        let before = shop.order("S1");
        let report = shop.import(good(|row| row.replace(from, to))).unwrap();
        assert_eq!(report.kept.iter().map(|kept| kept.field).collect::<Vec<_>>(), fields, "{:?}", report.kept);
        assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 0));
        assert!(report.kept[0].to_string().starts_with("order S1"));
        assert_eq!(shop.order("S1"), before);
    }
}

#[test]
fn what_no_booked_return_rests_on_is_updated() {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    book(&mut shop.ledger(), 1);
    let text = good(|row| {
        row.replace("2026-11-12", "2026-11-13").replace("5000,1,0", "4000,1,0").replace("card:20000", "card:19000")
    });
    let report = shop.import(text).unwrap();
    assert_eq!((report.updated, report.kept.len()), (1, 0));
    let order = shop.order("S1").unwrap();
    assert_eq!(order.facts.received_on, Some("2026-11-13".parse().unwrap()));
    assert_eq!(order.lines.iter().map(|line| line.facts.already_returned).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(order.facts.payments[0].refunded, Won(19_000));
}

#[test]
fn a_return_that_the_staff_refused_contradicts_nothing() {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let mut ledger = shop.ledger();
    let visit = book(&mut ledger, 1);
    doro::staff::add(&mut ledger, "가람", Role::Clerk, "739154", now()).unwrap();
    let verdict = Verdict::Refuse(Clause::CarelessDamage);
    ledger.answer(&Question::Desk(DeskQuestion::Decide { visit, verdict, staff: StaffId(1), at: now() }), now());
    let report = shop.import(good(|row| row.replace("8801234567890", "8809999999999"))).unwrap();
    assert_eq!((report.updated, report.kept.len()), (1, 0));
}

#[test]
fn an_import_that_was_cut_off_is_seen_by_nobody_and_removed_by_the_next() {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let raw = rusqlite::Connection::open(shop.db()).unwrap();
    raw.execute_batch(
        "INSERT INTO imports (source, started_at) VALUES ('cut', '2026-11-20T00:00:00Z');
         INSERT INTO orders SELECT NULL, (SELECT max(id) FROM imports), 'S9', '9', '29009', '29009', channel,
            ordered_on, received_on, status, 0, 0, 0, 0, 0, NULL, NULL, NULL, 0, 2 FROM orders;",
    )
    .unwrap();
    assert_eq!(shop.order("S9"), None);
    shop.import(good(|row| row.replace("2026-11-12", "2026-11-13"))).unwrap();
    let left: i64 = raw.query_row("SELECT count(*) FROM orders", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1, "the cut import and the superseded version are gone");
    let dead: i64 = raw.query_row("SELECT count(*) FROM imports WHERE live = 0", [], |row| row.get(0)).unwrap();
    assert_eq!(dead, 0);
}

#[test]
fn a_kiosk_that_books_during_an_import_gets_in_and_what_it_booked_counts() {
    let shop = Shop::new();
    shop.import(csv(&ROWS)).unwrap();
    let mut kiosk = shop.ledger();
    let mut text = Vec::new();
    doro::orders::write_csv(doro::orders::generate(4_000, 5, today()), &mut text).unwrap();
    let changed = good(|row| row.replace("8801234567890", "8809999999999"));
    text.extend(changed.lines().skip(1).flat_map(|row| format!("{row},,,\n").into_bytes()));
    let file = shop.file("both.csv", &text);
    // The import tells its progress between two of its transactions: there the kiosk books.
    let mut booked = false;
    let report = import(&shop.db(), &file, Encoding::Utf8, now(), &mut |step| {
        if !booked && step.phase == doro::orders::Phase::Merging {
            book(&mut kiosk, 1);
            booked = true;
        }
    })
    .unwrap();
    assert!(booked);
    assert_eq!(report.kept.iter().map(|kept| kept.field).collect::<Vec<_>>(), ["product_barcode"]);
    assert_eq!(shop.order("S1").unwrap().lines[0].facts.already_returned, 2);
}

#[test]
fn two_imports_at_once_are_one_too_many() {
    let shop = Shop::new();
    let file = shop.file("orders.csv", csv(&ROWS));
    let mut second = None;
    let mut text = Vec::new();
    doro::orders::write_csv(doro::orders::generate(100, 5, today()), &mut text).unwrap();
    let long = shop.file("long.csv", text);
    import(&shop.db(), &long, Encoding::Utf8, now(), &mut |_| {
        second.get_or_insert_with(|| import(&shop.db(), &file, Encoding::Utf8, now(), &mut |_| ()));
    })
    .unwrap();
    assert!(matches!(second, Some(Err(ImportError::Busy { .. }))), "{second:?}");
}

#[test]
fn whatever_a_file_says_otherwise_of_an_order_is_noticed() {
    const HEAD: &str =
        "payments_refunded,outbound_charged,approval_no,approved_on,instalments,already_returned,lot,image";
    let header = format!("{HEADER},{HEAD}");
    let row = "S1,29001,online,2026-11-10,2026-11-12,delivered,0,3000,0,0,card:20000,1,8801234567890,니트,apparel,10000,2,0,\
               false,false,0,,false,300,2026-11-10,3,0,L1,one.png";
    let of = |field: &str, value: &str| {
        let at = header.split(',').position(|name| name == field).unwrap();
        let mut fields: Vec<&str> = row.split(',').collect();
        fields[at] = value;
        format!("{header}\n{}\n", fields.join(","))
    };
    let shop = Shop::new();
    drop(shop.ledger());
    let same = of("order_no", "S1");
    assert_eq!(shop.import(&same).unwrap().added, 1);
    for (field, value) in [
        ("receipt_barcode", "29002"),
        ("channel", "store"),
        ("ordered_on", "2026-11-09"),
        ("received_on", ""),
        ("received_on", "2026-11-13"),
        ("status", "shipped"),
        ("shipping_standard_won", "2500"),
        ("remote_surcharge_won", "1"),
        ("installation_surcharge_won", "1"),
        ("payments", "points:20000"),
        ("payments", "card:10000;points:10000"),
        ("line_no", "2"),
        ("product_barcode", "8801234567891"),
        ("product_name", "울"),
        ("category", "food"),
        ("made_to_order", "true"),
        ("production_started", "true"),
        ("cancellation_fee_won", "1"),
        ("payments_refunded", "card:1"),
        ("outbound_charged", "true"),
        ("approval_no", ""),
        ("approval_no", "301"),
        ("approved_on", ""),
        ("approved_on", "2026-11-11"),
        ("instalments", ""),
        ("instalments", "6"),
        ("already_returned", "1"),
        ("lot", "L2"),
        ("image", ""),
    ] {
        let other = of(field, value);
        let seen = |text: &str| shop.import(text).map(|report| (report.unchanged, report.updated)).unwrap();
        assert_eq!(seen(&same), (1, 0), "before {field} {value}");
        assert_eq!(seen(&other), (0, 1), "{field} {value}");
        assert_eq!(seen(&same), (0, 1), "{field} {value}, and back");
    }
}
