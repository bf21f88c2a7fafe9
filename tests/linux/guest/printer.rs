//! The printer at the far end of the USB cable: the simulated printer, which parses and answers, behind the gadget.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hardware::bench::SimulatedPrinter;
use hardware::paper::{Paper, width};

use super::gadget::Gadget;
use super::{Said, open_nonblocking};

const NEVER: usize = usize::MAX;
/// Requests that the gadget keeps for reading, and bytes in each.
pub const REQUESTS: usize = 2;
const REQUEST_BYTES: usize = 8192;
const LOOK: Duration = Duration::from_millis(2);

pub struct UsbPrinter {
    gadget: Arc<Gadget>,
    printer: SimulatedPrinter,
    /// Bytes after which the cable comes out.
    out_after: Arc<AtomicUsize>,
}

impl UsbPrinter {
    pub fn new() -> Result<UsbPrinter, Box<dyn std::error::Error>> {
        let gadget = Arc::new(Gadget::printer()?);
        let printer = SimulatedPrinter::on_pty(Path::new("/tmp/printer"), width::WIDE)?;
        let out_after = Arc::new(AtomicUsize::new(NEVER));
        let mut inside = open_nonblocking(Path::new("/tmp/printer"))?;
        let (cable, left) = (Arc::clone(&gadget), Arc::clone(&out_after));
        std::thread::spawn(move || {
            loop {
                carry(configured(), &mut inside, &cable, &left);
            }
        });
        Ok(UsbPrinter { gadget, printer, out_after })
    }

    pub fn cable(&self, way: &str) -> Said {
        self.gadget.cable(way)
    }

    /// The cable comes out when at least this many bytes more have arrived.
    pub fn cable_out_after(&self, bytes: usize) -> Said {
        self.out_after.store(bytes, Ordering::SeqCst);
        Ok(String::new())
    }

    pub fn papers(&self) -> Vec<Paper> {
        self.printer.papers()
    }

    pub fn errors(&self) -> Vec<String> {
        self.printer.errors()
    }
}

/// The gadget's end, which opens as soon as the computer has taken the printer up.
fn configured() -> File {
    loop {
        match open_nonblocking(Path::new("/dev/g_printer0")) {
            Ok(usb) => return usb,
            Err(_) => std::thread::sleep(LOOK),
        }
    }
}

/// Carries bytes both ways until the cable comes out, which takes the gadget's end along.
fn carry(mut usb: File, inside: &mut File, cable: &Gadget, out_after: &AtomicUsize) {
    // Everything that the gadget can hold: it reads on in freed memory where a part is left when the cable comes out.
    let mut bytes = vec![0; REQUESTS * REQUEST_BYTES];
    loop {
        match usb.read(&mut bytes) {
            Ok(count @ 1..) => {
                write(inside, &bytes[..count]);
                let left = out_after.load(Ordering::SeqCst);
                if left <= count {
                    out_after.store(NEVER, Ordering::SeqCst);
                    cable.cable("out").unwrap();
                } else if left != NEVER {
                    out_after.store(left - count, Ordering::SeqCst);
                }
            }
            Err(why) if why.kind() != io::ErrorKind::WouldBlock => return,
            _ => match inside.read(&mut bytes) {
                Ok(count @ 1..) => write(&mut usb, &bytes[..count]),
                _ => std::thread::sleep(LOOK),
            },
        }
    }
}

/// Answers to a computer that is not there are lost.
fn write(to: &mut File, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match to.write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(why) if why.kind() == io::ErrorKind::WouldBlock => std::thread::sleep(LOOK),
            Err(_) => return,
        }
    }
}
