//! A small display at the counter: one message, read from 1 to 2 m.
//!
//! A [`Message`] is data. [`draw`] puts it on a [`Frame`] for the graphic panels (SSD1306, SSD1322), [`Cells`] are its
//! lines for a vacuum fluorescent display (CD5220). [`Display`] owns the device on a thread of its own and always shows
//! the newest message; nothing moves, flashes or waits in a queue.

mod address;
mod cd5220;
mod cells;
mod frame;
mod glass;
mod layout;
mod line;
mod ssd1306;
mod ssd1322;
mod wire;
mod worker;

pub use address::{Bus, DisplayConfig, Kind, NoDisplay, Pin};
pub use cells::Cells;
pub use frame::{Frame, HEIGHT};
pub use glass::{Glass, Trouble, open, probe};
pub use layout::draw;
pub use ssd1306::Ssd1306;
pub use ssd1322::Ssd1322;
pub use wire::{I2cWire, SpiWire, Wire};
pub use worker::{Display, DisplayNews};

/// One message. Text may hold anything: what has no letter is drawn as □, what is too long ends in …, nothing becomes a
/// command. An empty message is a dark display.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// A small line above: what it is about.
    pub head: String,
    /// What is read from afar: a number, an amount, a few words on one or two lines.
    pub large: String,
    /// A unit behind the last large line, smaller.
    pub unit: String,
    /// A small line below.
    pub foot: String,
    /// The same on two lines of 20 cells.
    pub cells: [Cells; 2],
}
