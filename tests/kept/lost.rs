//! A ledger without its key, a key without its ledger, a mistyped name: said, and nothing is made in their place. And
//! whose eyes the files are for.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use domain::finding::{Mark, Subject};
use doro::doctor::examine;

use crate::shop::{PATIENCE, Shop};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

const COMMANDS: [&[&str]; 3] =
    [&["run", "--headless"], &["import", "orders", "more.csv"], &["staff", "add", "김도로", "--role", "manager"]];

#[track_caller]
fn refused(shop: &Shop, words: &str) {
    let before = names(shop.folder.path());
    for command in COMMANDS {
        let output = shop.doro(command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && said.contains(words), "{command:?}: {said}");
        assert_eq!(names(shop.folder.path()), before, "{command:?} made something");
    }
}

fn shop_with_a_file() -> Shop {
    let shop = Shop::new();
    assert!(shop.doro(&["sample", "--orders", "20", "--out", "more.csv"]).status.success());
    shop
}

#[test]
fn a_key_without_its_ledger_or_with_an_empty_one_is_refused_unless_a_new_one_is_asked_for() {
    let shop = shop_with_a_file();
    fs::remove_file(shop.file("doro.db")).unwrap();
    refused(&shop, "doro.db: there is no ledger here, but its key `");
    let findings = examine(&shop.file("kiosk.toml"), |_| ());
    let ledger = findings.iter().find(|finding| finding.subject == Subject::Ledger).unwrap();
    assert!(ledger.mark == Mark::Wrong && ledger.next.as_ref().unwrap().en.contains("doro restore"), "{ledger:?}");

    fs::write(shop.file("doro.db"), "").unwrap();
    refused(&shop, "give --new");

    fs::remove_file(shop.file("doro.db")).unwrap();
    rusqlite::Connection::open(shop.file("doro.db"))
        .unwrap()
        .execute_batch("PRAGMA journal_mode = WAL; VACUUM")
        .unwrap();
    refused(&shop, "give --new");

    assert!(shop.doro(&["import", "orders", "more.csv", "--new"]).status.success());
    let again = shop.doro(&["import", "orders", "more.csv", "--new"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("there is a ledger already"), "{again:?}");
    assert!(shop.doro(&["run", "--headless"]).status.success(), "its steps are over at once");
}

#[test]
fn a_mistyped_ledger_in_the_configuration_is_not_made() {
    let shop = shop_with_a_file();
    let config = fs::read_to_string(shop.file("kiosk.toml")).unwrap();
    fs::write(shop.file("kiosk.toml"), config.replace("\"doro.db\"", "\"dorro.db\"")).unwrap();
    let before = names(shop.folder.path());
    let output = shop.doro(&["run", "--headless"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("dorro.db: there is no ledger here"), "{said}");
    assert_eq!(names(shop.folder.path()), before);
}

#[test]
fn a_ledger_without_its_key_says_so() {
    let shop = shop_with_a_file();
    fs::remove_file(shop.file("doro.key")).unwrap();
    refused(&shop, "doro.key: the key of this ledger is not there");
}

#[test]
fn the_log_of_a_ledger_that_is_gone_is_not_overwritten_by_a_new_one() {
    let shop = shop_with_a_file();
    fs::remove_file(shop.file("doro.db")).unwrap();
    fs::write(shop.file("doro.db-wal"), "frames").unwrap();
    let output = shop.doro(&["import", "orders", "more.csv", "--new"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("its log `"), "{output:?}");
    assert_eq!(fs::read(shop.file("doro.db-wal")).unwrap(), b"frames");
}

/// Whatever the umask and however the files were left.
#[test]
fn the_ledgers_files_are_for_their_owner_alone() {
    let shop = Shop::new();
    let mode = |name: &str| fs::metadata(shop.file(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(shop.file("doro.db"), Permissions::from_mode(0o644)).unwrap();
    let findings = examine(&shop.file("kiosk.toml"), |_| ());
    assert!(findings.iter().any(|finding| finding.words.en.contains("Other users of this machine")), "{findings:#?}");
    let mut child = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" run --headless", env!("CARGO_BIN_EXE_doro")])
        .current_dir(shop.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    crate::shop::wait_until("the log", || shop.file("doro.db-shm").exists() && shop.file("doro.db-kiosk").exists());
    for name in ["doro.db", "doro.db-wal", "doro.db-shm", "doro.db-lock", "doro.db-kiosk"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    drop(child.stdin.take());
    assert!(crate::patience::end(&mut child).success());
    let again = shop.run();
    again.signal("TERM");
    let mut again = again;
    assert_eq!(again.end(PATIENCE).code(), Some(0));
}
