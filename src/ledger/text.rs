//! How the domain's words, dates and instants stand in the database.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;

use super::error::LedgerError;
use domain::moment::Trust;
use domain::visit_no::VisitNo;

/// The word of a plain enum value, as the domain names it.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(LedgerError::Unfit("a value that is no word".to_owned())),
    }
}

/// The value of a word.
pub(crate) fn value<T: DeserializeOwned>(word: &str) -> Result<T, LedgerError> {
    let text: StrDeserializer<'_, serde::de::value::Error> = serde::de::IntoDeserializer::into_deserializer(word);
    T::deserialize(text).map_err(|error| LedgerError::Unreadable(error.to_string()))
}

/// Words of several values, by spaces.
pub(crate) fn words<'a, T: Serialize + 'a>(values: impl IntoIterator<Item = &'a T>) -> Result<String, LedgerError> {
    let words: Vec<String> = values.into_iter().map(word).collect::<Result<_, _>>()?;
    Ok(words.join(" "))
}

/// A structure that is kept whole.
pub(crate) fn whole<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|error| LedgerError::Unfit(error.to_string()))
}

/// A structure that was kept whole.
pub(crate) fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|error| LedgerError::Unreadable(error.to_string()))
}

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

/// How far the clock was believed.
pub(crate) fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Untrusted => "untrusted",
        Trust::Degraded => "degraded",
        Trust::Trusted => "trusted",
    }
}
