//! Full outputs, lost files, mistyped names: nothing is made, undone or crashed by them.

use std::fs::{File, remove_file};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::tempdir;

use super::doro;
use super::patience::{Said, end};

/// Runs a command whose output nobody can take; its exit code and what it says on standard error.
fn onto_a_full_disk(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_doro"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn shop() -> tempfile::TempDir {
    let folder = tempdir().unwrap();
    let output = doro(folder.path(), &["sample", "--orders", "5", "--seed", "1", "--out", "orders.csv"], "");
    assert!(output.status.success());
    folder
}

pub fn shop_with_orders() -> tempfile::TempDir {
    let folder = shop();
    assert!(doro(folder.path(), &["import", "orders", "orders.csv", "--db", "doro.db"], "").status.success());
    folder
}

#[test]
fn an_output_that_nobody_can_take_crashes_nothing_and_undoes_nothing() {
    let folder = shop();
    let import = ["import", "orders", "orders.csv", "--db", "doro.db"];
    assert_eq!(onto_a_full_disk(folder.path(), &import).0, Some(0), "the orders are imported all the same");
    for args in [&["completions", "bash"][..], &["run", "--example"], &["doctor", "--json"]] {
        let (code, said) = onto_a_full_disk(folder.path(), args);
        assert!(code == Some(1) && !said.contains("panicked"), "{args:?}: {code:?} {said}");
    }
}

#[test]
fn a_lost_key_is_said_to_be_lost_and_no_other_takes_its_place() {
    let folder = shop_with_orders();
    remove_file(folder.path().join("doro.key")).unwrap();
    let output = doro(folder.path(), &["staff", "add", "김도로", "--role", "manager", "--db", "doro.db"], "4711\n");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("doro.key: the key of this ledger is not there"), "{said}");
    assert!(!folder.path().join("doro.key").exists());
}

#[test]
fn a_mistyped_ledger_is_not_made() {
    let folder = tempdir().unwrap();
    let output = doro(folder.path(), &["staff", "add", "김도로", "--role", "manager", "--db", "dorro.db"], "4711\n");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("dorro.db: it is not there"), "{said}");
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

pub const CONFIG: &str = "db = 'doro.db'\nkey = 'doro.key'\n[shop]\nname = '도로상점'\nphone = '1'\nhours = '10-20'\n";

#[test]
fn a_second_kiosk_on_one_ledger_does_not_start() {
    let folder = shop_with_orders();
    std::fs::write(folder.path().join("kiosk.toml"), CONFIG).unwrap();
    let mut first = Command::new(env!("CARGO_BIN_EXE_doro"))
        .args(["run", "--headless"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let shown = Said::by(first.stdout.take().unwrap());
    shown.until(|line| line.starts_with("welcome"));
    let output = doro(folder.path(), &["run", "--headless"], "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.code() == Some(1) && said.contains("doro.db: a kiosk runs on this ledger already (process"),
        "{said}"
    );
    drop(first.stdin.take());
    assert!(end(&mut first).success());
    assert!(doro(folder.path(), &["run", "--headless"], "").status.success());
}

#[test]
fn a_line_that_is_no_step_is_named_by_its_number_and_ends_with_an_error() {
    let folder = shop_with_orders();
    std::fs::write(folder.path().join("kiosk.toml"), CONFIG).unwrap();
    let output = doro(folder.path(), &["run", "--headless"], "until welcome\n\nfoo\nwait -1\nmain\n");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("step:3: \"foo\" is no step") && said.contains("step:4: \"wait -1\""), "{said}");
}

#[test]
fn a_step_of_broken_letters_is_named_by_its_number_and_the_next_one_is_done() {
    let folder = shop_with_orders();
    std::fs::write(folder.path().join("kiosk.toml"), CONFIG).unwrap();
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_doro"))
        .args(["run", "--headless"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    kiosk.stdin.take().unwrap().write_all(b"until welcome\r\nm\xffin\nlarger\n\xb1\n").unwrap();
    let output = kiosk.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in ["step:2: it is not UTF-8", "step:4: it is not UTF-8", "2 line(s)"] {
        assert!(said.contains(words), "{said}");
    }
}
