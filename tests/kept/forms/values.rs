//! What the ledgers of this folder hold, as values: each field says something, so that none can be lost unseen.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::booking::{BookedLine, Booking, Chosen, Contact, Draft, Place, VisitKey};
use domain::calendar::{Counted, DayOff, Holiday, Period, Since};
use domain::judge::{
    Alternative, Charge, Check, Decision, Derivation, LineDecision, Money, Outcome, Payer, Promise, Refund,
};
use domain::language::Language;
use domain::moment::Trust;
use domain::money::Won;
use domain::order::{LineNo, Method, OrderNo};
use domain::policy::{Clause, Evidence, Flag, How, PathStep, Reason};
use domain::terminal::Terminal;
use domain::unit::{Gtin, Marking, UnitFacts};
use domain::visit_no::VisitNo;

pub const PIN: &str = "739154";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn noon() -> DateTime<Utc> {
    "2026-11-20T03:00:00Z".parse().unwrap()
}

/// So many minutes after noon.
pub fn later(minutes: u64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(i64::try_from(minutes).unwrap())
}

pub fn key(serial: u64) -> VisitKey {
    VisitKey { terminal: Terminal::FIRST, boot: 1, serial }
}

pub fn draft(serial: u64) -> Draft {
    let chosen = Chosen {
        no: LineNo(1),
        units: 2,
        seen: vec![unit("A1", "S-1", false)],
        reason: Some(Reason::Defective),
        condition: Some(BTreeSet::from([Flag::Used, Flag::TagRemoved])),
        evidence: Some(BTreeSet::from([Evidence::ServiceCenterReport])),
        noticed_on: Some(day("2026-11-18")),
    };
    let unsaid = Chosen {
        no: LineNo(2),
        units: 1,
        seen: Vec::new(),
        reason: None,
        condition: None,
        evidence: None,
        noticed_on: None,
    };
    Draft {
        key: key(serial),
        version: 7,
        at: later(serial),
        order: OrderNo("S3001".to_owned()),
        language: Language::En,
        chosen: vec![chosen, unsaid],
        place: Place::Ask(1),
    }
}

fn unit(lot: &str, serial: &str, doubtful: bool) -> UnitFacts {
    UnitFacts {
        gtin: Gtin::new(8_801_234_567_890).unwrap(),
        lot: Marking::new(lot),
        serial: Marking::new(serial),
        expires_on: Some(day("2027-05-31")),
        produced_on: Some(day("2026-05-31")),
        doubtful,
    }
}

/// One line for a fault, one that needs a document, one that is refused.
pub fn booking(serial: u64, order: &str) -> Booking {
    Booking {
        key: key(serial),
        at: later(serial),
        trust: Trust::Trusted,
        language: Language::Ko,
        order: OrderNo(order.to_owned()),
        lines: vec![
            BookedLine {
                seen: vec![unit("A1", &format!("S-{serial}"), false), unit("A2", &format!("D-{serial}"), true)],
                condition: BTreeSet::from([Flag::Used, Flag::TagRemoved]),
                evidence: BTreeSet::from([Evidence::ServiceCenterReport]),
                noticed_on: Some(day("2026-11-18")),
                ..line(1, 2, Reason::Defective)
            },
            line(2, 1, Reason::AdverseReaction),
            line(3, 1, Reason::ChangeOfMind),
        ],
        decision: decision(),
        judged: None,
        contact: Some(Contact { phone: "01012345678".to_owned(), consent: true, destroy_on: day("2026-12-20") }),
        wants_staff: true,
        beside: vec![VisitNo { day: day("2026-11-19"), sequence: 1 }],
    }
}

/// The same, of which every line is refused.
pub fn enquiry(serial: u64, order: &str, wants_staff: bool) -> Booking {
    let mut booking = booking(serial, order);
    booking.lines.drain(..2);
    booking.decision.lines.drain(..2);
    booking.decision.refund = Refund::default();
    booking.decision.shipping.amount = Won(0);
    booking.decision.cancellation_fee = Won(0);
    booking.decision.now = None;
    Booking { wants_staff, contact: None, trust: Trust::Degraded, language: Language::En, ..booking }
}

fn line(no: u32, units: u32, reason: Reason) -> BookedLine {
    BookedLine {
        no: LineNo(no),
        name: format!("상품 {no}"),
        product_barcode: format!("880123456789{no}"),
        already_returned: 0,
        units,
        seen: Vec::new(),
        reason,
        noticed_on: None,
        condition: BTreeSet::new(),
        evidence: BTreeSet::new(),
    }
}

/// What an approval pays of it: nothing of the document's line.
pub fn settled() -> Decision {
    let mut decision = decision();
    decision.refund = Refund { amount: Won(18_000), due: Won(0), payments: vec![by_card(15_000), by_points()] };
    decision.now = None;
    decision
}

pub fn decision() -> Decision {
    Decision {
        policy_from: day("2026-01-01"),
        lines: vec![eligible(), needs_evidence(), refused()],
        shipping: Charge { payer: Payer::Customer, amount: Won(2_500) },
        cancellation_fee: Won(500),
        first_delivery: Won(0),
        refund: Refund { amount: Won(22_000), due: Won(0), payments: vec![by_card(19_000), by_points()] },
        now: Some(Money {
            shipping: Charge { payer: Payer::Store, amount: Won(0) },
            cancellation_fee: Won(500),
            first_delivery: Won(0),
            refund: Refund { amount: Won(19_500), due: Won(0), payments: vec![by_card(16_500), by_points()] },
        }),
    }
}

fn by_card(amount: i64) -> Promise {
    Promise {
        method: Method::Card,
        amount: Won(amount),
        how: How::ApprovalCancel,
        earliest: day("2026-11-23"),
        latest: day("2026-11-27"),
        within_hours: None,
    }
}

fn by_points() -> Promise {
    Promise {
        method: Method::Points,
        amount: Won(3_000),
        how: How::Points,
        earliest: day("2026-11-20"),
        latest: day("2026-11-21"),
        within_hours: Some(24),
    }
}

fn eligible() -> LineDecision {
    let months = Counted {
        since: Since::Received,
        start_on: day("2026-11-14"),
        period: Period::Months(3),
        first_day_counts: true,
        ends_on: day("2027-02-13"),
        skipped: vec![
            (day("2027-02-13"), DayOff::Saturday),
            (day("2027-02-14"), DayOff::Sunday),
            (day("2027-02-15"), DayOff::Holiday(Holiday::Substitute)),
            (day("2027-02-16"), DayOff::Holiday(temporary())),
        ],
        last_on: day("2027-02-17"),
    };
    let days = Counted {
        since: Since::Noticed,
        start_on: day("2026-11-18"),
        period: Period::Days(30),
        first_day_counts: false,
        ends_on: day("2026-12-18"),
        skipped: Vec::new(),
        last_on: day("2026-12-18"),
    };
    LineDecision {
        outcome: Outcome::Eligible,
        clauses: Vec::new(),
        deadline: Some(day("2026-12-18")),
        missing_evidence: Vec::new(),
        evidence_until: None,
        checks: vec![Check::Calendar, Check::Clock],
        path: vec![PathStep::StopShipment, PathStep::Collect, PathStep::Inspect, PathStep::Refund],
        net: Won(20_000),
        cancellation_fee: Won(500),
        derivation: Derivation { counted: vec![days, months], gross: Won(21_000), discount: Won(1_000) },
        alternatives: Vec::new(),
    }
}

fn temporary() -> Holiday {
    Holiday::Temporary { ko: "임시공휴일".to_owned(), en: "Temporary holiday".to_owned() }
}

fn needs_evidence() -> LineDecision {
    LineDecision {
        outcome: Outcome::NeedsEvidence,
        clauses: vec![Clause::EvidenceMedical],
        missing_evidence: vec![Evidence::MedicalCertificate, Evidence::MedicalOpinion],
        evidence_until: Some(day("2026-12-04")),
        checks: Vec::new(),
        net: Won(5_000),
        cancellation_fee: Won(0),
        derivation: Derivation::default(),
        ..eligible()
    }
}

fn refused() -> LineDecision {
    LineDecision {
        outcome: Outcome::Refused,
        clauses: vec![Clause::DeadlineChangeOfMind, Clause::Apparel],
        deadline: Some(day("2026-11-16")),
        checks: Vec::new(),
        path: Vec::new(),
        net: Won(0),
        cancellation_fee: Won(0),
        derivation: Derivation::default(),
        alternatives: vec![
            Alternative::ChangeOfMindUntil(None),
            Alternative::DefectUntil(Some(day("2026-12-18"))),
            Alternative::Exchange,
            Alternative::Repair,
            Alternative::AskStaff,
        ],
        ..eligible()
    }
}
