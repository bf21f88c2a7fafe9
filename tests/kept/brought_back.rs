//! Copies that take the place of a ledger.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::finding::Mark;
use domain::moment::seoul_date;
use doro::doctor::examine;
use doro::ledger::copies::{CopyError, Onto, backup, restore};
use rusqlite::Connection;

use crate::copies::*;
use crate::shop::{Shop, audit};

#[test]
fn while_a_kiosk_runs_nothing_is_restored() {
    let shop = Shop::new();
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let copy = copies(&shop.file("copies")).remove(0);
    let running = shop.run();
    let output = shop.doro(&["restore", copy.to_str().unwrap()]);
    let words = format!("a kiosk runs on this ledger already (process {})", running.child.id());
    assert!(output.status.code() == Some(1) && said(&output).contains(&words), "{}", said(&output));
    end(running);
    assert!(shop.doro(&["restore", copy.to_str().unwrap()]).status.success());
}

#[test]
fn what_is_no_whole_copy_of_this_shop_is_refused_with_the_reason_and_the_ledger_stays() {
    let shop = Shop::new();
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let copy = copies(&shop.file("copies")).remove(0);
    let other = Shop::new();
    assert!(other.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let before = fs::read(shop.file("doro.db")).unwrap();
    let bytes = fs::read(&copy).unwrap();
    let mut broken = bytes.clone();
    broken.iter_mut().skip(8_192).step_by(5).for_each(|byte| *byte ^= 0x3c);
    let file = |name: &str, bytes: &[u8]| fs::write(shop.file(name), bytes).unwrap();
    file("letter.db", "Dear sir or madam, ".repeat(500).as_bytes());
    file("empty.db", b"");
    file("half.db", &bytes[..bytes.len() / 2]);
    file("broken.db", &broken);
    file("changed.db", &broken);
    file("changed.db.sha256", &fs::read(copy.with_extension("db.sha256")).unwrap());
    Connection::open(shop.file("songs.db")).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    let newer = shop.file("newer.db");
    file("newer.db", &bytes);
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let others = copies(&other.file("copies")).remove(0);
    for (name, words) in [
        ("letter.db", "give a file that `doro backup` made"),
        ("empty.db", "nothing in it"),
        ("half.db", "take an earlier copy"),
        ("broken.db", "take an earlier copy"),
        ("changed.db", "SHA-256"),
        ("songs.db", "another program"),
        ("newer.db", "newer version"),
        (others.to_str().unwrap(), "key file belongs to another database"),
        (".", "no file"),
        ("nowhere.db", "it is not there: check the name"),
    ] {
        let output = shop.doro(&["restore", name]);
        assert!(output.status.code() == Some(1) && said(&output).contains(words), "{name}: {}", said(&output));
        assert!(fs::read(shop.file("doro.db")).unwrap() == before, "{name} has changed the ledger");
        assert!(!shop.file("doro.db-restoring").exists(), "{name}");
    }
    fs::rename(shop.file("doro.key"), shop.file("away")).unwrap();
    assert!(said(&shop.doro(&["restore", copy.to_str().unwrap()])).contains("key of this ledger is not there"));
}

#[test]
fn a_number_given_after_the_copy_is_never_given_again_and_the_old_ledger_is_kept() {
    let (shop, copy) = a_visit_a_copy_and_a_visit();
    let booked = shop.audit().visits;
    let output = shop.doro(&["restore", copy.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(words.contains("with 1 visits") && words.contains(&booked[1].to_string()), "the missing one: {words}");
    assert_eq!(shop.audit().visits, booked[..1]);

    let mut running = shop.run();
    shop.serve(&mut running, 1006);
    end(running);
    let now = shop.audit().visits;
    assert_eq!(now[1].day, booked[1].day);
    assert_eq!(now[1].sequence, booked[1].sequence + 1, "beyond what is on paper");

    let aside = copies(shop.folder.path()).into_iter().find(|path| path.to_str().unwrap().contains("before-restore"));
    let aside = aside.unwrap();
    assert_eq!(audit(&aside).visits, booked);
    assert_eq!(fs::metadata(&aside).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(shop.doro(&["restore", aside.to_str().unwrap()]).status.success(), "it can be undone");
    assert_eq!(shop.audit().visits, booked);
    let mut running = shop.run();
    shop.serve(&mut running, 1006);
    end(running);
    assert_eq!(shop.audit().visits[2].sequence, booked[1].sequence + 2, "also of those given meanwhile");
}

#[test]
fn where_the_ledger_is_lost_its_numbers_begin_beyond_all_that_there_was_time_for() {
    let (shop, copy) = a_visit_a_copy_and_a_visit();
    let lost = shop.audit().visits;
    // Lost altogether; garbage; another ledger under the same key.
    for round in 0..3 {
        match round {
            0 => fs::remove_file(shop.file("doro.db")).unwrap(),
            1 => fs::write(shop.file("doro.db"), vec![0x5a; 20_000]).unwrap(),
            _ => {
                fs::remove_file(shop.file("doro.db")).unwrap();
                drop(shop.open());
            }
        }
        let output = shop.doro(&["restore", copy.to_str().unwrap()]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains("higher ones"), "{}", said(&output));
        let fence: i64 = Connection::open(shop.file("doro.db"))
            .unwrap()
            .query_row("SELECT sequence FROM number_fences WHERE day_on = ?1", [lost[1].day.to_string()], |row| {
                row.get(0)
            })
            .unwrap();
        let mut running = shop.run();
        shop.serve(&mut running, 1006);
        end(running);
        let again = shop.audit().visits[1];
        assert!(i64::from(again.sequence) > fence || again.day != lost[1].day, "{again} {fence}");
        assert!(again.day != lost[1].day || again.sequence > lost[1].sequence, "{again}");
        for aside in copies(shop.folder.path()).into_iter().filter(|path| path.to_str().unwrap().contains("restore")) {
            fs::remove_file(aside).unwrap();
        }
    }
}

/// The database itself refuses, whoever writes.
#[test]
fn no_writer_passes_a_fence() {
    let shop = Shop::new();
    let db = Connection::open(shop.file("doro.db")).unwrap();
    db.execute_batch("INSERT INTO number_fences VALUES ('2026-11-26', 41)").unwrap();
    for sql in ["UPDATE number_fences SET sequence = 40", "DELETE FROM number_fences"] {
        assert!(db.execute_batch(sql).unwrap_err().to_string().contains("a fence only rises"), "{sql}");
    }
}

#[test]
fn telephone_numbers_whose_day_has_passed_are_not_brought_back() {
    let shop = Shop::new();
    let today = seoul_date(Utc::now());
    let raw = Connection::open(shop.file("doro.db")).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    drop(shop.open());
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    end(running);
    for (visit, day) in [(1, today - Days::new(1)), (2, today + Days::new(1))] {
        let row = (visit, [visit as u8; 60], day.to_string());
        raw.execute("INSERT INTO contacts VALUES (?1, ?2, 0, ?3, 1)", row).unwrap();
    }
    raw.execute_batch("DELETE FROM contacts WHERE visit_id = 2").unwrap();
    drop(raw);
    let (db, key, to) = (shop.file("doro.db"), shop.file("doro.key"), shop.file("copies"));
    let copied = backup(&db, &key, beside(&to), Utc::now(), &mut |_, _| true).unwrap();
    let sealed = |db: &Path| fs::read(db).unwrap().windows(60).any(|window| window == [1; 60]);
    assert!(sealed(&copied.file));
    let untrusted = restore(&copied.file, &db, &key, (Utc::now(), false), &mut |_, _| true).unwrap();
    assert_eq!(untrusted.destroyed, 0, "by a clock that nobody trusts nothing is destroyed");
    assert!(sealed(&db));
    let trusted = restore(&copied.file, &db, &key, (Utc::now(), true), &mut |_, _| true).unwrap();
    assert_eq!(trusted.destroyed, 1);
    assert!(!sealed(&db));
    fs::set_permissions(&copied.file, Permissions::from_mode(0o400)).unwrap();
}

/// Made by a clock that stood ten years ahead, in a folder on another disk than the ledger's.
fn copy_of_the_future(shop: &Shop, folder: &Path) -> (PathBuf, DateTime<Utc>) {
    let future = Utc::now() + TimeDelta::days(3_650);
    let (db, key, onto) = (shop.file("doro.db"), shop.file("doro.key"), Onto { folder, same_disk: false });
    (backup(&db, &key, onto, future, &mut |_, _| true).unwrap().file, future)
}

#[test]
fn a_copy_of_the_future_takes_the_place_of_a_ledger_whose_numbers_are_known() {
    let shop = Shop::new();
    let other = other_disk();
    let (copy, _) = copy_of_the_future(&shop, other.path());
    let findings = examine(&shop.file("kiosk.toml"), |_| ());
    let found = findings.iter().find(|finding| finding.words.en.contains("has not come yet")).unwrap();
    assert_eq!(found.mark, Mark::Doubtful);
    let output = shop.doro(&["restore", copy.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn where_the_ledger_is_lost_a_copy_of_the_future_waits_for_somebody_who_knows_the_time() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    end(running);
    let other = other_disk();
    let (copy, future) = copy_of_the_future(&shop, other.path());
    fs::remove_file(shop.file("doro.db")).unwrap();
    let (db, key) = (shop.file("doro.db"), shop.file("doro.key"));
    let restored = restore(&copy, &db, &key, (Utc::now(), false), &mut |_, _| true);
    assert!(matches!(restored, Err(CopyError::Clock { .. })), "{restored:?}");
    let output = shop.doro(&["restore", copy.to_str().unwrap(), "--clock-is-right"]);
    assert!(output.status.success(), "{}", said(&output));
    let fence = |day: chrono::NaiveDate| -> i64 {
        let fence = "SELECT coalesce(max(sequence), 0) FROM number_fences WHERE day_on = ?1";
        Connection::open(&db).unwrap().query_row(fence, [day.to_string()], |row| row.get(0)).unwrap()
    };
    assert!(fence(seoul_date(Utc::now())) >= 1);
    assert!(fence(seoul_date(future)) > 8_000, "also of the day that the clock said");
}

#[test]
fn a_copy_that_somebody_has_changed_is_refused_also_without_its_checksum() {
    let shop = Shop::new();
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let copy = copies(&shop.file("copies")).remove(0);
    for (sql, words) in [
        ("CREATE TRIGGER more AFTER INSERT ON visits BEGIN SELECT 1; END", "trigger more"),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK', 'CHECK (1) CHECK')
             WHERE name = 'line_caps'",
            "table line_caps",
        ),
    ] {
        fs::copy(&copy, shop.file("changed.db")).unwrap();
        Connection::open(shop.file("changed.db")).unwrap().execute_batch(sql).unwrap();
        let output = shop.doro(&["restore", "changed.db"]);
        assert!(output.status.code() == Some(1) && said(&output).contains(words), "{}", said(&output));
    }
    let sum = copy.with_extension("db.sha256");
    for round in 0..2 {
        fs::remove_file(&sum).unwrap();
        if round == 0 {
            fs::write(&sum, "").unwrap()
        } else {
            fs::create_dir(&sum).unwrap()
        }
        let output = shop.doro(&["restore", copy.to_str().unwrap()]);
        assert!(output.status.code() == Some(1) && said(&output).contains("its checksum"), "{}", said(&output));
    }
    fs::remove_dir(&sum).unwrap();
    let output = shop.doro(&["restore", copy.to_str().unwrap()]);
    assert!(output.status.success() && said(&output).contains("nobody can say whether"), "{}", said(&output));
}
