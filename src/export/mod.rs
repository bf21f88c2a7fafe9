//! What leaves the shop: returns and answers of a period, as CSV.
//!
//! Both files hold the visits confirmed on the Seoul dates `FROM` to `UNTIL`, both included, in the order of booking:
//! `returns_FROM_UNTIL.csv` and `answers_FROM_UNTIL.csv`, UTF-8 with a byte order mark (Excel would read Hangul as
//! CP949 without it), CRLF, a header, commas. Amounts are whole won, dates `YYYY-MM-DD`, instants
//! `YYYY-MM-DD HH:MM:SS` in Seoul, flags 0 or 1, lists separated by spaces; what is unknown is empty. A text in which
//! a program could see a formula gets an apostrophe in front (the module `cell` says which); codes stand as they are.
//! Nothing tells who the customer is; staff are numbers, which `doro staff list` shows, not names.
//!
//! An export first fixes which visits it holds: those of the period that are booked when it begins. Then it reads them
//! in short transactions, so that the ledger's log can be emptied meanwhile. A visit stands in both files as it was at
//! one and the same moment.
//!
//! **Returns**, a row per line of a visit:
//! `visit` number · `confirmed_on`, `confirmed_at` when the customer confirmed · `clock_trust` trusted, degraded,
//! untrusted · `policy_from_on` the policy's version · `language` ko, en · `order_no`, `line_no`, `product_barcode`,
//! `product_name`, `units` what comes back · `reason`, `noticed_on` why · `outcome` eligible, needs_evidence, refused ·
//! `clauses` that made the outcome · `deadline_on` last day for the request · `net_won` price of the units less their
//! discount · `fee_won` cancellation fee of the line · `stage` waiting, approved, refused, talked (the staff talked with the customer about refused lines,
//! nothing came back) · `wants_staff` the customer
//! wants to talk · `to_be_checked` something was left for the staff to confirm · `decided_at`, `decided_by`,
//! `refused_clause` the staff's decision · `slip_copy`, `slip_state` latest copy and queued, sending, printed,
//! in_doubt, not_printed, paperless (the shop has no printer), abandoned.
//! The rest concerns the whole visit and stands in its first row only, so that columns can be summed:
//! `visit_shipping_payer`, `visit_shipping_won`, `visit_refund_won` what the customer gets, `visit_due_won` what the
//! customer owes, `visit_refund_by` such as `card:19000 points:500`. Once the staff have refused, no money moves: the
//! amounts are 0 and the last is empty.
//! What the codes of scanned units said, each once a line: `lots`, `serials`, `expire_on`. Units of one lot make one
//! word, so that a pivot table by lot shows which one comes back with faults. Last, again in the visit's first row only:
//! `visit_first_delivery_won`, the paid first delivery that goes back with it, contained in `visit_refund_won`;
//! `visit_promised_won`, what was promised for `visit_refund_won` when the customer confirmed: it may differ once another
//! visit of the order was decided or the order has changed; and while it waits `visit_after_document_won`, the part of
//! `visit_refund_won` that is paid only once a document is there, until `visit_document_until_on`.
//!
//! **Answers**, a row per survey:
//! `visit`, `confirmed_on` as above · `survey_version` · `status` completed, partial, timeout, declined; shown while
//! it has not ended · `score` 0–10 · `kind` promoter, passive, detractor · `chips` touched and not taken back ·
//! `touches` · `shown_at`, `ended_at`, `seconds` between them · `language` · `stage` of the visit · `reasons`,
//! `outcomes`, `clauses` of its lines, each once; a clause of the staff's refusal too · `waited_seconds` from the
//! confirmation to the staff's decision.

mod answers;
mod cell;
mod returns;
mod sheet;
mod write;

pub use write::{WriteError, write};

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::ledger::{self, LedgerError, OpenError};
use crate::report::facts;
use crate::words::export as words;
use sheet::Sheet;

/// The files of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Names and bytes, to be written side by side.
    pub files: Vec<(String, Vec<u8>)>,
    /// Rows of returns.
    pub returns: u32,
    /// Rows of answers.
    pub answers: u32,
}

/// Why nothing is exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The period ends before it begins.
    #[error("the period ends on {until}, before it begins on {from}: give --from and --until the other way round")]
    Backwards {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// The ledger cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Visits that one transaction reads: some milliseconds.
const VISITS_AT_ONCE: usize = 200;
/// Between two transactions: whoever waits to empty the ledger's log looks every millisecond whether somebody reads.
const PAUSE: Duration = Duration::from_millis(3);

/// Reads a period of Seoul dates of confirmation, both ends included; the kiosk goes on.
///
/// # Errors
/// When the period is backwards or the ledger cannot be read.
pub fn export(db: &Path, from: NaiveDate, until: NaiveDate) -> Result<Export, ExportError> {
    export_in_steps(db, from, until, &mut || {})
}

/// The same; `goes_on` is called before each transaction, while none is open.
///
/// # Errors
/// As of [`export`].
pub fn export_in_steps(
    db: &Path,
    from: NaiveDate,
    until: NaiveDate,
    goes_on: &mut dyn FnMut(),
) -> Result<Export, ExportError> {
    if until < from {
        return Err(ExportError::Backwards { from, until });
    }
    let mut db = ledger::connect_reader(db)?;
    let (mut returns, mut answers) = (Sheet::new(&words::RETURNS_COLUMNS), Sheet::new(&words::ANSWERS_COLUMNS));
    let visits = visits(&db, from, until)?;
    for some in visits.chunks(VISITS_AT_ONCE) {
        goes_on();
        sleep(PAUSE);
        let moment = db.transaction().map_err(LedgerError::from)?;
        for visit in some {
            let Some(visit) = facts::visit(&moment, *visit)? else { continue };
            returns.put(returns::rows(&visit));
            answers.put(answers::rows(&visit));
        }
    }
    let (rows_of_returns, rows_of_answers) = (returns.rows(), answers.rows());
    let name = |what: &str| format!("{what}_{from}_{until}.csv");
    let files = vec![(name(words::RETURNS), returns.bytes()), (name(words::ANSWERS), answers.bytes())];
    Ok(Export { files, returns: rows_of_returns, answers: rows_of_answers })
}

/// The visits of a period, in the order of booking; whether they were shown is asked when they are read. The index of
/// their days holds all that is asked for here.
fn visits(db: &Connection, from: NaiveDate, until: NaiveDate) -> Result<Vec<i64>, LedgerError> {
    let mut rows = db.prepare("SELECT id FROM visits WHERE day_on BETWEEN ?1 AND ?2 ORDER BY id")?;
    let visits = rows.query_map((from.to_string(), until.to_string()), |row| row.get(0))?;
    Ok(visits.collect::<Result<_, _>>()?)
}
