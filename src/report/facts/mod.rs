//! Facts of visits, as typed rows: one query gives one row type, read by the names of its columns. Whoever reports
//! something takes it from here and asks the ledger nothing itself.

mod line;
mod payment;
mod row;
mod survey;
mod unit;
mod visit;

use rusqlite::Connection;

pub use line::LineFact;
pub use payment::PaymentFact;
pub use survey::{SurveyFact, TouchFact};
pub use unit::UnitFact;
pub use visit::VisitFact;

use crate::ledger::LedgerError;

/// Everything of one visit that was shown to its customer.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What concerns all of it.
    pub facts: VisitFact,
    /// Its lines, in the order in which they were booked.
    pub lines: Vec<Line>,
    /// What goes back by which payment, in the order in which it was promised or settled.
    pub payments: Vec<PaymentFact>,
    /// Its survey, where one was shown.
    pub survey: Option<Survey>,
}

/// A line with the units of it whose codes were scanned, in their order.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub facts: LineFact,
    /// Its units.
    pub units: Vec<UnitFact>,
}

/// A survey with its touches, in their order.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The survey.
    pub facts: SurveyFact,
    /// Its touches.
    pub touches: Vec<TouchFact>,
}

/// The visit of that row of the ledger; none where it was not shown to anybody, or is void.
///
/// # Errors
/// When the ledger cannot be read.
pub(crate) fn visit(db: &Connection, id: i64) -> Result<Option<Visit>, LedgerError> {
    let Some(facts) = row::all::<VisitFact>(db, id)?.pop() else { return Ok(None) };
    let units = row::all::<UnitFact>(db, id)?;
    let lines = row::all::<LineFact>(db, id)?.into_iter().map(|line| {
        let units = units.iter().filter(|unit| unit.position == line.position).cloned().collect();
        Line { facts: line, units }
    });
    let (lines, payments) = (lines.collect(), row::all::<PaymentFact>(db, id)?);
    let survey = match row::all::<SurveyFact>(db, id)?.pop() {
        Some(facts) => Some(Survey { facts, touches: row::all::<TouchFact>(db, id)? }),
        None => None,
    };
    Ok(Some(Visit { facts, lines, payments, survey }))
}
