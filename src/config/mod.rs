//! `kiosk.toml`: everything that differs from shop to shop.

mod bell;
mod counts;
mod devices;
mod file;

use std::path::PathBuf;
use std::time::Duration;

pub use bell::{Bell, Phone};
pub use devices::{DisplayPort, PrinterPort, ScannerPort};
use domain::counter::{Patience, Setup};
use domain::language::Language;
use domain::terminal::Terminal;
pub use file::{ConfigError, Kind, rules};
use serde::{Deserialize, Deserializer};

pub use counts::Counts;

/// The configuration that every command finds by itself, in the folder that it is called in.
pub const CONFIG: &str = "kiosk.toml";

/// All of `kiosk.toml`. Paths are relative to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The ledger.
    pub db: PathBuf,
    /// The key of the personal data, made at the first start; keep it away from the ledger's backups.
    pub key: PathBuf,
    /// What this machine is called among those that work on the ledger.
    #[serde(default)]
    pub terminal: Terminal,
    /// Who we are.
    pub shop: Shop,
    /// The panel.
    #[serde(default)]
    pub panel: Panel,
    /// The scanner; without one numbers are typed.
    pub scanner: Option<ScannerPort>,
    /// The printer; without one the shop gives no slips, and the numbers stand on the screen.
    pub printer: Option<PrinterPort>,
    /// The customer display; the counter does its job without one.
    pub display: Option<DisplayPort>,
    /// How the staff hear that they are called.
    #[serde(default)]
    pub bell: Bell,
    /// What customers are asked for.
    #[serde(default)]
    pub phone: Phone,
    /// Files of the store's own policy and holidays.
    #[serde(default)]
    pub policy: PolicyFiles,
    /// What files of orders mean.
    #[serde(default)]
    pub orders: Orders,
    /// How patient the counter is.
    #[serde(default)]
    pub idle: Idle,
    /// Where exports go; without it onto the stick that is plugged in.
    pub export: Option<Export>,
}

/// Who we are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shop {
    /// As customers know it.
    pub name: String,
    /// Telephone, on every refusal and every slip.
    pub phone: String,
    /// Opening hours, in words.
    pub hours: String,
}

/// The panel.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Panel {
    /// Pixels, 320 to 7,680.
    #[serde(deserialize_with = "pixels")]
    pub width: u32,
    /// Pixels, 320 to 7,680.
    #[serde(deserialize_with = "pixels")]
    pub height: u32,
    /// Millimetres across, 50 to 2,000: what makes a finger's width the same on every panel.
    #[serde(deserialize_with = "millimetres")]
    pub width_mm: f32,
    /// Without a window's frame.
    pub fullscreen: bool,
}

impl Default for Panel {
    fn default() -> Panel {
        Panel { width: 1280, height: 800, width_mm: 217.0, fullscreen: true }
    }
}

/// Files of the store's own policy and holidays; the embedded ones where absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFiles {
    /// `policy.toml`
    pub file: Option<PathBuf>,
    /// `holidays.toml`
    pub holidays: Option<PathBuf>,
}

/// What files of orders mean.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Orders {
    /// What the columns `already_returned` and `payments_refunded` count.
    pub returned: Counts,
}

/// Quiet time.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Idle {
    /// Seconds of quiet after which a visit is wiped, 45 to 3,600.
    #[serde(deserialize_with = "patient")]
    pub secs: u64,
    /// Days after which a telephone number is destroyed, 1 to 3,650.
    #[serde(deserialize_with = "days")]
    pub phone_days: u32,
    /// The language of the idle screen: `ko` or `en`.
    pub language: Language,
}

impl Default for Idle {
    fn default() -> Idle {
        Idle { secs: 90, phone_days: 90, language: Language::Ko }
    }
}

fn patient<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    within(u64::deserialize(from)?, 45..=3_600, "s", ", so that a warning of 25 s leaves time to act")
}

/// Ten years: no law lets a shop keep a telephone number for longer.
fn days<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    within(u32::deserialize(from)?, 1..=3_650, "days", "")
}

fn pixels<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    within(u32::deserialize(from)?, 320..=7_680, "pixels", "")
}

fn millimetres<'de, D: Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    within(f32::deserialize(from)?, 50.0..=2_000.0, "mm", ", measured across the picture")
}

/// A number within its range, or what would be right.
fn within<T: PartialOrd + std::fmt::Display, E: serde::de::Error>(
    number: T,
    range: std::ops::RangeInclusive<T>,
    unit: &str,
    because: &str,
) -> Result<T, E> {
    if range.contains(&number) {
        return Ok(number);
    }
    let (least, most) = range.into_inner();
    Err(E::custom(format!("{number} {unit}: expected at least {least} and at most {most}{because}")))
}

/// Where exports go.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// A folder.
    pub dir: PathBuf,
}

impl Config {
    /// A configuration of what every one has, and nothing else; nothing sounds.
    #[must_use]
    pub fn new(db: PathBuf, key: PathBuf, shop: Shop) -> Config {
        let (panel, policy, orders, idle) =
            (Panel::default(), PolicyFiles::default(), Orders::default(), Idle::default());
        let (bell, phone) = (Bell::silent(), Phone::default());
        let (scanner, printer, display, export) = (None, None, None, None);
        Config {
            db,
            key,
            terminal: Terminal::FIRST,
            shop,
            panel,
            scanner,
            printer,
            display,
            bell,
            phone,
            policy,
            orders,
            idle,
            export,
        }
    }

    /// What the counter is told.
    ///
    /// # Errors
    /// When a policy or holiday file is not right.
    pub fn setup(&self) -> Result<Setup, ConfigError> {
        let (book, calendar) = rules(self.policy.file.as_deref(), self.policy.holidays.as_deref())?;
        let patience = Patience {
            idle: Duration::from_secs(self.idle.secs),
            ring_every: Duration::from_secs(self.bell.every_secs),
            ..Patience::default()
        };
        Ok(Setup {
            book,
            calendar,
            patience,
            phone_days: self.idle.phone_days,
            language: self.idle.language,
            phone: self.phone.ask,
            news: self.phone.ask && self.phone.news,
            paper: self.printer.is_some(),
            scanner: self.scanner.is_some(),
            terminal: self.terminal,
            ..Setup::embedded()
        })
    }
}

/// A configuration to start from, as `doro run --example` prints it.
pub const EXAMPLE: &str = include_str!("../kiosk.example.toml");
