//! A machine on a desk.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::Utc;
use domain::counter::{Event, Setup};
use domain::device::ExportEnd;
use domain::moment::seoul_date;
use domain::order::{LineNo, Order};
use domain::policy::Reason;
use domain::staff::{Role, StaffId};
use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, Press, Touch};
use domain::view::{CustomerScreen, DeskScreen, ExportState, ManageScreen, Screen, View};
use doro::config::{Config, DisplayPort, Export, PrinterPort, ScannerPort, Shop};
use doro::doctor::Patient;
use doro::kiosk::{Kiosk, Parts};
use doro::ledger::{Key, Ledger, Means, PinCost};
use hardware::bench::{SimulatedDisplay, SimulatedPrinter, SimulatedScanner};
use hardware::display::{DisplayConfig, Kind};
use hardware::paper::{Paper, width};
use hardware::scanner::{PortSpec, Profile};
use hardware::stick::Sticks;

pub const PIN: &str = "739154";

/// How long anything may take; a machine under load is slow, a broken one is silent.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Bench {
    pub folder: tempfile::TempDir,
    pub scanner: SimulatedScanner,
    pub printer: SimulatedPrinter,
    pub display: SimulatedDisplay,
    kiosk: Option<Kiosk>,
    views: Receiver<View>,
    pub shown: View,
    goes_to: GoesTo,
}

/// Where exports go.
#[derive(Clone, Copy, PartialEq)]
enum GoesTo {
    Folder,
    Stick,
    /// A stick that is given up after [`HASTE`].
    HastyStick,
}

/// As long as a stick may be silent before a hasty bench gives it up; a busy machine writes to one that works in less.
const HASTE: Duration = Duration::from_secs(6);

impl Bench {
    pub fn new() -> Bench {
        Bench::with(GoesTo::Folder)
    }

    /// One whose exports go onto a stick: a folder, until something is plugged in that is no stick.
    pub fn with_a_stick() -> Bench {
        Bench::with_stick(GoesTo::Stick)
    }

    /// The same, impatient with sticks that do not answer.
    pub fn with_a_stick_in_haste() -> Bench {
        Bench::with_stick(GoesTo::HastyStick)
    }

    fn with_stick(goes_to: GoesTo) -> Bench {
        let bench = Bench::with(goes_to);
        std::fs::create_dir(bench.stick()).unwrap();
        bench.plug(&[&bench.stick()]);
        bench
    }

    /// The sticks in the machine, from now on.
    pub fn plug(&self, sticks: &[&Path]) {
        let line = |(nth, stick): (usize, &&Path)| {
            let device = std::fs::metadata(stick).unwrap().dev();
            let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
            format!("{} 22 {major}:{minor} / {} rw - vfat /dev/{major}-{minor} rw\n", 30 + nth, stick.display())
        };
        let list: String = sticks.iter().enumerate().map(line).collect();
        let list = format!("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n{list}");
        std::fs::write(self.folder.path().join("mountinfo"), list).unwrap();
    }

    pub fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    fn with(goes_to: GoesTo) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let scanner = SimulatedScanner::new(&folder.path().join("scanner")).unwrap();
        let printer = SimulatedPrinter::on_pty(&folder.path().join("printer"), width::WIDE).unwrap();
        let display = SimulatedDisplay::new(&folder.path().join("display")).unwrap();
        let mut ledger = open(&folder);
        ledger.put_orders(&doro::orders::demo_orders(seoul_date(Utc::now())), Utc::now()).unwrap();
        doro::staff::add(&mut ledger, "박매니저", Role::Manager, PIN, Utc::now()).unwrap();
        let (kiosk, views) = start(&folder, ledger, &printer, goes_to);
        let shown = views.recv_timeout(PATIENCE).unwrap();
        let mut bench = Bench { folder, scanner, printer, display, kiosk: Some(kiosk), views, shown, goes_to };
        bench.until("the welcome", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })));
        bench
    }

    /// Stops the machine, as an update does, and starts it again.
    pub fn restart(&mut self) {
        self.kiosk = None;
        let (kiosk, views) = start(&self.folder, open(&self.folder), &self.printer, self.goes_to);
        (self.kiosk, self.views) = (Some(kiosk), views);
        self.shown = self.views.recv_timeout(PATIENCE).unwrap();
    }

    pub fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    pub fn touch(&mut self, touch: Touch) -> &mut Bench {
        while let Ok(view) = self.views.recv_timeout(Duration::from_millis(30)) {
            self.shown = view;
        }
        self.kiosk.as_ref().unwrap().tell(Event::Touched { press: Press::at_leisure(&self.shown), touch });
        self
    }

    pub fn digits(&mut self, digits: &str) -> &mut Bench {
        for digit in digits.bytes() {
            self.touch(Touch::Digit(digit - b'0'));
        }
        self
    }

    /// Takes in what is shown until it is what is wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&View) -> bool) -> &View {
        let end = Instant::now() + PATIENCE;
        while !wanted(&self.shown) {
            let left = end.saturating_duration_since(Instant::now());
            let view = self.views.recv_timeout(left);
            self.shown = view.unwrap_or_else(|_| panic!("waited for {what}; it shows {:?}", self.shown));
        }
        &self.shown
    }

    /// Waits until the customer display shows `lines`.
    pub fn until_displayed(&mut self, lines: [&str; 2]) {
        let end = Instant::now() + PATIENCE;
        while self.display.lines() != lines {
            assert!(Instant::now() < end, "waited for {lines:?}; the display shows {:?}", self.display.lines());
        }
        assert_eq!(self.display.errors(), [""; 0]);
    }

    /// Waits until so many papers were cut off.
    pub fn until_papers(&self, count: usize) -> Vec<Paper> {
        let end = Instant::now() + PATIENCE;
        while self.printer.papers().len() < count {
            assert!(Instant::now() < end, "waited for {count} papers");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.printer.papers()
    }

    /// A manager signs in and exports; how it ended.
    pub fn export(&mut self) -> ExportEnd {
        self.touch(Touch::Main).touch(Touch::Frame(FrameTouch::Call)).touch(Touch::Frame(FrameTouch::StaffDoor));
        self.until(
            "the names",
            |view| matches!(&view.screen, Screen::Desk(DeskScreen::SignIn(sign_in)) if !sign_in.names.is_empty()),
        );
        self.touch(Touch::Desk(DeskTouch::Staff(StaffId(1)))).digits(PIN).touch(Touch::Main);
        self.until(
            "the queue",
            |view| matches!(&view.screen, Screen::Desk(DeskScreen::Queue(queue)) if queue.rows.len() == 1),
        );
        self.touch(Touch::Manage(ManageTouch::Export));
        self.export_again()
    }

    /// The same on the page of exports.
    pub fn export_again(&mut self) -> ExportEnd {
        self.until("the page of exports", |view| matches!(&view.screen, Screen::Manage(ManageScreen::Export(_))));
        self.touch(Touch::Main);
        let state = |view: &View| match &view.screen {
            Screen::Manage(ManageScreen::Export(export)) => export.state.clone(),
            other => panic!("{other:?}"),
        };
        self.until("the beginning of the export", |view| state(view) == ExportState::Writing);
        let ended = |view: &View| matches!(state(view), ExportState::Ended(_));
        let ExportState::Ended(end) = state(self.until("the end of the export", ended)) else { unreachable!() };
        end
    }

    /// An eligible return, from the scan to the thanks.
    pub fn return_a_cardigan(&mut self) {
        self.return_the_first_line_of(1001);
    }

    /// An eligible return of one piece, from the scan to the thanks.
    pub fn return_the_first_line_of(&mut self, order: u32) {
        self.scanner.scan(receipt(order)).unwrap();
        self.until("choose", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Choose { .. })));
        let line = Touch::Customer(CustomerTouch::Line(LineNo(1)));
        let why = Touch::Customer(CustomerTouch::Reason(Reason::ChangeOfMind));
        for touch in [line, Touch::Main, why, Touch::Main, Touch::Main, Touch::Main, Touch::Main] {
            self.touch(touch);
        }
        self.until("thanks", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Thanks(_))));
    }
}

fn known(nth: u32) -> Order {
    let orders = doro::orders::demo_orders(seoul_date(Utc::now()));
    orders.into_iter().find(|order| order.facts.number.0 == format!("D{nth}")).unwrap()
}

/// The code on the receipt of a known order.
pub fn receipt(nth: u32) -> String {
    known(nth).receipt_barcode
}

/// The code on the product of a known order's line.
pub fn product(nth: u32, line: usize) -> String {
    known(nth).lines[line - 1].product_barcode.clone()
}

fn open(folder: &tempfile::TempDir) -> Ledger {
    let key = Key::load_or_create(&folder.path().join("doro.key")).unwrap();
    let means = Means { pins: PinCost::LEAST, ..Means::real() };
    Ledger::open(&folder.path().join("doro.db"), &key, means).unwrap()
}

fn start(
    folder: &tempfile::TempDir,
    ledger: Ledger,
    printer: &SimulatedPrinter,
    goes_to: GoesTo,
) -> (Kiosk, Receiver<View>) {
    let (show, views) = channel();
    let vfd = format!("serial:{}@9600", folder.path().join("display").display()).parse().unwrap();
    let vfd = DisplayConfig::new(Kind::Cd5220, vfd, Duration::from_secs(10)).unwrap();
    let shop = Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "매일 10:00–20:00".into() };
    let (db, key) = (folder.path().join("doro.db"), folder.path().join("doro.key"));
    let config = Config {
        scanner: Some(ScannerPort::new(PortSpec::Path(folder.path().join("scanner")), Profile::generic())),
        printer: Some(PrinterPort::new(printer.target(), width::WIDE)),
        display: Some(DisplayPort(vfd)),
        export: (goes_to == GoesTo::Folder).then(|| Export { dir: folder.path().join("exports") }),
        ..Config::new(db, key, shop)
    };
    let sticks = Sticks::listed_in(folder.path().join("mountinfo"), vec![folder.path().to_owned()]);
    let mut setup = Setup::embedded();
    if goes_to == GoesTo::HastyStick {
        setup.patience.export = HASTE;
    }
    let parts = Parts { setup, ledger: ledger.into(), patient: Patient { file: None, config }, sticks };
    let kiosk = Kiosk::start(parts, move |view| {
        let _ = show.send(view);
    });
    (kiosk.unwrap(), views)
}
