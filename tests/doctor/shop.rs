//! A shop in which all is well, of real files, ports and sockets.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Child;

use chrono::Utc;
use domain::finding::{Finding, Mark, Subject};
use domain::moment::seoul_date;
use domain::staff::Role;
use doro::doctor::examine;
use doro::ledger::{Key, Ledger, Means, PinCost};
use hardware::bench::{SimulatedPrinter, SimulatedScanner};
use hardware::paper::width;

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
        shop.write("kiosk.toml", &shop.config());
        let mut ledger = shop.open();
        ledger.put_orders(&doro::orders::demo_orders(seoul_date(Utc::now())), Utc::now()).unwrap();
        doro::staff::add(&mut ledger, "박매니저", Role::Manager, "739154", Utc::now()).unwrap();
        shop
    }

    pub fn config(&self) -> String {
        format!(
            "db = \"doro.db\"\nkey = \"doro.key\"\n\
             [shop]\nname = \"도로상점\"\nphone = \"02-123-4567\"\nhours = \"매일 10:00–20:00\"\n\
             [panel]\nwidth_mm = 217\n[scanner]\nport = \"{}\"\n[printer]\ntarget = \"{}\"\n",
            self.scanner.path().display(),
            self.printer.target()
        )
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).unwrap();
    }

    /// The configuration with one piece replaced.
    pub fn with(&self, piece: &str, other: &str) -> &Shop {
        assert!(self.config().contains(piece));
        self.write("kiosk.toml", &self.config().replace(piece, other));
        self
    }

    pub fn open(&self) -> Ledger {
        let key = Key::load_or_create(&self.file("doro.key")).unwrap();
        Ledger::open(&self.file("doro.db"), &key, Means { pins: PinCost::LEAST, ..Means::real() }).unwrap()
    }

    pub fn sql(&self, sql: &str) {
        rusqlite::Connection::open(self.file("doro.db")).unwrap().execute_batch(sql).unwrap();
    }

    pub fn examine(&self) -> Vec<Finding> {
        examine(&self.file("kiosk.toml"), |_| ())
    }

    /// Some finding of that subject has that mark, those words, and says what to do unless it is good.
    #[track_caller]
    pub fn check(&self, subject: Subject, mark: Mark, said: &str) {
        let findings = self.examine();
        let found = findings.iter().find(|finding| {
            let next = finding.next.as_ref().map_or("", |next| &next.en);
            let words = format!("{} → {next}", finding.words.en);
            finding.subject == subject && finding.mark == mark && words.contains(said)
        });
        let found = found.unwrap_or_else(|| panic!("no {mark:?} {subject:?} {said:?} in {findings:#?}"));
        assert!(mark == Mark::Good || found.next.is_some(), "what to do? {found:?}");
    }

    /// Every file with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| (path.clone(), if path.is_file() { fs::read(path).unwrap() } else { Vec::new() })).collect()
    }
}

/// A process that is ended with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
