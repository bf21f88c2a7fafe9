//! A visit that is not confirmed yet, as far as its customer has come: what a restart resumes.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::VisitKey;
use crate::language::Language;
use crate::order::{LineNo, OrderNo};
use crate::policy::{Evidence, Flag, Reason};
use crate::unit::UnitFacts;

/// One line that the customer has chosen, and what has been said of it so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The line.
    pub no: LineNo,
    /// Units, at least 1.
    pub units: u32,
    /// What the codes of scanned units said, at most as many as `units`, no serial number twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<UnitFacts>,
    /// Why, once said.
    pub reason: Option<Reason>,
    /// The condition, once said.
    pub condition: Option<BTreeSet<Flag>>,
    /// The proof, once said.
    pub evidence: Option<BTreeSet<Evidence>>,
    /// When a fault was noticed, once said.
    pub noticed_on: Option<NaiveDate>,
}

/// Where in the visit the customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Choosing lines.
    Choose,
    /// Saying why, of the chosen line at that position.
    Ask(usize),
    /// Reading the answer.
    Answer,
    /// Reading the summary.
    Confirm,
}

/// The draft. It holds nothing personal: the telephone number is asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The visit.
    pub key: VisitKey,
    /// Grows with every change: an older draft never replaces a newer one.
    pub version: u64,
    /// When it was changed last; the epoch where the clock was not trusted.
    pub at: DateTime<Utc>,
    /// The order.
    pub order: OrderNo,
    /// The customer's language.
    pub language: Language,
    /// What was chosen.
    pub chosen: Vec<Chosen>,
    /// Where the customer stands.
    pub place: Place,
}

impl Chosen {
    /// Another reason needs other answers.
    pub(crate) fn say_anew(&mut self, reason: Option<Reason>) {
        (self.reason, self.condition, self.evidence, self.noticed_on) = (reason, None, None, None);
    }
}
