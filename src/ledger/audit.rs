//! The ledger looked over without changing it: what a doctor asks, and what a simulation asks after every booking.

use std::collections::BTreeSet;

use domain::booking::{SlipState, VisitKey};
use domain::call::{CallEnd, Cause};
use domain::order::{LineNo, OrderNo};
use domain::staff::StaffId;
use domain::visit_no::VisitNo;
use rusqlite::Connection;

use super::Ledger;
use super::error::LedgerError;
use super::kept::words::value;
use super::kept::{self, Row};
use super::text::{terminal, visit_no};

/// What the rows add up to, counted anew from visits and orders, not from the counters that the triggers keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Lines of which more units count as returned than were bought.
    pub over_returned: Vec<(OrderNo, LineNo)>,
    /// Payments (order and method) of which more won count as refunded than were paid.
    pub over_refunded: Vec<(OrderNo, String)>,
    /// Orders of which goods came back for a customer's reason, whose first delivery was free, and where no approved
    /// visit is charged for it.
    pub first_deliveries_unpaid: Vec<OrderNo>,
    /// Units of which something was seen.
    pub units_seen: u64,
    /// Visits of whose units more or less is kept than was booked.
    pub units_lost: Vec<VisitNo>,
    /// Visit numbers in the order in which they were given.
    pub visits: Vec<VisitNo>,
    /// Visits that are booked and that nobody has been shown.
    pub not_shown: u64,
    /// Visits that were shown to their customers, by key.
    pub shown: BTreeSet<VisitKey>,
    /// Void visits that still hold units, won, a telephone number or a slip.
    pub held_by_void: u64,
    /// Telephone numbers that are kept.
    pub contacts: u64,
    /// Looks of the staff at telephone numbers.
    pub looks: u64,
    /// Calls in the order in which they were made, and how they ended.
    pub calls: Vec<(Cause, Option<CallEnd>)>,
    /// Visits that wait for the staff.
    pub waiting: u64,
    /// Visits that wait and have no slip at all.
    pub waiting_without_slip: u64,
    /// Latest copies of slips that nobody knows to be printed and that still matter.
    pub slips_not_printed: u64,
    /// Every copy of a slip and how far it has come, by visit.
    pub slips: Vec<(VisitNo, u32, SlipState)>,
    /// Surveys begun.
    pub surveys: u64,
    /// Surveys that have ended with a score.
    pub surveys_completed: u64,
    /// Touches of all surveys.
    pub survey_touches: u64,
    /// Drafts of unconfirmed visits.
    pub open_drafts: u64,
}

impl Audit {
    /// Whether no limit is passed and nothing waits unseen.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.over_returned.is_empty()
            && self.over_refunded.is_empty()
            && self.units_lost.is_empty()
            && self.waiting_without_slip == 0
            && self.held_by_void == 0
    }
}

impl Ledger {
    /// Looks the ledger over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn audit(&self) -> Result<Audit, LedgerError> {
        of(&self.db)
    }
}

pub(super) fn of(db: &Connection) -> Result<Audit, LedgerError> {
    Ok(Audit {
        over_returned: over_returned(db)?,
        over_refunded: over_refunded(db)?,
        first_deliveries_unpaid: first_deliveries_unpaid(db)?,
        units_seen: count(db, "SELECT count(*) FROM visit_units")?,
        units_lost: units_lost(db)?,
        visits: visits(db, "SELECT day_on, sequence FROM visits ORDER BY id")?,
        not_shown: count(db, "SELECT count(*) FROM visits WHERE standing = 'booked'")?,
        shown: shown(db)?,
        contacts: count(db, "SELECT count(*) FROM contacts")?,
        looks: count(db, "SELECT count(*) FROM contact_looks")?,
        calls: calls(db)?,
        held_by_void: count(
            db,
            "SELECT count(*) FROM visits v WHERE standing = 'void' AND (
                EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = v.id AND counts = 1)
                OR EXISTS (SELECT 1 FROM visit_payments WHERE visit_id = v.id AND counts = 1)
                OR EXISTS (SELECT 1 FROM contacts WHERE visit_id = v.id)
                OR EXISTS (SELECT 1 FROM slips WHERE visit_id = v.id AND state <> 'abandoned'))",
        )?,
        waiting: count(db, "SELECT count(*) FROM shown_visits WHERE stage = 'waiting'")?,
        waiting_without_slip: count(
            db,
            "SELECT count(*) FROM visits WHERE stage = 'waiting' AND id NOT IN (SELECT visit_id FROM slips)",
        )?,
        slips_not_printed: count(
            db,
            "SELECT count(*) FROM slips s JOIN shown_visits v ON v.id = s.visit_id
             WHERE s.state NOT IN ('printed', 'paperless', 'abandoned')
                AND s.copy = (SELECT max(copy) FROM slips WHERE visit_id = s.visit_id)",
        )?,
        slips: slips(db)?,
        surveys: count(db, "SELECT count(*) FROM surveys")?,
        surveys_completed: count(db, "SELECT count(*) FROM surveys WHERE status = 'completed'")?,
        survey_touches: count(db, "SELECT count(*) FROM survey_touches")?,
        open_drafts: count(db, "SELECT count(*) FROM drafts WHERE state = 'open'")?,
    })
}

fn count(db: &Connection, sql: &str) -> Result<u64, LedgerError> {
    Ok(u64::from(db.prepare_cached(sql)?.query_row([], |row| row.get::<_, u32>(0))?))
}

fn calls(db: &Connection) -> Result<Vec<(Cause, Option<CallEnd>)>, LedgerError> {
    let mut row = db.prepare_cached("SELECT why, ended, taken_by FROM calls ORDER BY boot, serial")?;
    let mut rows = row.query([])?;
    let mut calls = Vec::new();
    while let Some(row) = rows.next()? {
        let ended: Option<String> = row.get(1)?;
        let end = match (ended.as_deref(), row.get(2)?) {
            (Some(_), Some(staff)) => Some(CallEnd::Taken(StaffId(staff))),
            (Some("called_off"), None) => Some(CallEnd::CalledOff),
            (Some(_), None) => Some(CallEnd::Nobody),
            (None, _) => None,
        };
        calls.push((value(&row.get::<_, String>(0)?)?, end));
    }
    Ok(calls)
}

fn shown(db: &Connection) -> Result<BTreeSet<VisitKey>, LedgerError> {
    let mut row = db.prepare_cached("SELECT boot, serial, terminal FROM shown_visits")?;
    let mut rows = row.query([])?;
    let mut shown = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (boot, serial) = (row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(1)?.cast_unsigned());
        shown.insert(VisitKey { terminal: terminal(&row.get::<_, String>(2)?)?, boot, serial });
    }
    Ok(shown)
}

fn visits(db: &Connection, sql: &str) -> Result<Vec<VisitNo>, LedgerError> {
    let mut row = db.prepare_cached(sql)?;
    let mut rows = row.query([])?;
    let mut visits = Vec::new();
    while let Some(row) = rows.next()? {
        visits.push(visit_no(&row.get::<_, String>(0)?, row.get(1)?)?);
    }
    Ok(visits)
}

/// Visits of whose units more or less is kept than was booked.
fn units_lost(db: &Connection) -> Result<Vec<VisitNo>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT day_on, sequence, booking, (SELECT count(*) FROM visit_units WHERE visit_id = visits.id) FROM visits",
    )?;
    let mut rows = row.query([])?;
    let mut lost = Vec::new();
    while let Some(row) = rows.next()? {
        let visit = visit_no(&row.get::<_, String>(0)?, row.get(1)?)?;
        let booked = kept::booking::units_seen(&row.get::<_, String>(2)?, Row { table: "visits", row: &visit })?;
        if booked != row.get::<_, u32>(3)? as usize {
            lost.push(visit);
        }
    }
    Ok(lost)
}

fn slips(db: &Connection) -> Result<Vec<(VisitNo, u32, SlipState)>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT v.day_on, v.sequence, s.copy, s.state FROM slips s JOIN visits v ON v.id = s.visit_id
         ORDER BY s.visit_id, s.copy",
    )?;
    let mut rows = row.query([])?;
    let mut slips = Vec::new();
    while let Some(row) = rows.next()? {
        let number = visit_no(&row.get::<_, String>(0)?, row.get(1)?)?;
        slips.push((number, row.get(2)?, value(&row.get::<_, String>(3)?)?));
    }
    Ok(slips)
}

fn over_returned(db: &Connection) -> Result<Vec<(OrderNo, LineNo)>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT v.order_no, v.line_no FROM
            (SELECT order_no, line_no, sum(units) AS units FROM visit_lines WHERE counts = 1 GROUP BY 1, 2) v
         JOIN live_orders o ON o.order_no = v.order_no
         JOIN order_lines l ON l.order_id = o.id AND l.line_no = v.line_no
         WHERE v.units + l.already_returned > l.quantity",
    )?;
    let lines = row.query_map([], |row| Ok((OrderNo(row.get(0)?), LineNo(row.get(1)?))))?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn first_deliveries_unpaid(db: &Connection) -> Result<Vec<OrderNo>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT DISTINCT v.order_no FROM visits v JOIN live_orders o ON o.order_no = v.order_no
         WHERE v.stage = 'approved' AND o.channel = 'online' AND o.status IN ('shipped', 'in_transit', 'delivered')
            AND o.shipping_paid_won = 0 AND o.shipping_standard_won > 0 AND o.outbound_charged = 0
            AND EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = v.id AND counts = 1
                AND reason NOT IN ('defective', 'wrong_item'))
            AND NOT EXISTS (SELECT 1 FROM visits c WHERE c.order_no = v.order_no AND c.stage = 'approved'
                AND c.charges_outbound = 1)",
    )?;
    let orders = row.query_map([], |row| row.get(0).map(OrderNo))?;
    Ok(orders.collect::<Result<_, _>>()?)
}

fn over_refunded(db: &Connection) -> Result<Vec<(OrderNo, String)>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT v.order_no, v.method FROM
            (SELECT order_no, method, sum(amount_won) AS won FROM visit_payments WHERE counts = 1 GROUP BY 1, 2) v
         JOIN (SELECT o.order_no, p.method, sum(p.amount_won) AS paid, sum(p.refunded_won) AS refunded
               FROM live_orders o JOIN order_payments p ON p.order_id = o.id GROUP BY 1, 2) p
           ON p.order_no = v.order_no AND p.method = v.method
         WHERE v.won + p.refunded > p.paid",
    )?;
    let payments = row.query_map([], |row| Ok((OrderNo(row.get(0)?), row.get(1)?)))?;
    Ok(payments.collect::<Result<_, _>>()?)
}
