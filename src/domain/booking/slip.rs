//! The paper of a visit, and how far it has come.

use serde::{Deserialize, Serialize};

use super::Booked;
use crate::device::PrintEnd;

/// One printing of a visit's slip; copies above the first carry 재발행.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// From 1.
    pub copy: u32,
    /// What it shows.
    pub visit: Booked,
}

/// How far a slip has come. `Sending` after a restart means in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipState {
    /// Committed with the visit, not sent.
    Queued,
    /// Handed to the printer.
    Sending,
    /// Printed.
    Printed,
    /// Sent, and nobody knows.
    InDoubt,
    /// Nothing was sent: no paper, no printer.
    NotPrinted,
    /// Nothing was to be sent: the shop gives no slips, the number stood on the screen.
    Paperless,
    /// Will never be sent: a newer copy was made, or the visit was closed before it was printed.
    Abandoned,
}

impl From<PrintEnd> for SlipState {
    fn from(end: PrintEnd) -> SlipState {
        match end {
            PrintEnd::Printed => SlipState::Printed,
            PrintEnd::InDoubt => SlipState::InDoubt,
            PrintEnd::NotPrinted => SlipState::NotPrinted,
        }
    }
}
