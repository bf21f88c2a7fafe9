//! ESC/POS in Epson's names: bytes for a printer, and what its status bytes mean.

mod band;
mod encode;
mod job;
mod ks_text;
mod mode;
mod span;
mod status;
mod stream;
mod text_line;

pub use band::{BAND_BYTES_MAX, BAND_ROWS_MAX};
pub use encode::encode;
pub use job::Job;
pub use ks_text::{KsText, NoLetter};
pub use mode::{Mode, NoMode};
pub use status::{
    Ask, CLEAR_AND_RECOVER, ENABLE_AUTOMATIC_STATUS_BACK, Status, TRANSMIT_PAPER_SENSOR_STATUS, Trouble,
    transmit_real_time_status,
};
pub use stream::{Said, Stream};
pub use text_line::{Column, TextLine};
