//! What can happen to the counter.

use serde::{Deserialize, Serialize};

use crate::device::{Device, ExportEnd, Health, PrintEnd, RequestId, Scan, Unread};
use crate::finding::Finding;
use crate::protocol::Answer;
use crate::touch::{Press, Touch};

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The machine has started.
    Started,
    /// The scanner read something.
    Scanned(Scan),
    /// The scanner read something that says nothing.
    Unread(Unread),
    /// Somebody touched the panel; what began on another screen changes nothing.
    Touched {
        /// How it began.
        press: Press,
        /// What was touched.
        touch: Touch,
    },
    /// The ledger answered.
    Answered(RequestId, Answer),
    /// The printer is done with a slip.
    Printed(RequestId, PrintEnd),
    /// An export goes on: something more of it was read or has reached the stick.
    Exporting(RequestId),
    /// What slips that broke off had left in the printer is cut off: the next start of the machine need not do it.
    PrinterCleared,
    /// The stick is done with an export.
    Exported(RequestId, ExportEnd),
    /// Everything was looked at.
    Examined(RequestId, Vec<Finding>),
    /// A device came or went.
    Device(Device, Health),
    /// The moment that [`super::Counter::deadline`] asked for has come.
    Woke,
}
