//! What somebody meets who sets a shop up by the README alone: names, folders, mistyped words.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::tempdir;

use super::hostile_ground::{CONFIG, shop_with_orders};
use super::patience::{Said, end};
use super::{HEADER, NO_FILE, ROW, check, doro};

/// Runs a command: its exit code and all that it says.
fn said(folder: &Path, args: &[&str], input: &str) -> (Option<i32>, String) {
    let output = doro(folder, args, input);
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// A folder whose configuration keeps ledger and key in folders of their own.
fn shop_with_folders() -> tempfile::TempDir {
    let folder = tempdir().unwrap();
    for part in ["data", "keys"] {
        fs::create_dir(folder.path().join(part)).unwrap();
    }
    let config = CONFIG.replace("'doro.db'", "'data/shop.db'").replace("'doro.key'", "'keys/shop.key'");
    fs::write(folder.path().join("kiosk.toml"), config).unwrap();
    fs::write(folder.path().join("orders.csv"), format!("{HEADER}\n{ROW}\n")).unwrap();
    folder
}

#[test]
fn the_configuration_says_for_every_command_where_the_ledger_is() {
    let shop = shop_with_folders();
    let folder = shop.path();
    for (args, input) in [
        (&["import", "orders", "orders.csv"][..], ""),
        (&["import", "orders", "orders.csv", "--db", "data/shop.db"], ""),
        (&["staff", "add", "김도로", "--role", "manager"], "739154\n"),
        (&["staff", "list"], ""),
        (&["export", "--out", "out"], ""),
        (&["backup", "--same-disk", "--to", "copies"], ""),
    ] {
        let (code, words) = said(folder, args, input);
        assert_eq!(code, Some(0), "{args:?}: {words}");
    }
    let names = |part: &str| {
        let mut names: Vec<_> = fs::read_dir(folder.join(part)).unwrap().map(|at| at.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert!(folder.join("data/shop.db").exists());
    assert_eq!(names("keys"), ["shop.key"]);
    assert!(!names(".").iter().any(|name| name.to_string_lossy().starts_with("doro.")), "no second ledger");
    let elsewhere = tempdir().unwrap();
    let config = folder.join("kiosk.toml");
    let config = config.to_str().unwrap();
    let (code, words) = said(elsewhere.path(), &["staff", "list", "--config", config], "");
    assert!(code == Some(0) && words.contains("김도로"), "{words}");
    let copy = names("copies").into_iter().find(|name| name.to_string_lossy().ends_with(".db")).unwrap();
    let copy = folder.join("copies").join(copy);
    let (code, words) = said(elsewhere.path(), &["restore", copy.to_str().unwrap(), "--config", config], "");
    assert!(code == Some(0) && words.contains(&format!("`doro import orders FILE --config {config}`")), "{words}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    let doctors = || said(elsewhere.path(), &["doctor", "--config", config], "").1;
    let again = format!("Import the orders again (`doro import orders FILE --config {config}`)");
    assert!(doctors().contains(&again), "{}", doctors());
    assert_eq!(said(folder, &["import", "orders", "orders.csv"], "").0, Some(0));
    assert!(!doctors().contains("Import the orders again"), "they were: {}", doctors());
}

#[test]
fn advice_is_a_whole_command() {
    let shop = shop_with_folders();
    let elsewhere = tempdir().unwrap();
    let config = shop.path().join("kiosk.toml");
    let config = config.to_str().unwrap();
    for args in [&["doctor"][..], &["staff", "list"], &["backup", "--to", "/dev/shm"], &["export", "--out", "out"]] {
        let (code, words) = said(elsewhere.path(), &[args, &["--config", config]].concat(), "");
        assert!(code == Some(1) && words.contains(&format!("`doro import orders FILE --config {config}`")), "{words}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "no folder for an export that cannot be");
    check(NO_FILE, &["doctor", "--config", "kiosk.toml"], "", 1, &["kiosk.toml is not there", "doro run --example"]);
}

#[test]
fn for_a_file_that_is_not_taken_over_no_ledger_is_made() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("orders.xlsx"), b"PK\x03\x04xl/").unwrap();
    fs::write(folder.path().join("empty.csv"), "").unwrap();
    fs::write(folder.path().join("header.csv"), format!("{HEADER}\n")).unwrap();
    fs::write(folder.path().join("wrong.csv"), format!("{HEADER}\n{}\n", ROW.replace("general", "toys"))).unwrap();
    let before = fs::read_dir(folder.path()).unwrap().count();
    for (file, words) in [
        ("none.csv", "doro sample"),
        ("folder", "no file"),
        ("orders.xlsx", "CSV UTF-8"),
        ("empty.csv", "no orders"),
        ("header.csv", "no orders"),
        ("wrong.csv", "category"),
        ("/dev/stdin", "no file"),
    ] {
        let (code, told) = said(folder.path(), &["import", "orders", file], "");
        assert!(code == Some(1) && told.contains(words) && !told.contains("new ledger"), "{file}: {told}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before, "{file}");
    }
    check(NO_FILE, &["import", "orders", "--help"], "", 0, &["card:80000;points:1000", "order_no again", "general"]);
}

#[test]
fn a_sample_says_what_it_is_and_never_takes_the_shops_file() {
    let folder = tempdir().unwrap();
    let sample = ["sample", "--orders", "3", "--out", "orders.csv"];
    let (code, words) = said(folder.path(), &sample, "");
    assert!(code == Some(0) && words.contains("3 made-up orders") && words.contains("never import"), "{words}");
    fs::write(folder.path().join("orders.csv"), "the shop's own").unwrap();
    let (code, words) = said(folder.path(), &sample, "");
    assert!(code == Some(1) && words.contains("give another name"), "{words}");
    assert_eq!(fs::read(folder.path().join("orders.csv")).unwrap(), b"the shop's own");
}

#[test]
fn a_mistyped_printer_makes_no_file() {
    let folder = tempdir().unwrap();
    let print = |to: &str| said(folder.path(), &["print-sample", "--kind", "probe", "--to", to], "");
    for (to, words) in [
        ("192.168.0.30:9100", "tcp://192.168.0.30:9100"),
        ("usb:foo", "write serial:/dev/"),
        ("usb:foo/bar", "write serial:/dev/"),
        ("printer", "./printer for a file"),
    ] {
        let (code, told) = print(to);
        assert!(code == Some(1) && told.contains(words), "{to}: {told}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{to}");
    }
    for (to, file) in [("file:a.bin", "a.bin"), ("./b.bin", "b.bin")] {
        let (code, told) = print(to);
        assert!(code == Some(0) && told.contains("written to the file") && told.contains(file), "{to}: {told}");
        assert!(folder.path().join(file).exists());
    }
    let (code, told) = print("no/c.bin");
    assert!(code == Some(1) && told.contains("its folder is there"), "{told}");
}

#[test]
fn wrong_usage_names_its_command_and_how_a_date_is_written() {
    for (args, words) in [
        (&["export", "--out", ".", "--from", "2026-13-01"][..], "YYYY-MM-DD"),
        (&["export", "--out", ".", "--until", "26-1-1"], "YYYY-MM-DD"),
        (&["sample", "--orders", "1", "--out", "x", "--today", "tomorrow"], "YYYY-MM-DD"),
        (&["import", "orders", "x", "--returned", "everything"], "Usage: doro import orders"),
        (&["print-sample", "--kind", "probe", "--mode", "text"], "Usage: doro print-sample"),
    ] {
        let folder = check(NO_FILE, args, "", 2, &[words]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_request_in_several_lines_is_told_that_it_stands_on_one() {
    let pasted = "{\"requested_on\": \"2026-11-23\",\n \"reason\": \"defective\"}\n[1]\n";
    let (code, words) = said(tempdir().unwrap().path(), &["decide"], pasted);
    assert_eq!((code, words.matches("one line").count()), (Some(1), 3), "{words}");
}

#[test]
fn files_in_another_encoding_and_missing_ones_say_what_to_do() {
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(CONFIG);
    let utf16: Vec<u8> = CONFIG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&cp949[..], &[&[0xff, 0xfe][..], &utf16].concat()] {
        for command in [&["run", "--headless"][..], &["doctor"], &["staff", "list"]] {
            let (code, words) = {
                let folder = tempdir().unwrap();
                fs::write(folder.path().join("kiosk.toml"), bytes).unwrap();
                said(folder.path(), command, "")
            };
            let save = words.contains("save it as UTF-8") || words.contains("Save it as UTF-8");
            assert!(code == Some(1) && save && !words.contains("--example"), "{command:?}: {words}");
        }
    }
    check(NO_FILE, &["decide", "--policy", "p.toml"], "", 1, &["`doro decide --print-policy`"]);
    check(NO_FILE, &["decide", "--holidays", "h.toml"], "", 1, &["`doro decide --print-holidays`"]);
    for what in ["policy", "holidays"] {
        let folder = tempdir().unwrap();
        let printed = doro(folder.path(), &["decide", &format!("--print-{what}")], "");
        fs::write(folder.path().join("own.toml"), printed.stdout).unwrap();
        assert_eq!(said(folder.path(), &["decide", &format!("--{what}"), "own.toml"], ""), (Some(0), String::new()));
    }
}

#[test]
fn a_ledger_that_is_not_there_is_said_without_words_of_sqlite() {
    let config = CONFIG.replace("'doro.db'", "'nodir/doro.db'");
    let folder = check(("kiosk.toml", config.as_bytes()), &["doctor"], "", 1, &["nodir is not there"]);
    for args in [&["doctor"][..], &["run", "--headless"], &["staff", "list"], &["export", "--out", "out"]] {
        let (code, words) = said(folder.path(), args, "");
        assert_eq!(code, Some(1), "{args:?}: {words}");
        assert!(!words.contains("immutable") && !words.contains("stick in again and"), "{args:?}: {words}");
    }
    check(NO_FILE, &["export", "--db", "nofile.db", "--out", "out"], "", 1, &["nofile.db: it is not there"]);
}

#[test]
fn of_a_folder_for_an_export_nothing_is_said_of_sticks() {
    let shop = shop_with_orders();
    fs::write(shop.path().join("file"), "").unwrap();
    for out in ["/proc/x", "/sys/x", "file", "file/x"] {
        let (code, words) = said(shop.path(), &["export", "--out", out], "");
        assert!(code == Some(1) && words.contains(out) && !words.contains("stick"), "{out}: {words}");
    }
}

#[test]
fn a_taken_name_and_a_poor_pin_are_said_before_more_is_asked() {
    let shop = shop_with_orders();
    let add = ["staff", "add", "김도로", "--role", "manager"];
    let (code, words) = said(shop.path(), &["staff", "enable", "김도로"], "");
    assert!(code == Some(1) && words.contains("nobody called 김도로; nobody was added yet"), "{words}");
    assert_eq!(said(shop.path(), &add, "739154\n").0, Some(0));
    // Nothing is read: a name that is taken needs no PIN.
    let (code, words) = said(shop.path(), &add, "");
    assert!(code == Some(1) && words.contains("already somebody called 김도로"), "{words}");
    let (_, words) = said(shop.path(), &["staff", "list"], "");
    assert!(words.starts_with("number  name"), "{words}");
}

#[test]
fn a_scan_names_the_kiosk_that_has_the_scanner() {
    let shop = shop_with_orders();
    let config = format!("{CONFIG}[scanner]\nport = '/dev/serial/by-id/none'\n");
    fs::write(shop.path().join("kiosk.toml"), config).unwrap();
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_doro"))
        .args(["run", "--headless"])
        .current_dir(shop.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Said::by(kiosk.stdout.take().unwrap()).until(|line| line.starts_with("welcome"));
    let (code, words) = said(shop.path(), &["scan"], "");
    assert!(code == Some(1) && words.contains(&format!("(process {})", kiosk.id())), "{words}");
    drop(kiosk.stdin.take());
    assert!(end(&mut kiosk).success());
}

#[test]
fn a_reader_that_has_gone_is_nobodys_error() {
    let folder = check(("kiosk.toml", CONFIG.as_bytes()), &["decide", "--print-holidays"], "", 0, &["known_until"]);
    for args in [&["doctor"][..], &["doctor", "--json"], &["run", "--example"], &["decide", "--print-policy"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_doro"));
        let output =
            command.args(args).current_dir(folder.path()).stdin(Stdio::null()).stdout(writer).output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8(output.stderr).unwrap()),
            (Some(1), String::new()),
            "{args:?}"
        );
    }
}

/// clap breaks longer lines a second time, in the middle of what belongs together.
#[test]
fn what_help_shows_after_the_options_fits_a_terminal() {
    fn look(command: &clap::Command) {
        let after = [command.get_after_help(), command.get_after_long_help()];
        for text in after.into_iter().flatten().map(ToString::to_string) {
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{}: {line}", command.get_name());
            }
        }
        command.get_subcommands().for_each(look);
    }
    look(&<doro::cli::Cli as clap::CommandFactory>::command());
}
