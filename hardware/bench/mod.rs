//! Devices that are not there: for people without hardware, and for tests.
//!
//! They sit behind real ptys and sockets, so that the code before them is the code of the counter. A
//! [`SimulatedScanner`] writes frames or packets and can be unplugged; a [`SimulatedPrinter`] parses what it is sent,
//! keeps the paper, answers status, and can have any [`Fault`] at any [`Moment`] and all kinds of [`Manners`]; a
//! [`SimulatedDisplay`] keeps two lines; a [`SimulatedStick`] loses what was not flushed and has any [`StickFault`] from
//! any call on; a [`Replay`] says again what a recorded device said. [`Printed`] is what bytes become without a wire.

mod codes;
mod display;
mod fault;
mod manners;
mod page;
mod parser;
mod printed;
mod printer;
mod pty;
mod replay;
mod roll;
mod scanner;
mod ssi;
mod stick;

pub use display::SimulatedDisplay;
pub use fault::{Fault, Moment};
pub use manners::Manners;
pub use printed::Printed;
pub use printer::SimulatedPrinter;
pub use replay::Replay;
pub use scanner::SimulatedScanner;
pub use ssi::{Delivery, Mishap};
pub use stick::{SimulatedStick, StickFault};
