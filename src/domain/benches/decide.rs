//! Lines of `doro decide` a second, on one core, against the mere reading of the same lines as JSON.
//!
//! `cargo bench -p domain` prints both in items a second; their ratio is what a change of the judge
//! is held to, since it does not depend on the machine.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use domain::calendar::Calendar;
use domain::judge::wire::decide_line;
use domain::policy::Book;
use serde_json::Value;

const EXAMPLES: &str = include_str!("../tests/decide.jsonl");

fn main() {
    divan::main();
}

fn requests() -> Vec<String> {
    EXAMPLES.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["request"].to_string()).collect()
}

/// A request read, judged, and its decision written.
#[divan::bench]
fn decide(bencher: Bencher<'_, '_>) {
    let (book, calendar, requests) = (Book::embedded(), Calendar::embedded(), requests());
    let mut out = Vec::with_capacity(1 << 20);
    bencher.counter(ItemsCount::new(requests.len())).bench_local(|| {
        out.clear();
        for request in &requests {
            decide_line(&book, &calendar, black_box(request), &mut out).unwrap();
        }
        out.len()
    });
}

/// The peer: the same lines read into a tree of JSON values, and nothing else.
#[divan::bench]
fn read_as_json(bencher: Bencher<'_, '_>) {
    let requests = requests();
    bencher.counter(ItemsCount::new(requests.len())).bench_local(|| {
        requests
            .iter()
            .map(|request| serde_json::from_str::<Value>(black_box(request)).unwrap())
            .filter(Value::is_object)
            .count()
    });
}

/// A calendar made from its data file, once at each start.
#[divan::bench]
fn calendar() -> Calendar {
    Calendar::embedded()
}

/// A policy read from its data file, once at each start.
#[divan::bench]
fn book() -> Book {
    Book::embedded()
}
