//! ESC/POS in Epson's names: bytes for a printer, and what its status bytes mean.

mod job;
mod status;
mod stream;

pub use job::{BAND_ROWS_MAX, Job};
pub use status::{
    Ask, CLEAR_AND_RECOVER, ENABLE_AUTOMATIC_STATUS_BACK, Status, TRANSMIT_PAPER_SENSOR_STATUS, Trouble,
    transmit_real_time_status,
};
pub use stream::{Said, Stream};
