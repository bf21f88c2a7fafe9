//! A file says one thing.

use super::{Source, read};

/// Lines of the longest file.
const LONGEST: usize = 400;

/// All our code, by its path in the project.
fn all() -> Source {
    let mut all = Source::new();
    for folder in ["src", "hardware", "ui", "tests", "benches"] {
        let files = read(folder, &["fuzz/target"]);
        all.extend(files.into_iter().map(|(file, text)| (format!("{folder}/{file}"), text)));
    }
    all
}

/// Files that say more than one thing.
fn long(source: &Source) -> Vec<String> {
    let lines = source.iter().map(|(file, text)| (file, text.lines().count()));
    lines.filter(|(_, lines)| *lines > LONGEST).map(|(file, lines)| format!("{file}: {lines}")).collect()
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    assert_eq!(long(&all()), [""; 0]);
}

#[test]
fn a_file_that_grows_too_long_is_found() {
    let mut source = all();
    let file = "tests/house/sizes.rs";
    let text = source.get_mut(file).unwrap();
    let missing = LONGEST - text.lines().count();
    text.push_str(&"\n".repeat(missing));
    assert_eq!(long(&source), [""; 0], "the longest that may be");
    source.get_mut(file).unwrap().push('\n');
    assert_eq!(long(&source), ["tests/house/sizes.rs: 401"]);
}
