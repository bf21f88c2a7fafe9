//! The receipt printer.
//!
//! [`escpos`] makes and reads the bytes, [`Link`] carries them with deadlines, [`Press`] prints one slip and says the
//! truth about it, [`Printer`] does so on a thread of its own.

pub mod escpos;
mod print;
mod target;
mod transport;
mod worker;

pub use print::{Outcome, Press, Why};
pub use target::{NoTarget, Target};
pub use transport::{Link, LinkEnd, OpenError};
pub use worker::{Busy, Printer, PrinterConfig, PrinterNews};
