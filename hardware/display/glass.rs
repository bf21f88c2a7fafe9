//! Opening a display, and what can be wrong with it.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

use linux_embedded_hal::gpio_cdev::{Chip, LineRequestFlags};
use linux_embedded_hal::spidev::{SpiModeFlags, SpidevOptions};
use linux_embedded_hal::{CdevPin, I2cdev, SpidevDevice};

use super::cd5220::Cd5220;
use super::{Bus, DisplayConfig, I2cWire, Kind, Message, Pin, SpiWire, Ssd1306, Ssd1322};
use crate::printer::{Link, OpenError, Target};

/// Both controllers take 10 MHz.
const SPI_HZ_MAX: u32 = 8_000_000;
/// How long reset is held, and how long a controller needs after it: 2 µs by the data sheets, more by slow regulators.
const RESET: Duration = Duration::from_millis(5);
const OPEN_WAIT: Duration = Duration::from_secs(2);

/// What is wrong with a display.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No such device file.
    #[error("{device} is not there: {hint}")]
    Missing {
        /// The file.
        device: String,
        /// What to do.
        hint: &'static str,
    },
    /// No rights.
    #[error("{device} may not be opened: add this user to the group `{group}` and log in again")]
    Forbidden {
        /// The file.
        device: String,
        /// Who may.
        group: &'static str,
    },
    /// Another program has it.
    #[error("{device} is in use by another program: end it")]
    Busy {
        /// The file.
        device: String,
    },
    /// Opened or written to without success.
    #[error("the display does not answer ({reason}): check its cable, its address and its power")]
    Silent {
        /// The system's word.
        reason: String,
    },
    /// The deadline came first.
    #[error("the display takes no more data: switch it off and on")]
    Stalled,
}

/// An open display.
pub trait Glass: Send {
    /// Shows `message` in place of what was shown.
    ///
    /// # Errors
    /// When it could not be written; it must be opened anew.
    fn show(&mut self, message: &Message) -> Result<(), Trouble>;

    /// Whether somebody answers, as far as the bus can tell. What is shown stays.
    ///
    /// # Errors
    /// When nobody does.
    fn touch(&mut self) -> Result<(), Trouble>;
}

/// Opens the display for this process.
///
/// # Errors
/// With what to do.
pub fn open(config: &DisplayConfig) -> Result<Box<dyn Glass>, Trouble> {
    match config.bus() {
        Bus::I2c { path, address } => {
            look(path, "i2c", "switch I²C on (raspi-config, or dtparam=i2c_arm=on) and check the number")?;
            let wire = I2cWire { i2c: I2cdev::new(path).map_err(silent)?, address: *address };
            Ok(Box::new(Ssd1306(wire)))
        }
        Bus::Spi { path, dc, reset } => {
            look(path, "spi", "switch SPI on (raspi-config, or dtparam=spi=on) and check the numbers")?;
            let mut spi = SpidevDevice::open(path).map_err(silent)?;
            let mode =
                SpidevOptions::new().bits_per_word(8).max_speed_hz(SPI_HZ_MAX).mode(SpiModeFlags::SPI_MODE_0).build();
            spi.configure(&mode).map_err(silent)?;
            let wire = SpiWire { spi, dc: output(dc, 0)? };
            let reset = reset.as_ref().map(released).transpose()?;
            let glass: Box<dyn Glass> = match config.kind() {
                Kind::Ssd1322 => Box::new(Ssd1322(wire)),
                _ => Box::new(Ssd1306(wire)),
            };
            Ok(Box::new(Released { glass, _reset: reset }))
        }
        Bus::Serial { path, baud } => {
            let target = Target::Serial { path: path.clone(), baud: *baud };
            Ok(Box::new(Cd5220::new(Link::open(&target, OPEN_WAIT).map_err(|e| serial(path, e))?)))
        }
    }
}

/// Opens the display for a moment and asks whether somebody is there; what is shown stays.
///
/// # Errors
/// With what to do.
pub fn probe(config: &DisplayConfig) -> Result<(), Trouble> {
    open(config)?.touch()
}

/// Whether a device file is there for us.
fn look(path: &Path, group: &'static str, hint: &'static str) -> Result<(), Trouble> {
    let device = path.display().to_string();
    OpenOptions::new().read(true).write(true).open(path).map(drop).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Trouble::Missing { device, hint },
        io::ErrorKind::PermissionDenied => Trouble::Forbidden { device, group },
        io::ErrorKind::ResourceBusy => Trouble::Busy { device },
        _ => silent(e),
    })
}

/// A panel whose reset is held off. A line that is let go becomes an input on many boards, which the board may pull low.
struct Released {
    glass: Box<dyn Glass>,
    _reset: Option<CdevPin>,
}

impl Glass for Released {
    fn show(&mut self, message: &Message) -> Result<(), Trouble> {
        self.glass.show(message)
    }

    fn touch(&mut self) -> Result<(), Trouble> {
        self.glass.touch()
    }
}

/// Resets a controller; its line, high.
fn released(pin: &Pin) -> Result<CdevPin, Trouble> {
    let reset = output(pin, 0)?;
    std::thread::sleep(RESET);
    reset.0.set_value(1).map_err(silent)?;
    std::thread::sleep(RESET);
    Ok(reset)
}

/// A GPIO line as an output, `value` at first.
fn output(pin: &Pin, value: u8) -> Result<CdevPin, Trouble> {
    let path = Path::new("/dev").join(&pin.chip);
    look(&path, "gpio", "look at `gpioinfo` for the chip's name")?;
    let mut chip = Chip::new(&path).map_err(silent)?;
    let line = chip.get_line(pin.line).map_err(silent)?;
    let taken = line.request(LineRequestFlags::OUTPUT, value, "doro");
    taken.and_then(CdevPin::new).map_err(|_| Trouble::Busy { device: pin.to_string() })
}

fn serial(path: &Path, e: OpenError) -> Trouble {
    let device = path.display().to_string();
    match e {
        OpenError::Missing { .. } => {
            Trouble::Missing { device, hint: "plug the display in, and look in /dev/serial/by-id for its name" }
        }
        OpenError::Forbidden { .. } => Trouble::Forbidden { device, group: "dialout" },
        OpenError::Busy { .. } => Trouble::Busy { device },
        OpenError::Refused { .. } => Trouble::Silent { reason: e.to_string() },
        OpenError::Unreachable { reason, .. } | OpenError::Other { reason, .. } => Trouble::Silent { reason },
    }
}

fn silent(e: impl std::fmt::Display) -> Trouble {
    Trouble::Silent { reason: e.to_string() }
}
