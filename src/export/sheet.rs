//! A table on its way out: every cell safe, whatever program opens it.

use domain::moment::seoul;
use rusqlite::types::ValueRef;

use super::cell::{put, safe};
use crate::ledger::LedgerError;
use crate::ledger::text::read_instant;

/// A CSV in the making.
pub(super) struct Sheet {
    text: String,
    rows: u32,
}

fn failed(error: impl std::fmt::Display) -> LedgerError {
    LedgerError::Unreadable(error.to_string())
}

impl Sheet {
    /// With its mark and its header.
    pub(super) fn new(columns: &[&str]) -> Sheet {
        let mut sheet = Sheet { text: "\u{feff}".to_owned(), rows: 0 };
        sheet.line(columns.iter().copied());
        sheet
    }

    /// A row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows += 1;
        let safe: Vec<_> = cells.into_iter().map(safe).collect();
        self.line(safe.iter().map(String::as_str));
    }

    fn line<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for (nth, cell) in cells.enumerate() {
            if nth > 0 {
                self.text.push(',');
            }
            put(&mut self.text, cell);
        }
        self.text.push_str("\r\n");
    }

    /// Rows besides the header.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
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
    fn a_clock_that_was_set_back_gives_no_negative_time() {
        assert_eq!(seconds("2026-11-20T03:00:00Z", "2026-11-20T02:00:00Z").unwrap(), "0");
        assert_eq!(local("2026-11-20T15:00:00Z").unwrap(), "2026-11-21 00:00:00");
    }
}
