//! A table on its way out: every cell safe, whatever program opens it.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use domain::moment::seoul;
use domain::money::Won;

use super::cell::{put, safe};

/// A CSV in the making.
pub(super) struct Sheet {
    text: String,
    rows: u32,
}

impl Sheet {
    /// With its mark and its header.
    pub(super) fn new(columns: &[&str]) -> Sheet {
        let mut sheet = Sheet { text: "\u{feff}".to_owned(), rows: 0 };
        sheet.line(columns.iter().copied());
        sheet
    }

    /// Rows as they come.
    pub(super) fn put<const COLUMNS: usize>(&mut self, rows: impl IntoIterator<Item = [String; COLUMNS]>) {
        for row in rows {
            self.rows += 1;
            let safe = row.map(safe);
            self.line(safe.iter().map(String::as_str));
        }
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

/// What may be missing: empty where it is.
pub(super) fn maybe(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Whole won.
pub(super) fn won(amount: Won) -> String {
    amount.0.to_string()
}

/// An instant as people in the shop read it.
pub(super) fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&seoul()).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Whole seconds from one instant to another; none where the clock was set back meanwhile.
pub(super) fn seconds(from: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
    (until - from).num_seconds().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_gives_no_negative_time() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(seconds(at("2026-11-20T03:00:00Z"), at("2026-11-20T02:00:00Z")), 0);
        assert_eq!(local(at("2026-11-20T15:00:00Z")), "2026-11-21 00:00:00");
    }
}
