//! The data file of temporary days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{Calendar, FIRST_YEAR, Holiday, LAST_YEAR};
use crate::file::{FileError, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    known_until: Spanned<Datetime>,
    #[serde(default)]
    holiday: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    on: Spanned<Datetime>,
    ko: Spanned<String>,
    en: Spanned<String>,
}

impl Calendar {
    /// The calendar with the temporary days of a file like `holidays.toml`: `known_until`, and
    /// `[[holiday]]` with `on`, `ko` and `en`.
    ///
    /// # Errors
    /// Names `file`, line, column and field, and what would be right there.
    pub fn parse(text: &str, file: &str) -> Result<Calendar, FileError> {
        let source = Source { text, file };
        let wire: Wire = source.read()?;
        let known_until = date(&source, "known_until", &wire.known_until)?;
        let mut declared = BTreeMap::new();
        for (i, day) in wire.holiday.iter().enumerate() {
            let field = |name: &str| format!("holiday[{i}].{name}");
            let on = date(&source, &field("on"), &day.on)?;
            for (name, words) in [("ko", &day.ko), ("en", &day.en)] {
                if words.get_ref().trim().is_empty() {
                    return Err(source.error(words.span(), &field(name), "a name, not an empty text"));
                }
            }
            let names = Holiday::Temporary { ko: day.ko.get_ref().clone(), en: day.en.get_ref().clone() };
            if declared.insert(on, names).is_some() {
                return Err(source.error(day.on.span(), &field("on"), "each day once; this one stands above"));
            }
        }
        Ok(Calendar::with(known_until, &declared))
    }
}

/// A date in the years that are computed.
fn date(source: &Source<'_>, field: &str, value: &Spanned<Datetime>) -> Result<NaiveDate, FileError> {
    let on = source.date(field, value)?;
    if (FIRST_YEAR..LAST_YEAR).contains(&on.year()) {
        return Ok(on);
    }
    let right = format!("a date from {FIRST_YEAR}-01-01 to {}-12-31", LAST_YEAR - 1);
    Err(source.error(value.span(), field, &right))
}
