//! Amounts and dates as people write them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::counter::Language;
use domain::moment::seoul;
use domain::money::Won;

const DAYS_KO: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];

/// `27,000원`, `₩27,000`
#[must_use]
pub fn amount(language: Language, won: Won) -> String {
    let digits = won.0.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if won.0 < 0 { "-" } else { "" };
    match language {
        Language::Ko => format!("{sign}{text}원"),
        Language::En => format!("{sign}₩{text}"),
    }
}

/// `11월 23일(월)`, `Mon 23 Nov`
#[must_use]
pub fn day(language: Language, on: NaiveDate) -> String {
    match language {
        Language::Ko => {
            let weekday = DAYS_KO[on.weekday().num_days_from_monday() as usize];
            format!("{}월 {}일({weekday})", on.month(), on.day())
        }
        Language::En => on.format("%a %-d %b").to_string(),
    }
}

/// `11월 26일(목) ~ 30일(월)`, `Thu 26 Nov – Mon 30 Nov`; one day alone where both are the same.
#[must_use]
pub fn days(language: Language, from: NaiveDate, until: NaiveDate) -> String {
    let first = day(language, from);
    if from == until {
        return first;
    }
    match language {
        Language::Ko => format!("{first} ~ {}", day(language, until)),
        Language::En => format!("{first} – {}", day(language, until)),
    }
}

/// `2026-11-23 14:05` in Seoul.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.with_timezone(&seoul()).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_separators() {
        for (won, ko, en) in [
            (0, "0원", "₩0"),
            (900, "900원", "₩900"),
            (27_000, "27,000원", "₩27,000"),
            (-1_234_567, "-1,234,567원", "-₩1,234,567"),
        ] {
            assert_eq!((amount(Language::Ko, Won(won)).as_str(), amount(Language::En, Won(won)).as_str()), (ko, en));
        }
    }

    #[test]
    fn dates_have_their_weekday() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(day(Language::Ko, on), "11월 23일(월)");
        assert_eq!(day(Language::En, on), "Mon 23 Nov");
        assert_eq!(days(Language::Ko, on, on), "11월 23일(월)");
    }
}
