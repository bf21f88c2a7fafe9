//! What the code of a unit said.

use chrono::NaiveDate;

use super::row::{Fact, Named};
use crate::ledger::LedgerError;

/// A unit whose code was scanned.
#[derive(Clone, Debug)]
pub struct UnitFact {
    /// The line of the visit to which it belongs, by its place.
    pub position: u32,
    /// Its lot.
    pub lot: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Best before, or usable until.
    pub expires_on: Option<NaiveDate>,
    /// Lot or serial number may hold more than themselves: the scanner drops separators.
    pub doubtful: bool,
}

impl Fact for UnitFact {
    const QUERY: &'static str = "
        SELECT position, lot, serial, expires_on, doubtful FROM visit_units WHERE visit_id = ?1 ORDER BY position, nth";

    fn of(row: &Named<'_>) -> Result<UnitFact, LedgerError> {
        Ok(UnitFact {
            position: row.get("position")?,
            lot: row.get("lot")?,
            serial: row.get("serial")?,
            expires_on: row.maybe_day("expires_on")?,
            doubtful: row.get("doubtful")?,
        })
    }
}
