//! The hand scanner: from bytes on a serial line to codes.
//!
//! [`Framer`] cuts the stream, [`Code`] reads a frame, [`listen`] joins them over any reader, [`Scanner`] does so on a
//! thread of its own that outlives unplugging. [`ssi`] is the other way, in packets, for scanners of Zebra; a
//! [`Profile`] says which way a vendor's scanner goes and how it is set up.

mod framer;
mod listen;
mod noise;
mod port;
mod profile;
pub mod ssi;
mod worker;

pub use crate::code::{AIM_BYTES, Code, Symbology, normal_form};
pub use framer::{FRAME_BYTES_MAX, Frame, Framer, IDLE_GAP};
pub use listen::{Scan, Unreadable, listen};
pub use port::{NoPort, PortSpec};
pub use profile::{Aim, Fnc3, Framing, NoProfile, Printed, Profile, Purpose, Step};
pub use worker::{Scanner, ScannerConfig, ScannerNews, probe};
