//! Which display, and where it is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// Address of an SSD1306 whose pin SA0 is low (SSD1306 data sheet, 8.1.5).
const I2C_ADDRESS: u8 = 0x3c;

/// A display's controller or command set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Solomon SSD1306, 128 × 64 dots.
    Ssd1306,
    /// Solomon SSD1322, 256 × 64 dots.
    Ssd1322,
    /// Two lines of 20 cells with the CD5220 command set.
    Cd5220,
}

impl Kind {
    /// Dots across; none for a display of cells.
    #[must_use]
    pub fn width(self) -> Option<u32> {
        match self {
            Self::Ssd1306 => Some(128),
            Self::Ssd1322 => Some(256),
            Self::Cd5220 => None,
        }
    }
}

/// A line of a GPIO chip: `gpiochip0:25`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Its device file's name in `/dev`.
    pub chip: String,
    /// Its number there.
    pub line: u32,
}

/// How a display is wired: `i2c:/dev/i2c-1@0x3c`, `spi:/dev/spidev0.0,dc=gpiochip0:25,reset=gpiochip0:24`,
/// `serial:/dev/serial/by-id/…@9600`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bus {
    /// I²C.
    I2c {
        /// The adapter.
        path: PathBuf,
        /// Seven bits.
        address: u8,
    },
    /// Four-wire SPI.
    Spi {
        /// The device with its chip select.
        path: PathBuf,
        /// Says whether a byte is data or a command.
        dc: Pin,
        /// Resets the controller, where it is wired.
        reset: Option<Pin>,
    },
    /// A serial port; 8 data bits, no parity.
    Serial {
        /// Best a path in `/dev/serial/by-id`.
        path: PathBuf,
        /// Bits per second.
        baud: u32,
    },
}

/// Why there is no such display.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDisplay {
    /// Not a kind.
    #[error("`{0}` is no display: write ssd1306, ssd1322 or cd5220")]
    Kind(String),
    /// Not a bus.
    #[error(
        "`{0}` is no display's address: write i2c:/dev/i2c-1@0x3c, \
         spi:/dev/spidev0.0,dc=gpiochip0:25[,reset=gpiochip0:24] or serial:/dev/serial/by-id/…@9600"
    )]
    Bus(String),
    /// A kind that is not made for a bus.
    #[error("{kind} is not wired by `{bus}`: write {instead}")]
    Wiring {
        /// As configured.
        kind: Kind,
        /// As configured.
        bus: Bus,
        /// What would be right.
        instead: &'static str,
    },
}

/// A display that can be: kind and bus fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayConfig {
    kind: Kind,
    bus: Bus,
    /// How often what is shown is written again, so that a display which lost its power or its cable for a while comes
    /// back and is missed; 10 s in a shop.
    pub look_every: Duration,
}

impl DisplayConfig {
    /// A display of `kind` at `bus`.
    ///
    /// # Errors
    /// An SSD1306 is wired by I²C or SPI, an SSD1322 by SPI, a CD5220 by a serial port.
    pub fn new(kind: Kind, bus: Bus, look_every: Duration) -> Result<Self, NoDisplay> {
        let instead = match (kind, &bus) {
            (Kind::Ssd1306, Bus::I2c { .. } | Bus::Spi { .. })
            | (Kind::Ssd1322, Bus::Spi { .. })
            | (Kind::Cd5220, Bus::Serial { .. }) => return Ok(Self { kind, bus, look_every }),
            (Kind::Ssd1306, _) => "i2c:/dev/i2c-1@0x3c or spi:/dev/spidev0.0,dc=gpiochip0:25",
            (Kind::Ssd1322, _) => "spi:/dev/spidev0.0,dc=gpiochip0:25",
            (Kind::Cd5220, _) => "serial:/dev/serial/by-id/…@9600",
        };
        Err(NoDisplay::Wiring { kind, bus, instead })
    }

    /// Its controller or command set.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How it is wired.
    #[must_use]
    pub fn bus(&self) -> &Bus {
        &self.bus
    }
}

impl FromStr for Kind {
    type Err = NoDisplay;

    fn from_str(text: &str) -> Result<Self, NoDisplay> {
        match text {
            "ssd1306" => Ok(Self::Ssd1306),
            "ssd1322" => Ok(Self::Ssd1322),
            "cd5220" => Ok(Self::Cd5220),
            _ => Err(NoDisplay::Kind(text.to_owned())),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ssd1306 => "ssd1306",
            Self::Ssd1322 => "ssd1322",
            Self::Cd5220 => "cd5220",
        })
    }
}

impl FromStr for Bus {
    type Err = NoDisplay;

    fn from_str(text: &str) -> Result<Self, NoDisplay> {
        bus(text).ok_or_else(|| NoDisplay::Bus(text.to_owned()))
    }
}

fn bus(text: &str) -> Option<Bus> {
    let (way, rest) = text.split_once(':').filter(|(_, rest)| rest.starts_with('/'))?;
    match way {
        "i2c" => {
            let (path, address) = match rest.split_once('@') {
                Some((path, address)) => (path, u8::from_str_radix(address.strip_prefix("0x")?, 16).ok()?),
                None => (rest, I2C_ADDRESS),
            };
            // The other addresses of seven bits are reserved (I²C specification, 3.1.12).
            (0x08..=0x77).contains(&address).then(|| Bus::I2c { path: path.into(), address })
        }
        "spi" => {
            let mut parts = rest.split(',');
            let path = parts.next()?.into();
            let dc = pin(parts.next()?.strip_prefix("dc=")?)?;
            let reset = match parts.next() {
                Some(part) => Some(pin(part.strip_prefix("reset=")?)?),
                None => None,
            };
            parts.next().is_none().then_some(Bus::Spi { path, dc, reset })
        }
        "serial" => {
            let (path, baud) = rest.rsplit_once('@').unwrap_or((rest, "9600"));
            let baud = baud.parse().ok().filter(|baud| (1200..=115_200).contains(baud))?;
            Some(Bus::Serial { path: path.into(), baud })
        }
        _ => None,
    }
}

fn pin(text: &str) -> Option<Pin> {
    let (chip, line) = text.split_once(':')?;
    let number = chip.strip_prefix("gpiochip")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| Some(Pin { chip: chip.to_owned(), line: line.parse().ok()? }))?
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.chip, self.line)
    }
}

impl fmt::Display for Bus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I2c { path, address } => write!(f, "i2c:{}@{address:#04x}", path.display()),
            Self::Spi { path, dc, reset: None } => write!(f, "spi:{},dc={dc}", path.display()),
            Self::Spi { path, dc, reset: Some(reset) } => {
                write!(f, "spi:{},dc={dc},reset={reset}", path.display())
            }
            Self::Serial { path, baud } => write!(f, "serial:{}@{baud}", path.display()),
        }
    }
}
