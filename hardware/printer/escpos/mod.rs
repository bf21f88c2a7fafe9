//! ESC/POS in Epson's names: bytes for a printer, and what its status bytes mean.

mod job;
mod status;

pub use job::{BAND_ROWS_MAX, Job};
pub use status::{Ask, Status, Trouble, is_real_time_status, transmit_real_time_status};
