//! The fields of an order file, one by one: text to value, or what was expected.

use chrono::NaiveDate;
use domain::money::Won;
use domain::order::{Category, Channel, Method, Payment, Status};
use hardware::scanner::normal_form;

use super::spreadsheet;

/// What was expected instead.
pub(super) type Expected = String;

/// Whole won from 0 to [`Won::MAX`], digits only.
pub(super) fn won(text: &str) -> Result<Won, Expected> {
    digits(text, Won::MAX.0).map(Won).ok_or_else(|| because("whole won, digits only, such as 12900, or 0", text))
}

/// A code as printed, in the form in which a scanner gives it: text, unless a spreadsheet has spoilt it.
pub(super) fn code(text: &str, least: usize) -> Result<String, Expected> {
    self::text(text, least)?;
    let code = normal_form(text);
    if is_spoilt(&code) {
        return Err(because("the code as printed", &code));
    }
    if let Some(why) = spreadsheet::damage(&code) {
        return Err(format!("the code as printed: {why}"));
    }
    self::text(&code, least)
}

/// The code of a receipt. Every order has one: where no receipt was printed it is what the customer can show.
pub(super) fn receipt(text: &str) -> Result<String, Expected> {
    if text.is_empty() {
        return Err("the code on the receipt; for an order without one, such as one that was delivered, its order_no"
            .to_owned());
    }
    code(text, 1)
}

/// What was expected, and why it is not there where a spreadsheet has destroyed it.
fn because(expected: &str, text: &str) -> Expected {
    match is_spoilt(text) {
        true => format!("{expected}: {SPOILT}"),
        false => expected.to_owned(),
    }
}

/// Why a code that was a number for a while cannot be read.
pub(super) const SPOILT: &str = "a spreadsheet has turned it into a rounded number, and its last digits are lost; \
    export the file again and do not save it from a spreadsheet, or format the column as text before";

/// Whether a text is how spreadsheets write a long number: `8.80123E+12`, `8,80123E+12`, `2E+15`, `8801234567890.0`. A
/// code such as `1E5` is none: they write a sign after the E.
fn is_spoilt(text: &str) -> bool {
    const DIGITS_MIN: usize = 7;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['E', 'e']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, part) = match mantissa.split_once(['.', ',']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (mantissa, None),
    };
    let is_mantissa = is_number(whole) && part.is_none_or(is_number);
    match exponent {
        Some(exponent) => {
            let power = exponent.strip_prefix(['+', '-']);
            is_mantissa && is_number(power.unwrap_or(exponent)) && (power.is_some() || part.is_some())
        }
        None => is_mantissa && whole.len() >= DIGITS_MIN && part.is_some_and(|part| part.bytes().all(|b| b == b'0')),
    }
}

/// A count from `least` to `most`.
pub(super) fn count(text: &str, least: u32, most: u32) -> Result<u32, Expected> {
    digits(text, i64::from(most))
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number >= least)
        .ok_or_else(|| because(&format!("a whole number from {least} to {most}"), text))
}

fn digits(text: &str, most: i64) -> Option<i64> {
    let short = (1..=15).contains(&text.len());
    if !short || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| *number <= most)
}

/// A date of the calendar, `2026-11-21`.
pub(super) fn date(text: &str) -> Result<NaiveDate, Expected> {
    let expected = || "a date of the calendar, YYYY-MM-DD, such as 2026-11-20".to_owned();
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Err(expected());
    }
    let number = |range: std::ops::Range<usize>| bytes[range].iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
    let year = i32::try_from(number(0..4)).map_err(|_| expected())?;
    NaiveDate::from_ymd_opt(year, number(5..7), number(8..10))
        .filter(|_| (1990..=2099).contains(&year))
        .ok_or_else(|| format!("{}, between 1990 and 2099", expected()))
}

/// A date, or nothing.
pub(super) fn date_or_none(text: &str) -> Result<Option<NaiveDate>, Expected> {
    if text.is_empty() { Ok(None) } else { date(text).map(Some).map_err(|expected| format!("{expected}, or nothing")) }
}

/// Yes or no; nothing means no.
pub(super) fn yes(text: &str) -> Result<bool, Expected> {
    match text {
        "1" | "true" | "TRUE" | "True" | "Y" | "y" => Ok(true),
        "" | "0" | "false" | "FALSE" | "False" | "N" | "n" => Ok(false),
        _ => Err("true or false (1 or 0, Y or N)".to_owned()),
    }
}

/// Text for people or a code: no control characters, from `least` to 200 letters.
pub(super) fn text(text: &str, least: usize) -> Result<String, Expected> {
    const LETTERS_MAX: usize = 200;
    let letters = text.chars().count();
    if letters < least || letters > LETTERS_MAX || text.chars().any(char::is_control) {
        let something = if least == 0 { "nothing, or text" } else { "text" };
        return Err(format!("{something} of at most {LETTERS_MAX} letters in one line"));
    }
    Ok(text.to_owned())
}

/// One of a list of words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $type:ident, $($word:literal => $value:ident),+) => {
        $(#[$doc])*
        pub(super) fn $name(text: &str) -> Result<$type, Expected> {
            match text {
                $($word => Ok($type::$value),)+
                _ => Err(format!("one of {}", [$($word),+].join(", "))),
            }
        }
    };
}

words!(
    /// Where it was bought.
    channel, Channel, "online" => Online, "store" => Store
);
words!(
    /// How far it has come.
    status, Status, "paid" => Paid, "preparing" => Preparing, "shipped" => Shipped, "in_transit" => InTransit,
    "delivered" => Delivered
);
words!(
    /// How it was paid.
    method, Method, "card" => Card, "bank_transfer" => BankTransfer, "virtual_account" => VirtualAccount,
    "mobile" => Mobile, "points" => Points
);
words!(
    /// The kind of goods.
    category, Category, "apparel" => Apparel, "accessories" => Accessories, "luxury" => Luxury,
    "seasonal" => Seasonal, "food" => Food, "cosmetics" => Cosmetics, "electronics" => Electronics,
    "installed" => Installed, "car" => Car, "media" => Media, "computer" => Computer, "general" => General
);

/// `card:161000;points:500`; each method once.
pub(super) fn payments(text: &str) -> Result<Vec<Payment>, Expected> {
    let mut payments: Vec<Payment> = Vec::with_capacity(1);
    for part in text.split(';') {
        let (name, amount) = part.split_once(':').ok_or("method:won;method:won, such as card:161000;points:500")?;
        let method = method(name.trim())?;
        let amount = won(amount.trim())?;
        if payments.iter().any(|payment| payment.method == method) {
            return Err(format!("each method once, not {name} twice"));
        }
        payments.push(Payment { method, amount, refunded: Won::ZERO });
    }
    Ok(payments)
}

/// `card:0;points:500`: what has gone back already, of methods that the order was paid with.
pub(super) fn refunded(text: &str, paid: &mut [Payment]) -> Result<(), Expected> {
    if text.is_empty() {
        return Ok(());
    }
    for part in payments(text)? {
        let payment = paid.iter_mut().find(|payment| payment.method == part.method);
        let payment = payment.ok_or("only methods that stand in payments")?;
        if part.amount > payment.amount {
            return Err(format!("at most {}, what was paid by that method", payment.amount.0));
        }
        payment.refunded = part.amount;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_a_code_is_no_code() {
        for spoilt in [
            "8.80123E+12",
            "8,80123E+12",
            "2.9E+12",
            "2.02611E+15",
            "2E+15",
            "8.80123e12",
            "8.80123E+012",
            "1E-05",
            "8801234567890.0",
            "8801234567890,00",
            "-8.8E+12",
        ] {
            assert!(code(spoilt, 1).unwrap_err().contains("a spreadsheet"), "{spoilt}");
            assert!(won(spoilt).unwrap_err().contains("a spreadsheet"), "{spoilt}");
            assert!(count(spoilt, 1, 9).unwrap_err().contains("a spreadsheet"), "{spoilt}");
        }
        for whole in
            ["8801234567890", "1E5", "3-4", "2E3", "A1.5E+3", "20261120-0000123", "#1001", "1.0", "E+12", "5E", "1.5"]
        {
            assert_eq!(code(whole, 1).as_deref(), Ok(whole));
        }
        assert!(!won("1,000").unwrap_err().contains("a spreadsheet"));
    }
}
