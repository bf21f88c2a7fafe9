//! Files on a stick: a folder here, with its troubles and its traps; a simulated one; and, as root, real file systems.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod loops;
mod paths;
mod simulated;

use std::fs;
use std::path::Path;

use hardware::stick::{StickError, write_all};

/// The names in a folder.
pub fn listing(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn files_are_written_read_back_and_nothing_else_is_left() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.csv"), "older and longer").unwrap();
    let large = vec![7; 700_000];
    let receipt = write_all(dir.path(), &[("a.csv", b"new"), ("\u{1112}\u{1161}\u{11ab}.csv", &large)]).unwrap();
    assert_eq!(listing(dir.path()), ["a.csv", "한.csv"]);
    assert_eq!(fs::read(dir.path().join("a.csv")).unwrap(), b"new");
    assert_eq!(fs::read(dir.path().join("한.csv")).unwrap(), large);
    let told: Vec<_> = receipt.files.iter().map(|f| (f.name.as_str(), f.bytes)).collect();
    assert_eq!(told, [("a.csv", 3), ("한.csv", 700_000)]);
    // sha256("new")
    assert_eq!(receipt.files[0].sha256[..4], [0x11, 0x50, 0x7a, 0x0e]);
}

#[test]
fn a_bad_name_keeps_everything_off_the_stick() {
    let dir = tempfile::tempdir().unwrap();
    let error = write_all(dir.path(), &[("a.csv", b"x"), ("../b.csv", b"y")]).unwrap_err();
    assert!(matches!(error, StickError::Name(_)), "{error}");
    let error = write_all(dir.path(), &[("a.csv", b"x"), ("A.csv", b"y")]).unwrap_err();
    assert!(matches!(error, StickError::Twice(_)), "{error}");
    assert_eq!(listing(dir.path()), [""; 0]);
}

#[test]
fn a_stick_that_is_gone_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let gone = dir.path().join("gone");
    let error = write_all(&gone, &[("a.csv", b"x")]).unwrap_err();
    assert!(matches!(&error, StickError::Vanished(path) if *path == gone), "{error}");
    assert!(error.to_string().contains("put the stick in again"), "{error}");
}

#[test]
fn what_cannot_fit_is_not_begun() {
    // A kernel file system without room for anything.
    let proc = Path::new("/proc/sys");
    let error = write_all(proc, &[("a.csv", b"x")]).unwrap_err();
    assert!(matches!(error, StickError::Full { free: 0, .. }), "{error}");
    assert!(error.to_string().contains("take another stick"), "{error}");
}

#[test]
fn a_name_that_a_terminal_would_obey_is_written_out() {
    let dir = tempfile::tempdir().unwrap();
    let error = write_all(&dir.path().join("a\u{1b}[2J\nb"), &[("a.csv", b"x")]).unwrap_err().to_string();
    assert!(error.contains("a\\u{1b}[2J\\nb is gone"), "{error}");
}
