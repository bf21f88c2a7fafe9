//! The parts of the counter know the domain's ground, the protocol, the view and what their `Hands` give; never each
//! other, and never the counter.

use super::knows::{module, paths};
use super::{Source, domain};

const PARTS: [&str; 4] = ["customer", "survey", "desk", "manage"];
/// What a part may name of the counter's own modules.
const SHARED: [&str; 7] = ["hands", "face", "idle", "labels", "Effect", "Patience", "Hands"];

/// What parts name that is not theirs.
fn foreign(source: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, text) in source.iter().filter(|(file, _)| file.starts_with("counter/")) {
        let own = module(file);
        let Some(part) = own.get(1).filter(|part| PARTS.contains(&part.as_str())) else { continue };
        for path in paths(file, text).into_iter().filter(|path| path.first().is_some_and(|top| top == "counter")) {
            if let Some(other) = path.get(1).filter(|other| *other != part && !SHARED.contains(&other.as_str())) {
                wrong.push(format!("{file} names counter::{other}"));
            }
        }
    }
    wrong
}

#[test]
fn no_part_of_the_counter_knows_another() {
    assert_eq!(foreign(&domain()), [""; 0]);
}

#[test]
fn a_part_that_reaches_for_another_is_found() {
    let mut source = domain();
    source.get_mut("counter/desk/case.rs").unwrap().push_str("\nuse super::super::customer::Customer;\n");
    source.get_mut("counter/survey/mod.rs").unwrap().push_str("\nfn x(it: &crate::counter::Counter) {}\n");
    assert_eq!(
        foreign(&source),
        ["counter/desk/case.rs names counter::customer", "counter/survey/mod.rs names counter::Counter"]
    );
}
