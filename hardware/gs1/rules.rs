//! What a part of a value must be beyond its length and characters. The names are those of GS1's syntax tests.

use std::str::FromStr;

use super::charset::value_82;
use super::date::{Date, two};
use super::places;
use crate::gtin::{has_check_digit, value_of};

/// A rule for a part of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names are those of GS1's syntax tests; `holds` says what each asks.
pub enum Rule {
    Csum,
    CsumAlpha,
    GcpPos1,
    GcpPos2,
    HasNonDigit,
    Hh,
    Hhmi,
    Hyphen,
    Iban,
    ImporterIdx,
    Iso3166,
    Iso3166List,
    Iso3166Or999,
    Iso3166Alpha2,
    Iso4217,
    Iso5218,
    Latitude,
    Longitude,
    MediaType,
    Mi,
    NonZero,
    NoZeroPrefix,
    PcEnc,
    PieceOfTotal,
    PosInSeqSlash,
    Ss,
    Winding,
    YesNo,
    YyMmD0,
    YyMmDd,
    YyyyMmD0,
    YyyyMmDd,
    Zero,
}

const NAMES: [(&str, Rule); 33] = [
    ("csum", Rule::Csum),
    ("csumalpha", Rule::CsumAlpha),
    ("gcppos1", Rule::GcpPos1),
    ("gcppos2", Rule::GcpPos2),
    ("hasnondigit", Rule::HasNonDigit),
    ("hh", Rule::Hh),
    ("hhmi", Rule::Hhmi),
    ("hyphen", Rule::Hyphen),
    ("iban", Rule::Iban),
    ("importeridx", Rule::ImporterIdx),
    ("iso3166", Rule::Iso3166),
    ("iso3166list", Rule::Iso3166List),
    ("iso3166999", Rule::Iso3166Or999),
    ("iso3166alpha2", Rule::Iso3166Alpha2),
    ("iso4217", Rule::Iso4217),
    ("iso5218", Rule::Iso5218),
    ("latitude", Rule::Latitude),
    ("longitude", Rule::Longitude),
    ("mediatype", Rule::MediaType),
    ("mi", Rule::Mi),
    ("nonzero", Rule::NonZero),
    ("nozeroprefix", Rule::NoZeroPrefix),
    ("pcenc", Rule::PcEnc),
    ("pieceoftotal", Rule::PieceOfTotal),
    ("posinseqslash", Rule::PosInSeqSlash),
    ("ss", Rule::Ss),
    ("winding", Rule::Winding),
    ("yesno", Rule::YesNo),
    ("yymmd0", Rule::YyMmD0),
    ("yymmdd", Rule::YyMmDd),
    ("yyyymmd0", Rule::YyyyMmD0),
    ("yyyymmdd", Rule::YyyyMmDd),
    ("zero", Rule::Zero),
];

/// A name that is no rule's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule {0:?}")]
pub struct NoRule(String);

impl FromStr for Rule {
    type Err = NoRule;

    fn from_str(name: &str) -> Result<Self, NoRule> {
        NAMES.iter().find(|named| named.0 == name).map(|named| named.1).ok_or_else(|| NoRule(name.to_owned()))
    }
}

impl Rule {
    /// Its name among GS1's syntax tests.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|named| named.1 == self).map_or("", |named| named.0)
    }

    /// Whether `part` satisfies the rule; `today_year` gives a year of two digits its century.
    #[must_use]
    pub fn holds(self, part: &[u8], today_year: u16) -> bool {
        match self {
            Self::Csum => has_check_digit(part),
            Self::CsumAlpha => has_check_pair(part),
            Self::GcpPos1 => begins_with_prefix(part),
            Self::GcpPos2 => part.get(1..).is_some_and(begins_with_prefix),
            Self::HasNonDigit => part.iter().any(|b| !b.is_ascii_digit()),
            Self::Hh => is_up_to(part, 2, 23),
            Self::Mi | Self::Ss => is_up_to(part, 2, 59),
            Self::Hhmi => part.len() == 4 && is_up_to(&part[..2], 2, 23) && is_up_to(&part[2..], 2, 59),
            Self::Hyphen => part.iter().all(|&b| b == b'-'),
            Self::Iban => is_iban(part),
            Self::ImporterIdx => matches!(part, [b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z']),
            Self::Iso3166 => places::is_country(part),
            Self::Iso3166List => !part.is_empty() && part.chunks(3).all(places::is_country),
            Self::Iso3166Or999 => part == b"999" || places::is_country(part),
            Self::Iso3166Alpha2 => places::is_country_letters(part),
            Self::Iso4217 => places::is_currency(part),
            Self::Iso5218 => matches!(part, b"0" | b"1" | b"2" | b"9"),
            Self::Latitude => is_up_to(part, 10, 1_800_000_000),
            Self::Longitude => is_up_to(part, 10, 3_600_000_000),
            Self::MediaType => is_up_to(part, 2, 99) && matches!(value_of(part), Some(1..=10 | 80..=99)),
            Self::NonZero => part.iter().all(u8::is_ascii_digit) && part.iter().any(|&b| b != b'0'),
            Self::NoZeroPrefix => part.iter().all(u8::is_ascii_digit) && (part.len() < 2 || part[0] != b'0'),
            Self::PcEnc => is_percent_encoded(part),
            Self::PieceOfTotal => is_piece_of_total(part),
            Self::PosInSeqSlash => is_position_in_sequence(part),
            Self::Winding => matches!(part, b"0" | b"1" | b"9"),
            Self::YesNo => matches!(part, b"0" | b"1"),
            Self::YyMmD0 => Date::from_yymmdd(part, today_year).is_some(),
            Self::YyMmDd => !part.ends_with(b"00") && Date::from_yymmdd(part, today_year).is_some(),
            Self::YyyyMmD0 => Date::from_yyyymmdd(part).is_some(),
            Self::YyyyMmDd => !part.ends_with(b"00") && Date::from_yyyymmdd(part).is_some(),
            Self::Zero => !part.is_empty() && part.iter().all(|&b| b == b'0'),
        }
    }
}

fn is_up_to(part: &[u8], digits: usize, most: u64) -> bool {
    part.len() == digits && value_of(part).is_some_and(|value| value <= most)
}

/// A GS1 company prefix has at least four digits; which ones are given out is known to GS1 alone.
fn begins_with_prefix(part: &[u8]) -> bool {
    part.len() >= 4 && part[..4].iter().all(u8::is_ascii_digit)
}

/// The primes by which the check pair weighs characters, from the right.
static PRIMES: [u32; 97] = primes();

const fn primes() -> [u32; 97] {
    let mut found = [2; 97];
    let mut count = 1;
    let mut candidate = 3;
    while count < found.len() {
        let mut i = 0;
        while i < count && candidate % found[i] != 0 {
            i += 1;
        }
        if i == count {
            found[count] = candidate;
            count += 1;
        }
        candidate += 2;
    }
    found
}

/// The check character pair of a Global Model Number (GS1 General Specifications, section 7.9.5).
fn has_check_pair(part: &[u8]) -> bool {
    const PAIR: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let Some((body, pair)) = part.split_last_chunk::<2>() else {
        return false;
    };
    if body.len() > PRIMES.len() {
        return false;
    }
    let sum = body.iter().rev().zip(PRIMES).try_fold(0, |sum, (&b, prime)| Some(sum + u32::from(value_82(b)?) * prime));
    sum.is_some_and(|sum| {
        let check = (sum % 1021) as usize;
        *pair == [PAIR[check / 32], PAIR[check % 32]]
    })
}

/// ISO 13616: country, check digits, account; the whole modulo 97 with letters as 10 to 35 is 1.
fn is_iban(part: &[u8]) -> bool {
    let [c1, c2, d1, d2, account @ ..] = part else {
        return false;
    };
    if account.is_empty() || part.len() > 34 || !places::is_country_letters(&[*c1, *c2]) || two(*d1, *d2).is_none() {
        return false;
    }
    let moved = account.iter().chain([c1, c2, d1, d2]);
    let rest = moved.copied().try_fold(0_u32, |rest, b| match b {
        b'0'..=b'9' => Some((rest * 10 + u32::from(b - b'0')) % 97),
        b'A'..=b'Z' => Some((rest * 100 + u32::from(b - b'A') + 10) % 97),
        _ => None,
    });
    rest == Some(1)
}

/// Every `%` begins `%hh`.
fn is_percent_encoded(part: &[u8]) -> bool {
    part.iter()
        .enumerate()
        .filter(|(_, b)| **b == b'%')
        .all(|(at, _)| part.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)))
}

/// Two numbers of the same length, neither zero, the first no more than the second.
fn is_piece_of_total(part: &[u8]) -> bool {
    if part.is_empty() || !part.len().is_multiple_of(2) || !part.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let (piece, total) = part.split_at(part.len() / 2);
    let is_zero = |digits: &[u8]| digits.iter().all(|&d| d == b'0');
    !is_zero(piece) && !is_zero(total) && piece <= total
}

/// `position/end`, neither with a zero in front, the first no more than the second.
fn is_position_in_sequence(part: &[u8]) -> bool {
    let mut halves = part.split(|&b| b == b'/');
    let (Some(position), Some(end), None) = (halves.next(), halves.next(), halves.next()) else {
        return false;
    };
    let number = |digits: &[u8]| value_of(digits).filter(|_| digits[0] != b'0');
    matches!((number(position), number(end)), (Some(p), Some(e)) if p <= e)
}
