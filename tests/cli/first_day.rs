//! What somebody meets who sets a shop up by the README alone: names, folders, mistyped words.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use super::hostile_ground::CONFIG;
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
fn a_mistyped_printer_makes_no_file() {
    let folder = tempdir().unwrap();
    let print = |to: &str| said(folder.path(), &["print-sample", "--kind", "probe", "--to", to], "");
    for (to, words) in [
        ("192.168.0.30:9100", "tcp://192.168.0.30:9100"),
        ("usb:foo", "write serial:/dev/"),
        ("usb:foo/bar", "write serial:/dev/"),
        ("printer", "./printer for a file"),
    ] {
        let (code, told) = print(to);
        assert!(code == Some(1) && told.contains(words), "{to}: {told}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{to}");
    }
    for (to, file) in [("file:a.bin", "a.bin"), ("./b.bin", "b.bin")] {
        let (code, told) = print(to);
        assert!(code == Some(0) && told.contains("written to the file") && told.contains(file), "{to}: {told}");
        assert!(folder.path().join(file).exists());
    }
    let (code, told) = print("no/c.bin");
    assert!(code == Some(1) && told.contains("its folder is there"), "{told}");
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

#[test]
fn a_ledger_that_is_not_there_is_said_without_words_of_sqlite() {
    let config = CONFIG.replace("'doro.db'", "'nodir/doro.db'");
    let folder = check(("kiosk.toml", config.as_bytes()), &["doctor"], "", 1, &["nodir is not there"]);
    for args in [&["doctor"][..], &["run", "--headless"], &["staff", "list"], &["export", "--out", "out"]] {
        let (code, words) = said(folder.path(), args, "");
        assert_eq!(code, Some(1), "{args:?}: {words}");
        assert!(!words.contains("immutable") && !words.contains("stick in again and"), "{args:?}: {words}");
    }
    check(NO_FILE, &["export", "--db", "nofile.db", "--out", "out"], "", 1, &["nofile.db: it is not there"]);
}
