//! Whose code is it?

use chrono::NaiveDate;
use domain::booking::Stage;
use domain::judge::Decision;
use domain::money::Won;
use domain::order::{HandedIn, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping};
use domain::policy::Reason;
use domain::protocol::{CANDIDATES_MAX, Candidate, Found, Question, Refused, VISIT_DAYS, VisitQuestion, VisitStatus};
use domain::slip_code::{ClaimCode, SlipCode};
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::kept::words::{value, word};
use super::kept::{self, Row};
use super::text::{digits, read_date, visit_no};

/// Whether it asks for an order or a visit by what somebody has of it.
pub(super) fn is_asked(question: &Question) -> bool {
    matches!(
        question,
        Question::Visit(VisitQuestion::Find { .. })
            | Question::Visit(VisitQuestion::FindTyped { .. })
            | Question::Visit(VisitQuestion::FindVisit { .. })
            | Question::Visit(VisitQuestion::Reopen { .. })
    )
}

/// The first spelling that is known.
pub(super) fn find(db: &Connection, codes: &[String]) -> Result<Found, LedgerError> {
    for code in codes {
        let found = find_one(db, code)?;
        if found != Found::Unknown {
            return Ok(found);
        }
    }
    Ok(Found::Unknown)
}

/// The code of a slip of ours, then a receipt, an order, a product. A code that several orders have means one of them.
/// The number of a visit is none of these.
fn find_one(db: &Connection, code: &str) -> Result<Found, LedgerError> {
    if code.is_empty() {
        return Ok(Found::Unknown);
    }
    if let Ok(slip) = code.parse::<SlipCode>() {
        let mut row =
            db.prepare_cached("SELECT id FROM shown_visits WHERE day_on = ?1 AND sequence = ?2 AND claim_code = ?3")?;
        let secret = (slip.visit.day.to_string(), slip.visit.sequence, slip.claim.0);
        if let Some(id) = row.query_row(secret, |row| row.get(0)).optional()? {
            return Ok(Found::Visit(Box::new(visit_status(db, id)?)));
        }
    }
    let mut by_receipt = db.prepare_cached(
        "SELECT order_no, ordered_on FROM live_orders WHERE receipt_digits = ?1 AND receipt_barcode = ?2
         ORDER BY ordered_on, order_no LIMIT 5",
    )?;
    let orders = candidates(&mut by_receipt.query((digits(code), code))?)?;
    let found = match orders.as_slice() {
        [] => order(db, code)?,
        [one] => order(db, &one.order.0)?,
        _ => return Ok(several(orders)),
    };
    match found {
        Some(order) => Ok(Found::Order(Box::new(order))),
        None => product(db, code),
    }
}

/// Orders that a query gives, with their days.
fn candidates(rows: &mut rusqlite::Rows<'_>) -> Result<Vec<Candidate>, LedgerError> {
    let mut orders = Vec::new();
    while let Some(row) = rows.next()? {
        orders.push(Candidate { order: OrderNo(row.get(0)?), ordered_on: read_date(&row.get::<_, String>(1)?)? });
    }
    Ok(orders)
}

fn several(orders: Vec<Candidate>) -> Found {
    if orders.len() > CANDIDATES_MAX { Found::Unknown } else { Found::Several(orders) }
}

/// By typed digits of the order's number or the receipt's code, and the day. Digits that belong to several numbers or
/// codes, which differ by their letters, mean one of them.
pub(super) fn find_typed(db: &Connection, typed: &str, ordered_on: NaiveDate) -> Result<Found, LedgerError> {
    let typed = digits(typed);
    if typed.is_empty() {
        return Ok(Found::Unknown);
    }
    let mut row = db.prepare_cached(
        "SELECT order_no, ordered_on FROM live_orders WHERE ordered_on = ?2 AND id IN (
            SELECT id FROM orders WHERE order_digits = ?1 UNION SELECT id FROM orders WHERE receipt_digits = ?1)
         ORDER BY order_no LIMIT 5",
    )?;
    let orders = candidates(&mut row.query((typed, ordered_on.to_string()))?)?;
    match orders.as_slice() {
        [] => Ok(Found::Unknown),
        [one] => found(order(db, &one.order.0)?),
        _ => Ok(several(orders)),
    }
}

/// By its number.
pub(super) fn reopen(db: &Connection, number: &OrderNo) -> Result<Found, LedgerError> {
    found(order(db, &number.0)?)
}

fn found(order: Option<Order>) -> Result<Found, LedgerError> {
    Ok(order.map_or(Found::Unknown, |order| Found::Order(Box::new(order))))
}

/// A UPC of twelve digits and the same number with a leading nought are one code.
fn product(db: &Connection, code: &str) -> Result<Found, LedgerError> {
    let twin = match (code.len(), code.strip_prefix('0')) {
        (13, Some(short)) => short.to_owned(),
        (12, _) => format!("0{code}"),
        _ => code.to_owned(),
    };
    let mut row = db.prepare_cached(
        "SELECT p.barcode, p.name FROM products p JOIN imports i ON i.id = p.import_id
         WHERE p.barcode IN (?1, ?2) AND i.live = 1 ORDER BY p.import_id DESC LIMIT 1",
    )?;
    let product = row.query_row((code, twin), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(product.map_or(Found::Unknown, |(barcode, name)| Found::Product { barcode, name }))
}

/// By the number that is called and the lookup code, of the latest days on which visits were booked. Where two fit,
/// nobody knows which is meant.
pub(super) fn find_visit(db: &Connection, number: u16, claim: ClaimCode) -> Result<Found, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT id FROM shown_visits WHERE sequence = ?1 AND claim_code = ?2
            AND day_on IN (SELECT DISTINCT day_on FROM visits ORDER BY day_on DESC LIMIT ?3)",
    )?;
    let ids = row.query_map((number, claim.0, VISIT_DAYS), |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    match ids.as_slice() {
        [id] => Ok(Found::Visit(Box::new(visit_status(db, *id)?))),
        _ => Ok(Found::Unknown),
    }
}

fn visit_status(db: &Connection, id: i64) -> Result<VisitStatus, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT iif(v.talked, 'talked', v.stage),
                (SELECT decision FROM settlements WHERE visit_id = v.id),
                v.stage <> 'waiting' AND coalesce(s.status, 'shown') = 'shown',
                v.day_on, v.sequence, v.refused_clause, v.booking
         FROM visits v LEFT JOIN surveys s ON s.visit_id = v.id WHERE v.id = ?1",
    )?;
    let mut rows = row.query([id])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let number = visit_no(&row.get::<_, String>(3)?, row.get(4)?)?;
    let (settled, booking): (Option<String>, String) = (row.get(1)?, row.get(6)?);
    let (stage, decision) = (value(&row.get::<_, String>(0)?)?, decision(settled, &booking, number)?);
    let (survey_due, clause): (bool, Option<String>) = (row.get(2)?, row.get(5)?);
    let refused = match stage {
        Stage::Refused => {
            let booking = kept::booking::read(&booking, Row { table: "visits", row: &number })?;
            let order = order_as_approved(db, &booking.order.0)?.map(Box::new);
            Some(Box::new(Refused { clause: clause.as_deref().map(value).transpose()?, booking, order }))
        }
        _ => None,
    };
    Ok(VisitStatus { number, stage, decision, survey_due, refused })
}

/// What holds of the sums of a visit: what was settled, else what was promised.
pub(super) fn decision(settled: Option<String>, booking: &str, number: VisitNo) -> Result<Decision, LedgerError> {
    match settled {
        Some(settled) => kept::settlement::read(&settled, Row { table: "settlements", row: &number }),
        None => kept::booking::decision(booking, Row { table: "visits", row: &number }),
    }
}

/// The newest version of an order, with what has come back of it here and elsewhere.
pub(super) fn order(db: &Connection, number: &str) -> Result<Option<Order>, LedgerError> {
    newest(db, Here { number, approved_only: false })
}

/// The same, as a visit that waits finds it when it is decided: of visits here only what was approved counts.
pub(super) fn order_as_approved(db: &Connection, number: &str) -> Result<Option<Order>, LedgerError> {
    newest(db, Here { number, approved_only: true })
}

/// Visits of which something comes back and which wait, oldest first.
pub(super) fn waiting(db: &Connection, number: &str) -> Result<Vec<VisitNo>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT day_on, sequence FROM visits v WHERE order_no = ?1 AND stage = 'waiting'
            AND EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = v.id AND counts = 1) ORDER BY id",
    )?;
    let mut rows = row.query([number])?;
    let mut visits = Vec::new();
    while let Some(row) = rows.next()? {
        visits.push(visit_no(&row.get::<_, String>(0)?, row.get(1)?)?);
    }
    Ok(visits)
}

/// Units of an order that wait with visits.
fn handed_in(db: &Connection, number: &str) -> Result<Vec<HandedIn>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT l.line_no, l.units, v.day_on, v.sequence FROM visit_lines l JOIN visits v ON v.id = l.visit_id
         WHERE l.order_no = ?1 AND l.counts = 1 AND v.stage = 'waiting' ORDER BY l.line_no, v.id",
    )?;
    let mut rows = row.query([number])?;
    let mut handed_in = Vec::new();
    while let Some(row) = rows.next()? {
        let visit = visit_no(&row.get::<_, String>(2)?, row.get(3)?)?;
        handed_in.push(HandedIn { line: LineNo(row.get(0)?), visit, units: row.get(1)? });
    }
    Ok(handed_in)
}

/// Which visits of an order count as returned, refunded and charged.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    /// The order's number.
    number: &'a str,
    /// Not those that wait: they may still be refused.
    approved_only: bool,
}

fn newest(db: &Connection, here: Here<'_>) -> Result<Option<Order>, LedgerError> {
    let mut row = db.prepare_cached("SELECT id FROM live_orders WHERE order_no = ?1")?;
    match row.query_row([here.number], |row| row.get(0)).optional()? {
        Some(id) => version(db, id, Some(here)),
        None => Ok(None),
    }
}

/// One version of an order; with what has come back of it `here`, or as its import says.
pub(crate) fn version(db: &Connection, id: i64, here: Option<Here<'_>>) -> Result<Option<Order>, LedgerError> {
    read_version(db, id, here).map_err(|why| why.of_row("orders", id))
}

fn read_version(db: &Connection, id: i64, here: Option<Here<'_>>) -> Result<Option<Order>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT order_no, receipt_barcode, channel, ordered_on, received_on, status, shipping_paid_won,
                shipping_standard_won, remote_surcharge_won, installation_surcharge_won,
                outbound_charged OR EXISTS (SELECT 1 FROM visits v WHERE v.order_no = ?2 AND v.charges_outbound = 1
                                            AND v.stage <> 'refused' AND (v.stage = 'approved' OR NOT ?3))
         FROM orders WHERE id = ?1",
    )?;
    let (number, approved_only) = (here.map(|here| here.number), here.is_some_and(|here| here.approved_only));
    let mut rows = row.query((id, number, approved_only))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let received_on: Option<String> = row.get(4)?;
    let facts = OrderFacts {
        number: OrderNo(row.get(0)?),
        ordered_on: read_date(&row.get::<_, String>(3)?)?,
        received_on: received_on.as_deref().map(read_date).transpose()?,
        status: value(&row.get::<_, String>(5)?)?,
        shipping: Shipping {
            paid: Won(row.get(6)?),
            standard: Won(row.get(7)?),
            remote_surcharge: Won(row.get(8)?),
            installation_surcharge: Won(row.get(9)?),
            outbound_charged: row.get(10)?,
        },
        payments: payments(db, id, here)?,
    };
    let receipt_barcode = row.get(1)?;
    let channel = value(&row.get::<_, String>(2)?)?;
    let returned_by_choice = here.map_or(Ok(false), |here| returned_by_choice(db, id, here))?;
    let (waiting, handed_in) = match here {
        Some(Here { number, approved_only: false }) => (waiting(db, number)?, handed_in(db, number)?),
        _ => (Vec::new(), Vec::new()),
    };
    let lines = lines(db, id, here)?;
    Ok(Some(Order { facts, receipt_barcode, channel, lines, returned_by_choice, waiting, handed_in }))
}

/// Whether a unit went back here for another reason than a store's, or elsewhere, for a reason that nobody here knows.
fn returned_by_choice(db: &Connection, id: i64, here: Here<'_>) -> Result<bool, LedgerError> {
    let stores = [word(Reason::Defective), word(Reason::WrongItem)];
    let mut row = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM visit_lines l JOIN visits v ON v.id = l.visit_id
                 WHERE l.order_no = ?2 AND l.counts = 1 AND l.reason NOT IN (?3, ?4)
                     AND (v.stage = 'approved' OR NOT ?5))
             OR EXISTS (SELECT 1 FROM order_lines WHERE order_id = ?1 AND already_returned > 0)",
    )?;
    Ok(row.query_row((id, here.number, &stores[0], &stores[1], here.approved_only), |row| row.get(0))?)
}

fn lines(db: &Connection, id: i64, here: Option<Here<'_>>) -> Result<Vec<Line>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT l.line_no, l.product_barcode, l.product_name, l.category, l.unit_price_won, l.quantity, l.discount_won,
                l.already_returned + coalesce(iif(?3, (SELECT sum(b.units) FROM visit_lines b
                        JOIN visits v ON v.id = b.visit_id AND v.stage = 'approved'
                    WHERE b.order_no = ?2 AND b.line_no = l.line_no AND b.counts = 1), c.returned_here), 0),
                l.made_to_order, l.production_started,
                l.cancellation_fee_won
         FROM order_lines l LEFT JOIN line_caps c ON c.order_no = ?2 AND c.line_no = l.line_no
         WHERE l.order_id = ?1 ORDER BY l.line_no",
    )?;
    let mut rows = row.query((id, here.map(|here| here.number), here.is_some_and(|here| here.approved_only)))?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(line(row)?);
    }
    Ok(lines)
}

fn line(row: &rusqlite::Row<'_>) -> Result<Line, LedgerError> {
    Ok(Line {
        no: LineNo(row.get(0)?),
        product_barcode: row.get(1)?,
        product_name: row.get(2)?,
        facts: LineFacts {
            category: value(&row.get::<_, String>(3)?)?,
            unit_price: Won(row.get(4)?),
            quantity: row.get(5)?,
            discount: Won(row.get(6)?),
            already_returned: row.get(7)?,
            made_to_order: row.get(8)?,
            production_started: row.get(9)?,
            cancellation_fee: Won(row.get(10)?),
        },
    })
}

/// What was promised here by a method counts against its payments in their order.
fn payments(db: &Connection, id: i64, here: Option<Here<'_>>) -> Result<Vec<Payment>, LedgerError> {
    let mut counted = db.prepare_cached(
        "SELECT method, sum(p.amount_won) FROM visit_payments p JOIN visits v ON v.id = p.visit_id
         WHERE p.order_no = ?1 AND p.counts = 1 AND (v.stage = 'approved' OR NOT ?2) GROUP BY method",
    )?;
    let counts = (here.map(|here| here.number), here.is_some_and(|here| here.approved_only));
    let left = counted.query_map(counts, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let mut left: Vec<(String, i64)> = left.collect::<Result<_, _>>()?;
    let mut row = db.prepare_cached(
        "SELECT method, amount_won, refunded_won FROM order_payments WHERE order_id = ?1 ORDER BY position",
    )?;
    let mut rows = row.query([id])?;
    let mut payments = Vec::new();
    while let Some(row) = rows.next()? {
        let method: Method = value(&row.get::<_, String>(0)?)?;
        let (amount, mut refunded): (i64, i64) = (row.get(1)?, row.get(2)?);
        let name = word(method);
        if let Some((_, left)) = left.iter_mut().find(|(method, _)| *method == name) {
            let taken = (*left).min(amount - refunded);
            refunded += taken;
            *left -= taken;
        }
        payments.push(Payment { method, amount: Won(amount), refunded: Won(refunded) });
    }
    Ok(payments)
}
