//! Good files and bad ones.

use domain::money::Won;
use domain::order::{Category, Order, Status};
use doro::orders::{Encoding, ImportError, Phase, import};

use crate::shop::*;

#[test]
fn a_file_goes_in_whole() {
    let shop = Shop::new();
    let report = shop.import(csv(&ROWS)).unwrap();
    assert_eq!((report.added, report.updated, report.lines, report.kept.len()), (1, 0, 2, 0));
    let order = shop.order("S1").unwrap();
    assert_eq!(order.facts.status, Status::Delivered);
    assert_eq!(order.facts.payments.iter().map(|paid| paid.amount).collect::<Vec<_>>(), [Won(20_000), Won(4_000)]);
    assert_eq!(order.lines[1].product_name, "텀블러, 500ml");
    assert_eq!(order.lines[0].facts.category, Category::Apparel);
}

#[test]
fn a_mark_line_ends_of_windows_and_spaces_do_not_matter() {
    let text = format!("\u{feff}{}", csv(&ROWS).replace('\n', "\r\n").replace(",delivered,", ", delivered ,"));
    let shop = Shop::new();
    assert_eq!(shop.import(text).unwrap().lines, 2);
    assert!(shop.order("S1").is_some());
}

#[test]
fn rows_of_an_order_may_stand_apart_and_columns_in_any_order() {
    let other = ROWS[1].replace("S1,29001", "S2,29002").replace("card:20000;points:4000", "card:5000");
    let shop = Shop::new();
    let report = shop.import(csv(&[ROWS[1], &other, ROWS[0]])).unwrap();
    assert_eq!((report.added, report.lines), (2, 3));
    assert_eq!(shop.order("S1").unwrap().lines.iter().map(|line| line.no.0).collect::<Vec<_>>(), [1, 2]);
    let turned: String = csv(&[&ROWS[0].replace(",card:20000;points:4000,", ",card:19000,")])
        .lines()
        .map(|line| format!("{}\n", line.split(',').rev().collect::<Vec<_>>().join(",")))
        .collect();
    assert_eq!(Shop::new().import(turned).unwrap().lines, 1);
}

#[test]
fn cp949_is_read_when_said_and_recognised_when_not() {
    let (bytes, _, replaced) = encoding_rs::EUC_KR.encode(&csv(&ROWS)).into_owned_parts();
    assert!(!replaced);
    let shop = Shop::new();
    let error = shop.import(&bytes).unwrap_err();
    assert!(matches!(error, ImportError::Encoding { line: 2, looks_like_cp949: true, .. }), "{error:?}");
    assert!(error.to_string().contains("line 2") && error.to_string().contains("--encoding cp949"), "{error}");
    assert_eq!(shop.order("S1"), None);
    shop.import_as(&bytes, Encoding::Cp949).unwrap();
    assert_eq!(shop.order("S1").unwrap().lines[0].product_name, "니트 카디건");
    let error = shop.import_as(csv(&["\u{ff}\u{ff}"]).replace('\u{ff}', "똠뷁"), Encoding::Cp949);
    assert!(error.is_err());
}

trait OwnedParts {
    fn into_owned_parts(self) -> (Vec<u8>, &'static encoding_rs::Encoding, bool);
}

impl OwnedParts for (std::borrow::Cow<'_, [u8]>, &'static encoding_rs::Encoding, bool) {
    fn into_owned_parts(self) -> (Vec<u8>, &'static encoding_rs::Encoding, bool) {
        (self.0.into_owned(), self.1, self.2)
    }
}

#[test]
fn every_bad_field_is_named_with_its_line_and_what_was_expected() {
    let table = [
        (0, "order_no", "", "text"),
        (1, "receipt_barcode", "29009", "as in the order's row at line 2"),
        (1, "status", "shipped", "\"delivered\", as in the order's row at line 2"),
        (0, "channel", "web", "online, store"),
        (0, "ordered_on", "2026-02-30", "a date of the calendar"),
        (0, "ordered_on", "20261110", "YYYY-MM-DD"),
        (0, "received_on", "2026-11-09", "not before ordered_on"),
        (0, "received_on", "2026-13-01", "or nothing"),
        (0, "status", "returned", "in_transit"),
        (0, "shipping_paid_won", "-3000", "whole won"),
        (0, "shipping_standard_won", "3000.5", "whole won"),
        (0, "remote_surcharge_won", "", "whole won"),
        (0, "installation_surcharge_won", "9999999999999999999", "whole won"),
        (0, "payments", "card:20000;points:4001", "24000 in all"),
        (0, "payments", "card=24000", "card:161000;points:500"),
        (0, "payments", "cash:24000", "bank_transfer"),
        (0, "payments", "card:12000;card:12000", "each method once"),
        (1, "line_no", "0", "from 1"),
        (1, "line_no", "1", "line 2 has it too"),
        (1, "product_name", "", "text"),
        (1, "category", "shoes", "apparel"),
        (0, "unit_price_won", "1 0000", "whole won"),
        (0, "unit_price_won", "₩10000", "whole won"),
        (0, "quantity", "0", "from 1"),
        (0, "quantity", "1.5", "a whole number"),
        (0, "discount_won", "20001", "at most 20000"),
        (0, "made_to_order", "maybe", "true or false"),
        (0, "production_started", "2", "true or false"),
        (0, "cancellation_fee_won", "+1", "whole won"),
    ];
    for (row, field, value, expected) in table {
        let problems = Shop::new().problems(with(row, field, value));
        let line = row as u64 + 2;
        let named = problems
            .iter()
            .any(|problem| problem.line == line && problem.field == field && problem.to_string().contains(expected));
        assert!(named, "{field} = {value:?}: {problems:#?}");
    }
}

#[test]
fn a_wrong_header_is_named_column_by_column() {
    let good = csv(&ROWS);
    for (bad, found, expected) in [
        (good.replacen("payments,", "", 1), "", "the column payments"),
        (good.replacen("quantity", "qty", 1), "qty", "take that one away"),
        (good.replacen("discount_won", "quantity", 1), "quantity", "each column once"),
    ] {
        let problems = Shop::new().problems(bad);
        assert!(problems[0].line == 1 && problems[0].field == "header" && problems[0].found == found, "{problems:?}");
        assert!(problems[0].expected.contains(expected), "{problems:?}");
    }
}

#[test]
fn a_row_of_another_width_is_refused() {
    let short = ROWS[1].rsplit_once(',').unwrap().0;
    let problems = Shop::new().problems(csv(&[ROWS[0], short]));
    assert!(problems[0].to_string().starts_with("line 3, row: \"20 fields\"; expected 21"), "{problems:?}");
}

#[test]
fn fifty_problems_are_shown_and_all_are_counted() {
    let row = |nth| format!("S{nth},29{nth},online,x,y,z,0,3000,0,0,card:1,1,88,이름,apparel,1,1,0,false,false,0");
    let rows: Vec<String> = (1..=30).map(row).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    match Shop::new().import(csv(&rows)) {
        Err(ImportError::Rows { problems, .. }) => {
            assert_eq!((problems.shown.len(), problems.count), (50, 90));
            assert!(problems.to_string().ends_with("… and 40 more\n"), "{problems}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_bad_row_at_the_end_of_a_long_file_keeps_all_of_it_out() {
    let mut text = Vec::new();
    doro::orders::write_csv(doro::orders::generate(3_000, 5, today()), &mut text).unwrap();
    let first = String::from_utf8(text.clone()).unwrap().lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let last = text.iter().rposition(|byte| *byte == b',').unwrap();
    text.splice(last.., *b",-1\n");
    let shop = Shop::new();
    let error = shop.import(&text).unwrap_err();
    assert!(matches!(error, ImportError::Rows { .. }), "{error}");
    assert_eq!(shop.order(&first), None);
}

#[test]
fn optional_columns_are_read() {
    let header = format!(
        "{HEADER},payments_refunded,outbound_charged,approval_no,approved_on,instalments,lot,image,already_returned"
    );
    let rows = ROWS.map(|row| format!("{row},points:4000,true,30012345,2026-11-10,3,L7,a.png,1")).join("\n");
    let shop = Shop::new();
    shop.import(format!("{header}\n{rows}\n")).unwrap();
    let order = shop.order("S1").unwrap();
    assert_eq!(order.facts.payments[1].refunded, Won(4_000));
    assert!(order.facts.shipping.outbound_charged);
    assert_eq!(order.lines[0].facts.already_returned, 1);
    let too_much = rows.replace("points:4000,true", "points:4001,true");
    let problems = Shop::new().problems(format!("{header}\n{too_much}\n"));
    assert_eq!(problems[0].field, "payments_refunded");
}

#[test]
fn json_lines_hold_the_same_orders() {
    let sample: Vec<_> = doro::orders::generate(50, 9, today()).collect();
    let text: String = sample.iter().map(|order| serde_json::to_string(order).unwrap() + "\n").collect();
    let shop = Shop::new();
    assert_eq!(shop.import(&text).unwrap().added, 50);
    for order in &sample {
        assert_eq!(shop.order(&order.facts.number.0).as_ref(), Some(order));
    }
    let one = text.lines().next().unwrap();
    for (bad, line, field) in [
        (one.replace("\"status\"", "\"state\""), 1, "status"),
        (one.replace("\"unit_price\":", "\"unit_price\":-"), 1, "lines.unit_price_won"),
        (one.replace("\"shipping\"", "\"colour\":\"red\",\"shipping\""), 1, "colour"),
        (one.replace("\"amount\":", "\"amount\":1"), 1, "payments"),
        (format!("{one}\n{one}"), 2, "number"),
        (format!("{one}\n{{]"), 2, "line"),
    ] {
        match Shop::new().import(&bad) {
            Err(ImportError::Rows { problems, .. }) => {
                assert!(
                    problems.shown.iter().any(|found| (found.line, found.field.as_str()) == (line, field)),
                    "{field}: {problems}"
                );
            }
            other => panic!("{field}: {other:?}"),
        }
    }
}

#[test]
fn files_that_are_empty_missing_or_no_text_are_refused() {
    let shop = Shop::new();
    assert!(matches!(shop.import(""), Err(ImportError::Empty { .. })));
    assert!(matches!(shop.import(format!("{HEADER}\n")), Err(ImportError::Empty { .. })));
    assert!(matches!(shop.import(b"\xff\xfe\x00h"), Err(ImportError::Encoding { .. } | ImportError::Rows { .. })));
    let missing = shop.db().with_file_name("missing.csv");
    let error = import(&shop.db(), &missing, Encoding::Utf8, now(), &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("missing.csv"), "{error}");
}

#[test]
fn a_sample_is_the_same_for_the_same_seed_and_is_read_back_whole() {
    let make = |seed| doro::orders::generate(400, seed, today()).collect::<Vec<_>>();
    assert_eq!(make(1), make(1));
    assert_ne!(make(1), make(2));
    let sample = [make(3), doro::orders::demo_orders(today())].concat();
    let mut text = Vec::new();
    doro::orders::write_csv(sample.clone(), &mut text).unwrap();
    let shop = Shop::new();
    let file = shop.file("sample.csv", &text);
    let mut phases = Vec::new();
    let report = import(&shop.db(), &file, Encoding::Utf8, now(), &mut |step| phases.push(step.phase)).unwrap();
    assert_eq!(report.added, 408);
    assert!(phases.contains(&Phase::Merging));
    for order in &sample {
        // What a file says of units that came back elsewhere, nobody here knows the reason of.
        let elsewhere = order.lines.iter().any(|line| line.facts.already_returned > 0);
        let order = Order { returned_by_choice: elsewhere, ..order.clone() };
        assert_eq!(shop.order(&order.facts.number.0), Some(order));
    }
}

#[test]
fn a_line_of_excels_that_names_the_separator_is_no_row() {
    for (line, separator) in [("sep=,", ","), ("\u{feff}sep=;", ";"), ("SEP=;\r", ";"), ("\"sep=,\"", ",")] {
        let rows =
            ROWS.map(|row| row.replace("\"텀블러, 500ml\"", "텀블러").replace("card:20000;points:4000", "card:24000"));
        let text = csv(&[&rows[0], &rows[1]]).replace(',', separator);
        let report = Shop::new().import(format!("{line}\n{text}")).unwrap();
        assert_eq!((report.added, report.lines), (1, 2), "{line}");
    }
    let wrong = with(0, "quantity", "0");
    let problems = Shop::new().problems(format!("sep=,\n{wrong}"));
    assert_eq!(problems[0].line, 3, "lines are counted as an editor does");
}

#[test]
fn a_missing_receipt_and_a_foreign_column_say_what_to_do() {
    let problems = Shop::new().problems(with(0, "receipt_barcode", ""));
    assert!(problems[0].to_string().contains("its order_no"), "{problems:?}");
    let memo = csv(&ROWS).lines().map(|line| format!("{line},x\n")).collect::<String>().replacen(",x\n", ",메모\n", 1);
    let problems = Shop::new().problems(memo);
    assert!(problems.len() == 1 && problems[0].to_string().contains("take that one away"), "{problems:?}");
}

#[test]
fn a_wrong_line_is_not_said_a_second_time_as_a_wrong_sum() {
    let problems = Shop::new().problems(with(0, "discount_won", "99999999"));
    assert!(problems.len() == 1 && problems[0].field == "discount_won", "{problems:?}");
}
