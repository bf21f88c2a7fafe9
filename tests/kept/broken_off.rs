//! A restore that is broken off at any step: the ledger that was there is in its place, or kept under its other name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;

use crate::shop::{PATIENCE, Shop, audit};

/// Every file of the shop but its devices, by name.
type Files = BTreeMap<String, Vec<u8>>;

/// By another process: to close a database's file lets go of the locks that this one has on it.
fn read(path: &Path) -> Vec<u8> {
    Command::new("cat").arg(path).output().unwrap().stdout
}

fn files(shop: &Shop) -> Files {
    let entries = fs::read_dir(shop.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| fs::symlink_metadata(path).unwrap().is_file());
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), read(&path))).collect()
}

fn put_back(shop: &Shop, before: &Files) {
    files(shop).keys().for_each(|name| fs::remove_file(shop.file(name)).unwrap());
    before.iter().for_each(|(name, bytes)| fs::write(shop.file(name), bytes).unwrap());
    Command::new("chmod").arg("600").arg(shop.file("doro.key")).status().unwrap();
}

/// A shop of two visits, and a copy from between them.
fn shop() -> (Shop, String) {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    shop.serve(&mut running, 1006);
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    let names =
        fs::read_dir(shop.file("copies")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let name = names.into_iter().find(|name| name.ends_with(".db")).unwrap();
    (shop, format!("copies/{name}"))
}

/// The restore under strace(1), which breaks a call of it; none where it cannot be used here.
fn broken(shop: &Shop, copy: &str, call: &str, how: &str) -> Option<Output> {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "trace", "-e", &format!("trace={call}")]);
    command.args(["-e", &format!("inject={call}:{how}"), env!("CARGO_BIN_EXE_doro"), "restore", copy]);
    let output = command.current_dir(shop.folder.path()).output().ok()?;
    if String::from_utf8_lossy(&output.stderr).contains("strace:") {
        return None;
    }
    Some(output)
}

/// The lock's file holds a number of a process, and the log's index nothing that is not in the log.
fn is_of_nobody(name: &str) -> bool {
    name.ends_with("-kiosk") || name.ends_with("-shm")
}

#[test]
fn a_restore_that_is_killed_at_any_rename_loses_nothing_and_can_be_done_again() {
    let (shop, copy) = shop();
    let (before, booked) = (files(&shop), shop.audit().visits);
    assert_eq!(booked.len(), 2);
    for call in ["renameat2", "unlink"] {
        let mut killed = 0;
        for nth in 1..20 {
            put_back(&shop, &before);
            let Some(output) = broken(&shop, &copy, call, &format!("signal=SIGKILL:when={nth}")) else {
                return eprintln!("skipped: strace cannot be used here");
            };
            if output.status.success() {
                break;
            }
            killed += 1;
            let names =
                files(&shop).into_keys().filter(|name| name.contains("before-restore") && name.ends_with(".db"));
            let aside: Vec<_> = names.map(|name| audit(&shop.file(&name)).visits).collect();
            assert!(
                audit(&shop.file("doro.db")).visits == booked || aside.contains(&booked),
                "{call} {nth}: {:?}",
                files(&shop).keys()
            );
            let again = shop.doro(&["restore", &copy]);
            assert!(again.status.success(), "{call} {nth}: {again:?}");
            assert_eq!(shop.audit().visits, booked[..1], "{call} {nth}");
        }
        assert!(killed > 1 || call == "unlink", "{call} was called {killed} times only");
    }
}

/// Also of a ledger that nobody can read, and of its log.
#[test]
fn a_restore_whose_rename_fails_leaves_everything_as_it_was() {
    let (shop, copy) = shop();
    let whole = files(&shop);
    let mut garbage = whole.clone();
    garbage.insert("doro.db".to_owned(), vec![0x5a; 20_000]);
    garbage.insert("doro.db-wal".to_owned(), b"frames".to_vec());
    garbage.insert("doro.db-shm".to_owned(), b"index".to_vec());
    for (before, renames) in [(whole, 2), (garbage, 4)] {
        for nth in 1..=renames {
            put_back(&shop, &before);
            let Some(output) = broken(&shop, &copy, "renameat2", &format!("error=EIO:when={nth}")) else {
                return eprintln!("skipped: strace cannot be used here");
            };
            assert_eq!(output.status.code(), Some(1), "{nth}: {output:?}");
            let mut after = files(&shop);
            after.remove("trace");
            for name in before.keys().chain(after.keys()).filter(|name| !is_of_nobody(name)) {
                assert!(before.get(name) == after.get(name), "{nth}: {name} {:?}", after.keys());
            }
        }
    }
}

#[test]
fn a_ledger_that_somebody_reads_is_not_replaced_since_its_log_would_be_lost() {
    let (shop, copy) = shop();
    let open = || Connection::open(shop.file("doro.db")).unwrap();
    let (reader, writer) = (open(), open());
    reader.execute_batch("BEGIN; SELECT count(*) FROM visits").unwrap();
    writer.execute_batch("INSERT INTO number_fences VALUES ('2001-01-01', 7)").unwrap();
    let before = files(&shop);
    let output = shop.doro(&["restore", &copy]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("another program has the ledger open"), "{said}");
    for name in ["doro.db", "doro.db-wal"] {
        assert!(files(&shop)[name] == before[name], "{name}");
    }
    reader.execute_batch("COMMIT").unwrap();
    drop((reader, writer));
    assert!(shop.doro(&["restore", &copy]).status.success());
}
