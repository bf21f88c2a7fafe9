//! What an approved visit is paid: `settlements.decision`.

use domain::judge::Decision;
use serde::{Deserialize, Serialize};

use super::decision::KeptDecision;
use super::{Row, first};
use crate::ledger::LedgerError;

/// The newest form.
pub const NEWEST: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default = "first")]
    form: u32,
    #[serde(flatten)]
    decision: KeptDecision,
}

/// The text of a settled decision.
///
/// # Errors
/// Where JSON cannot say it.
pub fn written(decision: &Decision) -> Result<String, LedgerError> {
    super::written(&Kept { form: NEWEST, decision: KeptDecision::of(decision) })
}

/// The settled decision of a text.
///
/// # Errors
/// [`LedgerError::NewerForm`], or what is wrong with it.
pub fn read(text: &str, row: Row<'_>) -> Result<Decision, LedgerError> {
    super::read(text, NEWEST, row, |kept: KeptDecision| kept.value())
}
