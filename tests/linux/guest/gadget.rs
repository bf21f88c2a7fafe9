//! USB devices made of software (the kernel's gadgets, made in configfs), each on a controller of its own, and their
//! cables.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::printer::REQUESTS;
use super::{Said, busybox, open_nonblocking};

/// Vendor, product and serial number of the scanner.
pub const SCANNER_ID: &str = "1d6b:0104:DORO-SCANNER";

/// One device.
pub struct Gadget {
    serial: &'static str,
    /// Its controller's number.
    nth: u32,
}

impl Gadget {
    pub fn scanner() -> io::Result<Gadget> {
        let gadget = Gadget { serial: "DORO-SCANNER", nth: 0 };
        gadget.make("0x0104", "acm.usb0", &[])?;
        Ok(gadget)
    }

    /// A printer whose own buffer is small, so that a slip is long on its way.
    pub fn printer() -> io::Result<Gadget> {
        let gadget = Gadget { serial: "DORO-PRINTER", nth: 1 };
        gadget.make("0x0105", "printer.usb0", &[("q_len", &REQUESTS.to_string())])?;
        Ok(gadget)
    }

    fn make(&self, product: &str, function: &str, settings: &[(&str, &str)]) -> io::Result<()> {
        let root = self.root();
        let (inside, config) = (root.join("functions").join(function), root.join("configs/c.1"));
        for folder in [&root, &root.join("strings/0x409"), &config, &inside] {
            fs::create_dir(folder).map_err(|why| naming(folder, &why))?;
        }
        put(&root, "idVendor", "0x1d6b")?;
        put(&root, "idProduct", product)?;
        put(&root, "strings/0x409/serialnumber", self.serial)?;
        settings.iter().try_for_each(|(name, value)| put(&inside, name, value))?;
        symlink(&inside, config.join(function)).map_err(|why| naming(&inside, &why))?;
        put(&root, "UDC", &self.controller())
    }

    /// Pulls the cable (`out`) or plugs it in (`in`): the computer's side sees exactly that.
    pub fn cable(&self, way: &str) -> Said {
        let controller = match way {
            "out" => "\n".to_owned(),
            "in" => self.controller(),
            _ => return Err(format!("a cable goes out or in, not {way:?}").into()),
        };
        put(&self.root(), "UDC", &controller)?;
        Ok(String::new())
    }

    fn root(&self) -> PathBuf {
        Path::new("/sys/kernel/config/usb_gadget").join(self.serial)
    }

    fn controller(&self) -> String {
        format!("dummy_udc.{}", self.nth)
    }

    /// Sends bytes as the scanner. The port is opened anew, so that nothing of before a pulled cable is left in it.
    pub fn write(&self, bytes: &[u8]) -> Said {
        busybox(&["stty", "-F", "/dev/ttyGS0", "raw", "-echo"])?;
        let mut port = open_nonblocking(Path::new("/dev/ttyGS0"))?;
        port.write_all(bytes)?;
        Ok(String::new())
    }
}

fn put(folder: &Path, name: &str, value: &str) -> io::Result<()> {
    let file = folder.join(name);
    fs::write(&file, value).map_err(|why| naming(&file, &why))
}

fn naming(file: &Path, why: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {why}", file.display()))
}
