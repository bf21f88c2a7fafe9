//! Within each package modules know one another in one direction.

use std::collections::{BTreeMap, BTreeSet};

use super::knows::top_level;
use super::{Source, domain, read};

/// The domain from the ground up: a module knows only those before it.
const DOMAIN: &[&str] = &[
    "language",
    "money",
    "visit_no",
    "unit",
    "staff",
    "terminal",
    "moment",
    "written",
    "file",
    "pad",
    "written",
    "slip_code",
    "order",
    "nps",
    "survey",
    "calendar",
    "policy",
    "judge",
    "finding",
    "device",
    "booking",
    "call",
    "touch",
    "protocol",
    "settlement",
    "view",
    "counter",
];

/// Who knows somebody that stands after them.
fn upward(source: &Source) -> Vec<String> {
    let rank = |name: &str| DOMAIN.iter().position(|other| *other == name);
    let mut wrong = Vec::new();
    for (own, others) in top_level(source) {
        let Some(at) = rank(&own) else {
            wrong.push(format!("{own} has no place in the order"));
            continue;
        };
        wrong.extend(
            others
                .iter()
                .filter(|other| rank(other).is_none_or(|other| other > at))
                .map(|other| format!("{own} knows {other}")),
        );
    }
    wrong
}

#[test]
fn the_domain_knows_downward_only() {
    assert_eq!(upward(&domain()), [""; 0]);
}

#[test]
fn a_policy_that_knows_the_judge_is_found() {
    let mut source = domain();
    source.get_mut("policy/read.rs").unwrap().push_str("\nuse crate::judge::Decision;\n");
    assert_eq!(upward(&source), ["policy knows judge"]);
}

/// Modules that reach each other, as groups.
fn circles(knows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reaches = |from: &str| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(one) = next.pop() {
            for other in knows.get(&one).into_iter().flatten() {
                if seen.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> = knows.keys().map(|name| (name, reaches(name))).collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (name, reached) in &all {
        let group: Vec<String> =
            reached.iter().filter(|other| all.get(other).is_some_and(|back| back.contains(*name))).cloned().collect();
        if group.len() > 1 && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

#[test]
fn no_package_has_a_circle() {
    for (package, without) in
        [("src", &["domain"][..]), ("hardware", &["tests", "benches", "fuzz"]), ("ui", &["tests", "markup"])]
    {
        let found = circles(&top_level(&read(package, without)));
        assert!(found.is_empty(), "{package}: {found:?}");
    }
}

#[test]
fn a_circle_is_found() {
    let mut source = read("hardware", &["tests", "benches", "fuzz"]);
    source.get_mut("code/mod.rs").unwrap().push_str("\nuse crate::scanner::Scan;\n");
    let found = circles(&top_level(&source));
    assert_eq!(found, [["code", "scanner"]]);
}
