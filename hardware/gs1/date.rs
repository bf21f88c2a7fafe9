//! Days as codes carry them: two-digit years, and day 00 for the end of a month.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day if there is one of that number.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in(year, month)?).then_some(Self { year, month, day })
    }

    /// `YYMMDD`; day 00 is the month's last day. The century is the one that puts the year between 49 years before
    /// and 50 years after `today_year` (GS1 General Specifications, section 7.12).
    #[must_use]
    pub fn from_yymmdd(digits: &[u8], today_year: u16) -> Option<Self> {
        let [y1, y2, rest @ ..] = digits else {
            return None;
        };
        Self::in_year(full_year(two(*y1, *y2)?, today_year), rest)
    }

    /// `YYYYMMDD`; day 00 is the month's last day.
    #[must_use]
    pub fn from_yyyymmdd(digits: &[u8]) -> Option<Self> {
        let [y1, y2, y3, y4, rest @ ..] = digits else {
            return None;
        };
        Self::in_year(u16::from(two(*y1, *y2)?) * 100 + u16::from(two(*y3, *y4)?), rest)
    }

    fn in_year(year: u16, month_and_day: &[u8]) -> Option<Self> {
        let [m1, m2, d1, d2] = *month_and_day else {
            return None;
        };
        let (month, day) = (two(m1, m2)?, two(d1, d2)?);
        let day = if day == 0 { days_in(year, month)? } else { day };
        Self::new(year, month, day)
    }
}

impl fmt::Display for Date {
    /// ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The value of two ASCII digits.
pub(super) fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

fn full_year(two_digits: u8, today_year: u16) -> u16 {
    let this_century = today_year - today_year % 100;
    let ahead = i32::from(two_digits) - i32::from(today_year % 100);
    let century = match ahead {
        51.. => this_century.saturating_sub(100),
        ..=-50 => this_century.saturating_add(100),
        _ => this_century,
    };
    century.saturating_add(u16::from(two_digits))
}

fn days_in(year: u16, month: u8) -> Option<u8> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    })
}
