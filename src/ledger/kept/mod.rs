//! The forms in which values are kept whole, as JSON in one column: a format of its own on disk, apart from the domain's
//! types. A name of the domain can change, and what is kept still says the same.
//!
//! | column | form | newest |
//! |---|---|---|
//! | `drafts.content` | [`draft`] | 2 |
//! | `visits.booking` | [`booking`] | 2 |
//! | `settlements.decision` | [`settlement`] | 1 |
//!
//! Each text says its form's number in `form`; one without it is of form 1, as all were before they were numbered. What is
//! written has the newest form; every form that was ever written is read. A released form never changes: what must be
//! said otherwise is a form with the next number, and a text of each form lies in `tests/kept/forms` for ever.
//!
//! Form 2 of drafts and bookings names the terminal in the visit's key; in form 1 it was the first one.
//!
//! Values that are one word stand in columns of their own or inside a form; [`words`] lists them all.

pub mod booking;
mod decision;
pub mod draft;
pub(crate) mod fingerprint;
mod line;
pub mod settlement;
mod unit;
pub mod words;

use std::fmt::Display;

use domain::money::Won;
use domain::visit_no::VisitNo;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::LedgerError;

/// Where a text stands, for whoever has to look for it.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The table.
    pub table: &'static str,
    /// Which row of it, as people would name it.
    pub row: &'a dyn Display,
}

impl Row<'_> {
    fn unreadable(self, why: impl Display) -> LedgerError {
        LedgerError::Unreadable(format!("{}, row {}: {why}", self.table, self.row))
    }
}

/// Why a text of a known form says nothing that the domain knows.
struct Wrong(String);

/// The number of a text's form.
#[derive(Deserialize)]
struct Header {
    #[serde(default = "first")]
    form: u32,
}

/// Of texts that say none.
fn first() -> u32 {
    1
}

/// Reads a text of the forms up to `newest`, and turns it into a value of the domain.
fn read<F: DeserializeOwned, T>(
    text: &str,
    newest: u32,
    row: Row<'_>,
    value: impl FnOnce(F) -> Result<T, Wrong>,
) -> Result<T, LedgerError> {
    let Header { form } = serde_json::from_str(text).map_err(|why| row.unreadable(why))?;
    if form > newest {
        let (table, row) = (row.table, row.row.to_string());
        return Err(LedgerError::NewerForm { table, row, form, known: newest });
    }
    let kept = serde_json::from_str(text).map_err(|why| row.unreadable(why))?;
    value(kept).map_err(|Wrong(why)| row.unreadable(why))
}

fn written<F: serde::Serialize>(kept: &F) -> Result<String, LedgerError> {
    serde_json::to_string(kept).map_err(|why| LedgerError::Unfit(why.to_string()))
}

fn won(amount: i64) -> Result<Won, Wrong> {
    Won::try_from(amount).map_err(|why| Wrong(why.to_string()))
}

fn visit_no(number: &str) -> Result<VisitNo, Wrong> {
    number.parse().map_err(|_| Wrong(format!("{number} is no number of a visit")))
}
