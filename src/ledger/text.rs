//! How dates, instants and numbers of visits stand in the database; words stand in [`super::kept::words`].

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::error::LedgerError;
use domain::terminal::Terminal;
use domain::visit_no::VisitNo;

/// An instant as it is written.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// An instant as it was written.
pub(crate) fn read_instant(text: &str) -> Result<DateTime<Utc>, LedgerError> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| LedgerError::Unreadable(format!("the instant {text}")))?;
    Ok(at.with_timezone(&Utc))
}

/// A date as it was written.
pub(crate) fn read_date(text: &str) -> Result<NaiveDate, LedgerError> {
    text.parse().map_err(|_| LedgerError::Unreadable(format!("the date {text}")))
}

/// A visit's number from its columns.
pub(crate) fn visit_no(day: &str, sequence: u16) -> Result<VisitNo, LedgerError> {
    Ok(VisitNo { day: read_date(day)?, sequence })
}

/// Only the ASCII digits of a text.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A machine's name as it was written.
pub(crate) fn terminal(name: &str) -> Result<Terminal, LedgerError> {
    name.parse().map_err(|_| LedgerError::Unreadable(format!("the terminal {name}")))
}
