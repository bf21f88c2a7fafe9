//! Amounts, dates and numbers as people read them, in both languages.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::language::Language;
use domain::moment::seoul;
use domain::money::Won;

const KO: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

/// `11월 23일(월)`, `Mon 23 Nov`.
#[must_use]
pub fn day(day: NaiveDate, language: Language) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    match language {
        Language::Ko => format!("{}월 {}일({})", day.month(), day.day(), KO[weekday]),
        Language::En => format!("{} {} {}", EN[weekday], day.day(), MONTHS[day.month0() as usize]),
    }
}

/// With its year, for days that may be long ago: `2025년 3월 14일(금)`, `Fri 14 Mar 2025`.
#[must_use]
pub fn long_day(on: NaiveDate, language: Language) -> String {
    match language {
        Language::Ko => format!("{}년 {}", on.year(), day(on, language)),
        Language::En => format!("{} {}", day(on, language), on.year()),
    }
}

/// A day within a month that was just named: `23일(월)`, `Mon 23`.
#[must_use]
pub fn day_of_month(day: NaiveDate, language: Language) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    match language {
        Language::Ko => format!("{}일({})", day.day(), KO[weekday]),
        Language::En => format!("{} {}", EN[weekday], day.day()),
    }
}

/// `11월 26일(목) ~ 30일(월)`, `Thu 26 – Mon 30 Nov`; one day stands alone.
#[must_use]
pub fn span(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    match language {
        _ if first == last => day(first, language),
        Language::Ko if same_month => format!("{} ~ {}", day(first, language), day_of_month(last, language)),
        Language::Ko => format!("{} ~ {}", day(first, language), day(last, language)),
        Language::En if same_month => format!("{} – {}", day_of_month(first, language), day(last, language)),
        Language::En => format!("{} – {}", day(first, language), day(last, language)),
    }
}

/// `2026년 11월 23일`, `23 Nov 2026`.
#[must_use]
pub fn full_day(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Ko => format!("{}년 {}월 {}일", day.year(), day.month(), day.day()),
        Language::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
    }
}

/// `14:32`, in Seoul.
#[must_use]
pub fn time(at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&seoul());
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A Korean telephone number in its groups: `010-1234-5678`, `02-123-4567`.
#[must_use]
pub fn phone(digits: &str) -> String {
    let head = if digits.starts_with("02") { 2 } else { 3 };
    let tail = digits.len().saturating_sub(4).max(head);
    match (digits.get(..head), digits.get(head..tail), digits.get(tail..)) {
        (Some(head), Some(middle), Some(tail)) if !middle.is_empty() => format!("{head}-{middle}-{tail}"),
        _ => digits.to_owned(),
    }
}

/// Joins the syllables of a Korean word, so that a line breaks only between words (U+2060 WORD JOINER).
#[must_use]
pub fn keep_words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let joins = |c: char| !c.is_whitespace();
    let glues = |c: char| is_hangul(c) || c == '–';
    for c in text.chars() {
        if joins(before) && joins(c) && (glues(before) || glues(c)) {
            kept.push('\u{2060}');
        }
        kept.push(c);
        before = c;
    }
    kept
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

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

    #[test]
    fn dates_carry_their_weekday() {
        assert_eq!(day(on("2026-11-23"), Language::Ko), "11월 23일(월)");
        assert_eq!(day(on("2026-11-23"), Language::En), "Mon 23 Nov");
        assert_eq!(span(on("2026-11-26"), on("2026-11-30"), Language::Ko), "11월 26일(목) ~ 30일(월)");
        assert_eq!(span(on("2026-11-26"), on("2026-11-30"), Language::En), "Thu 26 – Mon 30 Nov");
        assert_eq!(span(on("2026-11-30"), on("2026-12-02"), Language::Ko), "11월 30일(월) ~ 12월 2일(수)");
        assert_eq!(span(on("2026-11-26"), on("2026-11-26"), Language::En), "Thu 26 Nov");
    }

    #[test]
    fn a_line_can_break_only_between_korean_words() {
        assert_eq!(keep_words("반품 규정"), "반\u{2060}품 규\u{2060}정");
        assert_eq!(keep_words("no change"), "no change");
        assert_eq!(keep_words("7일"), "7\u{2060}일");
        assert_eq!(keep_words("10:00–20:00"), "10:00\u{2060}–\u{2060}20:00");
    }
}
