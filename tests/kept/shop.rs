//! A shop with a printer, a scanner and orders, and `doro` as a process of its own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::Utc;
use domain::booking::SlipState;
use domain::moment::seoul_date;
use domain::staff::Role;
use doro::ledger::{Audit, Key, Ledger, Means, PinCost};
use hardware::bench::{SimulatedPrinter, SimulatedScanner};
use hardware::paper::width;

use crate::patience;

/// How long anything may take; a machine under load is slow, a broken one is silent.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Shop {
    pub folder: tempfile::TempDir,
    pub scanner: SimulatedScanner,
    pub printer: SimulatedPrinter,
}

impl Shop {
    pub fn new() -> Shop {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let scanner = SimulatedScanner::new(&folder.path().join("scanner")).unwrap();
        let printer = SimulatedPrinter::on_tcp(width::WIDE).unwrap();
        let shop = Shop { folder, scanner, printer };
        let config = format!(
            "db = \"doro.db\"\nkey = \"doro.key\"\n\
             [shop]\nname = \"도로상점\"\nphone = \"02-123-4567\"\nhours = \"매일 10:00–20:00\"\n\
             [scanner]\nport = \"{}\"\n[printer]\ntarget = \"{}\"\n",
            shop.scanner.path().display(),
            shop.printer.target()
        );
        fs::write(shop.file("kiosk.toml"), config).unwrap();
        let mut ledger = shop.open();
        ledger.put_orders(&doro::orders::demo_orders(seoul_date(Utc::now())), Utc::now()).unwrap();
        doro::staff::add(&mut ledger, "박매니저", Role::Manager, "739154", Utc::now()).unwrap();
        shop
    }

    /// The ledger, open in this process.
    pub fn open(&self) -> Ledger {
        let key = Key::load_or_create(&self.file("doro.key")).unwrap();
        let means = Means { pins: PinCost::LEAST, ..Means::real() };
        Ledger::open(&self.file("doro.db"), &key, means).unwrap()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `doro` to its end.
    pub fn doro(&self, args: &[&str]) -> Output {
        patience::output(Command::new(env!("CARGO_BIN_EXE_doro")).args(args).current_dir(self.folder.path()), b"")
    }

    /// Starts the kiosk and waits until it is ready.
    pub fn run(&self) -> Running {
        let mut running = self.start();
        running.until("welcome scanner=up printer=up");
        running
    }

    /// Starts the kiosk. SIGINT is ignored at first, as shells do in the background.
    pub fn start(&self) -> Running {
        self.start_with("kiosk.toml")
    }

    /// Starts the machine of a configuration.
    pub fn start_with(&self, config: &str) -> Running {
        let mut command = Command::new("sh");
        let run = "trap '' INT; exec \"$0\" run --headless --config \"$1\"";
        command.args(["-c", run, env!("CARGO_BIN_EXE_doro"), config]);
        command.current_dir(self.folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        let input = child.stdin.take();
        Running { child, input, lines }
    }

    /// An eligible return of the first line of a demo order, until the ledger has it and the printer gets its slip.
    pub fn book(&self, running: &mut Running, order: u32) {
        let orders = doro::orders::demo_orders(seoul_date(Utc::now()));
        let order = orders.into_iter().find(|it| it.facts.number.0 == format!("D{order}")).unwrap();
        self.scanner.scan(order.receipt_barcode).unwrap();
        running.say(
            "until choose\npick 0\nmain\nuntil reason\npick 0\nmain\nuntil condition\nmain\nuntil answer\nmain\n\
             until confirm\nmain",
        );
        running.until("handing-over visit=");
    }

    /// The same, until the slip is printed and the next customer can come.
    pub fn serve(&self, running: &mut Running, order: u32) {
        self.book(running, order);
        running.until("thanks");
        running.say("main");
        running.until("welcome");
    }

    pub fn audit(&self) -> Audit {
        audit(&self.file("doro.db"))
    }

    pub fn slips(&self) -> Vec<SlipState> {
        self.audit().slips.into_iter().map(|(_, _, state)| state).collect()
    }
}

pub fn audit(db: &std::path::Path) -> Audit {
    Ledger::look(db, &Key::none()).unwrap().audit().unwrap()
}

/// A process that is ended with the test.
pub struct Running {
    pub child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Running {
    pub fn say(&mut self, steps: &str) {
        writeln!(self.input.as_mut().unwrap(), "{steps}").unwrap();
    }

    /// Waits for a line that begins so.
    pub fn until(&mut self, start: &str) -> String {
        let (end, mut seen) = (Instant::now() + PATIENCE, Vec::new());
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) if line.starts_with(start) => return line,
                Ok(line) => seen.push(line),
                Err(why) => panic!("waited for {start:?} ({why}), saw {seen:#?}"),
            }
        }
    }

    /// The lines that have come and that nobody has read.
    pub fn rest(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id();
        assert!(Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status().unwrap().success());
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the end, `within` at most.
    pub fn end(&mut self, within: Duration) -> ExitStatus {
        let end = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "it has not ended within {within:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
