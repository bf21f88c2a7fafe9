//! A table on its way out: every cell safe, whatever program opens it.

use domain::moment::seoul;
use rusqlite::types::ValueRef;

use crate::ledger::LedgerError;
use crate::ledger::text::read_instant;

/// A CSV in the making.
pub(super) struct Sheet {
    csv: csv::Writer<Vec<u8>>,
    rows: u32,
}

fn failed(error: impl std::fmt::Display) -> LedgerError {
    LedgerError::Unreadable(error.to_string())
}

impl Sheet {
    /// With its header.
    pub(super) fn new(columns: &[&str]) -> Result<Sheet, LedgerError> {
        let mark = "\u{feff}".as_bytes().to_vec();
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(mark);
        csv.write_record(columns).map_err(failed)?;
        Ok(Sheet { csv, rows: 0 })
    }

    /// A row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), LedgerError> {
        self.rows += 1;
        self.csv.write_record(cells.into_iter().map(safe)).map_err(failed)
    }

    /// Rows besides the header.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    pub(super) fn bytes(self) -> Result<Vec<u8>, LedgerError> {
        self.csv.into_inner().map_err(failed)
    }
}

/// No cell is a formula. Amounts are never negative, so nothing but foreign text begins like one.
fn safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// A column as it stands in the ledger.
pub(super) fn plain(value: ValueRef<'_>) -> Result<String, LedgerError> {
    Ok(match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => std::str::from_utf8(text).map_err(failed)?.to_owned(),
        ValueRef::Blob(_) => return Err(failed("bytes in an export")),
    })
}

/// An instant as people in the shop read it.
pub(super) fn local(instant: &str) -> Result<String, LedgerError> {
    if instant.is_empty() {
        return Ok(String::new());
    }
    Ok(read_instant(instant)?.with_timezone(&seoul()).format("%Y-%m-%d %H:%M:%S").to_string())
}

/// Whole seconds from one instant to another; empty where one is missing.
pub(super) fn seconds(from: &str, until: &str) -> Result<String, LedgerError> {
    if from.is_empty() || until.is_empty() {
        return Ok(String::new());
    }
    Ok((read_instant(until)? - read_instant(from)?).num_seconds().max(0).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_codes_stand_as_they_are() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("+82", "'+82"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("0012345678905", "0012345678905"),
            ("니트 = 카디건", "니트 = 카디건"),
            ("", ""),
        ] {
            assert_eq!(safe(cell.to_owned()), wanted);
        }
    }

    #[test]
    fn a_clock_that_was_set_back_gives_no_negative_time() {
        assert_eq!(seconds("2026-11-20T03:00:00Z", "2026-11-20T02:00:00Z").unwrap(), "0");
        assert_eq!(local("2026-11-20T15:00:00Z").unwrap(), "2026-11-21 00:00:00");
    }
}
