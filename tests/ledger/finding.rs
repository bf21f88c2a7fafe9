//! What a code, typed digits or a number lead to.

use domain::booking::Stage;
use domain::judge::Outcome;
use domain::order::{HandedIn, LineNo, OrderNo};
use domain::protocol::{Answer, Candidate, DeskQuestion, Found, Question, VisitAnswer, VisitQuestion};
use domain::slip_code::{ClaimCode, SlipCode};

use crate::world::*;

#[test]
fn a_booked_visit_can_be_found_by_everything_that_it_bears() {
    let mut ledger = shop();
    let booked = book(&mut ledger, booking(1, &[(1, 2, Outcome::Eligible), (2, 1, Outcome::Refused)]));
    assert_eq!(booked.number.to_string(), "261120-0001-1");
    let known = found_order(&mut ledger, "S1001");
    assert_eq!(known.lines.iter().map(|line| line.facts.already_returned).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(known.facts.payments.iter().map(|paid| paid.refunded.0).collect::<Vec<_>>(), [20_000, 0]);
    assert_eq!(found_order(&mut ledger, "291001"), known);
    match find(&mut ledger, &booked.slip_code().to_string()) {
        Found::Visit(status) => {
            assert_eq!((status.stage, status.survey_due), (Stage::Waiting, false));
            assert_eq!(status.decision, booked.booking.decision);
        }
        other => panic!("{other:?}"),
    }
    let product = Found::Product { barcode: "8801234567891".to_owned(), name: "상품 1".to_owned() };
    assert_eq!(find(&mut ledger, "8801234567891"), product);
    for code in ["", "S1", "s1001' OR 1=1 --", "261120-0002-3", "261120-0001-1", "\u{0}"] {
        assert_eq!(find(&mut ledger, code), Found::Unknown, "{code}");
    }
}

#[test]
fn only_the_secret_opens_a_visit() {
    let mut ledger = shop();
    let booked = book(&mut ledger, booking(1, &[(1, 2, Outcome::Eligible)]));
    let claim = booked.claim_code.0;
    let code = |sequence, claim| {
        let visit = domain::visit_no::VisitNo { sequence, ..booked.number };
        SlipCode { visit, claim: ClaimCode(claim) }.to_string()
    };
    let mut typed =
        |number, claim| ask(&mut ledger, Question::Visit(VisitQuestion::FindVisit { number, claim: ClaimCode(claim) }));
    assert!(
        matches!(typed(1, claim), Answer::Visit(VisitAnswer::Found(Found::Visit(status))) if status.number == booked.number)
    );
    for (number, claim) in [(1, (claim + 1) % 1_000_000), (2, claim)] {
        assert_eq!(typed(number, claim), Answer::Visit(VisitAnswer::Found(Found::Unknown)));
    }
    for (sequence, claim) in [(1, (claim + 1) % 1_000_000), (2, claim)] {
        assert_eq!(find(&mut ledger, &code(sequence, claim)), Found::Unknown);
    }
    assert!(matches!(find(&mut ledger, &code(1, claim)), Found::Visit(_)));
}

#[test]
fn a_typed_number_is_looked_for_on_the_latest_days_only() {
    let mut ledger = shop();
    let old = book(&mut ledger, booking(1, &[(1, 1, Outcome::Refused)]));
    let typed = Question::Visit(VisitQuestion::FindVisit { number: 1, claim: old.claim_code });
    for serial in 2..=15_u64 {
        assert!(
            matches!(ask(&mut ledger, typed.clone()), Answer::Visit(VisitAnswer::Found(Found::Visit(_)))),
            "{serial}"
        );
        let mut next = booking(serial, &[(1, 1, Outcome::Refused)]);
        next.at += chrono::TimeDelta::days(serial as i64);
        book(&mut ledger, next);
    }
    assert_eq!(ask(&mut ledger, typed), Answer::Visit(VisitAnswer::Found(Found::Unknown)));
    assert!(matches!(find(&mut ledger, &old.slip_code().to_string()), Found::Visit(_)), "paper does not grow old");
}

#[test]
fn units_that_wait_stand_beside_their_visit() {
    let mut ledger = shop();
    let visit = book(&mut ledger, booking(1, &[(1, 2, Outcome::Eligible)])).number;
    let order = found_order(&mut ledger, "S1001");
    assert_eq!(order.handed_in, [HandedIn { line: LineNo(1), visit, units: 2 }]);
    let verdict = approve(&mut ledger, visit);
    ask(&mut ledger, Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() }));
    let order = found_order(&mut ledger, "S1001");
    assert_eq!((order.handed_in, order.lines[0].facts.already_returned), (vec![], 2));
}

#[test]
fn typed_digits_need_the_day_as_well_and_fit_one_order_only() {
    let mut ledger = shop();
    let mut twin = order("T1001");
    twin.receipt_barcode = "5".to_owned();
    twin.facts.ordered_on = day("2026-11-11");
    ledger.put_orders(&[twin.clone()], noon()).unwrap();
    let mut typed = |digits: &str, on| {
        let question = Question::Visit(VisitQuestion::FindTyped { digits: digits.to_owned(), ordered_on: day(on) });
        match ask(&mut ledger, question) {
            Answer::Visit(VisitAnswer::Found(Found::Order(order))) => Some(order.facts.number.0),
            Answer::Visit(VisitAnswer::Found(Found::Unknown)) => None,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(typed("1001", "2026-11-10").as_deref(), Some("S1001"));
    assert_eq!(typed("291002", "2026-11-10").as_deref(), Some("S1002"));
    assert_eq!(typed("1001", "2026-11-11").as_deref(), Some("T1001"));
    assert_eq!(typed("1001", "2026-11-12"), None);
    assert_eq!(typed("", "2026-11-10"), None);
    twin.facts.ordered_on = day("2026-11-10");
    ledger.put_orders(&[twin], noon()).unwrap();
    let both = Question::Visit(VisitQuestion::FindTyped { digits: "1001".to_owned(), ordered_on: day("2026-11-10") });
    let candidate = |number: &str| Candidate { order: OrderNo(number.to_owned()), ordered_on: day("2026-11-10") };
    let letters_differ = Found::Several(vec![candidate("S1001"), candidate("T1001")]);
    assert_eq!(
        ask(&mut ledger, both),
        Answer::Visit(VisitAnswer::Found(letters_differ)),
        "the numbers differ by their letter"
    );
}

#[test]
fn a_receipts_code_that_several_orders_have_means_one_of_them() {
    let mut ledger = shop();
    let with_code = |nth: u64| {
        let mut order = order(&format!("X{nth}"));
        order.receipt_barcode = "777".to_owned();
        order.facts.ordered_on = day("2026-11-10") - chrono::Days::new(nth);
        order
    };
    ledger.put_orders(&[with_code(1), with_code(2)], noon()).unwrap();
    let Found::Several(orders) = find(&mut ledger, "777") else { panic!("several") };
    let told: Vec<_> = orders.iter().map(|one| (one.order.0.as_str(), one.ordered_on.to_string())).collect();
    assert_eq!(told, [("X2", "2026-11-08".to_owned()), ("X1", "2026-11-09".to_owned())], "by day");
    ledger.put_orders(&[with_code(3), with_code(4), with_code(5)], noon()).unwrap();
    assert_eq!(find(&mut ledger, "777"), Found::Unknown, "nobody reads a list of five");
}
