//! Adding staff: there is no PIN that anybody starts with, and none that everybody guesses.

use chrono::{DateTime, Utc};
use domain::counter::ledger::Role;

use crate::ledger::{Ledger, NotAdded, StaffEntry};

/// Why a name or a PIN will not do.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// No name.
    #[error("a name is needed, of at most 40 letters")]
    NoName,
    /// Not 4 to 8 digits.
    #[error("a PIN has 4 to 8 digits, and nothing else")]
    NotAPin,
    /// Easy to guess.
    #[error("that PIN is among the first that anybody tries (one digit repeated, a row, a pair, a year): take another")]
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
    const LETTERS_MAX: usize = 40;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LETTERS_MAX || name.chars().any(char::is_control) {
        return Err(StaffError::NoName);
    }
    check_pin(pin)?;
    Ok(ledger.add_staff(&StaffEntry { name, role, pin }, now)?)
}

/// Whether a PIN will do.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_pin(pin: &str) -> Result<(), StaffError> {
    if !(4..=8).contains(&pin.len()) || !pin.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(StaffError::NotAPin);
    }
    if is_guessable(pin.as_bytes()) { Err(StaffError::Guessable) } else { Ok(()) }
}

/// Rows up and down, one or two digits repeated, halves that are the same, years, and the middle column of the pad.
fn is_guessable(pin: &[u8]) -> bool {
    let step = |by: i16| pin.windows(2).all(|pair| (i16::from(pair[1]) - i16::from(pair[0]) - by).rem_euclid(10) == 0);
    let pairs = pin.iter().zip(&pin[2..]).all(|(digit, later)| digit == later);
    let twins = pin.chunks(2).all(|pair| pair.len() == 2 && pair[0] == pair[1]);
    let halves = pin.len().is_multiple_of(2) && pin[..pin.len() / 2] == pin[pin.len() / 2..];
    let year = pin.len() == 4 && (pin.starts_with(b"19") || pin.starts_with(b"20"));
    step(0) || step(1) || step(-1) || pairs || twins || halves || year || pin == b"2580" || pin == b"0852"
}
