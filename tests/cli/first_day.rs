//! What somebody meets who sets a shop up by the README alone: names, folders, mistyped words.

use std::fs;

use super::{NO_FILE, check, doro};

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
