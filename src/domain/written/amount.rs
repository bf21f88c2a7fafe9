//! Amounts of money.

use crate::language::Language;
use crate::money::Won;

/// `12,345`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `27,000원`, `₩27,000`; a difference below nothing carries a minus.
#[must_use]
pub fn won(amount: Won, language: Language) -> String {
    let grouped = grouped(amount.0.unsigned_abs());
    let sign = if amount.0 < 0 { "−" } else { "" };
    match language {
        Language::Ko => format!("{sign}{grouped}원"),
        Language::En => format!("{sign}₩{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_thousands_and_a_currency() {
        for (amount, ko, en) in [
            (0, "0원", "₩0"),
            (27_000, "27,000원", "₩27,000"),
            (-3_000, "−3,000원", "−₩3,000"),
            (1_234_567, "1,234,567원", "₩1,234,567"),
        ] {
            assert_eq!(won(Won(amount), Language::Ko), ko);
            assert_eq!(won(Won(amount), Language::En), en);
        }
    }
}
