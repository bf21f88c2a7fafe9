//! Who may sign in: there is no PIN that anybody starts with, and none that everybody guesses.

use chrono::{DateTime, Utc};
use domain::staff::Role;

use crate::ledger::{Ledger, NotAdded, StaffEntry};
use crate::pin;

/// Why a name or a PIN will not do.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// No name.
    #[error("a name is needed, of at most 40 letters")]
    NoName,
    /// Not 6 to 8 digits.
    #[error("a PIN has {} to {} digits, and nothing else", pin::DIGITS.start(), pin::DIGITS.end())]
    NotAPin,
    /// Easy to guess.
    #[error(
        "that PIN is among the first that anybody tries (a row, a repetition, a date, a line on the keypad): \
         take another"
    )]
    Guessable,
    /// Not added.
    #[error(transparent)]
    NotAdded(#[from] NotAdded),
}

/// Adds a member of the staff.
///
/// # Errors
/// When name or PIN will not do, or the ledger could not.
pub fn add(ledger: &mut Ledger, name: &str, role: Role, pin: &str, now: DateTime<Utc>) -> Result<(), StaffError> {
    let name = check_name(name)?;
    check_pin(pin)?;
    Ok(ledger.add_staff(&StaffEntry { name, role, pin }, now)?)
}

/// The name as it is kept, where it will do.
///
/// # Errors
/// [`StaffError::NoName`].
pub fn check_name(name: &str) -> Result<&str, StaffError> {
    const LETTERS_MAX: usize = 40;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LETTERS_MAX || name.chars().any(char::is_control) {
        return Err(StaffError::NoName);
    }
    Ok(name)
}

/// Whether a PIN will do.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_pin(pin: &str) -> Result<(), StaffError> {
    if !pin::DIGITS.contains(&pin.len()) || !pin.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(StaffError::NotAPin);
    }
    if pin::is_guessable(pin) { Err(StaffError::Guessable) } else { Ok(()) }
}
