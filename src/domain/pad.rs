//! Digits typed on a number pad.

use chrono::NaiveDate;

/// Digits so far, at most a given number of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Pad(pub String);

/// A PIN or a telephone number may stand on it.
impl std::fmt::Debug for Pad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pad({} digits)", self.0.len())
    }
}

/// The longest order number that can be typed.
pub(crate) const NUMBER_MAX: usize = 20;
/// The longest visit number as it is called.
pub(crate) const VISIT_MAX: usize = 4;
/// A date as eight digits.
pub(crate) const DATE: usize = 8;
/// A Korean telephone number.
pub(crate) const PHONE_MAX: usize = 11;
/// A PIN.
pub(crate) const PIN_MAX: usize = 8;
/// The shortest PIN.
pub(crate) const PIN_MIN: usize = 4;

impl Pad {
    /// Of what was typed already.
    pub(crate) fn of(digits: &str) -> Pad {
        Pad(digits.to_owned())
    }

    pub(crate) fn digit(&mut self, digit: u8, at_most: usize) {
        if digit <= 9 && self.0.len() < at_most {
            self.0.push(char::from(b'0' + digit));
        }
    }

    pub(crate) fn erase(&mut self) {
        self.0.pop();
    }

    /// The date that the eight digits name; none if there is no such day.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        if self.0.len() != DATE {
            return None;
        }
        let part = |range: std::ops::Range<usize>| self.0[range].parse::<u32>().ok();
        NaiveDate::from_ymd_opt(i32::try_from(part(0..4)?).ok()?, part(4..6)?, part(6..8)?)
    }

    /// Whether the digits can be a Korean telephone number: 02 and others from 9 digits, mobile 10 or 11.
    pub(crate) fn is_phone(&self) -> bool {
        (9..=PHONE_MAX).contains(&self.0.len()) && self.0.starts_with('0') && !self.0.starts_with("00")
    }
}
