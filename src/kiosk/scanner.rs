//! The scanner's thread is the hardware's own; here codes become events.

use std::io;

use domain::counter::{Device, Event, Health, Scan};
use hardware::scanner::{Scanner, ScannerNews};

use super::Tell;
use super::examine::News;
use crate::config::ScannerPort;

pub(super) fn start(port: Option<ScannerPort>, tell: Tell, heard: News) -> io::Result<Option<Scanner>> {
    let Some(port) = port else {
        tell.tell(Event::Device(Device::Scanner, Health::Down));
        return Ok(None);
    };
    let said = move |news| {
        heard.of_scanner(&news);
        match news {
            ScannerNews::Up { .. } => tell.tell(Event::Device(Device::Scanner, Health::Up)),
            ScannerNews::Down { .. } => tell.tell(Event::Device(Device::Scanner, Health::Down)),
            ScannerNews::Seen(scan) => {
                if let Ok(code) = scan.code {
                    tell.tell(Event::Scanned(Scan { codes: code.spellings() }));
                } else {
                    // Noise is said in words, like a code that nobody knows.
                    tell.tell(Event::Scanned(Scan { codes: vec!["…".into()] }));
                }
            }
        }
    };
    Scanner::spawn(port.to_device(), said).map(Some)
}
