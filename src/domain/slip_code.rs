//! What the code on a slip says: which visit it is, and the secret that shows that somebody holds its paper.
//!
//! Visit numbers are given one after the other, and their check digit can be computed: a number alone proves nothing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::visit_no::VisitNo;

/// How many digits a claim code has.
pub const CLAIM_DIGITS: usize = 6;

/// Digits of a slip's code: day, sequence, claim code, check.
const DIGITS: usize = 18;

/// Six digits of the system's random numbers (조회 번호). Whoever knows them beside the number is the visit's customer.
/// They stand in the slip's code, and as digits only where there is no paper. Nothing that is written down for
/// technicians shows them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimCode(pub u32);

impl fmt::Display for ClaimCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03}", self.0 / 1000 % 1000, self.0 % 1000)
    }
}

impl fmt::Debug for ClaimCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimCode(…)")
    }
}

/// The code of a slip as QR and bars carry it: 18 digits, so that Code 128 takes two a symbol and is narrow enough for
/// a head of 384 dots. `261121` `0042` `483920` and two check digits: the whole is 1 modulo 97 (ISO 7064, MOD 97-10),
/// which finds every single wrong digit and every two that are swapped. Text that looks like one and is none is taken
/// for another code: a shop's receipts may have 18 digits too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlipCode {
    /// Which visit.
    pub visit: VisitNo,
    /// Its secret.
    pub claim: ClaimCode,
}

/// Why a text is no slip's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slip's code has 18 digits: day, number of the day, claim code, two check digits")]
pub struct NotSlipCode;

impl fmt::Display for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!("{}{:06}", self.visit.digits(), self.claim.0 % 1_000_000);
        let value: u128 = head.parse().unwrap_or_default();
        write!(f, "{head}{:02}", 98 - value * 100 % 97)
    }
}

impl FromStr for SlipCode {
    type Err = NotSlipCode;

    fn from_str(text: &str) -> Result<SlipCode, NotSlipCode> {
        if text.len() != DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotSlipCode);
        }
        let value: u128 = text.parse().map_err(|_| NotSlipCode)?;
        if value % 97 != 1 {
            return Err(NotSlipCode);
        }
        let visit = VisitNo::of_digits(&text[..10]).ok_or(NotSlipCode)?;
        let claim = text[10..16].parse().map(ClaimCode).map_err(|_| NotSlipCode)?;
        Ok(SlipCode { visit, claim })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(claim: u32) -> SlipCode {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        SlipCode { visit: VisitNo { day, sequence: 42 }, claim: ClaimCode(claim) }
    }

    #[test]
    fn a_code_is_read_as_it_is_written() {
        for claim in [0, 7, 483_920, 999_999] {
            let text = code(claim).to_string();
            assert!(text.len() == DIGITS && text.starts_with("2611210042"), "{text}");
            assert_eq!(text.parse(), Ok(code(claim)));
        }
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_neighbours_is_found() {
        let right = code(483_920).to_string();
        let mut wrong = Vec::new();
        for (at, digit) in right.char_indices() {
            for other in ('0'..='9').filter(|other| *other != digit) {
                let mut text = right.clone();
                text.replace_range(at..=at, &other.to_string());
                wrong.push(text);
            }
        }
        for at in 1..DIGITS {
            let mut bytes = right.clone().into_bytes();
            bytes.swap(at - 1, at);
            wrong.push(String::from_utf8(bytes).unwrap());
        }
        for text in wrong.into_iter().filter(|text| *text != right) {
            assert_eq!(text.parse::<SlipCode>(), Err(NotSlipCode), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_code() {
        let right = code(483_920).to_string();
        let long = format!("{right}0");
        for text in
            ["", "261121-0042-7", "261121-0042-7-483920", &right[..17], &long, "２６１１２１００４２４８３９２０１２"]
        {
            assert_eq!(text.parse::<SlipCode>(), Err(NotSlipCode), "{text}");
        }
    }

    #[test]
    fn what_technicians_read_does_not_say_the_secret() {
        assert!(!format!("{:?}", code(483_920)).contains("483"));
    }
}
