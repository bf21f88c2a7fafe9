//! What concerns a visit as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{SlipState, Stage};
use domain::judge::{Decision, Payer};
use domain::language::Language;
use domain::moment::Trust;
use domain::money::Won;
use domain::policy::Clause;
use domain::staff::StaffId;
use domain::visit_no::VisitNo;

use super::row::{Fact, Named};
use crate::ledger::LedgerError;
use crate::ledger::kept::{self, Row};

/// A visit that was shown to its customer.
#[derive(Clone, Debug)]
pub struct VisitFact {
    /// Its number; the day of it is the day in Seoul on which it was confirmed.
    pub number: VisitNo,
    /// When it was confirmed.
    pub confirmed_at: DateTime<Utc>,
    /// How far that clock was believed.
    pub trust: Trust,
    /// The version of the policy that judged it.
    pub policy_from: NaiveDate,
    /// The customer's language.
    pub language: Language,
    /// How far it has come.
    pub stage: Stage,
    /// The customer wants to talk.
    pub wants_staff: bool,
    /// Something was left for the staff to confirm.
    pub look: bool,
    /// When the staff decided it.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who did.
    pub decided_by: Option<StaffId>,
    /// The clause by which the staff refused it; none where they only talked.
    pub refused_by: Option<Clause>,
    /// The latest copy of its slip.
    pub slip_copy: Option<u32>,
    /// How far that has come.
    pub slip: Option<SlipState>,
    /// Who pays the way back.
    pub payer: Payer,
    /// What the way back costs, promised or settled.
    pub shipping: Won,
    /// What the customer gets, promised or settled.
    pub refund: Won,
    /// What the customer owes, promised or settled.
    pub due: Won,
    /// What of the refund is the paid first delivery.
    pub first_delivery: Won,
    /// What was promised when it was confirmed.
    pub promised: Decision,
}

impl Fact for VisitFact {
    const QUERY: &'static str = "
        SELECT v.day_on, v.sequence, v.confirmed_at, v.clock_trust, v.policy_from_on, v.language,
            iif(v.talked, 'talked', v.stage) AS stage, v.wants_staff, v.look, v.decided_at, v.decided_by,
            iif(v.talked, NULL, v.refused_clause) AS refused_by, s.copy AS slip_copy, s.state AS slip_state,
            v.shipping_payer, v.shipping_won, v.refund_won, v.due_won, v.first_delivery_won, v.booking
        FROM shown_visits v
        LEFT JOIN slips s ON s.visit_id = v.id AND s.copy = (SELECT max(copy) FROM slips WHERE visit_id = v.id)
        WHERE v.id = ?1";

    fn of(row: &Named<'_>) -> Result<VisitFact, LedgerError> {
        let number = VisitNo { day: row.day("day_on")?, sequence: row.get("sequence")? };
        let booking: String = row.get("booking")?;
        Ok(VisitFact {
            number,
            confirmed_at: row.instant("confirmed_at")?,
            trust: row.word("clock_trust")?,
            policy_from: row.day("policy_from_on")?,
            language: row.word("language")?,
            stage: row.word("stage")?,
            wants_staff: row.get("wants_staff")?,
            look: row.get("look")?,
            decided_at: row.maybe_instant("decided_at")?,
            decided_by: row.get::<Option<u32>>("decided_by")?.map(StaffId),
            refused_by: row.maybe_word("refused_by")?,
            slip_copy: row.get("slip_copy")?,
            slip: row.maybe_word("slip_state")?,
            payer: row.word("shipping_payer")?,
            shipping: row.won("shipping_won")?,
            refund: row.won("refund_won")?,
            due: row.won("due_won")?,
            first_delivery: row.won("first_delivery_won")?,
            promised: kept::booking::decision(&booking, Row { table: "visits", row: &number })?,
        })
    }
}

impl VisitFact {
    /// Whether no money moves: the policy or the staff refused all of it.
    #[must_use]
    pub fn nothing_moves(&self) -> bool {
        matches!(self.stage, Stage::Refused | Stage::Talked)
    }

    /// What of the refund is paid only once a document is there, while the visit waits.
    #[must_use]
    pub fn after_document(&self) -> Won {
        match (&self.promised.now, self.stage) {
            (Some(now), Stage::Waiting) => (self.refund - self.due - now.refund.amount + now.refund.due).or_nothing(),
            _ => Won::ZERO,
        }
    }
}
