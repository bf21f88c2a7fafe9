//! What is taken over as it stands, and worth a look.

use domain::protocol::{Answer, Found, Question, VisitAnswer, VisitQuestion};

use crate::shop::*;

fn remarks(report: &doro::orders::Report) -> Vec<(u64, String, &'static str)> {
    report.remarks.shown.iter().map(|one| (one.line, one.order.0.clone(), one.field)).collect()
}

#[test]
fn delivered_without_a_day_and_received_tomorrow_are_remarked_on() {
    let shop = Shop::new();
    let report =
        shop.import(csv(&ROWS.map(|row| row.replace("2026-11-12", "")).each_ref().map(String::as_str))).unwrap();
    assert_eq!(remarks(&report), [(2, "S1".to_owned(), "received_on")]);
    assert!(report.remarks.to_string().contains("delivered, and no day of receipt"), "{}", report.remarks);
    let shop = Shop::new();
    let on = |day: &str| csv(&ROWS.map(|row| row.replace("2026-11-12", day)).each_ref().map(String::as_str));
    assert_eq!(shop.import(on("2026-11-21")).unwrap().remarks.count, 1);
    assert_eq!(shop.import(on("2026-11-20")).unwrap().remarks.count, 0, "today is no tomorrow");
}

#[test]
fn a_code_that_another_order_has_is_remarked_on_and_both_are_found() {
    let twin = ROWS[1].replace("S1,", "S2,").replace("card:20000;points:4000", "card:5000").replace("11-10", "11-11");
    let both = |shop: &Shop| match shop
        .ledger()
        .answer(&Question::Visit(VisitQuestion::Find { codes: vec!["29001".to_owned()] }), now())
    {
        Answer::Visit(VisitAnswer::Found(Found::Several(orders))) => orders.len(),
        other => panic!("{other:?}"),
    };
    let shop = Shop::new();
    let report = shop.import(csv(&[ROWS[0], ROWS[1], &twin])).unwrap();
    assert_eq!(remarks(&report), [(4, "S2".to_owned(), "receipt_barcode")], "in one file");
    assert_eq!(both(&shop), 2);
    let shop = Shop::new();
    assert_eq!(shop.import(csv(&ROWS)).unwrap().remarks.count, 0);
    let report = shop.import(csv(&[&twin])).unwrap();
    assert_eq!(remarks(&report), [(2, "S2".to_owned(), "receipt_barcode")], "in a later file");
    assert!(report.remarks.to_string().contains("order S1 has the same code"), "{}", report.remarks);
    assert_eq!(both(&shop), 2);
    assert_eq!(shop.import(csv(&[&twin])).unwrap().remarks.count, 1, "as long as it is so");
}

#[test]
fn fifty_remarks_are_shown_and_all_are_counted() {
    let row = |nth| {
        format!("S{nth},29{nth},online,2024-12-20,,delivered,0,3000,0,0,card:1,1,88,이름,apparel,1,1,0,false,false,0")
    };
    let rows: Vec<String> = (1..=60).map(row).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let report = Shop::new().import(csv(&rows)).unwrap();
    assert_eq!((report.added, report.remarks.count, report.remarks.shown.len()), (60, 60, 50));
    assert!(report.remarks.to_string().ends_with("… and 10 more\n"));
}

#[test]
fn an_order_of_tomorrow_is_remarked_on() {
    let later = csv(&ROWS.map(|row| row.replace("2026-11-1", "2027-01-1")).each_ref().map(String::as_str));
    let report = Shop::new().import(later).unwrap();
    let fields: Vec<_> = remarks(&report).into_iter().map(|(_, _, field)| field).collect();
    assert_eq!(fields, ["ordered_on", "received_on"], "{}", report.remarks);
}
