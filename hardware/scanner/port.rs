//! Which port: a stable path or a USB identity.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A serial port by an identity that survives replugging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortSpec {
    /// A path, best one of `/dev/serial/by-id/`; `ttyUSB0` may be another device tomorrow.
    Path(PathBuf),
    /// USB vendor and product, and the serial number where two of a kind are attached: `0c2e:0b61:19245B0A12`.
    Usb {
        /// Vendor.
        vendor: u16,
        /// Product.
        product: u16,
        /// Serial number as the device reports it.
        serial: Option<String>,
    },
}

/// Why a text names no port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` names no serial port: write a path such as /dev/serial/by-id/… or USB numbers such as 0c2e:0b61[:serial]"
)]
pub struct NoPort(String);

impl FromStr for PortSpec {
    type Err = NoPort;

    fn from_str(text: &str) -> Result<Self, NoPort> {
        if text.starts_with('/') {
            return Ok(Self::Path(text.into()));
        }
        let no_port = || NoPort(text.to_owned());
        let hex = |part: Option<&str>| {
            part.filter(|p| p.len() == 4).and_then(|p| u16::from_str_radix(p, 16).ok()).ok_or_else(no_port)
        };
        let mut parts = text.splitn(3, ':');
        let (vendor, product) = (hex(parts.next())?, hex(parts.next())?);
        let serial = parts.next().filter(|s| !s.is_empty()).map(str::to_owned);
        Ok(Self::Usb { vendor, product, serial })
    }
}

impl fmt::Display for PortSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Usb { vendor, product, serial: None } => write!(f, "{vendor:04x}:{product:04x}"),
            Self::Usb { vendor, product, serial: Some(serial) } => write!(f, "{vendor:04x}:{product:04x}:{serial}"),
        }
    }
}

impl PortSpec {
    /// The device file to open now; `None` when no such USB device is attached. `sys` is `/sys`.
    #[must_use]
    pub fn device(&self, sys: &Path) -> Option<PathBuf> {
        match self {
            Self::Path(path) => Some(path.clone()),
            Self::Usb { vendor, product, serial } => {
                let mut ports: Vec<_> = fs::read_dir(sys.join("class/tty")).ok()?.flatten().collect();
                ports.sort_by_key(std::fs::DirEntry::file_name);
                let port = ports.into_iter().find(|port| {
                    usb_identity(&port.path()).is_some_and(|(v, p, s)| {
                        v == *vendor && p == *product && serial.as_ref().is_none_or(|wanted| s.as_ref() == Some(wanted))
                    })
                })?;
                Some(Path::new("/dev").join(port.file_name()))
            }
        }
    }
}

/// Vendor, product and serial number of the USB device above a port in sysfs.
fn usb_identity(port: &Path) -> Option<(u16, u16, Option<String>)> {
    let device = fs::canonicalize(port.join("device")).ok()?;
    let usb = device.ancestors().find(|dir| dir.join("idVendor").exists())?;
    let text = |name: &str| fs::read_to_string(usb.join(name)).ok().map(|t| t.trim().to_owned());
    let hex = |name: &str| text(name).and_then(|t| u16::from_str_radix(&t, 16).ok());
    Some((hex("idVendor")?, hex("idProduct")?, text("serial")))
}
