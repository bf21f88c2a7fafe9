//! A thread that panics: the process ends, so that it can be started again.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use domain::counter::Setup;
use doro::config::{Config, Shop};
use doro::doctor::Patient;
use doro::kiosk::{Kiosk, Parts};
use doro::last_word::{BROKEN, a_panic_ends_the_process};
use doro::ledger::{Key, Ledger, Means};
use hardware::stick::Sticks;

/// Tells the process that is started below which thread is to panic.
const WHICH: &str = "DORO_TEST_PANICS";
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
    let this = std::env::current_exe().unwrap();
    let mut child = Command::new(this)
        .args(["--exact", "panics::a_machine_of_which_one_thread_panics", "--nocapture"])
        .env(WHICH, which)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
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
