//! What a job becomes, without a wire.

use crate::paper::Paper;

use super::roll::Roll;

/// What a printer made of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Slips that were cut off, in order.
    pub papers: Vec<Paper>,
    /// What hangs out of the printer, not cut off.
    pub unfinished: Paper,
    /// Bytes, letters and bands that no printer should be sent.
    pub errors: Vec<String>,
    /// Whether the last bytes were the beginning of a command.
    pub is_inside_a_command: bool,
}

impl Printed {
    /// `bytes` on a simulated printer of `width` dots that has paper.
    #[must_use]
    pub fn of(bytes: &[u8], width: u32) -> Self {
        let mut roll = Roll::new(width);
        bytes.iter().for_each(|byte| roll.take(*byte));
        let is_inside_a_command = roll.is_inside_a_command();
        Self { papers: roll.slips, unfinished: roll.page, errors: roll.errors, is_inside_a_command }
    }
}
