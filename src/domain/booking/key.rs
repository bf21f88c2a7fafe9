//! What makes a booking repeatable.

use serde::{Deserialize, Serialize};

use crate::terminal::Terminal;

/// Makes a booking repeatable: the same key books once, however often it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VisitKey {
    /// Which machine.
    pub terminal: Terminal,
    /// Which start of it; the ledger counts the starts of all machines together.
    pub boot: u64,
    /// Which visit since then.
    pub serial: u64,
}
