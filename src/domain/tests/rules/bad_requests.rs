//! Bad input is an error that names its field, not a refusal (policy §6, last row).

use domain::judge::Request;
use domain::judge::wire::decide_line;
use domain::money::Won;
use domain::policy::Reason;
use serde_json::{Value, json};

use crate::world::{BOOK, CALENDAR, date, general, item, try_judged};

fn complaint(change: impl FnOnce(&mut Request)) -> String {
    try_judged(&general(Reason::Defective, change)).unwrap_err().to_string()
}

#[test]
fn each_contradiction_names_its_field_and_what_would_be_right() {
    let second = |request: &mut Request| {
        let category = request.items[0].line.category;
        request.items.push(item(category, Reason::Defective));
    };
    let cases: Vec<(String, &str)> = vec![
        (complaint(|r| r.items[0].returning = 3), "items[0].returning: expected at most 2 (the units bought less"),
        (complaint(|r| r.items[0].returning = 0), "items[0].returning: expected at least 1"),
        (
            complaint(|r| {
                second(r);
                r.items[1].line.already_returned = 2;
            }),
            "items[1].returning: expected at most 0",
        ),
        (complaint(|r| r.items[0].line.already_returned = 3), "items[0].line.already_returned: expected at most 2"),
        (complaint(|r| r.items[0].line.quantity = 0), "items[0].line.quantity: expected at least 1"),
        (complaint(|r| r.items[0].line.discount = Won(20_001)), "items[0].line.discount: expected at most 20000"),
        (complaint(|r| r.items[0].line.unit_price = Won::MAX), "items[0].line.unit_price: expected at most 5000000"),
        (complaint(|r| r.items.clear()), "items: expected at least one line"),
        (complaint(|r| r.order.payments[0].amount = Won(9999)), "order.payments: expected payments that cover"),
        (complaint(|r| r.order.payments[0].refunded = Won(990_001)), "order.payments: expected payments that cover"),
        (
            complaint(|r| r.order.payments[0].refunded = Won(1_000_001)),
            "order.payments[0].refunded: expected at most 1000000",
        ),
        (
            complaint(|r| r.order.received_on = Some(date("2026-11-10"))),
            "order.received_on: expected a date up to 2026-11-09",
        ),
        (complaint(|r| r.order.ordered_on = date("2026-11-10")), "order.ordered_on: expected a date up to 2026-11-09"),
        (complaint(|r| r.order.ordered_on = date("2014-12-31")), "order.ordered_on: expected a date from 2015-01-01"),
        (
            complaint(|r| r.items[0].noticed_on = Some(date("2026-11-10"))),
            "items[0].noticed_on: expected a date up to 2026-11-09",
        ),
        (
            complaint(|r| r.items[0].noticed_on = Some(date("2026-11-04"))),
            "items[0].noticed_on: expected a date from 2026-11-05, the day of receipt",
        ),
        (complaint(|r| r.requested_on = date("2100-01-01")), "requested_on: expected a date up to 2099-12-31"),
    ];
    for (got, want) in cases {
        assert!(got.starts_with(want), "{got}\n{want}");
    }
}

fn plain() -> Value {
    json!({
        "requested_on": "2026-11-09", "reason": "defective", "hand_in": "counter",
        "order": {
            "number": "S1", "ordered_on": "2026-11-02", "received_on": "2026-11-05", "status": "delivered",
            "shipping": {"paid": 0, "standard": 3000},
            "payments": [{"method": "card", "amount": 20000}]
        },
        "line": {"category": "general", "unit_price": 10000, "quantity": 2, "returning": 1}
    })
}

fn decided(line: &str) -> Result<Value, String> {
    let mut out = Vec::new();
    decide_line(&BOOK, &CALENDAR, line, &mut out)?;
    Ok(serde_json::from_slice(&out).unwrap())
}

#[test]
fn what_is_optional_may_be_absent() {
    let decision = decided(&plain().to_string()).unwrap();
    assert_eq!(decision["outcome"], "eligible");
    assert_eq!(decision["refund"]["amount"], 10_000);
}

/// A pointer into the plain request, what is put there, and how the complaint begins.
const WRONG: &[(&str, &str, &str)] = &[
    ("/reason", "\"boredom\"", "reason: unknown variant `boredom`"),
    ("/hand_in", "\"drone\"", "hand_in: unknown variant `drone`"),
    ("/order/status", "\"lost\"", "order.status: unknown variant `lost`"),
    ("/order/payments/0/method", "\"cash\"", "order.payments[0].method: unknown variant `cash`"),
    ("/line/category", "\"toys\"", "line.category: unknown variant `toys`"),
    ("/condition", "[\"used\", \"lost\"]", "condition[1]: unknown variant `lost`"),
    ("/evidence", "[\"photo\"]", "evidence[0]: unknown variant `photo`"),
    ("/line/unit_price", "-1", "line.unit_price: an amount is whole won from 0"),
    ("/line/unit_price", "10.5", "line.unit_price: invalid type: floating point `10.5`"),
    ("/line/discount", "\"1000\"", "line.discount: invalid type: string \"1000\""),
    ("/order/shipping/paid", "1000000000001", "order.shipping.paid: an amount is whole won from 0"),
    ("/order/payments/0/refunded", "-5", "order.payments[0].refunded: an amount is whole won"),
    ("/line/quantity", "4294967296", "line.quantity: invalid value: integer `4294967296`"),
    ("/line/returning", "-1", "line.returning: invalid value: integer `-1`"),
    ("/line/returning", "3", "line.returning: expected at most 2"),
    ("/line/already_returned", "3", "line.already_returned: expected at most 2"),
    ("/requested_on", "\"2026-02-30\"", "requested_on: invalid value: string \"2026-02-30\""),
    ("/requested_on", "\"2026-2-3\"", "requested_on: invalid value: string \"2026-2-3\""),
    ("/requested_on", "\"2026-11-09T00:00\"", "requested_on: invalid value"),
    ("/requested_on", "20261109", "requested_on: invalid type: integer"),
    ("/order/received_on", "\"\"", "order.received_on: invalid value: string \"\""),
    ("/noticed_on", "\"2026-11-01\"", "noticed_on: expected a date from 2026-11-05"),
    ("/noticed_on", "\"2026-12-01\"", "noticed_on: expected a date up to 2026-11-09"),
    ("/order/payments", "[]", "order.payments: expected payments that cover the refund of 10000 won"),
    ("/order/last", "true", "order.last: expected false, or all 2 units that are left of the line"),
    ("/order/last", "\"yes\"", "order.last: invalid type: string \"yes\""),
    ("/line/colour", "\"red\"", "line.colour: unknown field `colour`"),
    ("/order/shipping/extra", "1", "order.shipping.extra: unknown field `extra`"),
    ("/decision", "{}", "decision: unknown field `decision`"),
];

#[test]
fn a_line_that_is_no_request_names_the_field() {
    for (pointer, value, want) in WRONG {
        let mut request = plain();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = request.pointer_mut(parent).unwrap();
        match parent {
            Value::Array(values) => values[name.parse::<usize>().unwrap()] = serde_json::from_str(value).unwrap(),
            parent => parent[name] = serde_json::from_str(value).unwrap(),
        }
        let got = decided(&request.to_string()).unwrap_err();
        assert!(got.starts_with(want), "{got}\n{want}");
    }
}

#[test]
fn what_is_required_and_missing_is_named() {
    for (parent, name) in [
        ("", "requested_on"),
        ("", "reason"),
        ("", "hand_in"),
        ("", "order"),
        ("", "line"),
        ("/order", "number"),
        ("/order", "ordered_on"),
        ("/order", "status"),
        ("/order", "shipping"),
        ("/order", "payments"),
        ("/order/shipping", "paid"),
        ("/order/shipping", "standard"),
        ("/order/payments/0", "method"),
        ("/order/payments/0", "amount"),
        ("/line", "category"),
        ("/line", "unit_price"),
        ("/line", "quantity"),
        ("/line", "returning"),
    ] {
        let mut request = plain();
        request.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        let got = decided(&request.to_string()).unwrap_err();
        assert!(got.contains(&format!("missing field `{name}`")), "{got}");
    }
}

#[test]
fn what_is_no_json_is_said_and_nothing_is_written() {
    for line in ["", "{", "[]", "null", "{}x", "\u{feff}{}", "nonsense"] {
        let mut out = b"before".to_vec();
        assert!(decide_line(&BOOK, &CALENDAR, line, &mut out).is_err(), "{line}");
        assert_eq!(out, b"before", "{line}");
    }
    let twice = plain().to_string().replacen('{', "{\"reason\":\"defective\",", 1);
    assert!(decided(&twice).unwrap_err().contains("duplicate field `reason`"));
    let wrong = plain().to_string().replacen("defective", "boredom", 1);
    let complaint = decided(&wrong).unwrap_err();
    assert!(complaint.ends_with(')') && complaint.contains(" (column "), "{complaint}");
    let trailing = format!("{} {{}}", plain());
    assert!(decided(&trailing).unwrap_err().contains("trailing characters"));
}

proptest::proptest! {
    #[test]
    fn no_line_makes_the_judge_panic(line in ".{0,200}") {
        let _ = decided(&line);
    }

    #[test]
    fn no_dates_make_the_judge_panic(
        requested in "[0-9]{4}-[01][0-9]-[0-3][0-9]",
        received in "[0-9]{4}-[01][0-9]-[0-3][0-9]",
        ordered in "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]",
    ) {
        let mut request = plain();
        request["requested_on"] = requested.into();
        request["order"]["received_on"] = received.into();
        request["order"]["ordered_on"] = ordered.into();
        let _ = decided(&request.to_string());
    }
}
