//! The published policy read a second time, from its text alone, and held against what `decide` answers.
//!
//! Nothing here is shared with what it checks: requests are made as JSON and decisions are compared as JSON; rules stand
//! in `text` as the text says them, periods are walked day by day on the published list of holidays.

mod requests;
mod text;

use std::collections::BTreeMap;

use domain::judge::wire::decide_line;
use serde_json::Value;

use crate::world::{BOOK, CALENDAR};
use requests::{Dice, made_up};
use text::read;

/// Requests that are made up and read twice.
const REQUESTS: u64 = 30_000;
/// In the order in which they are paid back.
const METHODS: [&str; 5] = ["card", "bank_transfer", "virtual_account", "mobile", "points"];

fn sorted(mut value: Value) -> Value {
    for list in ["clauses", "missing_evidence"] {
        if let Some(words) = value.get_mut(list).and_then(Value::as_array_mut) {
            words.sort_by_key(Value::to_string);
        }
    }
    value
}

/// What a request shows of the rules: how often each must have come up for the comparison to mean anything.
fn shows(answer: &Value, seen: &mut BTreeMap<String, u32>) {
    let mut add = |name: String| *seen.entry(name).or_default() += 1;
    add(format!("outcome {}", answer["outcome"].as_str().unwrap()));
    for clause in answer["clauses"].as_array().unwrap() {
        add(format!("clause {}", clause.as_str().unwrap()));
    }
    if answer["first_delivery"].as_i64().unwrap_or(0) > 0 {
        add("first delivery goes back".to_owned());
    }
    if answer["refund"]["due"].as_i64().unwrap_or(0) > 0 {
        add("something is due".to_owned());
    }
    for payment in answer["refund"]["payments"].as_array().into_iter().flatten() {
        add(format!("{} by {}", payment["method"].as_str().unwrap(), payment["how"].as_str().unwrap()));
    }
}

#[test]
fn a_second_reading_of_the_policy_decides_every_request_alike() {
    let mut dice = Dice(20_261_126);
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for nth in 1..=REQUESTS {
        let request = made_up(&mut dice);
        out.clear();
        let answered = decide_line(&BOOK, &CALENDAR, &request.to_string(), &mut out);
        match (answered, read(&request)) {
            (Ok(()), Some(want)) => {
                let got = sorted(serde_json::from_slice(&out).unwrap());
                for (field, value) in sorted(want.clone()).as_object().unwrap() {
                    assert_eq!(&got[field], value, "request {nth}, {field}:\n{request}\n{got}");
                }
                shows(&want, &mut seen);
            }
            (Err(_), None) => *seen.entry("wrong".to_owned()).or_default() += 1,
            (Ok(()), None) => panic!("request {nth} is wrong and was decided:\n{request}"),
            (Err(why), Some(want)) => panic!("request {nth}: {why}\n{request}\n{want}"),
        }
    }
    println!("{REQUESTS} requests, no difference: {seen:#?}");
    for (name, least) in [
        ("outcome eligible", 3_000),
        ("outcome needs_evidence", 300),
        ("outcome refused", 3_000),
        ("wrong", 300),
        ("first delivery goes back", 500),
        ("something is due", 300),
        ("mobile by approval_cancel", 100),
        ("mobile by deposit", 500),
        ("clause made_to_order", 500),
        ("clause adverse_reaction.category", 500),
    ] {
        assert!(seen.get(name).is_some_and(|count| *count >= least), "{name}: {seen:#?}");
    }
}
