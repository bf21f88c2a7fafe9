//! The doctor at real files, ports and sockets: one shop in which all is well, and what it says of each thing that is
//! not.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

#[path = "../patience/mod.rs"]
mod patience;
mod shop;
mod window;

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use domain::finding::{Mark, Subject};
use domain::staff::Role;
use hardware::bench::Fault;

use shop::{Running, Shop};

#[test]
fn a_shop_in_order_has_nothing_wrong_and_every_subject_in_its_order() {
    let shop = Shop::new();
    let findings = shop.examine();
    assert!(findings.iter().all(|finding| finding.mark != Mark::Wrong), "{findings:#?}");
    let power = |subject: &Subject| *subject != Subject::Power;
    let subjects: Vec<_> = findings.iter().map(|finding| finding.subject).filter(power).collect();
    let wanted = [
        Subject::Config,
        Subject::Panel,
        Subject::Policy,
        Subject::Holidays,
        Subject::Fonts,
        Subject::Key,
        Subject::Ledger,
        Subject::Ledger,
        Subject::Orders,
        Subject::Staff,
        Subject::Clock,
        Subject::Disk,
        Subject::Scanner,
        Subject::Printer,
        Subject::Bell,
        Subject::Stick,
        Subject::Instance,
        Subject::Memory,
    ];
    assert_eq!(subjects, wanted);
}

#[test]
fn looking_changes_nothing() {
    let shop = Shop::new();
    let before = shop.files();
    shop.examine();
    assert_eq!(before.keys().collect::<Vec<_>>(), shop.files().keys().collect::<Vec<_>>());
    assert!(before == shop.files(), "a file has changed");
    for gone in ["doro.key", "doro.db"] {
        fs::remove_file(shop.file(gone)).unwrap();
        let before = shop.files();
        shop.examine();
        assert_eq!(before.keys().collect::<Vec<_>>(), shop.files().keys().collect::<Vec<_>>(), "without {gone}");
    }
}

#[test]
fn what_a_running_kiosk_has_not_yet_written_back_is_seen() {
    let shop = Shop::new();
    let mut ledger = shop.open();
    doro::staff::add(&mut ledger, "김점원", Role::Clerk, "739154", Utc::now()).unwrap();
    shop.check(Subject::Staff, Mark::Good, "2 can sign in");
}

#[test]
fn a_configuration_is_wrong_with_its_line_and_the_machine_is_looked_at_all_the_same() {
    let shop = Shop::new();
    shop.with("width_mm = 217", "width_mm = \"wide\"").check(Subject::Config, Mark::Wrong, "kiosk.toml:8: ");
    shop.check(Subject::Memory, Mark::Good, "free");
    fs::remove_file(shop.file("kiosk.toml")).unwrap();
    shop.check(Subject::Config, Mark::Wrong, "doro run --example");
}

#[test]
fn panel_policy_holidays_and_letters_are_looked_at() {
    let shop = Shop::new();
    shop.with("width_mm = 217", "width_mm = 1900").check(Subject::Panel, Mark::Wrong, "width_mm in [panel]");
    shop.with("width_mm = 217", "width_mm = 140").check(Subject::Panel, Mark::Doubtful, "too narrow for fingers");
    shop.with("도로상점", "도로商店").check(Subject::Fonts, Mark::Doubtful, "商店");
    shop.write("old.toml", "known_until = 2020-12-31\n");
    let own = "[policy]\nholidays = \"old.toml\"\n[panel]";
    shop.with("[panel]", own).check(Subject::Holidays, Mark::Wrong, "Known until 2020-12-31 only");
    shop.write("policy.toml", "[[version]]\nfrom = 2015-13-01\n");
    let own = "[policy]\nfile = \"policy.toml\"\n[panel]";
    shop.with("[panel]", own).check(Subject::Policy, Mark::Wrong, "policy.toml:2");
}

#[test]
fn a_key_must_be_private_whole_and_this_ledgers() {
    let shop = Shop::new();
    let key = shop.file("doro.key");
    shop.check(Subject::Key, Mark::Good, "Private");
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    shop.check(Subject::Key, Mark::Wrong, "`chmod 600` it");
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    shop.write("doro.key", &"0".repeat(64));
    shop.check(Subject::Key, Mark::Wrong, "Give the key that was made with this one");
    shop.write("doro.key", "none");
    shop.check(Subject::Key, Mark::Wrong, "holds no key");
    fs::remove_file(key).unwrap();
    shop.check(Subject::Key, Mark::Wrong, "Restore the key");
}

#[test]
fn a_ledger_that_lacks_something_says_what() {
    let shop = Shop::new();
    shop.sql("PRAGMA user_version = 1");
    shop.check(Subject::Ledger, Mark::Wrong, "Start the kiosk once");
    shop.sql("PRAGMA user_version = 99");
    shop.check(Subject::Ledger, Mark::Wrong, "newer version");
    fs::remove_file(shop.file("doro.db")).unwrap();
    drop(shop.open());
    shop.check(Subject::Staff, Mark::Wrong, "doro staff add");
    shop.check(Subject::Orders, Mark::Wrong, "doro import orders");
    shop.write("doro.db", &"x".repeat(5000));
    shop.check(Subject::Ledger, Mark::Wrong, "no database");
    fs::remove_file(shop.file("doro.db")).unwrap();
    shop.check(Subject::Ledger, Mark::Wrong, "doro restore");
    fs::remove_file(shop.file("doro.key")).unwrap();
    shop.check(Subject::Ledger, Mark::Wrong, "is not there yet");
}

#[test]
fn who_is_locked_out_is_said() {
    let shop = Shop::new();
    let mut ledger = shop.open();
    doro::staff::add(&mut ledger, "김점원", Role::Clerk, "739154", Utc::now()).unwrap();
    drop(ledger);
    let lock = |minutes: i64| {
        let text = |at: chrono::DateTime<Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let (at, until) = (text(Utc::now()), text(Utc::now() + chrono::TimeDelta::minutes(minutes)));
        shop.sql(&format!(
            "UPDATE staff SET failures = 5, locked_boot = 1, locked_uptime_ms = 0 WHERE name = '김점원';
             DELETE FROM sign_ins;
             INSERT INTO sign_ins (boot, serial, staff_id, at, result, until_at)
             SELECT 1, 1, id, '{at}', 'locked', '{until}' FROM staff WHERE name = '김점원'"
        ));
    };
    lock(5);
    shop.check(Subject::Staff, Mark::Doubtful, "1 can sign in; locked by wrong PINs: 김점원");
    let listed = doro(shop.folder.path(), &["staff", "list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("locked until "), "{listed:?}");
    lock(-1);
    shop.check(Subject::Staff, Mark::Good, "2 can sign in");
    shop.sql("UPDATE staff SET disabled_at = added_at WHERE name = '김점원'");
    shop.check(Subject::Staff, Mark::Good, "1 can sign in");
}

#[test]
fn a_recording_that_nobody_has_switched_off_is_said() {
    let shop = Shop::new();
    shop.with("[printer]\n", "record = 'scanner.jsonl'\n[printer]\nrecord = 'printer.jsonl'\n");
    shop.check(Subject::Scanner, Mark::Doubtful, "scanner.jsonl: personal data");
    shop.check(Subject::Printer, Mark::Doubtful, "printer.jsonl: personal data");
}

#[test]
fn a_damaged_ledger_is_found_out() {
    let shop = Shop::new();
    let mut bytes = fs::read(shop.file("doro.db")).unwrap();
    // All but the first page, where the schema begins.
    bytes.iter_mut().skip(4096 * 4).step_by(7).for_each(|byte| *byte ^= 0x55);
    fs::write(shop.file("doro.db"), bytes).unwrap();
    shop.check(Subject::Ledger, Mark::Wrong, "Restore the last copy");
}

#[test]
fn rows_that_refer_to_nothing_are_damage_too() {
    let shop = Shop::new();
    shop.sql(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO surveys VALUES (99, 1, 'shown', NULL, '2026-11-23T01:00:00Z', NULL);",
    );
    shop.check(Subject::Ledger, Mark::Wrong, "1 rows without what they refer to");
}

#[test]
fn a_ledger_in_memory_is_lost_with_the_power() {
    let shop = Shop::new();
    let memory = tempfile::tempdir_in("/dev/shm").unwrap();
    shop.with("\"doro.db\"", &format!("{:?}", memory.path().join("doro.db")));
    shop.check(Subject::Disk, Mark::Wrong, "tmpfs");
    shop.with("\"doro.db\"", "\"no/such/folder/doro.db\"").check(Subject::Disk, Mark::Wrong, "folder");
}

#[test]
fn a_scanner_is_there_or_said_to_be_missing() {
    let mut shop = Shop::new();
    shop.check(Subject::Scanner, Mark::Good, "can be opened");
    let port = hardware::scanner::PortSpec::Path(shop.scanner.path().to_owned());
    let framing = hardware::scanner::Framing::Lines;
    let config = hardware::scanner::ScannerConfig { port, baud: 9600, framing, record: None };
    let (tell, news) = std::sync::mpsc::channel();
    let other = hardware::scanner::Scanner::spawn(config, move |it| drop(tell.send(it))).unwrap();
    news.recv_timeout(Duration::from_secs(20)).unwrap();
    shop.check(Subject::Scanner, Mark::Wrong, "in use by another program");
    drop(other);
    shop.scanner.unplug();
    shop.check(Subject::Scanner, Mark::Wrong, "Plug the scanner in");
}

#[test]
fn a_printer_says_itself_how_it_is() {
    let shop = Shop::new();
    shop.check(Subject::Printer, Mark::Good, "Ready");
    shop.printer.set(Fault::NearEnd, true);
    shop.check(Subject::Printer, Mark::Doubtful, "new roll");
    shop.printer.set_rows_left(Some(0));
    shop.check(Subject::Printer, Mark::Wrong, "Put in a new roll");
    shop.printer.set(Fault::CoverOpen, true);
    shop.check(Subject::Printer, Mark::Wrong, "Close it");
    shop.printer.set(Fault::Silent, true);
    shop.check(Subject::Printer, Mark::Wrong, "does not answer");
    shop.check(Subject::Printer, Mark::Wrong, "`mute = true`");
}

#[test]
fn a_shop_without_a_printer_is_set_up_so() {
    let shop = Shop::new();
    let config = shop.config();
    shop.write("kiosk.toml", &config[..config.find("[printer]").unwrap()]);
    shop.check(Subject::Printer, Mark::Good, "the shop gives no slips");
}

#[test]
fn what_is_no_printer_is_not_taken_for_one() {
    let shop = Shop::new();
    let web = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = web.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut stream in web.incoming().flatten() {
            let _ = stream.read(&mut [0; 64]);
            let _ = stream.write_all(b"HTTP/1.1 400\r\n\r\n");
        }
    });
    shop.with(&shop.printer.target().to_string(), &format!("tcp://{address}"));
    shop.check(Subject::Printer, Mark::Wrong, "");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    shop.with(&shop.printer.target().to_string(), &format!("tcp://{free}"));
    shop.check(Subject::Printer, Mark::Wrong, "heck its address");
}

fn doro(folder: &Path, args: &[&str]) -> Output {
    patience::output(Command::new(env!("CARGO_BIN_EXE_doro")).args(args).current_dir(folder), b"")
}

#[test]
fn the_exit_code_tells_and_words_and_json_say_the_same() {
    let shop = Shop::new();
    let folder = shop.folder.path();
    assert_eq!(doro(folder, &["doctor", "--headless"]).status.code(), Some(0));
    shop.printer.set(Fault::CoverOpen, true);
    let said = |args: &[&str]| {
        let output = doro(folder, args);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said(&["doctor"]).contains("✗ printer    The printer's cover is open\n             → Close it\n"));
    assert!(said(&["doctor", "--language", "ko"]).contains("✗ printer    프린터 덮개가 열려 있어요"));
    let json: serde_json::Value = serde_json::from_str(&said(&["doctor", "--json"])).unwrap();
    let wanted = serde_json::json!({
        "what": "printer", "state": "wrong", "words": "The printer's cover is open", "next": "Close it",
    });
    assert!(json["findings"].as_array().unwrap().contains(&wanted), "{json}");
    assert_eq!(json["findings"][0]["next"], serde_json::Value::Null);
}

#[test]
fn the_call_sound_is_looked_for() {
    let shop = Shop::new();
    let bell = |command: &str| shop.write("kiosk.toml", &format!("{}[bell]\ncommand = {command}\n", shop.config()));
    bell("[\"no-such-chime\"]");
    shop.check(Subject::Bell, Mark::Doubtful, "There is no program no-such-chime: nobody hears");
    bell("[]");
    shop.check(Subject::Bell, Mark::Good, "Calls are silent");
    bell("[\"sh\", \"ring.sh\"]");
    shop.check(Subject::Bell, Mark::Good, "/sh; touch the call tool to hear it");
    bell("[\"./ring.sh\"]");
    shop.check(Subject::Bell, Mark::Doubtful, "There is no program ./ring.sh");
    shop.write("ring.sh", "#!/bin/sh\n");
    shop.check(Subject::Bell, Mark::Doubtful, "There is no program ./ring.sh");
    fs::set_permissions(shop.file("ring.sh"), Permissions::from_mode(0o755)).unwrap();
    shop.check(Subject::Bell, Mark::Good, "ring.sh");
}

#[test]
fn the_devices_of_a_running_kiosk_are_left_to_it() {
    let shop = Shop::new();
    // Longer than anybody looks: a wait would pass at once.
    shop.write("long.visit", &"scan nothing\n".repeat(1_000));
    let demo = ["demo", "--headless", "--out", "demo", "--script", "long.visit"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
    command.args(demo).current_dir(shop.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let running = Running(command.spawn().unwrap());
    shop.with("\"doro.db\"", "\"demo/data/demo.db\"");
    let end = Instant::now() + Duration::from_secs(40);
    let runs = format!("It runs (process {})", running.0.id());
    while !shop.examine().iter().any(|finding| finding.words.en == runs) {
        assert!(Instant::now() < end, "{:#?}", shop.examine());
        std::thread::sleep(Duration::from_millis(100));
    }
    shop.check(Subject::Scanner, Mark::Doubtful, "The running kiosk has it");
    shop.check(Subject::Printer, Mark::Doubtful, "The running kiosk has it");
}
