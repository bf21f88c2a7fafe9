//! The example decisions and the calendar that ship with the policy's text.

use domain::calendar::Calendar;
use domain::judge::wire::decide_line;
use domain::policy::Book;
use serde_json::Value;

const EXAMPLES: &str = include_str!("../decide.jsonl");

fn set(value: &Value) -> Vec<String> {
    let mut words: Vec<String> =
        value.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
    words.sort();
    words
}

#[test]
fn every_example_gets_the_decision_that_the_policy_asks_for() {
    let (book, calendar) = (Book::embedded(), Calendar::embedded());
    let mut count = 0;
    for (i, example) in EXAMPLES.lines().enumerate() {
        let example: Value = serde_json::from_str(example).unwrap();
        let mut out = Vec::new();
        decide_line(&book, &calendar, &example["request"].to_string(), &mut out)
            .unwrap_or_else(|error| panic!("example {}: {error}", i + 1));
        let got: Value = serde_json::from_slice(&out).unwrap();
        let want = example["decision"].as_object().unwrap();
        for (field, value) in want {
            let place = format!("example {}: {field} of {got}", i + 1);
            if field == "clauses" || field == "missing_evidence" {
                assert_eq!(set(&got[field]), set(value), "{place}");
            } else {
                assert_eq!(&got[field], value, "{place}");
            }
        }
        count += 1;
    }
    assert_eq!(count, 96);
}
