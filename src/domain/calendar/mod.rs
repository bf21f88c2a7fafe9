//! Korean public holidays and the counting of periods.

use serde::{Deserialize, Serialize};

/// Why a day is no working day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// 토요일
    Saturday,
    /// 일요일
    Sunday,
    /// A public holiday.
    Holiday(Holiday),
}

/// A Korean public holiday.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the calendar's own")]
pub enum Holiday {
    NewYearsDay,
    Seollal,
    IndependenceMovementDay,
    LabourDay,
    BuddhasBirthday,
    ChildrensDay,
    MemorialDay,
    ConstitutionDay,
    LiberationDay,
    Chuseok,
    NationalFoundationDay,
    HangulDay,
    Christmas,
    /// A substitute for another holiday.
    Substitute,
    /// From the data file of temporary days: its names in Korean and English.
    Temporary {
        ko: String,
        en: String,
    },
}
