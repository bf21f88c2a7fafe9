//! Disks that are full, cannot be written, or have damaged what they keep; files that go away under a running kiosk.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use domain::counter::{Finding, Mark, Subject};
use doro::doctor::examine;
use rusqlite::Connection;

use crate::shop::{PATIENCE, Shop, audit, wait_until};

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

fn ledger(shop: &Shop) -> Finding {
    examine(&shop.file("kiosk.toml"), |_| ()).into_iter().find(|finding| finding.subject == Subject::Ledger).unwrap()
}

#[test]
fn a_log_removed_under_a_running_kiosk_is_found_and_its_orderly_end_saves_everything() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    assert_eq!(ledger(&shop).mark, Mark::Good);
    fs::remove_file(shop.file("doro.db-wal")).unwrap();
    let found = ledger(&shop);
    let next = found.next.clone().unwrap().en;
    assert!(found.mark == Mark::Wrong && next.contains(&format!("kill -TERM {}", running.child.id())), "{found:?}");
    shop.serve(&mut running, 1006);
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.audit().visits.len(), 2);
}

#[test]
fn a_ledger_replaced_under_a_running_kiosk_is_found_and_can_be_rescued_as_the_doctor_says() {
    let shop = Shop::new();
    fs::copy(shop.file("doro.db"), shop.file("other.db")).unwrap();
    let mut running = shop.run();
    fs::rename(shop.file("other.db"), shop.file("doro.db")).unwrap();
    shop.serve(&mut running, 1001);
    let found = ledger(&shop);
    let next = found.next.clone().unwrap().en;
    assert!(found.mark == Mark::Wrong && next.contains("cp /proc/"), "{found:?}");
    let copy = next.split('`').nth(1).unwrap().to_owned();
    wait_until("the quiet half minute", || {
        let copied = Command::new("sh").args(["-c", &copy]).current_dir(shop.folder.path()).status().unwrap();
        copied.success() && audit(&shop.file("rescued.db")).visits.len() == 1
    });
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    let restored = shop.doro(&["restore", "rescued.db"]);
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(shop.audit().visits.len(), 1);
}
