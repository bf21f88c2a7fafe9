//! Trade item numbers: GTIN-8, -12, -13 and -14 are one number with zeros in front, UPC-E abbreviates a GTIN-12.

use std::fmt;

/// A Global Trade Item Number whose check digit holds, in its form of 14 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin(u64);

/// Why digits are no trade item number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoGtin {
    /// Not 8, 12, 13 or 14 characters.
    #[error("a trade item number has 8, 12, 13 or 14 digits, not {0}: scan it again")]
    Length(usize),
    /// Something else than a digit.
    #[error("a trade item number has digits only: scan it again")]
    NotDigits,
    /// The last digit is not the check digit of the others.
    #[error("the check digit does not hold: scan it again, or type the number")]
    CheckDigit,
    /// No number system of UPC-E.
    #[error("a UPC-E begins with 0 or 1: scan it again")]
    NumberSystem,
}

impl Gtin {
    /// Reads 8, 12, 13 or 14 digits with their check digit.
    ///
    /// # Errors
    /// [`NoGtin`] for everything else.
    pub fn parse(digits: &[u8]) -> Result<Self, NoGtin> {
        if !matches!(digits.len(), 8 | 12 | 13 | 14) {
            return Err(NoGtin::Length(digits.len()));
        }
        let number = value_of(digits).ok_or(NoGtin::NotDigits)?;
        if has_check_digit(digits) { Ok(Self(number)) } else { Err(NoGtin::CheckDigit) }
    }

    /// Reads a UPC-E of eight digits: number system (0 or 1), six digits, check digit of the GTIN-12 it abbreviates
    /// (GS1 General Specifications, section 5.2.2.4.2).
    ///
    /// # Errors
    /// [`NoGtin`] when it abbreviates none.
    pub fn from_upc_e(digits: &[u8]) -> Result<Self, NoGtin> {
        let Ok([system, a, b, c, d, e, last, check]) = <[u8; 8]>::try_from(digits) else {
            return Err(NoGtin::Length(digits.len()));
        };
        value_of(digits).ok_or(NoGtin::NotDigits)?;
        if !matches!(system, b'0' | b'1') {
            return Err(NoGtin::NumberSystem);
        }
        let zero = b'0';
        Self::parse(&match last {
            b'0'..=b'2' => [system, a, b, last, zero, zero, zero, zero, c, d, e, check],
            b'3' => [system, a, b, c, zero, zero, zero, zero, zero, d, e, check],
            b'4' => [system, a, b, c, d, zero, zero, zero, zero, zero, e, check],
            _ => [system, a, b, c, d, e, zero, zero, zero, zero, last, check],
        })
    }

    /// The number without the zeros in front.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }

    /// Every spelling under which a catalogue may hold it, the likeliest first: EAN-13, UPC-A, EAN-8, GTIN-14.
    #[must_use]
    pub fn spellings(self) -> Vec<String> {
        [(13, 10_u64.pow(13)), (12, 10_u64.pow(12)), (8, 10_u64.pow(8)), (14, u64::MAX)]
            .into_iter()
            .filter(|&(_, limit)| self.0 < limit)
            .map(|(digits, _)| format!("{:0digits$}", self.0))
            .collect()
    }
}

impl fmt::Display for Gtin {
    /// Fourteen digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

/// Whether the last digit is the check digit of the others: modulo 10, weights 3 and 1 in turn from the right
/// (GS1 General Specifications, section 7.9.1). `false` for fewer than two digits and for other characters.
#[must_use]
pub fn has_check_digit(digits: &[u8]) -> bool {
    if digits.len() < 2 {
        return false;
    }
    let mut weight = 1;
    let mut sum = 0_usize;
    for digit in digits.iter().rev() {
        if !digit.is_ascii_digit() {
            return false;
        }
        sum += usize::from(digit - b'0') * weight;
        weight = 4 - weight;
    }
    sum.is_multiple_of(10)
}

/// The value of up to 19 digits.
pub(super) fn value_of(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 19 {
        return None;
    }
    digits.iter().try_fold(0_u64, |sum, d| d.is_ascii_digit().then(|| sum * 10 + u64::from(d - b'0')))
}
