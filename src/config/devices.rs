//! `[scanner]`, `[printer]` and `[display]`: where the devices are and how they are spoken to.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use hardware::display::{Bus, DisplayConfig, Kind};
use hardware::printer::Target;
use hardware::printer::escpos::Mode;
use hardware::scanner::{PortSpec, Profile, ScannerConfig};
use serde::{Deserialize, Deserializer};

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
    /// A scanner there, with a profile's ways.
    #[must_use]
    pub fn new(port: PortSpec, profile: &'static Profile) -> ScannerPort {
        ScannerPort { port, baud: profile.baud, profile, record: None }
    }

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
    #[serde(default, deserialize_with = "speed")]
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

/// What serial lines run at.
fn speed<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    super::within(u32::deserialize(from)?, 1_200..=4_000_000, "bits per second", "").map(Some)
}

fn profile<'de, D: Deserializer<'de>>(from: D) -> Result<&'static Profile, D::Error> {
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
    /// A printer of `width` dots there, that is sent what suits its way and answers.
    #[must_use]
    pub fn new(target: Target, width: u32) -> PrinterPort {
        PrinterPort { target, width, mode: None, mute: false, record: None }
    }

    /// How slips are sent.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode.unwrap_or_else(|| Mode::for_target(&self.target))
    }
}

fn print_mode<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Mode>, D::Error> {
    parsed(from).map(Some)
}

fn paper_width() -> u32 {
    hardware::paper::width::WIDE
}

fn head_width<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        width @ (576 | 512 | 384) => Ok(width),
        other => Err(serde::de::Error::custom(format!("{other} dots: expected 576, 512 or 384"))),
    }
}

fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: std::fmt::Display>>(from: D) -> Result<T, D::Error> {
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

#[cfg(test)]
mod tests {
    use hardware::scanner::Framing;

    use super::super::EXAMPLE;
    use super::super::file::tests::{complaint, understood};
    use super::*;

    #[test]
    fn a_scanner_goes_the_way_of_its_profile() {
        let read = |lines: &str| {
            let text = EXAMPLE.replace("baud = 9600\n", "").replace("profile = \"generic\"", lines);
            understood(&text).scanner.unwrap().to_device()
        };
        assert_eq!((read("").framing, read("").baud), (Framing::Lines, 9600));
        assert_eq!(read("profile = \"honeywell\"").baud, 115_200);
        assert_eq!(read("profile = \"zebra-ssi\"").framing, Framing::Ssi);
        assert_eq!(read("profile = \"zebra-ssi\"\nbaud = 38400").baud, 38_400);
    }

    #[test]
    fn the_counter_knows_which_devices_the_shop_has() {
        let all = understood(EXAMPLE).setup().unwrap();
        assert!(all.scanner && all.paper);
        let none = understood(EXAMPLE.split("[scanner]").next().unwrap()).setup().unwrap();
        assert!(!none.scanner && !none.paper);
    }

    #[test]
    fn a_display_is_a_kind_and_a_bus_that_fit() {
        let with = |lines: &str| format!("{EXAMPLE}\n[display]\n{lines}\n");
        for lines in [
            "kind = 'ssd1306'\nbus = 'i2c:/dev/i2c-1@0x3c'",
            "kind = 'ssd1322'\nbus = 'spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip0:24'",
            "kind = 'cd5220'\nbus = 'serial:/dev/serial/by-id/usb-vfd@9600'",
        ] {
            assert!(understood(&with(lines)).display.is_some(), "{lines}");
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
            assert_eq!(understood(&text).printer.unwrap().mode(), expected, "{target} {line}");
        }
    }
}
