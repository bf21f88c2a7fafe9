//! Copies made while the kiosk runs.

use std::fs::{self};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{DateTime, TimeDelta, Utc};
use domain::finding::{Mark, Subject};
use doro::doctor::examine;
use doro::ledger::copies::{CopyError, Onto, backup, believed_now};
use rusqlite::Connection;

use crate::shop::{PATIENCE, Running, Shop, audit};

pub fn said(output: &Output) -> String {
    [output.stdout.as_slice(), &output.stderr].concat().iter().map(|byte| char::from(*byte)).collect()
}

pub fn copies(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut copies: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "db")).collect();
    copies.sort();
    copies
}

/// A folder on the ledger's own disk.
pub fn beside(folder: &Path) -> Onto<'_> {
    Onto { folder, same_disk: true }
}

/// Memory is a disk that no ledger of these tests lies on.
pub fn other_disk() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap()
}

pub fn end(mut running: Running) {
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
}

/// One visit, a copy, one more visit, and the kiosk's end.
pub fn a_visit_a_copy_and_a_visit() -> (Shop, PathBuf) {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    let output = shop.doro(&["backup", "--same-disk", "--to", "copies"]);
    assert!(output.status.success(), "{}", said(&output));
    shop.serve(&mut running, 1006);
    end(running);
    let copy = copies(&shop.file("copies")).remove(0);
    (shop, copy)
}

#[test]
fn a_copy_holds_what_was_just_booked_needs_no_other_file_and_is_for_its_owner_alone() {
    let (shop, copy) = a_visit_a_copy_and_a_visit();
    assert_eq!(audit(&copy).visits.len(), 1);
    for file in [copy.clone(), copy.with_extension("db.sha256")] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
    assert_eq!(fs::metadata(shop.file("copies")).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(shop.file("copies")).unwrap().count(), 2, "the copy and its checksum");
    let sum = copy.with_extension("db.sha256");
    let checked = Command::new("sha256sum").arg("-c").arg(&sum).current_dir(shop.file("copies")).output().unwrap();
    assert!(checked.status.success(), "{checked:?}");
    let key = fs::read(shop.file("doro.key")).unwrap();
    let bytes = fs::read(&copy).unwrap();
    assert!(!bytes.windows(64).any(|window| window == &key[..64]));
}

#[test]
fn a_copy_on_the_ledgers_own_disk_is_refused_and_nothing_is_made() {
    let shop = Shop::new();
    fs::create_dir(shop.file("there")).unwrap();
    for to in ["there", "mnt/other/disk"] {
        let output = shop.doro(&["backup", "--to", to]);
        let said = said(&output);
        assert!(output.status.code() == Some(1) && said.contains("own disk") && said.contains("--same-disk"), "{said}");
    }
    assert!(!shop.file("mnt").exists() && fs::read_dir(shop.file("there")).unwrap().count() == 0);
    let memory = other_disk();
    let output = shop.doro(&["backup", "--to", memory.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let findings = examine(&shop.file("kiosk.toml"), |_| ());
    assert!(findings.iter().any(|finding| finding.words.en.starts_with("The last copy was made ")), "{findings:#?}");
    fs::write(shop.file("file"), "").unwrap();
    let output = shop.doro(&["backup", "--same-disk", "--to", "file"]);
    assert!(said(&output).contains("give the name of a folder"), "{}", said(&output));
}

#[test]
fn a_shop_without_a_copy_or_with_an_old_one_is_told_by_the_doctor() {
    let shop = Shop::new();
    let check = |words: &str| {
        let findings = examine(&shop.file("kiosk.toml"), |_| ());
        let found = findings.iter().find(|finding| finding.words.en.contains(words));
        let found = found.unwrap_or_else(|| panic!("no {words:?} in {findings:#?}"));
        assert_eq!((found.subject, found.mark), (Subject::Ledger, Mark::Doubtful));
        assert!(found.next.as_ref().unwrap().en.contains("doro backup"));
    };
    check("No copy");
    let old = Utc::now() - TimeDelta::days(30);
    let (db, key) = (shop.file("doro.db"), shop.file("doro.key"));
    backup(&db, &key, beside(&shop.file("copies")), Utc::now(), &mut |_, _| true).unwrap();
    check("No copy of it on another disk");
    let memory = other_disk();
    let onto = Onto { folder: memory.path(), same_disk: false };
    assert!(!backup(&db, &key, onto, old, &mut |_, _| true).unwrap().same_disk);
    check("The last copy was made ");
}

#[test]
fn copy_and_key_never_lie_in_one_place() {
    let shop = Shop::new();
    for to in [".", "..", "sub/.."] {
        fs::create_dir_all(shop.file("sub")).unwrap();
        let output = shop.doro(&["backup", "--same-disk", "--to", to]);
        assert!(
            output.status.code() == Some(1) && said(&output).contains("in the same place"),
            "{to}: {}",
            said(&output)
        );
    }
    fs::create_dir(shop.file("stick")).unwrap();
    fs::copy(shop.file("doro.key"), shop.file("stick/my key.txt")).unwrap();
    let output = shop.doro(&["backup", "--same-disk", "--to", "stick"]);
    assert!(said(&output).contains("my key.txt"), "{}", said(&output));
    assert_eq!(fs::read_dir(shop.file("stick")).unwrap().count(), 1);
}

#[test]
fn a_stick_with_a_trap_a_full_one_and_a_name_that_is_taken_harm_nothing() {
    let shop = Shop::new();
    let now: DateTime<Utc> = "2026-11-26T00:15:30Z".parse().unwrap();
    let make =
        || backup(&shop.file("doro.db"), &shop.file("doro.key"), beside(&shop.file("stick")), now, &mut |_, _| true);
    fs::create_dir(shop.file("stick")).unwrap();
    fs::write(shop.file("victim"), "precious").unwrap();
    std::os::unix::fs::symlink(shop.file("victim"), shop.file("stick/.doro-20261126-091530.db.part")).unwrap();
    let copied = make().unwrap();
    assert_eq!(copied.file, shop.file("stick/doro-20261126-091530-2.db").canonicalize().unwrap());
    assert_eq!(fs::read(shop.file("victim")).unwrap(), b"precious");

    let before = fs::read(&copied.file).unwrap();
    let second = make().unwrap();
    assert_ne!(second.file, copied.file, "its name is taken");
    assert_eq!(fs::read(&copied.file).unwrap(), before, "an earlier copy stays");
    assert_eq!(fs::read_dir(shop.file("stick")).unwrap().count(), 5, "the trap, two copies and nothing half-done");

    let full = format!(
        "mount -t tmpfs -o size=200k none {0} && \"$0\" backup --same-disk --to {0}; code=$?; ls -A {0}; exit $code",
        shop.file("full").display()
    );
    fs::create_dir(shop.file("full")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &full, env!("CARGO_BIN_EXE_doro")]);
    let Ok(output) = command.current_dir(shop.folder.path()).output() else {
        return eprintln!("skipped: there is no unshare");
    };
    if said(&output).contains("unshare:") || said(&output).contains("mount:") {
        return eprintln!("skipped: this system allows no mounts in a namespace: {}", said(&output));
    }
    assert!(output.status.code() == Some(1) && said(&output).contains("has too little room"), "{}", said(&output));
    assert!(output.stdout.is_empty(), "nothing is left: {}", said(&output));
}

#[test]
fn a_copy_that_is_broken_off_leaves_nothing() {
    let shop = Shop::new();
    let to = shop.file("copies");
    let made = backup(&shop.file("doro.db"), &shop.file("doro.key"), beside(&to), Utc::now(), &mut |_, _| false);
    assert!(matches!(made, Err(CopyError::BrokenOff)), "{made:?}");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 0);
}

/// What the clock says while nobody believes it names no copy.
#[test]
fn a_copy_is_noted_by_the_newest_instant_that_the_ledger_vouches_for_while_the_clock_is_not_believed() {
    let shop = Shop::new();
    if doro::clock::is_synchronised() {
        return eprintln!("skipped: this machine's clock is kept, so it is always believed");
    }
    let raw = Connection::open(shop.file("doro.db")).unwrap();
    for (newest, is_believed) in
        [(TimeDelta::days(-1), true), (TimeDelta::days(-60), false), (TimeDelta::days(60), false)]
    {
        let newest = Utc::now() + newest;
        let text = newest.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        raw.execute("UPDATE clock SET newest_at = ?1", [&text]).unwrap();
        let by = believed_now(&shop.file("doro.db"));
        assert_eq!((by - Utc::now()).abs() < TimeDelta::minutes(1), is_believed, "{by}");
        assert_eq!((by - newest).abs() < TimeDelta::minutes(1), !is_believed, "{by}");
    }
}

#[test]
fn two_copies_of_one_second_both_get_a_name() {
    let shop = Shop::new();
    let now = Utc::now();
    let (db, key, to) = (&shop.file("doro.db"), &shop.file("doro.key"), &shop.file("copies"));
    let made: Vec<_> = std::thread::scope(|scope| {
        let make = || backup(db, key, beside(to), now, &mut |_, _| true).unwrap();
        let begun: Vec<_> = (0..4).map(|_| scope.spawn(make)).collect();
        begun.into_iter().map(|copy| copy.join().unwrap()).collect()
    });
    for copied in &made {
        assert_eq!(audit(&copied.file).visits.len(), 0);
        let sum = fs::read_to_string(copied.file.with_extension("db.sha256")).unwrap();
        assert!(sum.starts_with(&copied.sha256), "{sum}");
    }
    assert_eq!(fs::read_dir(to).unwrap().count(), 8);
}
