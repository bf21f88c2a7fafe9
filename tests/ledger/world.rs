//! A small shop: one order, bookings of it, and a ledger in memory that knows it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::booking::{Booked, BookedLine, Booking, Settlement, SlipState, Verdict, VisitKey};
use domain::booking::{Draft, Place};
use domain::judge::{Charge, Decision, Derivation, LineDecision, Outcome, Payer, Promise, Refund};
use domain::language::Language;
use domain::moment::Trust;
use domain::money::Won;
use domain::order::{
    Category, Channel, Line, LineFacts, LineNo, Method, Order, OrderFacts, OrderNo, Payment, Shipping, Status,
};
use domain::policy::{Clause, How, PathStep, Reason};
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Found, Question, VisitAnswer, VisitQuestion};
use domain::staff::{Role, StaffId};
use domain::terminal::Terminal;
use doro::ledger::{Ledger, Means};

pub const PIN: &str = "739154";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn noon() -> DateTime<Utc> {
    at("2026-11-20T03:00:00Z")
}

pub fn line(no: u32, quantity: u32, price: i64) -> Line {
    Line {
        no: LineNo(no),
        product_barcode: format!("880123456789{no}"),
        product_name: format!("상품 {no}"),
        facts: LineFacts {
            category: Category::General,
            unit_price: Won(price),
            quantity,
            discount: Won(0),
            already_returned: 0,
            made_to_order: false,
            production_started: false,
            cancellation_fee: Won(0),
        },
    }
}

/// Two lines, three of one and one of another, paid by card and points, delivered free of charge.
pub fn order(number: &str) -> Order {
    Order {
        facts: OrderFacts {
            number: OrderNo(number.to_owned()),
            ordered_on: day("2026-11-10"),
            received_on: Some(day("2026-11-14")),
            status: Status::Delivered,
            shipping: Shipping { paid: Won(0), standard: Won(3_000), ..Shipping::default() },
            payments: vec![
                Payment { method: Method::Card, amount: Won(35_000), refunded: Won(0) },
                Payment { method: Method::Points, amount: Won(5_000), refunded: Won(0) },
            ],
        },
        receipt_barcode: format!("29{}", number.trim_start_matches('S')),
        channel: Channel::Online,
        lines: vec![line(1, 3, 10_000), line(2, 1, 10_000)],
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    }
}

pub fn shop() -> Ledger {
    let mut ledger = Ledger::in_memory(Means::seeded(1)).unwrap();
    ledger.put_orders(&[order("S1001"), order("S1002")], noon()).unwrap();
    for (name, role) in [("가람", Role::Clerk), ("나래", Role::Manager)] {
        doro::staff::add(&mut ledger, name, role, PIN, noon()).unwrap();
    }
    ledger
}

pub fn key(serial: u64) -> VisitKey {
    VisitKey { terminal: Terminal::FIRST, boot: 1, serial }
}

fn decided(outcome: Outcome, net: i64) -> LineDecision {
    let open = outcome != Outcome::Refused;
    LineDecision {
        outcome,
        clauses: if open { Vec::new() } else { vec![Clause::DeadlineChangeOfMind] },
        deadline: Some(day("2026-11-23")),
        missing_evidence: Vec::new(),
        evidence_until: None,
        checks: Vec::new(),
        path: if open { vec![PathStep::Inspect, PathStep::Refund] } else { Vec::new() },
        net: Won(if open { net } else { 0 }),
        cancellation_fee: Won(0),
        derivation: Derivation::default(),
        alternatives: Vec::new(),
    }
}

/// A booking for a fault, of `units` of lines with that outcome; the shop pays the way.
pub fn booking(serial: u64, lines: &[(u32, u32, Outcome)]) -> Booking {
    let booked = |&(no, units, _): &(u32, u32, Outcome)| BookedLine {
        no: LineNo(no),
        name: format!("상품 {no}"),
        product_barcode: format!("880123456789{no}"),
        already_returned: 0,
        units,
        seen: Vec::new(),
        reason: Reason::Defective,
        noticed_on: None,
        condition: BTreeSet::new(),
        evidence: BTreeSet::new(),
    };
    let decisions: Vec<_> =
        lines.iter().map(|&(_, units, outcome)| decided(outcome, 10_000 * i64::from(units))).collect();
    let amount: Won = decisions.iter().map(|line| line.net).sum();
    let promise = Promise {
        method: Method::Card,
        amount,
        how: How::ApprovalCancel,
        earliest: day("2026-11-23"),
        latest: day("2026-11-27"),
        within_hours: None,
    };
    let payments = if amount > Won::ZERO { vec![promise] } else { Vec::new() };
    Booking {
        key: key(serial),
        at: noon() + TimeDelta::minutes(i64::try_from(serial).unwrap()),
        trust: Trust::Trusted,
        language: Language::Ko,
        order: OrderNo("S1001".to_owned()),
        lines: lines.iter().map(booked).collect(),
        decision: Decision {
            policy_from: day("2026-01-01"),
            lines: decisions,
            shipping: Charge { payer: Payer::Store, amount: Won(0) },
            cancellation_fee: Won(0),
            first_delivery: Won(0),
            refund: Refund { amount, due: Won(0), payments },
            now: None,
        },
        judged: None,
        contact: None,
        wants_staff: false,
        beside: Vec::new(),
    }
}

/// An approval that pays what was promised.
pub fn approve(ledger: &mut Ledger, visit: domain::visit_no::VisitNo) -> Verdict {
    match ask(ledger, Question::Desk(DeskQuestion::Case(visit))) {
        Answer::Desk(DeskAnswer::Case(case)) => {
            let judged = case.order.unwrap().mark();
            Verdict::Approve(Box::new(Settlement { judged, decision: case.visit.booking.decision }))
        }
        other => panic!("{other:?}"),
    }
}

pub fn draft(serial: u64, version: u64) -> Draft {
    Draft {
        key: key(serial),
        version,
        at: noon(),
        order: OrderNo("S1001".to_owned()),
        language: Language::En,
        chosen: Vec::new(),
        place: Place::Ask(2),
    }
}

pub fn ask(ledger: &mut Ledger, question: Question) -> Answer {
    ledger.answer(&question, noon())
}

/// Asked twice: the same answer.
pub fn ask_twice(ledger: &mut Ledger, question: Question) -> Answer {
    let first = ledger.answer(&question, noon());
    assert_eq!(ledger.answer(&question, noon() + TimeDelta::seconds(9)), first, "{question:?}");
    first
}

pub fn book(ledger: &mut Ledger, booking: Booking) -> Booked {
    let booked = book_unseen(ledger, booking);
    let shown = Question::Visit(VisitQuestion::Shown { key: booked.booking.key, slip: SlipState::Queued });
    assert_eq!(ask_twice(ledger, shown), Answer::Done);
    booked
}

/// Booked, and nobody has been told.
pub fn book_unseen(ledger: &mut Ledger, booking: Booking) -> Booked {
    match ask_twice(ledger, Question::Visit(VisitQuestion::Book(Box::new(booking)))) {
        Answer::Visit(VisitAnswer::Booked(booked)) => *booked,
        other => panic!("not booked: {other:?}"),
    }
}

pub fn find(ledger: &mut Ledger, code: &str) -> Found {
    match ask(ledger, Question::Visit(VisitQuestion::Find { codes: vec![code.to_owned()] })) {
        Answer::Visit(VisitAnswer::Found(found)) => found,
        other => panic!("not found: {other:?}"),
    }
}

/// What the newest slip of a visit finds.
pub fn find_slip(ledger: &mut Ledger, visit: domain::visit_no::VisitNo) -> Found {
    match ask(ledger, Question::Desk(DeskQuestion::Case(visit))) {
        Answer::Desk(DeskAnswer::Case(case)) => find(ledger, &case.visit.slip_code().to_string()),
        other => panic!("no such visit: {other:?}"),
    }
}

pub fn found_order(ledger: &mut Ledger, code: &str) -> Order {
    match find(ledger, code) {
        Found::Order(order) => *order,
        other => panic!("no order: {other:?}"),
    }
}

pub fn somebody() -> StaffId {
    StaffId(1)
}
