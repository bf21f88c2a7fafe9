//! Scanner, receipt printer, paper, customer display and stick; knows nothing of returns.
//!
//! Every device is owned by one thread that is told things and tells things; none is asked and waited for. Nothing in
//! here waits without a deadline, decides what a code or a slip means, or panics for what a device does.
//!
//! # Scanner
//! ```no_run
//! use hardware::scanner::{Framing, Scanner, ScannerConfig, ScannerNews};
//!
//! let port = "/dev/serial/by-id/usb-scanner".parse()?;
//! let config = ScannerConfig { port, baud: 9600, framing: Framing::Lines, record: None };
//! let scanner = Scanner::spawn(config, |news| match news {
//!     ScannerNews::Seen(scan) => println!("{:?} at {:?}", scan.code, scan.framed_at),
//!     ScannerNews::Up { port } => println!("{port} is there"),
//!     ScannerNews::Down { port, reason } => println!("{port}: {reason}"),
//! })?;
//! # drop(scanner);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//! [`scanner::Code`] carries the AIM symbology where the scanner names it, its message in one normal form, as
//! [`gs1::read`] takes it, and the spellings under which a catalogue may hold the number.
//!
//! # GS1
//! [`gs1::read`] says what a code means: a trade item with lot, day and serial number, a text, or why neither.
//!
//! # Paper and printer
//! A slip is data; it is laid out once, and drawn or sent as text from that, so that a picture of it is the slip.
//! ```no_run
//! use std::time::Duration;
//! use hardware::paper::{Row, Slip, draw, width};
//! use hardware::printer::escpos::{Mode, encode};
//! use hardware::printer::{Printer, PrinterConfig};
//!
//! let slip = Slip::new()
//!     .heading("반품 접수증")
//!     .pair("환불 금액", "₩39,900")
//!     .row(Row::Code128("A0427261123".into()));
//! std::fs::write("slip.png", draw(&slip, width::WIDE).to_png(1))?;
//!
//! let config = PrinterConfig {
//!     target: "tcp://10.0.0.7:9100".parse()?,
//!     slip_secs_max: 20,
//!     mute: false,
//!     look_every: Duration::from_secs(2),
//!     soiled: false,
//!     record: None,
//! };
//! let printer = Printer::spawn(config, |news| println!("{news:?}"))?;
//! printer.print(1, encode(&slip, width::WIDE, Mode::Raster))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//! [`printer::Outcome`] says printed, in doubt or not printed, and why.
//!
//! # Display
//! [`display::draw`] draws a message on a small panel; [`display::Display`] keeps the newest one on the glass.
//!
//! # Traffic
//! [`mod@traffic`] records what goes to a device and comes back, for technicians; [`bench::Replay`] plays it again.
//!
//! # Stick
//! [`stick::mounted_now`] lists sticks, [`stick::write_all`] writes files so that they are there when it is pulled out.
//!
//! # Bench
//! [`mod@bench`] has a scanner, a printer and a display that are not there, behind real ptys and sockets.
#![forbid(unsafe_code)]

pub mod bench;
pub mod code;
pub mod display;
pub mod gs1;
mod gtin;
pub mod paper;
pub mod plain;
pub mod printer;
pub mod scanner;
pub mod seldom;
pub mod stick;
pub mod traffic;
