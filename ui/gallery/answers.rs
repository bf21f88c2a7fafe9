//! Answers: yes, with papers, no, several lines at once, nothing to get back, something to pay.

use domain::calendar::{Counted, Period, Since};
use domain::calendar::{DayOff, Holiday};
use domain::judge::{
    Alternative, Charge, Check, Decision, Derivation, LineDecision, Money, Outcome, Payer, Promise, Refund,
};
use domain::money::Won;
use domain::order::{LineNo, Method};
use domain::policy::{Clause, Evidence, How, PathStep, Reason};
use domain::touch::AnswerOption;
use domain::view::{AnswerLine, AnswerView, CustomerScreen, Screen, View};

use super::day;

/// All answers.
pub(super) fn all() -> Vec<(&'static str, View)> {
    let stop = [AnswerOption::TalkToStaff, AnswerOption::Stop];
    vec![
        ("answer-yes", answer(vec![knit()], eligible(), &[])),
        ("answer-two-payments", answer(vec![knit()], two_payments(), &[])),
        ("answer-check", answer(vec![knit()], doubtful(), &[])),
        ("answer-papers", answer(vec![cleaner()], papers(), &[AnswerOption::ChangeOfMind])),
        (
            "answer-no",
            answer(
                vec![AnswerLine { received_on: Some(day(9, 18)), ..knit() }],
                late(),
                &[AnswerOption::Faulty, AnswerOption::TalkToStaff, AnswerOption::Paper],
            ),
        ),
        (
            "answer-no-price",
            answer(
                vec![cleaner()],
                price(),
                &[AnswerOption::Faulty, AnswerOption::ChangeOfMind, AnswerOption::TalkToStaff, AnswerOption::Paper],
            ),
        ),
        ("answer-nothing", answer(vec![knit()], nothing(), &stop)),
        ("answer-owes", answer(vec![knit()], owes(), &stop)),
        ("answer-cancel", View { ..answer(vec![knit()], not_shipped(), &[]) }),
        ("answers", answer(vec![knit(), cleaner(), cream()], mixed(), &stop)),
    ]
}

/// What the staff refused after they had looked at the goods.
pub(super) fn refused_by_staff() -> View {
    let mut decision = eligible().refused_by(Clause::Apparel);
    for line in &mut decision.lines {
        line.alternatives = vec![Alternative::DefectUntil(Some(day(2, 15))), Alternative::AskStaff];
    }
    answer(vec![knit()], decision, &[])
}

/// Two lines that the policy refuses.
pub(super) fn refused_all() -> View {
    let lines =
        vec![no(&[Clause::DeadlineChangeOfMind], vec![Alternative::AskStaff]), no(&[Clause::Consumable], vec![])];
    answer(vec![knit(), cream()], decision(lines, Payer::Customer, 0, 0, Vec::new()), &[])
}

fn answer(lines: Vec<AnswerLine>, decision: Decision, options: &[AnswerOption]) -> View {
    let shipped = !decision.lines.iter().any(|line| line.path.contains(&PathStep::StopShipment));
    let view =
        AnswerView { lines, decision, shipped, beside: Vec::new(), options: options.to_vec(), today: day(11, 21) };
    super::view(Screen::Customer(CustomerScreen::Answer(Box::new(view))))
}

fn line(no: u32, name: &str, units: u32, reason: Reason) -> AnswerLine {
    AnswerLine { no: LineNo(no), name: name.into(), units, reason, received_on: Some(day(11, 14)), noticed_on: None }
}

fn knit() -> AnswerLine {
    line(1, "울 니트 (베이지, M)", 1, Reason::ChangeOfMind)
}

fn cleaner() -> AnswerLine {
    line(2, "무선 청소기", 1, Reason::Defective)
}

fn cream() -> AnswerLine {
    line(3, "보습 크림 50ml", 2, Reason::ChangeOfMind)
}

/// A line that may go back for `net`.
fn yes(gross: i64, net: i64) -> LineDecision {
    LineDecision {
        outcome: Outcome::Eligible,
        clauses: vec![Clause::DeadlineChangeOfMind],
        deadline: Some(day(11, 23)),
        missing_evidence: Vec::new(),
        evidence_until: None,
        checks: Vec::new(),
        path: vec![PathStep::Collect, PathStep::Inspect, PathStep::Refund],
        net: Won(net),
        cancellation_fee: Won::ZERO,
        derivation: Derivation { counted: vec![seven_days()], gross: Won(gross), discount: Won(gross - net) },
        alternatives: Vec::new(),
    }
}

fn seven_days() -> Counted {
    Counted {
        since: Since::Received,
        start_on: day(11, 14),
        period: Period::Days(7),
        first_day_counts: false,
        ends_on: day(11, 21),
        skipped: vec![(day(11, 21), DayOff::Saturday), (day(11, 22), DayOff::Sunday)],
        last_on: day(11, 23),
    }
}

fn no(clauses: &[Clause], alternatives: Vec<Alternative>) -> LineDecision {
    LineDecision {
        outcome: Outcome::Refused,
        clauses: clauses.to_vec(),
        deadline: None,
        net: Won::ZERO,
        derivation: Derivation { counted: Vec::new(), gross: Won(39_000), discount: Won::ZERO },
        alternatives,
        ..yes(39_000, 39_000)
    }
}

fn decision(lines: Vec<LineDecision>, payer: Payer, shipping: i64, refund: i64, payments: Vec<Promise>) -> Decision {
    Decision {
        policy_from: day(1, 1),
        lines,
        shipping: Charge { payer, amount: Won(shipping) },
        cancellation_fee: Won::ZERO,
        first_delivery: Won::ZERO,
        refund: Refund { amount: Won(refund), due: Won::ZERO, payments },
        now: None,
    }
}

fn card(amount: i64) -> Promise {
    Promise {
        method: Method::Card,
        amount: Won(amount),
        how: How::ApprovalCancel,
        earliest: day(11, 26),
        latest: day(11, 30),
        within_hours: None,
    }
}

pub(super) fn eligible() -> Decision {
    decision(vec![yes(39_000, 39_000)], Payer::Customer, 3_000, 36_000, vec![card(36_000)])
}

/// The same where another visit pays the first delivery.
pub(super) fn without_shipping() -> Decision {
    decision(vec![yes(39_000, 39_000)], Payer::Customer, 0, 39_000, vec![card(39_000)])
}

fn two_payments() -> Decision {
    let mut decided = decision(vec![yes(39_000, 35_100)], Payer::Customer, 3_000, 32_100, vec![card(30_000)]);
    decided.refund.payments.push(Promise {
        method: Method::Points,
        amount: Won(2_100),
        how: How::Points,
        earliest: day(11, 21),
        latest: day(11, 21),
        within_hours: None,
    });
    decided
}

fn doubtful() -> Decision {
    let mut decided = eligible();
    decided.lines[0].checks = vec![Check::Clock];
    decided
}

pub(super) fn papers() -> Decision {
    let months = Counted {
        since: Since::Received,
        start_on: day(11, 14),
        period: Period::Months(3),
        first_day_counts: false,
        ends_on: NaiveDate::from_ymd_opt(2027, 2, 14).unwrap_or_default(),
        skipped: Vec::new(),
        last_on: NaiveDate::from_ymd_opt(2027, 2, 15).unwrap_or_default(),
    };
    let line = LineDecision {
        outcome: Outcome::NeedsEvidence,
        clauses: vec![Clause::EvidenceServiceCenter],
        deadline: Some(months.last_on),
        missing_evidence: vec![Evidence::ServiceCenterReport],
        evidence_until: Some(months.last_on),
        derivation: Derivation {
            counted: vec![Counted { skipped: vec![(months.ends_on, DayOff::Sunday)], ..months }],
            gross: Won(158_000),
            discount: Won::ZERO,
        },
        ..yes(158_000, 158_000)
    };
    let mut decided = decision(vec![line], Payer::Store, 0, 158_000, vec![card(158_000)]);
    decided.now = Some(Money {
        shipping: decided.shipping,
        cancellation_fee: Won::ZERO,
        first_delivery: Won::ZERO,
        refund: Refund::default(),
    });
    decided
}

pub(super) fn late() -> Decision {
    let counted = Counted {
        start_on: day(9, 18),
        ends_on: day(9, 25),
        skipped: vec![
            (day(9, 25), DayOff::Holiday(Holiday::Chuseok)),
            (day(9, 26), DayOff::Saturday),
            (day(9, 27), DayOff::Sunday),
        ],
        last_on: day(9, 28),
        ..seven_days()
    };
    let mut line = no(
        &[Clause::DeadlineChangeOfMind],
        vec![Alternative::DefectUntil(Some(day(12, 18))), Alternative::Exchange, Alternative::AskStaff],
    );
    line.deadline = Some(counted.last_on);
    line.derivation.counted = vec![counted];
    decision(vec![line], Payer::Customer, 0, 0, Vec::new())
}

fn price() -> Decision {
    let line =
        no(&[Clause::PriceChange], vec![Alternative::ChangeOfMindUntil(Some(day(11, 23))), Alternative::AskStaff]);
    decision(vec![line], Payer::Customer, 0, 0, Vec::new())
}

fn nothing() -> Decision {
    decision(vec![yes(3_000, 3_000)], Payer::Customer, 3_000, 0, Vec::new())
}

fn owes() -> Decision {
    let mut decided = decision(vec![yes(2_000, 2_000)], Payer::Customer, 3_000, 0, Vec::new());
    decided.refund.due = Won(1_000);
    decided
}

pub(super) fn not_shipped() -> Decision {
    let mut line = yes(39_000, 39_000);
    line.clauses.clear();
    line.deadline = None;
    line.derivation.counted.clear();
    line.path = vec![PathStep::StopShipment, PathStep::Refund];
    line.cancellation_fee = Won(2_000);
    let mut decided = decision(vec![line], Payer::Customer, 0, 37_000, vec![card(37_000)]);
    decided.cancellation_fee = Won(2_000);
    decided
}

pub(super) fn mixed() -> Decision {
    let refused = no(&[Clause::Consumable], vec![Alternative::AskStaff]);
    let needs = papers().lines.remove(0);
    let mut decided =
        decision(vec![yes(39_000, 39_000), needs, refused], Payer::Customer, 3_000, 194_000, vec![card(194_000)]);
    decided.now = Some(Money {
        shipping: decided.shipping,
        cancellation_fee: Won::ZERO,
        first_delivery: Won::ZERO,
        refund: Refund { amount: Won(36_000), due: Won::ZERO, payments: vec![card(36_000)] },
    });
    decided
}

use chrono::NaiveDate;
