//! The number of a visit, `261121-0042-7`: date in Seoul, daily sequence, check digit.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Unique for ever: the ledger gives each day's sequence out once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VisitNo {
    /// Date in Seoul, 2000–2099.
    pub day: NaiveDate,
    /// From 1 to 9999 within the day.
    pub sequence: u16,
}

/// Why a text is no visit number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a visit number looks like 261121-0042-7: date, number of the day, check digit")]
pub struct NotVisitNo;

impl VisitNo {
    /// The number as called out at the counter.
    #[must_use]
    pub fn short(&self) -> u16 {
        self.sequence
    }

    /// Day and sequence, ten digits.
    pub(crate) fn digits(self) -> String {
        format!("{:02}{:02}{:02}{:04}", self.day.year() % 100, self.day.month(), self.day.day(), self.sequence)
    }

    /// Of its ten digits; none where there is no such day or number.
    pub(crate) fn of_digits(digits: &str) -> Option<VisitNo> {
        if digits.len() != 10 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let number = |range: std::ops::Range<usize>| digits[range].parse::<u32>().ok();
        let year = 2000 + i32::try_from(number(0..2)?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, number(2..4)?, number(4..6)?)?;
        let sequence = digits[6..].parse().ok().filter(|sequence| *sequence > 0)?;
        Some(VisitNo { day, sequence })
    }
}

/// Modulo 10 with weights 3 and 1 from the right, as in a GTIN (GS1 General Specifications §7.9):
/// finds every single wrong digit.
fn check_digit(digits: &str) -> u8 {
    let sum: u32 = digits.bytes().rev().enumerate().map(|(at, digit)| u32::from(digit - b'0') * [3, 1][at % 2]).sum();
    ((10 - sum % 10) % 10) as u8
}

impl fmt::Display for VisitNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        write!(f, "{}-{}-{}", &digits[..6], &digits[6..], check_digit(&digits))
    }
}

impl FromStr for VisitNo {
    type Err = NotVisitNo;

    fn from_str(text: &str) -> Result<VisitNo, NotVisitNo> {
        let (day, sequence, check) = match text.as_bytes() {
            [_, _, _, _, _, _, b'-', _, _, _, _, b'-', _] if text.is_ascii() => (&text[..6], &text[7..11], &text[12..]),
            _ => return Err(NotVisitNo),
        };
        let whole = format!("{day}{sequence}");
        if !whole.bytes().chain(check.bytes()).all(|digit| digit.is_ascii_digit())
            || check_digit(&whole) != check.as_bytes()[0] - b'0'
        {
            return Err(NotVisitNo);
        }
        VisitNo::of_digits(&whole).ok_or(NotVisitNo)
    }
}

impl TryFrom<String> for VisitNo {
    type Error = NotVisitNo;
    fn try_from(text: String) -> Result<VisitNo, NotVisitNo> {
        text.parse()
    }
}

impl From<VisitNo> for String {
    fn from(number: VisitNo) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no(text: &str) -> VisitNo {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for sequence in [1, 42, 999, 9999] {
            let number = VisitNo { day, sequence };
            assert_eq!(no(&number.to_string()), number);
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        let right = VisitNo { day: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), sequence: 42 }.to_string();
        for (at, digit) in right.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            for other in ('0'..='9').filter(|other| *other != digit) {
                let mut wrong = right.clone();
                wrong.replace_range(at..=at, &other.to_string());
                assert_eq!(wrong.parse::<VisitNo>(), Err(NotVisitNo), "{wrong}");
            }
        }
    }

    #[test]
    fn other_texts_are_no_visit_number() {
        for text in ["", "42", "261121-0042", "261121-0000-0", "２６１１２１-0042-7", "269921-0042-1", "261121x0042x7"]
        {
            assert_eq!(text.parse::<VisitNo>(), Err(NotVisitNo), "{text}");
        }
    }
}
