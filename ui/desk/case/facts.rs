//! What was handed in, what was promised, and what an approval pays.

use domain::booking::Stage;
use domain::judge::{Decision, Outcome};
use domain::money::Won;
use domain::protocol::Case;
use domain::unit::UnitFacts;
use domain::written;
use markup::slint::SharedString;
use markup::{AnswerWords, Fact, GoodsWords, PaperState, StaffWords};

use crate::list::{count, fact};
use crate::speaker::Speaker;
use crate::words;

/// What the customer handed in, by line; then the money, the time and the slip.
pub(super) fn facts(speaker: &Speaker<'_>, case: &Case, slip: PaperState) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let answer = speaker.of::<AnswerWords>();
    let goods = speaker.of::<GoodsWords>();
    let booking = &case.visit.booking;
    let mut facts = Vec::new();
    // With the clauses of the policy's refusals, and of the staff's.
    for (line, decision) in booking.lines.iter().zip(&case.decision().lines) {
        let name = answer.invoke_units(line.name.as_str().into(), count(line.units));
        facts.push(fact(name, goods.invoke_reason_short(words::reason(line.reason))));
        facts.extend(line.seen.iter().filter_map(|unit| seen(speaker, unit)));
        if decision.outcome == Outcome::Refused {
            for clause in &decision.clauses {
                facts.push(fact(
                    answer.invoke_tag(false, false, false),
                    answer.invoke_clause_short(words::clause(*clause)),
                ));
            }
        }
    }
    facts.extend(sums(speaker, case));
    facts.push(fact(say.invoke_booked(), written::time(booking.at)));
    facts.push(fact(say.invoke_paper(), say.invoke_slip(slip)));
    facts.extend(case.phone_until.map(|day| {
        let day = written::full_day(day, speaker.language);
        fact(say.invoke_phone(), say.invoke_phone_until(day.into()))
    }));
    facts
}

/// What was promised, what an approval pays, and where these differ, why.
fn sums(speaker: &Speaker<'_>, case: &Case) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let answer = speaker.of::<AnswerWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let booked = &case.visit.booking.decision;
    let promised = booked.sums();
    let mut facts = Vec::new();
    if !case.visit.booking.is_open() {
        return facts;
    }
    facts.push(fact(say.invoke_promised(), won(promised.amount)));
    for (label, sum) in [(say.invoke_promised_later(), promised.later), (say.invoke_due(), promised.due)] {
        facts.extend((sum > Won::ZERO).then(|| fact(label, won(sum))));
    }
    let Some(pays) = case.settled.as_deref().filter(|_| case.refused.is_none()) else {
        facts.extend((case.stage == Stage::Waiting).then(|| fact(say.invoke_no_sum(), "")));
        return facts;
    };
    let label = if case.stage == Stage::Waiting { say.invoke_pays() } else { say.invoke_paid() };
    facts.push(fact(label, won(pays.refund.amount)));
    facts.extend((pays.refund.due > promised.due).then(|| fact(say.invoke_due(), won(pays.refund.due))));
    facts.extend(differences(speaker, booked, pays));
    for promise in &pays.refund.payments {
        let method = answer.invoke_method(words::method(promise.method));
        facts.push(fact(answer.invoke_promise(method, words::how(promise.how)), won(promise.amount)));
    }
    facts
}

/// Why what is paid is not what was promised.
fn differences(speaker: &Speaker<'_>, booked: &Decision, pays: &Decision) -> Vec<Fact> {
    let say = speaker.of::<StaffWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let goods = |decision: &Decision| decision.lines.iter().map(|line| line.net).sum::<Won>();
    let parts = [
        (say.invoke_goods_sum(), goods(booked), goods(pays)),
        (say.invoke_delivery(), booked.shipping.amount, pays.shipping.amount),
        (say.invoke_fee(), booked.cancellation_fee, pays.cancellation_fee),
        (say.invoke_first_delivery(), booked.first_delivery, pays.first_delivery),
    ];
    let mut facts: Vec<Fact> = parts
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(label, from, to)| fact(label, say.invoke_from_to(won(from), won(to))))
        .collect();
    let ways = |decision: &Decision| {
        decision.refund.payments.iter().map(|promise| (promise.method, promise.amount, promise.how)).collect::<Vec<_>>()
    };
    if facts.is_empty() && ways(booked) != ways(pays) {
        facts.push(fact(say.invoke_other_way(), ""));
    }
    facts
}

/// What the code on a unit said: by its serial number, else by its lot, and what else there is room for. None of a
/// unit that tells nothing by which the staff could know it.
fn seen(speaker: &Speaker<'_>, unit: &UnitFacts) -> Option<Fact> {
    let say = speaker.of::<StaffWords>();
    let serial = unit.serial.as_ref().map(|no| say.invoke_serial(no.to_string().into()));
    let lot = unit.lot.as_ref().map(|no| say.invoke_lot(no.to_string().into()));
    let usable = unit.expires_on.map(|day| say.invoke_usable(day.to_string().into()));
    let mut said = [serial, lot, usable].into_iter().flatten();
    if unit.doubtful {
        return Some(fact(said.next().unwrap_or_else(|| say.invoke_lot("?".into())), say.invoke_doubtful()));
    }
    Some(fact(said.next()?, said.next().unwrap_or_default()))
}
