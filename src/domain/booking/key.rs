//! What makes a booking repeatable.

use serde::{Deserialize, Serialize};

/// Makes a booking repeatable: the same key books once, however often it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VisitKey {
    /// Which start of the machine, counted by the ledger.
    pub boot: u64,
    /// Which visit since then.
    pub serial: u64,
}
