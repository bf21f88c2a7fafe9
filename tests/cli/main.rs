//! The command line as people use it: what it says, what it leaves behind, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod bell;
mod clock;
mod demo;
mod first_day;
mod hostile_ground;
mod hostile_paths;
#[path = "../patience/mod.rs"]
mod patience;
mod scan;
mod setup_sheet;
mod trouble;

use std::path::Path;
use std::process::{Command, Output};

use hardware::bench::{Fault, SimulatedPrinter};
use hardware::paper::width;

const HEADER: &str = "order_no,receipt_barcode,channel,ordered_on,received_on,status,shipping_paid_won,\
shipping_standard_won,remote_surcharge_won,installation_surcharge_won,payments,line_no,product_barcode,product_name,\
category,unit_price_won,quantity,discount_won,made_to_order,production_started,cancellation_fee_won";
const ROW: &str = "A-1,R1,online,2026-11-18,2026-11-20,delivered,0,3000,0,0,card:39000,1,8801234500001,머그컵,general,\
39000,1,0,false,false,0";

fn doro(folder: &Path, args: &[&str], input: &str) -> Output {
    patience::output(Command::new(env!("CARGO_BIN_EXE_doro")).args(args).current_dir(folder), input.as_bytes())
}

/// Runs a command in an empty folder with one file, and checks its exit code and what it says.
fn check(file: (&str, &[u8]), args: &[&str], input: &str, code: i32, said: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    if !file.0.is_empty() {
        std::fs::write(folder.path().join(file.0), file.1).unwrap();
    }
    let output = doro(folder.path(), args, input);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}");
    for said in said {
        assert!(text.contains(said), "{said:?} is not in:\n{text}");
    }
    folder
}

const NO_FILE: (&str, &[u8]) = ("", b"");

#[test]
fn every_command_explains_itself() {
    for command in [
        "demo",
        "run",
        "import",
        "sample",
        "decide",
        "staff",
        "export",
        "backup",
        "restore",
        "scan",
        "doctor",
        "completions",
        "print-sample",
    ] {
        check(NO_FILE, &[command, "--help"], "", 0, &["Usage: doro"]);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    check(NO_FILE, &[], "", 2, &["Usage"]);
    check(NO_FILE, &["sample", "--orders", "many", "--out", "x.csv"], "", 2, &["--orders"]);
    check(NO_FILE, &["staff", "add", "김", "--role", "boss"], "", 2, &["clerk, senior, manager"]);
    check(NO_FILE, &["export", "--out", ".", "--from", "2026-02-30"], "", 2, &["--from"]);
}

#[test]
fn a_line_that_is_no_request_is_answered_in_its_place() {
    let folder =
        check(NO_FILE, &["decide"], "{\"requested_on\": \"2026-11-23\"}\nnonsense\n", 1, &["error", "2 of the lines"]);
    // A mark, ends of lines as Windows writes them and empty lines are no requests.
    let example = include_str!("../../src/domain/tests/decide.jsonl").lines().next().unwrap();
    let example: serde_json::Value = serde_json::from_str(example).unwrap();
    let request = example["request"].to_string();
    let output = doro(folder.path(), &["decide"], &format!("\u{feff}{request}\r\n\r\n\n{request}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let decided: Vec<serde_json::Value> = output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(decided.len(), 2);
    assert!(decided.iter().all(|decision| decision["refund"] == example["decision"]["refund"]), "{decided:?}");
    let output = doro(folder.path(), &["decide"], "{\"reason\": \"boredom\"}\n");
    assert!(String::from_utf8_lossy(&output.stdout).contains("reason"), "the field is named");
}

#[test]
fn a_broken_policy_names_its_line() {
    let broken = b"[[version]]\nfrom = 2015-13-01\n";
    check(("policy.toml", broken), &["decide", "--policy", "policy.toml"], "", 1, &["policy.toml:2:"]);
}

#[test]
fn orders_go_in_and_again() {
    let csv = format!("{HEADER}\n{ROW}\n");
    let args = ["import", "orders", "orders.csv"];
    let folder = check(("orders.csv", csv.as_bytes()), &args, "", 0, &["1 order: 1 new; 1 line."]);
    let again = doro(folder.path(), &args, "");
    assert_eq!(again.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("1 order: 0 new, 1 unchanged; 1 line."), "{again:?}");
}

#[test]
fn wrong_files_of_orders_are_refused_with_line_and_field() {
    let file = |row: String| format!("{HEADER}\n{ROW}\n{row}\n").into_bytes();
    let second = ROW.replace("A-1,R1", "A-2,R2");
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(ROW);
    let cp949 = [format!("{HEADER}\n").into_bytes(), cp949.into_owned()].concat();
    for (bytes, said) in [
        (file(second.replace(",39000,1,0", ",-39000,1,0")), vec!["line 3", "unit_price_won"]),
        (file(second.replace("2026-11-20", "2026-11-31")), vec!["line 3", "received_on"]),
        (file(second.replace("card:39000", "card:38999")), vec!["line 3", "payments", "39000"]),
        (file(second.replace("general", "toys")), vec!["line 3", "category"]),
        (HEADER.replace("receipt_barcode,", "").into_bytes(), vec!["receipt_barcode"]),
        (cp949, vec!["CP949", "--encoding cp949"]),
    ] {
        let args = ["import", "orders", "orders.csv"];
        let folder = check(("orders.csv", &bytes), &args, "", 1, &said);
        check_empty(folder.path());
    }
}

/// No ledger is made for a file that is refused.
fn check_empty(folder: &Path) {
    let names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["orders.csv"]);
}

#[test]
fn a_ledger_of_a_newer_version_and_a_file_that_is_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let db = rusqlite::Connection::open(folder.path().join("doro.db")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let output = doro(folder.path(), &["staff", "add", "김", "--role", "clerk"], "739154\n");
    assert_eq!(output.status.code(), Some(1));
    check(("doro.db", &[b'x'; 5000]), &["staff", "add", "김", "--role", "clerk"], "739154\n", 1, &["no database"]);
}

#[test]
fn staff_are_added_once_and_with_a_pin_that_is_none_of_the_first() {
    let folder = hostile_ground::shop_with_orders();
    for (name, pin, code, words) in [
        ("김도로", "739154\n", 0, "can sign in"),
        ("김도로", "739154\n", 1, "김도로"),
        ("이도로", "123456\n", 1, "take another"),
        ("이도로", "739154x\n", 1, "6 to 8 digits"),
    ] {
        let output = doro(folder.path(), &["staff", "add", name, "--role", "manager"], pin);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.code() == Some(code) && said.contains(words), "{name} {pin}: {said}");
    }
}

#[test]
fn staff_are_listed_disabled_enabled_and_get_another_pin() {
    let folder = hostile_ground::shop_with_orders();
    for (args, pin, code, words) in [
        (&["list"][..], "", 0, "adds the first"),
        (&["add", "김도로", "--role", "manager"], "739154", 0, "can sign in"),
        (&["add", "이점원", "--role", "clerk"], "482615", 0, "can sign in"),
        (&["list"], "", 0, "김도로  manager  yes          never         0"),
        (&["set-pin", "이점원"], "900101", 1, "a date"),
        (&["set-pin", "이점원"], "904817", 0, "another PIN"),
        (&["set-pin", "박점원"], "904817", 1, "there is: 김도로, 이점원"),
        (&["disable", "박점원"], "", 1, "nobody called 박점원"),
        (&["disable", "김도로"], "", 0, "No manager can sign in now"),
        (&["list"], "", 0, "김도로  manager  no, since "),
        (&["enable", "김도로"], "", 0, "can sign in"),
    ] {
        let output = doro(folder.path(), &[&["staff"], args].concat(), pin);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.code() == Some(code) && said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn a_missing_or_wrong_configuration_is_named() {
    check(NO_FILE, &["run"], "", 1, &["kiosk.toml", "is not there", "--example"]);
    check(("kiosk.toml", b"db = 1"), &["run"], "", 1, &["kiosk.toml:1"]);
    check(NO_FILE, &["run", "--example"], "", 0, &["[shop]"]);
}

#[test]
fn without_a_window_steps_come_in_and_screens_go_out_as_lines() {
    let config = "db = \"doro.db\"\nkey = \"doro.key\"\n[shop]\nname = \"도로\"\nphone = \"02\"\nhours = \"10–20\"\n";
    let file = ("kiosk.toml", config.as_bytes());
    let run = ["run", "--headless"];
    let steps = "until welcome\njump\nmain\nuntil no-receipt\npick 0\nuntil number\ntype 12\nback\n";
    check(
        file,
        &run,
        steps,
        1,
        &["welcome scanner=down printer=none\n", "no-receipt\n", "step:2: \"jump\" is no step"],
    );
    check(file, &run, "scan receipt:D1001\n", 0, &["that step is the demo's"]);
}

#[test]
fn the_doctor_says_what_is_missing() {
    let example = include_str!("../../src/kiosk.example.toml").replace("tcp://192.168.0.30:9100", "tcp://127.0.0.1:9");
    check(("kiosk.toml", example.as_bytes()), &["doctor"], "", 1, &["✗ ledger", "✗ scanner", "✗ printer", "✓ policy"]);
    check(("kiosk.toml", example.as_bytes()), &["doctor", "--json"], "", 1, &["\"state\":\"wrong\""]);
}

/// `GOLDEN=write` writes the pictures of the samples anew; look at them then.
#[test]
fn samples_for_a_printer_are_written_and_pictured() {
    for (kind, width, mode) in
        [("return", "512", "text"), ("refusal", "576", "text"), ("receipt", "384", "text"), ("probe", "384", "")]
    {
        let name = format!("{kind}-{width}");
        let mut args =
            vec!["print-sample", "--kind", kind, "--width", width, "--to", "./slip.bin", "--png", "slip.png"];
        if !mode.is_empty() {
            args.extend(["--mode", mode]);
        }
        let folder = check(NO_FILE, &args, "", 0, &["s at 9600 baud"]);
        let bytes = std::fs::read(folder.path().join("slip.bin")).unwrap();
        assert!(bytes.starts_with(b"\x1b@\x1bt\0\x1c&\x1bR\x0d"), "{name}");
        let png = std::fs::read(folder.path().join("slip.png")).unwrap();
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cli/slips/{name}.png"));
        if std::env::var("GOLDEN").as_deref() == Ok("write") {
            std::fs::write(&golden, &png).unwrap();
        }
        assert!(png == std::fs::read(&golden).unwrap_or_default(), "the paper differs from {}", golden.display());
    }
}

#[test]
fn a_sample_goes_to_standard_output_or_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let output = doro(folder.path(), &["print-sample", "--kind", "return"], "");
    assert!(output.status.success() && output.stdout.starts_with(b"\x1b@\x1dv0"));
    check(NO_FILE, &["print-sample", "--kind", "probe", "--mode", "text"], "", 2, &["leave --mode out"]);
    check(NO_FILE, &["print-sample", "--kind", "return", "--mode", "fax"], "", 2, &["write raster or text"]);
    check(NO_FILE, &["print-sample", "--kind", "return", "--to", "tcp://:9100"], "", 1, &["write serial:/dev/"]);
    check(NO_FILE, &["print-sample", "--kind", "return", "--to", "/dev/lp77"], "", 1, &["switch the printer on"]);
}

#[test]
fn a_sample_is_printed_on_a_printer_that_says_how_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let printer = SimulatedPrinter::on_tcp(width::NARROW).unwrap();
    let to = printer.target().to_string();
    let args = ["print-sample", "--kind", "probe", "--width", "384", "--to", &to];
    let output = doro(folder.path(), &args, "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("before: ready") && said.contains("after: ready"), "{said}");
    assert_eq!((printer.papers().len(), printer.errors()), (1, Vec::new()));
    let mute = SimulatedPrinter::on_tcp(width::NARROW).unwrap();
    mute.set(Fault::Silent, true);
    let to = mute.target().to_string();
    let args_of_mute = ["print-sample", "--kind", "probe", "--width", "384", "--to", &to];
    for (more, papers, words) in [(None, 1, "`mute = true`"), (Some("--mute"), 2, "look at the paper itself")] {
        let args: Vec<&str> = args_of_mute.into_iter().chain(more).collect();
        let output = doro(folder.path(), &args, "");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains(words), "{said}");
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while mute.papers().len() < papers {
            assert!(std::time::Instant::now() < end, "{papers} pages: {said}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
    printer.set(Fault::CoverOpen, true);
    let output = doro(folder.path(), &args, "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("cover is open: close it"), "{said}");
}
