//! The real kiosk and the command that sounds when the staff are called: one that writes down each start, one that hangs,
//! one that is missing and one that fails.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::call::{CallEnd, Cause};
use domain::staff::StaffId;
use doro::ledger::{Key, Ledger};

use super::doro;
use super::trouble::Headless;

const PIN: &str = "739154";
/// Longer than any wait here on a machine under load.
const PATIENCE: Duration = Duration::from_secs(60);

/// A kiosk whose calls start that command every five seconds.
fn kiosk(command: &str) -> Headless {
    Headless::start_on(5, |folder| {
        let bell = format!("[bell]\ncommand = {command}\nevery_secs = 5\n");
        let config = std::fs::read_to_string(folder.join("kiosk.toml")).unwrap();
        std::fs::write(folder.join("kiosk.toml"), config + &bell).unwrap();
        let script = "echo $$ >> rings\nwc -c >> sounds\n";
        std::fs::write(folder.join("ring.sh"), script).unwrap();
        std::fs::write(folder.join("hang.sh"), "echo $$ >> rings\nsleep 1000 &\nwait\n").unwrap();
        let added =
            doro(folder, &["staff", "add", "김점원", "--role", "clerk", "--db", "doro.db"], &format!("{PIN}\n{PIN}\n"));
        assert!(added.status.success(), "{added:?}");
    })
}

/// The starts of the command, by process.
fn rings(folder: &Path) -> Vec<u32> {
    let text = std::fs::read_to_string(folder.join("rings")).unwrap_or_default();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("kiosk.log")).unwrap()
}

#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn is_alive(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

fn sign_in(kiosk: &mut Headless) {
    let typed = format!("type {PIN}");
    kiosk.steps(&["staff-door", "until sign-in", "pick 0", &typed, "main", "until queue"]);
    kiosk.until("queue");
}

fn calls(folder: &Path) -> Vec<(Cause, Option<CallEnd>)> {
    Ledger::look(&folder.join("doro.db"), &Key::none()).unwrap().audit().unwrap().calls
}

#[test]
fn a_call_sounds_again_and_again_until_somebody_has_signed_in() {
    let mut kiosk = kiosk("[\"sh\", \"ring.sh\"]");
    let folder = kiosk.path().to_owned();
    kiosk.steps(&["call"]);
    kiosk.until("called");
    wait_until("the second ring", || rings(&folder).len() == 2);
    sign_in(&mut kiosk);
    let heard = rings(&folder).len();
    std::thread::sleep(Duration::from_secs(7));
    assert_eq!(rings(&folder).len(), heard, "they are here");
    assert_eq!(calls(&folder), [(Cause::Asked, Some(CallEnd::Taken(StaffId(1))))]);
    let sounds = std::fs::read_to_string(folder.join("sounds")).unwrap();
    assert!(sounds.lines().all(|bytes| bytes.trim() == "44844"), "each is given the whole sound: {sounds}");
}

#[test]
fn signing_in_sounds_nothing() {
    let mut kiosk = kiosk("[\"sh\", \"ring.sh\"]");
    let folder = kiosk.path().to_owned();
    kiosk.steps(&["call"]);
    sign_in(&mut kiosk);
    std::thread::sleep(Duration::from_secs(7));
    assert_eq!((rings(&folder), calls(&folder)), (Vec::new(), Vec::new()));
}

#[test]
fn a_command_that_hangs_is_ended_and_holds_nobody_up() {
    let mut kiosk = kiosk("[\"sh\", \"hang.sh\"]");
    let folder = kiosk.path().to_owned();
    kiosk.steps(&["call", "close"]);
    wait_until("the first ring", || rings(&folder).len() == 1);
    kiosk.steps(&["main", "until no-receipt"]);
    kiosk.until("no-receipt");
    wait_until("the second ring", || rings(&folder).len() == 2);
    let [first, second] = rings(&folder)[..] else { panic!() };
    assert!(!is_alive(first), "two at once");
    assert!(log(&folder).contains("sh did not end within 10 s"), "{}", log(&folder));
    kiosk.end();
    wait_until("the end of the last one", || !is_alive(second));
}

#[test]
fn a_command_that_is_missing_or_fails_is_said_once_and_hurts_nowhere() {
    for (command, said) in [
        ("[\"no-such-chime\"]", "there is no program no-such-chime"),
        ("[\"sh\", \"-c\", \"echo $$ >> rings; echo no sound card >&2; exit 1\"]", "exit status: 1: no sound card"),
    ] {
        let mut kiosk = kiosk(command);
        let folder = kiosk.path().to_owned();
        kiosk.steps(&["call", "close"]);
        wait_until(said, || log(&folder).contains(said));
        std::thread::sleep(Duration::from_secs(6));
        assert_eq!(log(&folder).matches(said).count(), 1, "{}", log(&folder));
        kiosk.goes_to_the_answer();
        assert_eq!(calls(&folder), [(Cause::Asked, None)], "it is a row all the same");
        kiosk.end();
    }
}

#[test]
fn a_shop_may_be_silent() {
    let mut kiosk = kiosk("[]");
    let folder = kiosk.path().to_owned();
    kiosk.steps(&["call", "close", "wait 5"]);
    kiosk.goes_to_the_answer();
    assert!(!log(&folder).contains("[bell]"), "{}", log(&folder));
    let output = doro(&folder, &["doctor", "--headless"], "");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(words.contains("✓ bell       Calls are silent"), "{words}");
}
