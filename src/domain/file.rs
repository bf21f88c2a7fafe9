//! Reading the store's own TOML files: every complaint names its place.

use std::ops::Range;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::value::Datetime;

/// Why a file of the store is not accepted, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {field}: {problem}")]
pub struct FileError {
    /// The name of the file as given.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The path of the field, as in `version[0].deadline.defect.combine`.
    pub field: String,
    /// What is wrong and what would be right.
    pub problem: String,
}

/// How a value that carries its place appears in a path.
const SPAN_FIELD: &str = ".$__serde_spanned_private_value";

/// A file as text with its name.
pub(crate) struct Source<'a> {
    /// All of it.
    pub text: &'a str,
    /// Its name, for messages.
    pub file: &'a str,
}

impl Source<'_> {
    /// Reads the whole text as `T`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, FileError> {
        let document = toml::Deserializer::parse(self.text)
            .map_err(|error| self.at(error.span(), "(TOML)", error.message().to_owned()))?;
        serde_path_to_error::deserialize(document).map_err(|error| {
            let field = error.path().to_string().replace(SPAN_FIELD, "");
            let inner = error.into_inner();
            self.at(inner.span(), &field, inner.message().to_owned())
        })
    }

    /// A calendar date without a time of day.
    pub fn date(&self, field: &str, value: &Spanned<Datetime>) -> Result<NaiveDate, FileError> {
        let wire = value.get_ref();
        wire.date
            .filter(|_| wire.time.is_none() && wire.offset.is_none())
            .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), d.month.into(), d.day.into()))
            .ok_or_else(|| self.error(value.span(), field, "a date alone, as in 2026-11-21"))
    }

    /// The complaint that `right` was expected at `span`.
    pub fn error(&self, span: Range<usize>, field: &str, right: &str) -> FileError {
        self.at(Some(span), field, format!("expected {right}"))
    }

    fn at(&self, span: Option<Range<usize>>, field: &str, problem: String) -> FileError {
        let start = span.map_or(0, |span| span.start).min(self.text.len());
        let before = self.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        FileError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            field: field.to_owned(),
            problem: problem.replace('\n', " "),
        }
    }
}
