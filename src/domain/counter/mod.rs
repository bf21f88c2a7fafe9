//! The counter is a function: every decision is made here, everything else is a device, the screen included.

pub mod booking;
pub mod draft;
pub mod effect;
pub mod event;
pub mod ledger;
pub mod view;

pub use booking::*;
pub use draft::*;
pub use effect::*;
pub use event::*;
pub use ledger::*;
