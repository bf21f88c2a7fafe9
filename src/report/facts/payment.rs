//! What goes back by a payment.

use domain::money::Won;
use domain::order::Method;

use super::row::{Fact, Named};
use crate::ledger::LedgerError;

/// A payment by which something of a visit goes back.
#[derive(Clone, Debug)]
pub struct PaymentFact {
    /// By which method.
    pub method: Method,
    /// How much.
    pub amount: Won,
    /// Whether it counts against what was paid; a promise gives way to what another visit is paid.
    pub counts: bool,
}

impl Fact for PaymentFact {
    const QUERY: &'static str =
        "SELECT method, amount_won, counts FROM visit_payments WHERE visit_id = ?1 ORDER BY position";

    fn of(row: &Named<'_>) -> Result<PaymentFact, LedgerError> {
        Ok(PaymentFact { method: row.word("method")?, amount: row.won("amount_won")?, counts: row.get("counts")? })
    }
}
