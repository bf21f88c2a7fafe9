//! One kiosk on one ledger, whichever way leads to it, and nobody locked out by what a killed one leaves behind.

use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use domain::finding::{Mark, Subject};
use doro::doctor::examine;

use crate::shop::{PATIENCE, Shop};

/// What a second kiosk says that is given the ledger under this name.
fn second(shop: &Shop, db: &str) -> (Option<i32>, String) {
    let config = std::fs::read_to_string(shop.file("kiosk.toml")).unwrap();
    std::fs::write(shop.file("second.toml"), config.replace("\"doro.db\"", &format!("{db:?}"))).unwrap();
    let output = shop.doro(&["run", "--headless", "--config", "second.toml"]);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_second_kiosk_is_refused_whichever_way_it_finds_the_ledger_and_a_killed_one_locks_nobody_out() {
    let shop = Shop::new();
    let mut running = shop.run();
    symlink("doro.db", shop.file("link.db")).unwrap();
    symlink("link.db", shop.file("link to link.db")).unwrap();
    symlink(shop.folder.path(), shop.file("around")).unwrap();
    for db in ["doro.db", "link.db", "link to link.db", "around/doro.db", "./around/around/link.db"] {
        let (code, said) = second(&shop, db);
        assert!(code == Some(1) && said.contains("a kiosk runs on this ledger already"), "{db}: {said}");
        assert!(said.contains(&format!("process {}", running.child.id())), "{db}: {said}");
    }
    running.child.kill().unwrap();
    running.child.wait().unwrap();
    assert_eq!(second(&shop, "doro.db").0, Some(0), "its steps are over at once");
}

/// The kernel keeps the lock, not a number of a process that means another one elsewhere.
#[test]
fn a_second_kiosk_in_another_pid_namespace_is_refused_too() {
    let shop = Shop::new();
    let _running = shop.run();
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--pid", "--fork", env!("CARGO_BIN_EXE_doro"), "run", "--headless"]);
    let output = unshare.current_dir(shop.folder.path()).stdin(Stdio::null()).output();
    let Ok(output) = output else { return eprintln!("skipped: there is no unshare") };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("unshare:") {
        return eprintln!("skipped: this system allows no namespaces: {said}");
    }
    assert!(said.contains("a kiosk runs on this ledger already"), "{said}");
}

/// The ledger's own file is locked too.
#[test]
fn whoever_deletes_the_files_of_the_locks_lets_no_second_kiosk_and_no_restore_in() {
    let shop = Shop::new();
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let copies = std::fs::read_dir(shop.file("copies")).unwrap().map(|entry| entry.unwrap().path());
    let copy = copies.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    let delete = || {
        ["-kiosk", "-lock", "-terminal-kiosk"]
            .map(|ending| std::fs::remove_file(shop.file(&format!("doro.db{ending}"))).unwrap())
    };
    let runs = format!("a kiosk runs on this ledger already (process {})", running.child.id());
    delete();
    let (code, said) = second(&shop, "doro.db");
    assert!(code == Some(1) && said.contains(&runs), "{said}");
    delete();
    let output = shop.doro(&["doctor", "--headless"]);
    let told = format!("It runs (process {})", running.child.id());
    assert!(String::from_utf8_lossy(&output.stdout).contains(&told), "{output:?}");
    let output = shop.doro(&["restore", copy.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains(&runs), "{said}");
    shop.serve(&mut running, 1006);
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.audit().visits.len(), 2);
    assert!(shop.doro(&["restore", copy.to_str().unwrap()]).status.success());
}

#[test]
fn a_ledger_with_several_names_is_refused_since_each_would_have_a_log_of_its_own() {
    let shop = Shop::new();
    std::fs::hard_link(shop.file("doro.db"), shop.file("other.db")).unwrap();
    let (code, said) = second(&shop, "doro.db");
    assert!(code == Some(1) && said.contains("several names"), "{said}");
}

#[test]
fn the_doctor_and_the_commands_work_beside_a_running_kiosk() {
    let shop = Shop::new();
    let mut running = shop.run();
    let runs = format!("It runs (process {})", running.child.id());
    let findings = examine(&shop.file("kiosk.toml"), |_| ());
    let found = findings.iter().find(|finding| finding.subject == Subject::Instance).unwrap();
    assert_eq!((found.mark, &found.words.en), (Mark::Good, &runs));
    std::fs::write(shop.file("orders.csv"), "").unwrap();
    assert!(shop.doro(&["sample", "--orders", "20", "--out", "more.csv"]).status.success());
    let imported = shop.doro(&["import", "orders", "more.csv"]);
    assert!(imported.status.success(), "{imported:?}");
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
}
