//! What a visit booked: `visits.booking`. It has no place for a telephone number: that is kept sealed, in a table of its
//! own.

use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{BookedLine, Booking};
use domain::judge::Decision;
use domain::language::Language;
use domain::moment::Trust;
use domain::order::{LineNo, OrderMark, OrderNo};
use domain::policy::{Evidence, Flag, Reason};
use domain::visit_no::VisitNo;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::decision::KeptDecision;
use super::draft::{Key, set, set_of};
use super::unit::Unit;
use super::words::Spelled;
use super::{Row, Wrong, first, visit_no};
use crate::ledger::LedgerError;

/// The newest form.
pub const NEWEST: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default = "first")]
    form: u32,
    key: Key,
    at: DateTime<Utc>,
    trust: KeptTrust,
    language: Spelled<Language>,
    order: String,
    lines: Vec<KeptLine>,
    decision: KeptDecision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judged: Option<u64>,
    wants_staff: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<String>,
}

/// Not the words of the column `visits.clock_trust`.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum KeptTrust {
    Untrusted,
    Degraded,
    Trusted,
}

#[derive(Serialize, Deserialize)]
struct KeptLine {
    no: u32,
    name: String,
    product_barcode: String,
    already_returned: u32,
    units: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    seen: Vec<Unit>,
    reason: Spelled<Reason>,
    noticed_on: Option<NaiveDate>,
    condition: Vec<Spelled<Flag>>,
    evidence: Vec<Spelled<Evidence>>,
}

/// The text of a booking; its contact is not in it.
///
/// # Errors
/// Where JSON cannot say it.
pub fn written(booking: &Booking) -> Result<String, LedgerError> {
    let Booking { key, at, trust, language, order, lines, decision, judged, contact: _, wants_staff, beside } = booking;
    super::written(&Kept {
        form: NEWEST,
        key: Key::of(*key),
        at: *at,
        trust: match trust {
            Trust::Untrusted => KeptTrust::Untrusted,
            Trust::Degraded => KeptTrust::Degraded,
            Trust::Trusted => KeptTrust::Trusted,
        },
        language: Spelled(*language),
        order: order.0.clone(),
        lines: lines.iter().map(KeptLine::of).collect(),
        decision: KeptDecision::of(decision),
        judged: judged.map(|mark| mark.0),
        wants_staff: *wants_staff,
        beside: beside.iter().map(VisitNo::to_string).collect(),
    })
}

/// The booking of a text, without a contact.
///
/// # Errors
/// [`LedgerError::NewerForm`], or what is wrong with it.
pub fn read(text: &str, row: Row<'_>) -> Result<Booking, LedgerError> {
    super::read(text, NEWEST, row, Kept::value)
}

/// Only the decision of a booking's text.
///
/// # Errors
/// As of [`read`].
pub fn decision(text: &str, row: Row<'_>) -> Result<Decision, LedgerError> {
    #[derive(Deserialize)]
    struct Part {
        decision: KeptDecision,
    }
    super::read(text, NEWEST, row, |part: Part| part.decision.value())
}

/// Only how many units of a booking's text were seen.
///
/// # Errors
/// As of [`read`].
pub(crate) fn units_seen(text: &str, row: Row<'_>) -> Result<usize, LedgerError> {
    #[derive(Deserialize)]
    struct Part {
        lines: Vec<PartLine>,
    }
    #[derive(Deserialize)]
    struct PartLine {
        #[serde(default)]
        seen: Vec<IgnoredAny>,
    }
    super::read(text, NEWEST, row, |part: Part| Ok(part.lines.iter().map(|line| line.seen.len()).sum()))
}

impl Kept {
    fn value(self) -> Result<Booking, Wrong> {
        let Kept { form: _, key, at, trust, language, order, lines, decision, judged, wants_staff, beside } = self;
        Ok(Booking {
            key: key.value()?,
            at,
            trust: match trust {
                KeptTrust::Untrusted => Trust::Untrusted,
                KeptTrust::Degraded => Trust::Degraded,
                KeptTrust::Trusted => Trust::Trusted,
            },
            language: language.0,
            order: OrderNo(order),
            lines: lines.into_iter().map(KeptLine::value).collect::<Result<_, _>>()?,
            decision: decision.value()?,
            judged: judged.map(OrderMark),
            contact: None,
            wants_staff,
            beside: beside.iter().map(|number| visit_no(number)).collect::<Result<_, _>>()?,
        })
    }
}

impl KeptLine {
    fn of(line: &BookedLine) -> KeptLine {
        let BookedLine {
            no,
            name,
            product_barcode,
            already_returned,
            units,
            seen,
            reason,
            noticed_on,
            condition,
            evidence,
        } = line;
        KeptLine {
            no: no.0,
            name: name.clone(),
            product_barcode: product_barcode.clone(),
            already_returned: *already_returned,
            units: *units,
            seen: Unit::all_of(seen),
            reason: Spelled(*reason),
            noticed_on: *noticed_on,
            condition: set(condition),
            evidence: set(evidence),
        }
    }

    fn value(self) -> Result<BookedLine, Wrong> {
        Ok(BookedLine {
            no: LineNo(self.no),
            name: self.name,
            product_barcode: self.product_barcode,
            already_returned: self.already_returned,
            units: self.units,
            seen: Unit::values(self.seen)?,
            reason: self.reason.0,
            noticed_on: self.noticed_on,
            condition: set_of(self.condition),
            evidence: set_of(self.evidence),
        })
    }
}
