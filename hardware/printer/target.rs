//! Where a printer is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A printer's address: `serial:/dev/serial/by-id/…@115200`, `/dev/usb/lp0`, `tcp://10.0.0.7:9100`, `file:slip.bin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A serial port; 8 data bits, no parity.
    Serial {
        /// Best a path in `/dev/serial/by-id`.
        path: PathBuf,
        /// Bits per second.
        baud: u32,
    },
    /// A device file of the kernel's USB printer driver.
    Device(PathBuf),
    /// A network printer, `host:port`; 9100 where none is given.
    Tcp(String),
    /// A plain file that the bytes are appended to: for technicians.
    File(PathBuf),
}

/// Why a text is no printer's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no printer: write serial:/dev/…@115200, /dev/usb/lp0, tcp://host:9100 or file:path")]
pub struct NoTarget(String);

impl FromStr for Target {
    type Err = NoTarget;

    fn from_str(text: &str) -> Result<Self, NoTarget> {
        let no_target = || NoTarget(text.to_owned());
        if let Some(serial) = text.strip_prefix("serial:") {
            let (path, baud) = serial.rsplit_once('@').unwrap_or((serial, "115200"));
            let baud = baud.parse().ok().filter(|baud| (1200..=4_000_000).contains(baud));
            return match baud {
                Some(baud) if path.starts_with('/') => Ok(Self::Serial { path: path.into(), baud }),
                _ => Err(no_target()),
            };
        }
        if let Some(host) = text.strip_prefix("tcp://") {
            let (name, port) = match host.rsplit_once(':') {
                Some((name, port)) if !port.ends_with(']') => (name, port.parse().map_err(|_| no_target())?),
                _ => (host, 9100_u16),
            };
            return if name.is_empty() { Err(no_target()) } else { Ok(Self::Tcp(format!("{name}:{port}"))) };
        }
        match text.strip_prefix("file:") {
            Some("") => Err(no_target()),
            Some(path) => Ok(Self::File(path.into())),
            None if text.starts_with("/dev/") => Ok(Self::Device(text.into())),
            None => Err(no_target()),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Serial { path, baud } => write!(f, "serial:{}@{baud}", path.display()),
            Self::Device(path) => write!(f, "{}", path.display()),
            Self::Tcp(host) => write!(f, "tcp://{host}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        for (text, shown) in [
            ("serial:/dev/ttyUSB0@9600", "serial:/dev/ttyUSB0@9600"),
            ("serial:/dev/ttyACM0", "serial:/dev/ttyACM0@115200"),
            ("/dev/usb/lp0", "/dev/usb/lp0"),
            ("tcp://printer.shop", "tcp://printer.shop:9100"),
            ("tcp://[fe80::1]", "tcp://[fe80::1]:9100"),
            ("tcp://10.0.0.7:9101", "tcp://10.0.0.7:9101"),
            ("file:slip.bin", "file:slip.bin"),
        ] {
            assert_eq!(text.parse::<Target>().map(|t| t.to_string()), Ok(shown.to_owned()));
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_text() {
        for text in ["", "lp0", "serial:ttyUSB0", "serial:/dev/x@12", "tcp://", "tcp://h:port", "file:"] {
            assert_eq!(text.parse::<Target>(), Err(NoTarget(text.to_owned())));
        }
    }
}
