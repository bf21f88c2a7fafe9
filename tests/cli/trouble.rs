//! The real kiosk while another program holds its ledger's lock, and while no file of its ledger can grow.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, Utc};
use rusqlite::Connection;
use tempfile::TempDir;

use super::hostile_ground::CONFIG;
use super::{HEADER, doro};

/// A machine under load is slow, a broken one is silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A kiosk without a screen, whose steps are written one by one.
pub struct Headless {
    pub folder: TempDir,
    bought: u64,
    child: Child,
    steps: ChildStdin,
    shown: Receiver<String>,
}

pub fn ago(days: u64) -> NaiveDate {
    domain::moment::seoul_date(Utc::now()) - Days::new(days)
}

impl Headless {
    /// With one order of one mug, bought five days ago.
    fn start() -> Headless {
        Headless::start_on(5, |_| {})
    }

    /// With one order of one mug, bought so many days ago, and a ledger to which something was done.
    pub fn start_on(bought: u64, before: impl FnOnce(&Path)) -> Headless {
        let folder = tempfile::tempdir().unwrap();
        let row = format!(
            "A-1,R1,online,{},{},delivered,0,3000,0,0,card:39000,1,8801234500001,머그컵,general,39000,1,0,false,false,0",
            ago(bought),
            ago(bought - 2)
        );
        std::fs::write(folder.path().join("orders.csv"), format!("{HEADER}\n{row}\n")).unwrap();
        std::fs::write(folder.path().join("kiosk.toml"), CONFIG).unwrap();
        assert!(doro(folder.path(), &["import", "orders", "orders.csv", "--db", "doro.db"], "").status.success());
        before(folder.path());
        // A write beyond the limit of a file's size is an error, as on a full disk, and not the end of the program.
        let ignoring = "trap '' XFSZ; exec \"$0\" run --headless";
        let mut child = Command::new("sh")
            .args(["-c", ignoring, env!("CARGO_BIN_EXE_doro")])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.path().join("kiosk.log")).unwrap())
            .spawn()
            .unwrap();
        let (tell, shown) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let steps = child.stdin.take().unwrap();
        let mut kiosk = Headless { folder, bought, child, steps, shown };
        kiosk.until("welcome");
        kiosk
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn steps(&mut self, steps: &[&str]) {
        for step in steps {
            writeln!(self.steps, "{step}").unwrap();
        }
    }

    /// Takes in what is shown until a screen of that name.
    pub fn until(&mut self, screen: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.shown.recv_timeout(left).unwrap_or_else(|_| panic!("waited for {screen}"));
            if line.split(' ').next() == Some(screen) {
                return line;
            }
        }
    }

    /// From the welcome to the summary.
    pub fn goes_to_the_confirmation(&mut self) {
        self.goes_to_the_answer();
        self.steps(&["main", "until confirm"]);
        self.until("confirm");
    }

    /// From the welcome to the answer.
    pub fn goes_to_the_answer(&mut self) {
        let bought = format!("type {}", ago(self.bought).format("%Y%m%d"));
        self.steps(&["back", "until number", "type 1", "main", "until date", &bought, "main", "until choose"]);
        self.steps(&["pick 0", "main", "until reason", "pick 0", "main", "until condition", "main"]);
        self.steps(&["until answer"]);
        self.until("answer");
    }

    /// Ends it in order.
    pub fn end(self) {
        let Headless { folder: _folder, mut child, steps, .. } = self;
        drop(steps);
        assert!(super::patience::end(&mut child).success());
    }

    /// Rows of returns in an export of today.
    fn exported(&self) -> usize {
        let (today, out) = (ago(0).to_string(), self.path().join("out"));
        let args = ["export", "--out", "out", "--from", &today, "--until", &today];
        assert!(doro(self.path(), &args, "").status.success());
        let returns = std::fs::read_to_string(out.join(format!("returns_{today}_{today}.csv"))).unwrap();
        returns.lines().count() - 1
    }

    /// The ledger is well again: the counter finds out, nothing of the visit is there, and it can be made again.
    fn all_is_well_again(mut self) {
        self.until("welcome");
        assert_eq!(self.exported(), 0, "what was said not to be booked is not booked");
        self.goes_to_the_confirmation();
        self.steps(&["main"]);
        let thanks = self.until("thanks");
        assert!(thanks.contains("visit="), "{thanks}");
        assert_eq!(self.exported(), 1);
        drop(self.steps);
        assert!(super::patience::end(&mut self.child).success());
    }
}

#[test]
fn a_visit_is_not_booked_while_another_program_holds_the_lock_and_not_afterwards() {
    let mut kiosk = Headless::start();
    kiosk.goes_to_the_confirmation();
    let other = Connection::open(kiosk.path().join("doro.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    kiosk.steps(&["main"]);
    let said = kiosk.until("not-booked");
    assert!(said.contains("called"), "{said}");
    kiosk.steps(&["main"]);
    kiosk.until("out-of-order");
    drop(other);
    kiosk.all_is_well_again();
}

#[test]
fn a_visit_is_not_booked_on_a_full_disk_and_not_when_there_is_room_again() {
    let mut kiosk = Headless::start();
    kiosk.goes_to_the_confirmation();
    let pid = kiosk.child.id().to_string();
    let limit = |bytes: &str| {
        let size = format!("--fsize={bytes}:unlimited");
        assert!(Command::new("prlimit").args(["--pid", &pid, &size]).status().unwrap().success());
    };
    let log = std::fs::metadata(kiosk.path().join("doro.db-wal")).unwrap().len();
    limit(&log.to_string());
    kiosk.steps(&["main"]);
    let said = kiosk.until("not-booked");
    assert!(said.contains("called"), "{said}");
    kiosk.steps(&["main"]);
    kiosk.until("out-of-order");
    limit("unlimited");
    kiosk.all_is_well_again();
}
