//! The receipt printer.
//!
//! [`escpos`] makes and reads the bytes, [`Link`] carries them with deadlines, [`Press`] prints one slip and says the
//! truth about it, [`Printer`] does so on a thread of its own.
//!
//! # The truth about a slip
//! [`Outcome::Printed`] is said when the printer has answered a question that stands behind the slip in its buffer
//! (`GS r 1`), and says afterwards that it is ready. A printer that never answers that question is only asked how it
//! is when everything has been sent: paper that ends in rows that it still holds is then seen at the next look, not in
//! the slip's outcome. Of a printer wired one way nothing is known; sent is taken for printed.
//!
//! What a slip that broke off has left in the printer is cleared or cut off before the next one; see [`Soil`].

mod ask;
pub mod escpos;
mod open;
mod print;
mod soil;
mod target;
mod transport;
mod worker;

pub use open::OpenError;
pub use print::{Outcome, Press, Why};
pub use soil::Soil;
pub use target::{NoTarget, Target};
pub use transport::{Link, LinkEnd};
pub use worker::{Busy, Printer, PrinterConfig, PrinterNews};
