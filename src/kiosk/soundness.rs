//! Whether the ledger is damaged: looked through once after the start, beside the counter's work and never in its way.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use domain::counter::Event;
use domain::device::{Device, Health};
use rusqlite::InterruptHandle;

use super::Tell;
use crate::ledger::{LedgerError, OpenError, connect_reader, damage};

/// Longest wait for a look that was broken off.
const STOP_MAX: Duration = Duration::from_secs(2);

/// A look through the ledger. Dropping it breaks the look off, so that it does not keep the ledger's log from being
/// emptied.
pub(super) struct Look {
    handle: InterruptHandle,
    over: Receiver<()>,
}

impl Look {
    /// None where the ledger cannot even be opened for reading, which says enough of it.
    pub(super) fn start(db: &Path, tell: Tell) -> io::Result<Option<Look>> {
        let reader = match connect_reader(db) {
            Ok(reader) => reader,
            Err(OpenError { why, .. }) => {
                tracing::error!(%why, "the ledger could not be looked through");
                return Ok(None);
            }
        };
        let (handle, (running, over)) = (reader.get_interrupt_handle(), channel());
        thread::Builder::new().name("look-through".into()).spawn(move || {
            match damage(&reader) {
                Ok(None) => tracing::info!("the ledger has been looked through: it is whole"),
                Ok(Some(why)) | Err(LedgerError::Damaged(why)) => {
                    tracing::error!(why, "the ledger is damaged: end the kiosk and bring back the last copy");
                    tell.tell(Event::Device(Device::Disk, Health::Down));
                }
                Err(why) => tracing::warn!(%why, "the ledger was not looked through to its end"),
            }
            drop(reader);
            drop(running);
        })?;
        Ok(Some(Look { handle, over }))
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        self.handle.interrupt();
        let _ = self.over.recv_timeout(STOP_MAX);
    }
}
