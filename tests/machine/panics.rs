//! A thread that panics: the process ends, so that it can be started again.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use domain::counter::Setup;
use doro::config::{Config, Shop};
use doro::doctor::Patient;
use doro::kiosk::{Kiosk, Parts};
use doro::last_word::{BROKEN, RESTARTS_MAX, a_panic_ends_the_process, a_panic_restarts_the_process};
use doro::ledger::{Key, Ledger, Means};
use hardware::stick::Sticks;

/// Tells the process that is started below which thread is to panic.
const WHICH: &str = "DORO_TEST_PANICS";
/// The file in which a process notes its starts.
const STARTS: &str = "DORO_TEST_STARTS";
/// How long a machine may need to come up and to end; that of the process that goes on is longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// No test by itself: the process of the test below, in which a machine runs and one of its threads panics.
#[test]
fn a_machine_of_which_one_thread_panics() {
    let Ok(which) = std::env::var(WHICH) else { return };
    if which != "nobody ends it" {
        a_panic_ends_the_process();
    }
    let folder = tempfile::tempdir().unwrap();
    let (db, key) = (folder.path().join("doro.db"), folder.path().join("doro.key"));
    let ledger = Ledger::open(&db, &Key::load_or_create(&key).unwrap(), Means::real()).unwrap();
    let shop = Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() };
    let patient = Patient { file: None, config: Config::new(db, key, shop) };
    let parts = Parts { setup: Setup::embedded(), ledger: ledger.into(), patient, sticks: Sticks::default() };
    let in_counter = which != "another";
    let _kiosk = Kiosk::start(parts, move |_| assert!(!in_counter, "the counter's thread panics")).unwrap();
    if !in_counter {
        let _ = std::thread::spawn(|| panic!("a thread beside it panics")).join();
    }
    std::thread::sleep(if which == "nobody ends it" { Duration::from_secs(3) } else { 2 * PATIENCE });
}

fn ends(which: &str) -> Option<i32> {
    let args = ["--exact", "panics::a_machine_of_which_one_thread_panics", "--nocapture"];
    status(Command::new(std::env::current_exe().unwrap()).args(args).env(WHICH, which))
}

/// How a process ends; none where it does not.
fn status(command: &mut Command) -> Option<i32> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if Instant::now() >= end {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_panic_of_any_thread_ends_the_process_with_a_code_of_its_own() {
    assert_eq!(ends("the counter"), Some(BROKEN));
    assert_eq!(ends("another"), Some(BROKEN));
    assert_eq!(ends("nobody ends it"), Some(0), "without it the process goes on");
}

/// No test by itself: the process of the test below, which notes each of its starts and panics.
#[test]
fn a_process_that_panics_whenever_it_starts() {
    let Ok(starts) = std::env::var(STARTS) else { return };
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(starts).unwrap();
    writeln!(file, "{}", std::process::id()).unwrap();
    a_panic_restarts_the_process();
    panic!("it starts");
}

#[test]
fn a_process_that_panics_starts_itself_again_but_not_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let test = "panics::a_process_that_panics_whenever_it_starts";
    let ended = status(Command::new(std::env::current_exe().unwrap()).args(["--exact", test]).env(STARTS, &starts));
    assert_eq!(ended, Some(BROKEN));
    let starts: Vec<String> = std::fs::read_to_string(starts).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(starts.len(), 1 + RESTARTS_MAX as usize, "{starts:?}");
    assert!(starts.iter().all(|start| *start == starts[0]), "whoever started it sees one process: {starts:?}");
}
