//! Disks that are full, cannot be written, or have damaged what they keep.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use chrono::Utc;
use domain::staff::Role;
use rusqlite::Connection;

use crate::shop::{PATIENCE, Shop};

/// Runs a script in which `$0` is `doro`, with a file system in memory of `size` at `disk`, on which the ledger lies.
/// None, with a word, where the system allows no mounts.
fn on_a_disk_of(shop: &Shop, size: &str, script: &str) -> Option<String> {
    fs::create_dir(shop.file("disk")).unwrap();
    let config = fs::read_to_string(shop.file("kiosk.toml")).unwrap();
    fs::write(shop.file("kiosk.toml"), config.replace("\"doro.db\"", "\"disk/doro.db\"")).unwrap();
    let script = format!("mount -t tmpfs -o size={size} none disk && cp doro.db disk && exec 2>&1\n{script}");
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, env!("CARGO_BIN_EXE_doro")]);
    let output = command.current_dir(shop.folder.path()).output();
    let said = output.map(|output| String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned());
    match said {
        Ok(said) if !said.contains("unshare:") && !said.contains("mount:") => Some(said),
        other => {
            eprintln!("skipped: this system allows no mounts in a namespace: {other:?}");
            None
        }
    }
}

#[test]
fn a_full_disk_is_said_to_be_full_whatever_could_not_be_written() {
    let shop = Shop::new();
    // So full that not even the log's index can be made.
    let script = "cat /dev/zero > disk/full 2> /dev/null
        echo 739154 | \"$0\" staff add 김도로 --role clerk --db disk/doro.db --key doro.key";
    let Some(said) = on_a_disk_of(&shop, "1200k", script) else { return };
    assert!(said.contains("the disk is full"), "{said}");
}

#[test]
fn a_disk_that_can_only_be_read_is_said_to_be_so() {
    let shop = Shop::new();
    let script = "mount -o remount,ro disk && \"$0\" doctor
        echo 739154 | \"$0\" staff add 김도로 --role clerk --db disk/doro.db --key doro.key";
    let Some(said) = on_a_disk_of(&shop, "4m", script) else { return };
    assert!(said.contains("✗ disk") && said.contains("cannot be written"), "{said}");
    assert!(said.contains("disk/doro.db: the database cannot be written"), "{said}");
}

/// Random bytes in the root of an index that the start does not need.
fn damage(db: &Path) {
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'orders_by_receipt_digits'";
    let page: u32 = Connection::open(db).unwrap().query_row(root, [], |row| row.get(0)).unwrap();
    let noise: Vec<u8> = (0..4_096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::File::options().write(true).open(db).unwrap().write_all_at(&noise, u64::from(page - 1) * 4_096).unwrap();
}

#[test]
fn damage_that_does_not_keep_it_from_starting_is_found_beside_the_work_and_told_to_the_staff() {
    let shop = Shop::new();
    damage(&shop.file("doro.db"));
    let mut running = shop.run();
    running.say("call\nstaff-door\nuntil sign-in\npick 0\ntype 739154\nmain\nuntil queue");
    running.until("queue visits=0 down=[Disk]");
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
}

/// What stands in a log that a kiosk has left behind when the power went is read too.
#[test]
fn on_a_full_disk_whatever_only_reads_still_works() {
    let shop = Shop::new();
    let mut ledger = shop.open();
    doro::staff::add(&mut ledger, "김로그", Role::Clerk, "482915", Utc::now()).unwrap();
    assert!(fs::metadata(shop.file("doro.db-wal")).unwrap().len() > 0);
    let script = "try() { echo \"try $*\"; \"$0\" \"$@\" && echo worked; }
        all() { try export --db disk/doro.db --out out; try backup --db disk/doro.db --key doro.key --to copies
            try staff list --db disk/doro.db --key doro.key; }
        cp doro.db-wal disk/; cat /dev/zero > disk/full 2> /dev/null; all
        rm disk/doro.db-* disk/full; cat /dev/zero > disk/full 2> /dev/null; all";
    let Some(said) = on_a_disk_of(&shop, "4m", script) else { return };
    assert_eq!((said.matches("try ").count(), said.matches("worked").count()), (6, 6), "{said}");
    assert_eq!(said.matches("김로그").count(), 1, "{said}");
}

#[test]
fn a_disk_that_is_full_at_the_start_puts_the_counter_out_of_order_until_it_has_room() {
    let shop = Shop::new();
    let script = "cat /dev/zero > disk/full 2> /dev/null
        { echo until out-of-order; sleep 5; rm disk/full; echo until welcome; } | \"$0\" run --headless; echo code=$?";
    let Some(said) = on_a_disk_of(&shop, "4m", script) else { return };
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("no {words:?} in {said}"));
    assert!(at("\nout-of-order") < at("\nwelcome") && said.contains("the disk is full"), "{said}");
    assert!(said.ends_with("code=0\n"), "{said}");
}

#[test]
fn a_ledger_that_is_locked_at_the_start_puts_the_counter_out_of_order_until_it_is_free() {
    let shop = Shop::new();
    let other = Connection::open(shop.file("doro.db")).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT; BEGIN EXCLUSIVE").unwrap();
    let mut running = shop.start();
    running.until("out-of-order");
    drop(other);
    running.until("welcome");
    shop.serve(&mut running, 1001);
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.audit().visits.len(), 1);
}
