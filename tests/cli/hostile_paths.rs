//! Folders and files that somebody has prepared, and names that a terminal would obey.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::hostile_ground::shop_with_orders;

/// A command that waits for a stranger waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a command within a deadline: its exit code and everything that it says.
fn doro(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let (said, heard) = (folder.join("said"), folder.join("said"));
    let out = fs::File::create(&said).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_doro"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(out.try_clone().unwrap())
        .stderr(out)
        .spawn()
        .unwrap();
    let end = Instant::now() + PATIENCE;
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{args:?} waits for ever");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    (code, fs::read_to_string(heard).unwrap())
}

fn fifo(path: &Path) {
    rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::from_raw_mode(0o666)).unwrap();
}

const PERIOD: [&str; 4] = ["--from", "2026-11-01", "--until", "2026-11-23"];
const RETURNS: &str = "returns_2026-11-01_2026-11-23.csv";
const ANSWERS: &str = "answers_2026-11-01_2026-11-23.csv";

fn export(folder: &Path, out: &str) -> (Option<i32>, String) {
    doro(folder, &[&["export", "--db", "doro.db", "--out", out][..], &PERIOD].concat())
}

#[test]
fn an_export_into_a_prepared_folder_touches_nothing_else() {
    let shop = shop_with_orders();
    let folder = shop.path();
    let ledger = fs::read(folder.join("doro.db")).unwrap();
    fs::write(folder.join("other"), "other").unwrap();
    let out = folder.join("stick");
    for name in [RETURNS, ANSWERS] {
        for trap in ["link", "dangling", "pipe", "second name"] {
            for file in [name.to_owned(), format!("{name}.part")] {
                let _ = fs::remove_dir_all(&out);
                fs::create_dir(&out).unwrap();
                let at = out.join(&file);
                match trap {
                    "link" => symlink(folder.join("doro.db"), &at).unwrap(),
                    "dangling" => symlink(folder.join("made"), &at).unwrap(),
                    "pipe" => fifo(&at),
                    _ => fs::hard_link(folder.join("other"), &at).unwrap(),
                }
                let (code, said) = export(folder, "stick");
                assert_eq!(code, Some(0), "{trap} as {file}: {said}");
                assert!(fs::read(folder.join("doro.db")).unwrap() == ledger, "{trap} as {file}: the ledger is changed");
                assert_eq!(fs::read(folder.join("other")).unwrap(), b"other", "{trap} as {file}");
                assert!(!folder.join("made").exists(), "{trap} as {file}");
                for name in [RETURNS, ANSWERS] {
                    assert!(fs::symlink_metadata(out.join(name)).unwrap().is_file(), "{trap} as {file}");
                    assert!(fs::read(out.join(name)).unwrap().starts_with(b"\xef\xbb\xbf"), "{trap} as {file}");
                }
                assert_eq!(fs::read_dir(&out).unwrap().count(), 2, "{trap} as {file}");
            }
        }
    }
}

#[test]
fn an_export_into_a_link_or_onto_a_folder_of_the_files_name_says_so() {
    let shop = shop_with_orders();
    let folder = shop.path();
    fs::create_dir_all(folder.join("machine")).unwrap();
    symlink("machine", folder.join("doro")).unwrap();
    let (code, said) = export(folder, "doro");
    assert!(code == Some(1) && said.contains("doro is a link to another place"), "{code:?} {said}");
    assert_eq!(fs::read_dir(folder.join("machine")).unwrap().count(), 0);

    fs::create_dir_all(folder.join("out").join(ANSWERS)).unwrap();
    let (code, said) = export(folder, "out");
    assert!(code == Some(1) && said.contains(ANSWERS) && said.contains("is in the way"), "{code:?} {said}");

    fifo(&folder.join("pipe"));
    let (code, said) = export(folder, "pipe");
    assert!(code == Some(1) && said.contains("pipe is in the way"), "{code:?} {said}");
}

#[test]
fn what_is_no_file_is_not_read_for_ever() {
    let shop = shop_with_orders();
    let folder = shop.path();
    fifo(&folder.join("pipe"));
    for file in ["pipe", "/dev/zero", "."] {
        for args in [
            &["import", "orders", file, "--db", "doro.db"][..],
            &["run", "--headless", "--config", file],
            &["doctor", "--config", file],
            &["decide", "--policy", file],
            &["decide", "--holidays", file],
            &["demo", "--headless", "--script", file],
            &["staff", "add", "김도로", "--role", "clerk", "--db", "doro.db", "--key", file],
        ] {
            let (code, said) = doro(folder, args);
            assert_eq!(code, Some(1), "{args:?}: {said}");
            assert!(said.contains("no file but a folder, a pipe or a device"), "{args:?}: {said}");
        }
    }
}

#[test]
fn what_is_written_takes_no_other_files_place_and_goes_through_no_second_name() {
    let shop = shop_with_orders();
    let folder = shop.path();
    fs::write(folder.join("other"), "other").unwrap();
    for (args, file) in [
        (&["sample", "--orders", "3", "--out", "a.csv"][..], "a.csv"),
        (&["print-sample", "--kind", "return", "--png", "b.png", "--to", "./b.bin"], "b.png"),
        (&["print-sample", "--kind", "return", "--to", "./c.bin"], "c.bin"),
        (&["doctor", "--setup-sheet", "d.png"], "d.png"),
    ] {
        fs::hard_link(folder.join("other"), folder.join(file)).unwrap();
        let (code, said) = doro(folder, args);
        assert!(code == Some(1) && said.contains("something of that name already"), "{args:?}: {said}");
        assert_eq!(fs::read(folder.join("other")).unwrap(), b"other", "{args:?}");
        fs::remove_file(folder.join(file)).unwrap();
        let (code, said) = doro(folder, args);
        assert_eq!(code, Some(0), "{args:?}: {said}");
        assert!(!fs::read(folder.join(file)).unwrap().is_empty(), "{args:?}");
    }
    assert_eq!(doro(folder, &["sample", "--orders", "3", "--out", "/dev/null"]).0, Some(0));
    let (code, said) = doro(folder, &["sample", "--orders", "3", "--seed", "1", "--out", "/dev/stdout"]);
    assert!(code == Some(0) && said.contains("order_no"), "{code:?} {said}");
}

#[test]
fn no_name_reaches_a_terminal_as_a_command() {
    let shop = shop_with_orders();
    let folder = shop.path();
    let name = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\nb";
    fs::write(folder.join(name), "order_no\n").unwrap();
    let config = format!("{name}.toml");
    fs::write(folder.join(&config), "db = 1\n").unwrap();
    for args in [
        &["import", "orders", name, "--db", "doro.db"][..],
        &["import", "orders", &format!("{name}?"), "--db", "doro.db"],
        &["import", "orders", "none.csv", "--db", &format!("none/{name}")],
        &["export", "--db", name, "--out", "."],
        &["export", "--db", "doro.db", "--out", &format!("{name}/out")],
        &["export", "--db", "doro.db", "--out", ".", "--from", name],
        &["run", "--config", &config],
        &["run", "--config", &format!("none/{name}")],
        &["doctor", "--config", &config],
        &["doctor", "--config", &config, "--json"],
        &["doctor", "--setup-sheet", &format!("none/{name}")],
        &["decide", "--policy", name],
        &["demo", "--script", name],
        &["sample", "--orders", "1", "--out", &format!("none/{name}")],
        &["sample", "--orders", name, "--out", "x"],
        &["print-sample", "--kind", "return", "--to", &format!("none/{name}")],
        &["print-sample", "--kind", "return", "--to", &format!("tcp://{name}")],
        &["scan", "--config", name],
        &["staff", "add", "x", "--role", "clerk", "--db", name],
        &[name],
    ] {
        let (code, said) = doro(folder, args);
        assert!(matches!(code, Some(1 | 2)), "{args:?}: {code:?} {said}");
        let obeyed = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!said.contains(obeyed), "{args:?}: {said:?}");
        assert!(said.contains("\\u{1b}]0;x") || said.contains("\\u001b]0;x") || !said.contains("]0;x"), "{said:?}");
    }
}
