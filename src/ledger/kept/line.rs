//! What the policy said of one line, inside a decision.

use chrono::NaiveDate;
use domain::calendar::{Counted, DayOff, Holiday, Period, Since};
use domain::judge::{Alternative, Check, Derivation, LineDecision, Outcome};
use domain::policy::{Clause, Evidence, PathStep};
use serde::{Deserialize, Serialize};

use super::words::{Spelled, Word};
use super::{Wrong, won};

#[derive(Serialize, Deserialize)]
pub(super) struct KeptLine {
    outcome: Spelled<Outcome>,
    clauses: Vec<Spelled<Clause>>,
    deadline: Option<NaiveDate>,
    missing_evidence: Vec<Spelled<Evidence>>,
    #[serde(default)]
    evidence_until: Option<NaiveDate>,
    checks: Vec<Spelled<Check>>,
    path: Vec<Spelled<PathStep>>,
    net: i64,
    cancellation_fee: i64,
    derivation: KeptDerivation,
    alternatives: Vec<KeptAlternative>,
}

#[derive(Serialize, Deserialize)]
struct KeptDerivation {
    counted: Vec<KeptCounted>,
    gross: i64,
    discount: i64,
}

#[derive(Serialize, Deserialize)]
struct KeptCounted {
    since: Spelled<Since>,
    start_on: NaiveDate,
    period: KeptPeriod,
    #[serde(default)]
    first_day_counts: bool,
    ends_on: NaiveDate,
    skipped: Vec<(NaiveDate, KeptDayOff)>,
    last_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptPeriod {
    Days(u32),
    Months(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptAlternative {
    ChangeOfMindUntil(Option<NaiveDate>),
    DefectUntil(Option<NaiveDate>),
    Exchange,
    Repair,
    AskStaff,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptDayOff {
    Saturday,
    Sunday,
    Holiday(KeptHoliday),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptHoliday {
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
    ElectionDay,
    Substitute,
    Temporary { ko: String, en: String },
}

impl KeptLine {
    pub(super) fn of(line: &LineDecision) -> KeptLine {
        let LineDecision {
            outcome,
            clauses,
            deadline,
            missing_evidence,
            evidence_until,
            checks,
            path,
            net,
            cancellation_fee,
            derivation,
            alternatives,
        } = line;
        KeptLine {
            outcome: Spelled(*outcome),
            clauses: list(clauses),
            deadline: *deadline,
            missing_evidence: list(missing_evidence),
            evidence_until: *evidence_until,
            checks: list(checks),
            path: list(path),
            net: net.0,
            cancellation_fee: cancellation_fee.0,
            derivation: KeptDerivation::of(derivation),
            alternatives: alternatives.iter().copied().map(KeptAlternative::of).collect(),
        }
    }

    pub(super) fn value(self) -> Result<LineDecision, Wrong> {
        Ok(LineDecision {
            outcome: self.outcome.0,
            clauses: list_of(self.clauses),
            deadline: self.deadline,
            missing_evidence: list_of(self.missing_evidence),
            evidence_until: self.evidence_until,
            checks: list_of(self.checks),
            path: list_of(self.path),
            net: won(self.net)?,
            cancellation_fee: won(self.cancellation_fee)?,
            derivation: self.derivation.value()?,
            alternatives: self.alternatives.into_iter().map(KeptAlternative::value).collect(),
        })
    }
}

fn list<T: Word>(values: &[T]) -> Vec<Spelled<T>> {
    values.iter().copied().map(Spelled).collect()
}

fn list_of<T>(words: Vec<Spelled<T>>) -> Vec<T> {
    words.into_iter().map(|word| word.0).collect()
}

impl KeptDerivation {
    fn of(derivation: &Derivation) -> KeptDerivation {
        let Derivation { counted, gross, discount } = derivation;
        let counted = counted.iter().map(KeptCounted::of).collect();
        KeptDerivation { counted, gross: gross.0, discount: discount.0 }
    }

    fn value(self) -> Result<Derivation, Wrong> {
        let counted = self.counted.into_iter().map(KeptCounted::value).collect();
        Ok(Derivation { counted, gross: won(self.gross)?, discount: won(self.discount)? })
    }
}

impl KeptCounted {
    fn of(counted: &Counted) -> KeptCounted {
        let Counted { since, start_on, period, first_day_counts, ends_on, skipped, last_on } = counted;
        KeptCounted {
            since: Spelled(*since),
            start_on: *start_on,
            period: match period {
                Period::Days(days) => KeptPeriod::Days(*days),
                Period::Months(months) => KeptPeriod::Months(*months),
            },
            first_day_counts: *first_day_counts,
            ends_on: *ends_on,
            skipped: skipped.iter().map(|(day, off)| (*day, KeptDayOff::of(off))).collect(),
            last_on: *last_on,
        }
    }

    fn value(self) -> Counted {
        Counted {
            since: self.since.0,
            start_on: self.start_on,
            period: match self.period {
                KeptPeriod::Days(days) => Period::Days(days),
                KeptPeriod::Months(months) => Period::Months(months),
            },
            first_day_counts: self.first_day_counts,
            ends_on: self.ends_on,
            skipped: self.skipped.into_iter().map(|(day, off)| (day, off.value())).collect(),
            last_on: self.last_on,
        }
    }
}

impl KeptAlternative {
    fn of(alternative: Alternative) -> KeptAlternative {
        match alternative {
            Alternative::ChangeOfMindUntil(day) => KeptAlternative::ChangeOfMindUntil(day),
            Alternative::DefectUntil(day) => KeptAlternative::DefectUntil(day),
            Alternative::Exchange => KeptAlternative::Exchange,
            Alternative::Repair => KeptAlternative::Repair,
            Alternative::AskStaff => KeptAlternative::AskStaff,
        }
    }

    fn value(self) -> Alternative {
        match self {
            KeptAlternative::ChangeOfMindUntil(day) => Alternative::ChangeOfMindUntil(day),
            KeptAlternative::DefectUntil(day) => Alternative::DefectUntil(day),
            KeptAlternative::Exchange => Alternative::Exchange,
            KeptAlternative::Repair => Alternative::Repair,
            KeptAlternative::AskStaff => Alternative::AskStaff,
        }
    }
}

impl KeptDayOff {
    fn of(off: &DayOff) -> KeptDayOff {
        match off {
            DayOff::Saturday => KeptDayOff::Saturday,
            DayOff::Sunday => KeptDayOff::Sunday,
            DayOff::Holiday(holiday) => KeptDayOff::Holiday(KeptHoliday::of(holiday)),
        }
    }

    fn value(self) -> DayOff {
        match self {
            KeptDayOff::Saturday => DayOff::Saturday,
            KeptDayOff::Sunday => DayOff::Sunday,
            KeptDayOff::Holiday(holiday) => DayOff::Holiday(holiday.value()),
        }
    }
}

impl KeptHoliday {
    fn of(holiday: &Holiday) -> KeptHoliday {
        match holiday {
            Holiday::NewYearsDay => KeptHoliday::NewYearsDay,
            Holiday::Seollal => KeptHoliday::Seollal,
            Holiday::IndependenceMovementDay => KeptHoliday::IndependenceMovementDay,
            Holiday::LabourDay => KeptHoliday::LabourDay,
            Holiday::BuddhasBirthday => KeptHoliday::BuddhasBirthday,
            Holiday::ChildrensDay => KeptHoliday::ChildrensDay,
            Holiday::MemorialDay => KeptHoliday::MemorialDay,
            Holiday::ConstitutionDay => KeptHoliday::ConstitutionDay,
            Holiday::LiberationDay => KeptHoliday::LiberationDay,
            Holiday::Chuseok => KeptHoliday::Chuseok,
            Holiday::NationalFoundationDay => KeptHoliday::NationalFoundationDay,
            Holiday::HangulDay => KeptHoliday::HangulDay,
            Holiday::Christmas => KeptHoliday::Christmas,
            Holiday::ElectionDay => KeptHoliday::ElectionDay,
            Holiday::Substitute => KeptHoliday::Substitute,
            Holiday::Temporary { ko, en } => KeptHoliday::Temporary { ko: ko.clone(), en: en.clone() },
        }
    }

    fn value(self) -> Holiday {
        match self {
            KeptHoliday::NewYearsDay => Holiday::NewYearsDay,
            KeptHoliday::Seollal => Holiday::Seollal,
            KeptHoliday::IndependenceMovementDay => Holiday::IndependenceMovementDay,
            KeptHoliday::LabourDay => Holiday::LabourDay,
            KeptHoliday::BuddhasBirthday => Holiday::BuddhasBirthday,
            KeptHoliday::ChildrensDay => Holiday::ChildrensDay,
            KeptHoliday::MemorialDay => Holiday::MemorialDay,
            KeptHoliday::ConstitutionDay => Holiday::ConstitutionDay,
            KeptHoliday::LiberationDay => Holiday::LiberationDay,
            KeptHoliday::Chuseok => Holiday::Chuseok,
            KeptHoliday::NationalFoundationDay => Holiday::NationalFoundationDay,
            KeptHoliday::HangulDay => Holiday::HangulDay,
            KeptHoliday::Christmas => Holiday::Christmas,
            KeptHoliday::ElectionDay => Holiday::ElectionDay,
            KeptHoliday::Substitute => Holiday::Substitute,
            KeptHoliday::Temporary { ko, en } => Holiday::Temporary { ko, en },
        }
    }
}
