//! Booking a visit: number, claim code, lines, limits, slip, contact and the end of its draft, in one transaction.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::booking::{Booked, Booking, VisitKey};
use domain::judge::{Check, Decision, LineDecision, Outcome, Payer, Promise};
use domain::moment::{Trust, seoul_date};
use domain::money::Won;
use domain::order::{LineNo, Order};
use domain::protocol::{Answer, VisitAnswer};
use domain::slip_code::ClaimCode;
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension, params};

use super::drafts::bits;
use super::error::LedgerError;
use super::kept::words::{word, words};
use super::kept::{self, Row};
use super::key::Key;
use super::means::Means;
use super::text::{instant, visit_no};
use super::{contacts, drafts, lookup, slips, units, void};

/// Visits of one day: what four digits of the number hold.
const DAY_MAX: u16 = 9_999;

/// Books the visit, or says which line somebody else has taken. The same key is the same visit; a void one stays so.
pub(super) fn book(db: &Connection, key: &Key, means: &mut Means, booking: &Booking) -> Result<Answer, LedgerError> {
    if void::is_void(db, booking.key)? {
        return Ok(Answer::Visit(VisitAnswer::Void));
    }
    if let Some(booked) = booked_before(db, booking.key)? {
        return Ok(Answer::Visit(VisitAnswer::Booked(Box::new(booked))));
    }
    if booking.lines.is_empty() || booking.lines.len() != booking.decision.lines.len() {
        return Err(LedgerError::Unfit("a booking holds at least one line, and a decision for each".to_owned()));
    }
    let found = lookup::order(db, &booking.order.0)?;
    let has_them = |order: &Order| booking.lines.iter().all(|line| order.line(line.no).is_some());
    if booking.judged.is_some() && !found.as_ref().is_some_and(has_them) {
        return Ok(Answer::Visit(VisitAnswer::Changed));
    }
    let none = || LedgerError::Unfit(format!("there is no order {}", booking.order.0));
    let order = found.ok_or_else(none)?;
    if let Some(taken) = taken(&order, booking)? {
        return Ok(Answer::Visit(VisitAnswer::Taken(taken)));
    }
    if booking.judged.is_some_and(|judged| judged != order.mark()) {
        return Ok(Answer::Visit(VisitAnswer::Changed));
    }
    let number = next_number(db, booking)?;
    let claim_code = free_claim_code(db, means)?;
    let mut kept = booking.clone();
    let contact = kept.contact.take();
    let outbound = charges_outbound(&order, booking, &booking.decision);
    let id = insert_visit(db, number, claim_code, &kept, outbound)?;
    insert_lines(db, id, &order, booking)?;
    units::insert(db, id, booking)?;
    insert_payments(db, id, (&booking.order.0, 0), &booking.decision.refund.payments)?;
    slips::queue(db, booking.key.terminal, (id, 1), booking.at)?;
    if let Some(contact) = contact {
        contacts::keep(db, key, means, (id, number), &contact, booking.trust)?;
    }
    drafts::close(db, booking.key, "booked")?;
    if booking.trust != Trust::Untrusted {
        vouch(db, booking.at)?;
    }
    Ok(Answer::Visit(VisitAnswer::Booked(Box::new(Booked { number, claim_code, booking: kept }))))
}

/// Which line a refused limit means: the decision was made on an order that has changed since.
pub(super) fn taken_by(booking: &Booking, limit: &str) -> Option<Answer> {
    let caps = ["not_more_returned_than_bought", "not_more_refunded_than_paid", "visits.order_no"];
    let open = open_lines(booking).next().map(|(line, _)| line.no);
    caps.iter().any(|cap| limit.contains(cap)).then_some(open).flatten().map(|no| Answer::Visit(VisitAnswer::Taken(no)))
}

fn open_lines(booking: &Booking) -> impl Iterator<Item = (&domain::booking::BookedLine, &LineDecision)> {
    booking.lines.iter().zip(&booking.decision.lines).filter(|(_, decision)| decision.is_open())
}

/// A line whose units are fewer is taken. Of a booking that does not say which order was judged, so is one which was
/// judged when other units had gone back: its share of the discount would differ.
fn taken(order: &Order, booking: &Booking) -> Result<Option<LineNo>, LedgerError> {
    for (line, decision) in booking.lines.iter().zip(&booking.decision.lines) {
        let none = || LedgerError::Unfit(format!("order {} has no line {}", booking.order.0, line.no.0));
        let known = order.line(line.no).ok_or_else(none)?.facts;
        let moved = booking.judged.is_none() && line.already_returned != known.already_returned;
        if decision.is_open() && (line.units > known.returnable() || moved) {
            return Ok(Some(line.no));
        }
    }
    // The first delivery goes back only with the last request, and the first line has to be judged again without it.
    let open = |no| open_lines(booking).find(|(line, _)| line.no == no).map_or(0, |(line, _)| line.units);
    let is_too_early = booking.decision.first_delivery > Won::ZERO && !order.is_last(open);
    Ok(open_lines(booking).next().map(|(line, _)| line.no).filter(|_| is_too_early))
}

/// Whether the first delivery is part of what the customer pays for shipping (policy §3): it was free, the goods had
/// been sent, nobody has been charged for it, and a line comes back for the customer's own reason.
pub(super) fn charges_outbound(order: &Order, booking: &Booking, decision: &Decision) -> bool {
    let (facts, charge) = (&order.facts, decision.shipping);
    charge.payer == Payer::Customer
        && charge.amount.0 > 0
        && charge.amount >= facts.shipping.standard
        && facts.shipping.paid.0 == 0
        && !facts.shipping.outbound_charged
        && facts.status.is_shipped()
        && open_lines(booking).any(|(line, _)| !line.reason.is_the_stores())
}

fn booked_before(db: &Connection, key: VisitKey) -> Result<Option<Booked>, LedgerError> {
    let mut row =
        db.prepare_cached("SELECT day_on, sequence, claim_code, booking FROM visits WHERE boot = ?1 AND serial = ?2")?;
    let columns = row
        .query_row((bits(key.boot), bits(key.serial)), |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((day, sequence, claim_code, booking)) = columns else { return Ok(None) };
    let number = visit_no(&day, sequence)?;
    let booking = kept::booking::read(&booking, Row { table: "visits", row: &number })?;
    Ok(Some(Booked { number, claim_code: ClaimCode(claim_code), booking }))
}

/// The next number of the booking's day in Seoul. A clock outside the century of the numbers counts on its first or
/// last day. Rows are never deleted, so a number is never given twice, wherever the clock jumps; what a lost ledger may
/// have given is behind a fence.
fn next_number(db: &Connection, booking: &Booking) -> Result<VisitNo, LedgerError> {
    let day = seoul_date(booking.at);
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let day = if day.year() < 2000 { edge(2000, 1, 1) } else { day.min(edge(2099, 12, 31)) };
    let last: u16 = db
        .prepare_cached(
            "SELECT max((SELECT coalesce(max(sequence), 0) FROM visits WHERE day_on = ?1),
                coalesce((SELECT sequence FROM number_fences WHERE day_on = ?1), 0))",
        )?
        .query_row([day.to_string()], |row| row.get(0))?;
    if last >= DAY_MAX {
        return Err(LedgerError::Unfit(format!("{day} has all of its {DAY_MAX} visit numbers")));
    }
    Ok(VisitNo { day, sequence: last + 1 })
}

/// Six digits that no open visit has.
fn free_claim_code(db: &Connection, means: &mut Means) -> Result<ClaimCode, LedgerError> {
    const TRIES_MAX: usize = 1_000;
    let mut row = db.prepare_cached("SELECT 1 FROM visits WHERE claim_code = ?1 AND stage = 'waiting'")?;
    for _ in 0..TRIES_MAX {
        let code = means.six_digits()?;
        if !row.exists([code])? {
            return Ok(ClaimCode(code));
        }
    }
    Err(LedgerError::Unfit("no claim code is free: decide the waiting visits".to_owned()))
}

fn insert_visit(
    db: &Connection,
    number: VisitNo,
    code: ClaimCode,
    booking: &Booking,
    outbound: bool,
) -> Result<i64, LedgerError> {
    let decision = &booking.decision;
    let look = decision
        .lines
        .iter()
        .any(|line| line.is_open() && (!line.checks.is_empty() || line.outcome == Outcome::NeedsEvidence));
    let clock = decision.lines.iter().any(|line| line.checks.contains(&Check::Clock));
    let twin = !units::twins(db, booking)?.is_empty();
    let mut row = db.prepare_cached(
        "INSERT INTO visits (boot, serial, day_on, sequence, claim_code, order_no, confirmed_at, clock_trust, language,
            wants_staff, look, stage, policy_from_on, shipping_payer, shipping_won, charges_outbound, fee_won,
            refund_won, due_won, booking, first_delivery_won, terminal, standing)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
            ?22, 'booked')",
    )?;
    row.execute(params![
        bits(booking.key.boot),
        bits(booking.key.serial),
        number.day.to_string(),
        number.sequence,
        code.0,
        booking.order.0,
        instant(booking.at),
        word(booking.trust),
        word(booking.language),
        booking.wants_staff,
        look || clock || twin,
        if booking.waits() { "waiting" } else { "refused" },
        decision.policy_from.to_string(),
        word(decision.shipping.payer),
        decision.shipping.amount.0,
        outbound,
        decision.cancellation_fee.0,
        decision.refund.amount.0,
        decision.refund.due.0,
        kept::booking::written(booking)?,
        decision.first_delivery.0,
        booking.key.terminal.as_str(),
    ])?;
    Ok(db.last_insert_rowid())
}

fn insert_lines(db: &Connection, id: i64, order: &Order, booking: &Booking) -> Result<(), LedgerError> {
    let mut cap = db.prepare_cached(
        "INSERT INTO line_caps (order_no, line_no, bought, returned_before, returned_here)
         SELECT o.order_no, l.line_no, l.quantity, l.already_returned,
            (SELECT coalesce(sum(v.units), 0) FROM visit_lines v
             WHERE v.order_no = o.order_no AND v.line_no = l.line_no AND v.counts = 1)
         FROM live_orders o JOIN order_lines l ON l.order_id = o.id WHERE o.order_no = ?1 AND l.line_no = ?2
         ON CONFLICT DO UPDATE SET bought = excluded.bought, returned_before = excluded.returned_before",
    )?;
    let mut row = db.prepare_cached(
        "INSERT INTO visit_lines (visit_id, position, order_no, line_no, units, counts, product_barcode, product_name,
            reason, noticed_on, outcome, clauses, deadline_on, net_won, fee_won)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    for ((line, decision), at) in booking.lines.iter().zip(&booking.decision.lines).zip(0_u32..) {
        cap.execute((&order.facts.number.0, line.no.0))?;
        row.execute(params![
            id,
            at,
            order.facts.number.0,
            line.no.0,
            line.units,
            decision.is_open(),
            line.product_barcode,
            line.name,
            word(line.reason),
            line.noticed_on.map(|day| day.to_string()),
            word(decision.outcome),
            words(&decision.clauses),
            decision.deadline.map(|day| day.to_string()),
            decision.net.0,
            decision.cancellation_fee.0,
        ])?;
    }
    Ok(())
}

/// Writes down what goes back by which payment of an order, as rows of the visit from a position on.
pub(super) fn insert_payments(
    db: &Connection,
    id: i64,
    (order, first): (&str, u32),
    promises: &[Promise],
) -> Result<(), LedgerError> {
    let mut cap = db.prepare_cached(
        "INSERT INTO payment_caps (order_no, method, paid_won, refunded_before_won, refunded_here_won)
         SELECT o.order_no, p.method, sum(p.amount_won), sum(p.refunded_won),
            (SELECT coalesce(sum(v.amount_won), 0) FROM visit_payments v
             WHERE v.order_no = o.order_no AND v.method = p.method AND v.counts = 1)
         FROM live_orders o JOIN order_payments p ON p.order_id = o.id WHERE o.order_no = ?1 AND p.method = ?2
         GROUP BY o.order_no, p.method
         ON CONFLICT DO UPDATE SET paid_won = excluded.paid_won, refunded_before_won = excluded.refunded_before_won",
    )?;
    let mut row = db.prepare_cached(
        "INSERT INTO visit_payments (visit_id, position, order_no, method, amount_won, counts, how, earliest_on,
            latest_on)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8)",
    )?;
    for (promise, at) in promises.iter().zip(first..) {
        let method = word(promise.method);
        cap.execute((order, &method))?;
        row.execute(params![
            id,
            at,
            order,
            method,
            promise.amount.0,
            word(promise.how),
            promise.earliest.to_string(),
            promise.latest.to_string(),
        ])?;
    }
    Ok(())
}

/// The newest instant grows only by times that are believed.
pub(super) fn vouch(db: &Connection, at: DateTime<Utc>) -> Result<(), LedgerError> {
    let newest: Option<String> = db.prepare_cached("SELECT newest_at FROM clock")?.query_row([], |row| row.get(0))?;
    let newest = newest.as_deref().map(super::text::read_instant).transpose()?;
    if newest.is_none_or(|newest| newest < at) {
        db.prepare_cached("UPDATE clock SET newest_at = ?1")?.execute([instant(at)])?;
    }
    Ok(())
}
