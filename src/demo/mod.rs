//! The main job with embedded defaults: SQLite, sample orders, a scanner on a pty, a printer that parses what it is
//! sent, and people who play visits.

pub mod hands;
pub mod names;
pub mod pace;
pub mod player;
pub mod printed;
pub mod sample_slips;
pub mod script;
pub mod things;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use domain::counter::{Patience, Setup};
use domain::moment::seoul_date;
use domain::order::Order;
use domain::staff::Role;
use hardware::bench::{SimulatedPrinter, SimulatedScanner};
use hardware::paper::{Paper, width};
use hardware::plain::plain_path;
use hardware::scanner::{PortSpec, Profile};
use hardware::stick::Sticks;

use crate::config::{Config, Export, PrinterPort, ScannerPort, Shop};
use crate::doctor::Patient;
use crate::kiosk::Parts;
use crate::ledger::{Key, Ledger, Means};
use crate::orders;

/// Orders besides the known ones, so that lists and searches are real.
const SAMPLE_ORDERS: u64 = 2_000;
/// Quiet time after which a visit is wiped.
const IDLE: Duration = Duration::from_secs(45);
/// The PIN of the demo's own manager; a real ledger has none to begin with.
pub const DEMO_PIN: &str = "739154";
/// The demo's own manager.
pub const DEMO_MANAGER: &str = "김도로";

/// The visits that the demo plays, in this order.
pub const VISITS: [(&str, &str); 8] = [
    ("1-change-of-mind.visit", include_str!("visits/1-change-of-mind.visit")),
    ("2-refused.visit", include_str!("visits/2-refused.visit")),
    ("3-proof-in-english.visit", include_str!("visits/3-proof-in-english.visit")),
    ("4-typed-number.visit", include_str!("visits/4-typed-number.visit")),
    ("5-no-paper.visit", include_str!("visits/5-no-paper.visit")),
    ("6-staff.visit", include_str!("visits/6-staff.visit")),
    ("7-frame.visit", include_str!("visits/7-frame.visit")),
    ("8-units.visit", include_str!("visits/8-units.visit")),
];

/// A counter on a desk: everything simulated outside, everything real inside.
pub struct Bench {
    /// The folder of everything.
    pub out: PathBuf,
    /// The printer.
    pub printer: SimulatedPrinter,
    /// The orders that scripts name.
    pub orders: Vec<Order>,
    /// The shop.
    pub shop: Shop,
}

/// Why the demo cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A folder or a device.
    #[error("{what}: {why}")]
    Io {
        /// Which.
        what: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// The ledger.
    #[error(transparent)]
    Open(#[from] crate::ledger::OpenError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] crate::ledger::LedgerError),
    /// The staff.
    #[error(transparent)]
    Staff(#[from] crate::staff::StaffError),
}

/// The embedded policy; whoever looks on need not wait long for the idle warning.
fn setup() -> Setup {
    let embedded = Setup::embedded();
    Setup { patience: Patience { idle: IDLE, ..embedded.patience }, ..embedded }
}

/// The made-up shop.
fn shop() -> Shop {
    Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() }
}

fn io(what: &Path) -> impl FnOnce(std::io::Error) -> DemoError + '_ {
    move |why| DemoError::Io { what: plain_path(what), why }
}

/// Sets everything up in `out`, anew: what an earlier demo left there is removed.
///
/// # Errors
/// When the folder cannot be written or the system gives no pty.
pub fn set_up(out: &Path, seed: u64) -> Result<(Bench, SimulatedScanner, Parts), DemoError> {
    for folder in ["screens", "slips", "exports", "devices", "data"] {
        let folder = out.join(folder);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(io(&folder))?;
        }
        std::fs::create_dir_all(&folder).map_err(io(&folder))?;
    }
    let now = Utc::now();
    let today = seoul_date(now);
    let (db, key) = (out.join("data/demo.db"), out.join("data/demo.key"));
    let mut ledger = Ledger::open(&db, &Key::load_or_create(&key)?, Means::real())?;
    let orders = orders::demo_orders(today);
    let sample: Vec<Order> = orders::generate(SAMPLE_ORDERS, seed, today).collect();
    ledger.put_orders(&sample, now)?;
    ledger.put_orders(&orders, now)?;
    crate::staff::add(&mut ledger, DEMO_MANAGER, Role::Manager, DEMO_PIN, now)?;

    let scanner_path = out.join("devices/scanner");
    let scanner = SimulatedScanner::new(&scanner_path).map_err(io(&scanner_path))?;
    let printer_path = out.join("devices/printer");
    let printer = SimulatedPrinter::on_pty(&printer_path, width::WIDE).map_err(io(&printer_path))?;
    let shop = shop();
    let config = Config {
        scanner: Some(ScannerPort::new(PortSpec::Path(scanner_path), Profile::generic())),
        printer: Some(PrinterPort::new(printer.target(), width::WIDE)),
        export: Some(Export { dir: out.join("exports") }),
        ..Config::new(db, key, shop.clone())
    };
    let ledger = ledger.into();
    let parts = Parts { setup: setup(), ledger, patient: Patient { file: None, config }, sticks: Sticks::default() };
    Ok((Bench { out: out.to_owned(), printer, orders, shop }, scanner, parts))
}

impl Bench {
    /// Writes the slips that the printer has printed behind the first `kept` as pictures; which files.
    ///
    /// # Errors
    /// When a picture cannot be written.
    pub fn write_slips(&self, kept: usize) -> Result<Vec<PathBuf>, DemoError> {
        let write = |(at, paper): (usize, &Paper)| {
            let file = self.out.join("slips").join(format!("{:02}.png", at + 1));
            std::fs::write(&file, paper.to_png(1)).map_err(io(&file))?;
            Ok(file)
        };
        self.printer.papers().iter().enumerate().skip(kept).map(write).collect()
    }
}
