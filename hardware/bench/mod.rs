//! Devices that are not there: for people without hardware, and for tests.
//!
//! They sit behind real ptys and sockets, so that the code before them is the code of the counter. A
//! [`SimulatedScanner`] writes frames and can be unplugged; a [`SimulatedPrinter`] parses what it is sent, keeps the
//! paper, answers status, and can have any [`Fault`] at any [`Moment`].

mod fault;
mod parser;
mod printer;
mod pty;
mod replay;
mod roll;
mod scanner;

pub use fault::{Fault, Moment};
pub use printer::SimulatedPrinter;
pub use replay::Replay;
pub use scanner::SimulatedScanner;
