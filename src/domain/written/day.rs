//! Days, spans of days, and times of day.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::language::Language;
use crate::moment::seoul;

const KO: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

/// `2026-11-23 14:05`, in Seoul: for paper and technicians.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.with_timezone(&seoul()).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
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
}
