//! Rows of a query, read by the names of their columns.

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Won;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row};

use crate::ledger::LedgerError;
use crate::ledger::kept::words::{self, Word};
use crate::ledger::text::{read_date, read_instant};

/// The row type of one query.
pub(super) trait Fact: Sized {
    /// The query; `?1` is the row of the visit.
    const QUERY: &'static str;

    /// A row as the type.
    fn of(row: &Named<'_>) -> Result<Self, LedgerError>;
}

/// All rows that the query has of a visit.
pub(super) fn all<F: Fact>(db: &Connection, visit: i64) -> Result<Vec<F>, LedgerError> {
    let mut query = db.prepare_cached(F::QUERY)?;
    let mut rows = query.query([visit])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        facts.push(F::of(&Named(row))?);
    }
    Ok(facts)
}

/// A row whose columns have names.
pub(super) struct Named<'a>(&'a Row<'a>);

impl Named<'_> {
    pub(super) fn get<T: FromSql>(&self, column: &str) -> Result<T, LedgerError> {
        Ok(self.0.get(column)?)
    }

    pub(super) fn won(&self, column: &str) -> Result<Won, LedgerError> {
        self.get(column).map(Won)
    }

    pub(super) fn word<T: Word>(&self, column: &str) -> Result<T, LedgerError> {
        words::value(&self.get::<String>(column)?)
    }

    pub(super) fn maybe_word<T: Word>(&self, column: &str) -> Result<Option<T>, LedgerError> {
        self.get::<Option<String>>(column)?.as_deref().map(words::value).transpose()
    }

    /// Several words, with spaces between.
    pub(super) fn words<T: Word>(&self, column: &str) -> Result<Vec<T>, LedgerError> {
        self.get::<String>(column)?.split_whitespace().map(words::value).collect()
    }

    pub(super) fn day(&self, column: &str) -> Result<NaiveDate, LedgerError> {
        read_date(&self.get::<String>(column)?)
    }

    pub(super) fn maybe_day(&self, column: &str) -> Result<Option<NaiveDate>, LedgerError> {
        self.get::<Option<String>>(column)?.as_deref().map(read_date).transpose()
    }

    pub(super) fn instant(&self, column: &str) -> Result<DateTime<Utc>, LedgerError> {
        read_instant(&self.get::<String>(column)?)
    }

    pub(super) fn maybe_instant(&self, column: &str) -> Result<Option<DateTime<Utc>>, LedgerError> {
        self.get::<Option<String>>(column)?.as_deref().map(read_instant).transpose()
    }
}
