//! Where the ledger comes from: it is open, or its disk is full, fails or is locked at the start and the counter is out of
//! order until it can be opened.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::ledger::{Ledger, LedgerError, OpenError};

type Open = Box<dyn FnMut() -> Result<Ledger, OpenError> + Send>;

/// A ledger, or how to open it.
pub struct Source(pub(super) Kind);

#[expect(clippy::large_enum_variant, reason = "there is one, and it is moved twice")]
pub(super) enum Kind {
    Open(Ledger),
    Later(Open),
}

impl Source {
    /// Opens the ledger. Where that may succeed later, it is tried again once the counter runs.
    ///
    /// # Errors
    /// What nobody can wait for: a wrong key, a damaged file, a name that is not there, another kiosk.
    pub fn open_or_wait(
        mut open: impl FnMut() -> Result<Ledger, OpenError> + Send + 'static,
    ) -> Result<Source, OpenError> {
        match open() {
            Ok(ledger) => Ok(ledger.into()),
            Err(why) if why.why.may_pass() => {
                tracing::error!(%why, "out of order until the ledger can be opened");
                Ok(Source(Kind::Later(Box::new(open))))
            }
            Err(why) => Err(why),
        }
    }

    /// Of a ledger that is open, as [`Ledger::newest_at`].
    pub(super) fn newest_at(&self) -> Result<Option<DateTime<Utc>>, LedgerError> {
        match &self.0 {
            Kind::Open(ledger) => ledger.newest_at(),
            Kind::Later(_) => Ok(None),
        }
    }

    /// As [`Ledger::slip_may_be_in_the_printer`]; of a ledger that cannot be read nobody knows.
    pub(super) fn slip_may_be_in_the_printer(&self) -> Result<bool, LedgerError> {
        match &self.0 {
            Kind::Open(ledger) => ledger.slip_may_be_in_the_printer(),
            Kind::Later(_) => Ok(true),
        }
    }
}

impl From<Ledger> for Source {
    fn from(ledger: Ledger) -> Source {
        Source(Kind::Open(ledger))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Open(ledger) => f.debug_tuple("Open").field(ledger).finish(),
            Kind::Later(_) => f.write_str("Later"),
        }
    }
}
