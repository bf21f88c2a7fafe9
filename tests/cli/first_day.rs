//! What somebody meets who sets a shop up by the README alone: names, folders, mistyped words.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use super::{NO_FILE, check, doro};

/// Runs a command: its exit code and all that it says.
fn said(folder: &Path, args: &[&str], input: &str) -> (Option<i32>, String) {
    let output = doro(folder, args, input);
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn a_sample_says_what_it_is_and_never_takes_the_shops_file() {
    let folder = tempdir().unwrap();
    let sample = ["sample", "--orders", "3", "--out", "orders.csv"];
    let (code, words) = said(folder.path(), &sample, "");
    assert!(code == Some(0) && words.contains("3 made-up orders") && words.contains("never import"), "{words}");
    fs::write(folder.path().join("orders.csv"), "the shop's own").unwrap();
    let (code, words) = said(folder.path(), &sample, "");
    assert!(code == Some(1) && words.contains("give another name"), "{words}");
    assert_eq!(fs::read(folder.path().join("orders.csv")).unwrap(), b"the shop's own");
}

#[test]
fn wrong_usage_names_its_command_and_how_a_date_is_written() {
    for (args, words) in [
        (&["export", "--out", ".", "--from", "2026-13-01"][..], "YYYY-MM-DD"),
        (&["export", "--out", ".", "--until", "26-1-1"], "YYYY-MM-DD"),
        (&["sample", "--orders", "1", "--out", "x", "--today", "tomorrow"], "YYYY-MM-DD"),
        (&["import", "orders", "x", "--returned", "everything"], "Usage: doro import orders"),
        (&["print-sample", "--kind", "probe", "--mode", "text"], "Usage: doro print-sample"),
    ] {
        let folder = check(NO_FILE, args, "", 2, &[words]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
