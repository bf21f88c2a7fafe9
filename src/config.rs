//! `kiosk.toml`: everything that differs from shop to shop.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::calendar::Calendar;
use domain::counter::{Language, Patience, Setup};
use domain::policy::Book;
use hardware::display::{Bus, DisplayConfig, Kind};
use hardware::printer::Target;
use hardware::printer::escpos::Mode;
use hardware::scanner::{PortSpec, Profile, ScannerConfig};
use serde::Deserialize;

/// Why a configuration is not accepted: with file, line and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{file}: cannot be read: {why}; `doro run --example` prints one to start from")]
    Unreadable {
        /// As given.
        file: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Not TOML, an unknown field, or a value of the wrong kind.
    #[error("{file}:{line}: {problem}")]
    Wrong {
        /// As given.
        file: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong and what would be right.
        problem: String,
    },
    /// In the policy or the holidays.
    #[error(transparent)]
    Policy(#[from] domain::policy::PolicyError),
}

/// All of `kiosk.toml`. Paths are relative to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The ledger.
    pub db: PathBuf,
    /// The key of the personal data, made at the first start; keep it away from the ledger's backups.
    pub key: PathBuf,
    /// Who we are.
    pub shop: Shop,
    /// The panel.
    #[serde(default)]
    pub panel: Panel,
    /// The scanner; without one numbers are typed.
    pub scanner: Option<ScannerPort>,
    /// The printer; without one the claim code stands on the screen.
    pub printer: Option<PrinterPort>,
    /// The customer display; the counter does its job without one.
    pub display: Option<DisplayPort>,
    /// Files of the store's own policy and holidays.
    #[serde(default)]
    pub policy: PolicyFiles,
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
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Millimetres across: what makes a finger's width the same on every panel.
    pub width_mm: f32,
    /// Without a window's frame.
    pub fullscreen: bool,
}

impl Default for Panel {
    fn default() -> Panel {
        Panel { width: 1280, height: 800, width_mm: 217.0, fullscreen: true }
    }
}

/// The scanner.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "ScannerLines")]
pub struct ScannerPort {
    /// `/dev/serial/by-id/…` or `VID:PID` with an optional serial number.
    pub port: PortSpec,
    /// Bits per second; those of the profile where the file says none.
    pub baud: u32,
    /// The vendor's way.
    pub profile: &'static Profile,
    /// Where everything that it says is recorded: personal data, for technicians only.
    pub record: Option<PathBuf>,
}

impl ScannerPort {
    /// What the scanner's thread is told.
    #[must_use]
    pub fn to_device(&self) -> ScannerConfig {
        ScannerConfig {
            port: self.port.clone(),
            baud: self.baud,
            framing: self.profile.framing,
            record: self.record.clone(),
        }
    }
}

/// `[scanner]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScannerLines {
    #[serde(deserialize_with = "parsed")]
    port: PortSpec,
    baud: Option<u32>,
    #[serde(default = "Profile::generic", deserialize_with = "profile")]
    profile: &'static Profile,
    record: Option<PathBuf>,
}

impl From<ScannerLines> for ScannerPort {
    fn from(ScannerLines { port, baud, profile, record }: ScannerLines) -> ScannerPort {
        ScannerPort { port, baud: baud.unwrap_or(profile.baud), profile, record }
    }
}

fn profile<'de, D: serde::Deserializer<'de>>(from: D) -> Result<&'static Profile, D::Error> {
    Profile::named(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

/// The printer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrinterPort {
    /// `serial:/dev/…@115200`, `/dev/usb/lp0`, `tcp://host:9100` or `file:path`.
    #[serde(deserialize_with = "parsed")]
    pub target: Target,
    /// Dots of the head: 576, 512 or 384.
    #[serde(default = "paper_width", deserialize_with = "head_width")]
    pub width: u32,
    /// `raster` or `text`; what suits the target where absent.
    #[serde(default, deserialize_with = "print_mode")]
    pub mode: Option<Mode>,
    /// Wired one way: nothing can be asked.
    #[serde(default)]
    pub mute: bool,
    /// Where everything sent and heard is recorded: personal data, for technicians only.
    pub record: Option<PathBuf>,
}

impl PrinterPort {
    /// How slips are sent.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode.unwrap_or_else(|| Mode::for_target(&self.target))
    }
}

fn print_mode<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Mode>, D::Error> {
    parsed(from).map(Some)
}

fn paper_width() -> u32 {
    hardware::paper::width::WIDE
}

fn head_width<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        width @ (576 | 512 | 384) => Ok(width),
        other => Err(serde::de::Error::custom(format!("{other} dots: expected 576, 512 or 384"))),
    }
}

fn parsed<'de, D: serde::Deserializer<'de>, T: std::str::FromStr<Err: std::fmt::Display>>(
    from: D,
) -> Result<T, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// The customer display: a kind and a bus that it can be wired by.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "DisplayFields")]
pub struct DisplayPort(pub DisplayConfig);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisplayFields {
    /// `ssd1306`, `ssd1322` or `cd5220`.
    #[serde(deserialize_with = "parsed")]
    kind: Kind,
    /// `i2c:/dev/i2c-1@0x3c`, `spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip0:24`, `serial:/dev/…@9600`.
    #[serde(deserialize_with = "parsed")]
    bus: Bus,
}

/// How often a message is written again.
const DISPLAY_LOOK_EVERY: Duration = Duration::from_secs(10);

impl TryFrom<DisplayFields> for DisplayPort {
    type Error = hardware::display::NoDisplay;

    fn try_from(fields: DisplayFields) -> Result<DisplayPort, Self::Error> {
        DisplayConfig::new(fields.kind, fields.bus, DISPLAY_LOOK_EVERY).map(DisplayPort)
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

/// Quiet time.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Idle {
    /// Seconds of quiet after which a visit is wiped; at least 45.
    pub secs: u64,
    /// Days after which a telephone number is destroyed.
    pub phone_days: u32,
    /// The language of the idle screen: `ko` or `en`.
    pub language: Language,
}

impl Default for Idle {
    fn default() -> Idle {
        Idle { secs: 90, phone_days: 90, language: Language::Ko }
    }
}

/// Where exports go.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// A folder.
    pub dir: PathBuf,
}

impl Config {
    /// Reads a configuration file; relative paths in it become relative to its folder.
    ///
    /// # Errors
    /// Names the file, the line, and what would be right.
    pub fn read(file: &Path) -> Result<Config, ConfigError> {
        let text =
            std::fs::read_to_string(file).map_err(|why| ConfigError::Unreadable { file: file.to_owned(), why })?;
        let mut config = Config::parse(&text, file)?;
        let beside = |path: &mut PathBuf| *path = file.parent().unwrap_or(Path::new("")).join(&*path);
        beside(&mut config.db);
        beside(&mut config.key);
        [&mut config.policy.file, &mut config.policy.holidays].into_iter().flatten().for_each(beside);
        config.printer.iter_mut().filter_map(|printer| printer.record.as_mut()).for_each(beside);
        config.scanner.iter_mut().filter_map(|scanner| scanner.record.as_mut()).for_each(beside);
        config.export.iter_mut().for_each(|export| beside(&mut export.dir));
        Ok(config)
    }

    /// A configuration of what every one has, and nothing else.
    #[must_use]
    pub fn new(db: PathBuf, key: PathBuf, shop: Shop) -> Config {
        let (panel, policy, idle) = (Panel::default(), PolicyFiles::default(), Idle::default());
        Config { db, key, shop, panel, scanner: None, printer: None, display: None, policy, idle, export: None }
    }

    fn parse(text: &str, file: &Path) -> Result<Config, ConfigError> {
        let wrong = |at: usize, problem: String| ConfigError::Wrong {
            file: file.to_owned(),
            line: text[..at.min(text.len())].matches('\n').count() + 1,
            problem,
        };
        let config: Config = toml::from_str(text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        if config.idle.secs < 45 {
            let at = text.find("secs").unwrap_or(0);
            return Err(wrong(
                at,
                "idle.secs: expected at least 45, so that a warning of 25 s leaves time to act".to_owned(),
            ));
        }
        Ok(config)
    }

    /// What the counter is told.
    ///
    /// # Errors
    /// When a policy or holiday file is not right.
    pub fn setup(&self) -> Result<Setup, ConfigError> {
        let (book, calendar) = rules(self.policy.file.as_deref(), self.policy.holidays.as_deref())?;
        let patience = Patience { idle: Duration::from_secs(self.idle.secs), ..Patience::default() };
        Ok(Setup {
            book,
            calendar,
            patience,
            phone_days: self.idle.phone_days,
            language: self.idle.language,
            ..Setup::embedded()
        })
    }
}

/// The store's policy and holidays, or the embedded ones.
///
/// # Errors
/// Names file, line and field.
pub fn rules(policy: Option<&Path>, holidays: Option<&Path>) -> Result<(Book, Calendar), ConfigError> {
    let read = |file: &Path| {
        std::fs::read_to_string(file).map_err(|why| ConfigError::Unreadable { file: file.to_owned(), why })
    };
    let book = match policy {
        Some(file) => Book::parse(&read(file)?, &file.display().to_string())?,
        None => Book::embedded(),
    };
    let calendar = match holidays {
        Some(file) => Calendar::parse(&read(file)?, &file.display().to_string())?,
        None => Calendar::embedded(),
    };
    Ok((book, calendar))
}

/// A configuration to start from, as `doro run --example` prints it.
pub const EXAMPLE: &str = include_str!("kiosk.example.toml");

#[cfg(test)]
mod tests {
    use hardware::scanner::Framing;

    use super::*;

    fn complaint(text: &str) -> String {
        Config::parse(text, Path::new("kiosk.toml")).unwrap_err().to_string()
    }

    #[test]
    fn the_example_is_a_configuration() {
        Config::parse(EXAMPLE, Path::new("kiosk.toml")).unwrap();
    }

    #[test]
    fn a_scanner_goes_the_way_of_its_profile() {
        let read = |lines: &str| {
            let text = EXAMPLE.replace("baud = 9600\n", "").replace("profile = \"generic\"", lines);
            Config::parse(&text, Path::new("kiosk.toml")).unwrap().scanner.unwrap().to_device()
        };
        assert_eq!((read("").framing, read("").baud), (Framing::Lines, 9600));
        assert_eq!(read("profile = \"honeywell\"").baud, 115_200);
        assert_eq!(read("profile = \"zebra-ssi\"").framing, Framing::Ssi);
        assert_eq!(read("profile = \"zebra-ssi\"\nbaud = 38400").baud, 38_400);
    }

    #[test]
    fn a_display_is_a_kind_and_a_bus_that_fit() {
        let with = |lines: &str| format!("{EXAMPLE}\n[display]\n{lines}\n");
        for lines in [
            "kind = 'ssd1306'\nbus = 'i2c:/dev/i2c-1@0x3c'",
            "kind = 'ssd1322'\nbus = 'spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip0:24'",
            "kind = 'cd5220'\nbus = 'serial:/dev/serial/by-id/usb-vfd@9600'",
        ] {
            assert!(Config::parse(&with(lines), Path::new("kiosk.toml")).unwrap().display.is_some(), "{lines}");
        }
        for (lines, words) in [
            ("kind = 'oled'\nbus = 'i2c:/dev/i2c-1'", "write ssd1306, ssd1322 or cd5220"),
            ("kind = 'ssd1306'\nbus = '/dev/i2c-1'", "write i2c:/dev/i2c-1@0x3c"),
            ("kind = 'ssd1322'\nbus = 'i2c:/dev/i2c-1'", "ssd1322 is not wired by `i2c:/dev/i2c-1@0x3c`"),
            ("kind = 'ssd1306'", "missing field `bus`"),
        ] {
            let complaint = complaint(&with(lines));
            assert!(complaint.contains(words) && complaint.starts_with("kiosk.toml:"), "{complaint}");
        }
    }

    #[test]
    fn slow_serial_lines_get_text_and_what_is_configured_is_done() {
        for (target, line, expected) in [
            ("serial:/dev/ttyUSB0@9600", "", Mode::Text),
            ("serial:/dev/ttyUSB0@38400", "", Mode::Text),
            ("serial:/dev/ttyUSB0@57600", "", Mode::Raster),
            ("serial:/dev/ttyUSB0@115200", "", Mode::Raster),
            ("/dev/usb/lp0", "", Mode::Raster),
            ("tcp://192.168.0.30:9100", "", Mode::Raster),
            ("serial:/dev/ttyUSB0@9600", "mode = \"raster\"", Mode::Raster),
            ("/dev/usb/lp0", "mode = \"text\"", Mode::Text),
        ] {
            let text = EXAMPLE.replace("tcp://192.168.0.30:9100", target).replace("# mode = \"text\"", line);
            let config = Config::parse(&text, Path::new("kiosk.toml")).unwrap();
            assert_eq!(config.printer.unwrap().mode(), expected, "{target} {line}");
        }
    }

    #[test]
    fn a_complaint_names_the_line_and_what_would_be_right() {
        let with = |line: &str| complaint(&EXAMPLE.replacen("[shop]", &format!("{line}\n[shop]"), 1));
        assert!(with("colour = 1").contains("unknown field `colour`"));
        assert!(complaint(&EXAMPLE.replace("width = 576", "width = 500")).contains("expected 576, 512 or 384"));
        assert!(complaint(&EXAMPLE.replace("# mode = \"text\"", "mode = \"fax\"")).contains("write raster or text"));
        assert!(complaint(&EXAMPLE.replace("secs = 90", "secs = 9")).contains("at least 45"));
        assert!(complaint("db = ").starts_with("kiosk.toml:1: "));
        assert!(complaint(&EXAMPLE.replace("\"generic\"", "\"acme\"")).contains("one of generic, honeywell, zebra"));
        assert!(complaint(&EXAMPLE.replace("tcp://192.168.0.30:9100", "lp0")).contains("tcp://host:9100"));
    }
}
