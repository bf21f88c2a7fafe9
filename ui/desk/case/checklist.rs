//! What to look at before a visit is decided.

use domain::booking::Stage;
use domain::judge::{Check, Course};
use domain::protocol::Case;
use markup::slint::SharedString;
use markup::{AnswerWords, Fact, GoodsWords, StaffWords};

use crate::list::{count, fact};
use crate::speaker::Speaker;
use crate::words;

/// What to look at: talking first, then units, state and what the customer said of every line, papers, dates.
pub(super) fn checklist(speaker: &Speaker<'_>, case: &Case) -> Vec<Fact> {
    let goods = speaker.of::<GoodsWords>();
    let booking = &case.visit.booking;
    let mut list = Vec::new();
    if booking.wants_staff {
        list.push(fact(speaker.of::<StaffWords>().invoke_wishes_talk(), ""));
    }
    list.extend(
        case.twins.iter().map(|twin| fact(speaker.of::<StaffWords>().invoke_twin(twin.visit.to_string().into()), "")),
    );
    if case.stage == Stage::Waiting && !case.beside.is_empty() {
        let numbers: Vec<_> = case.beside.iter().map(|visit| visit.short().to_string()).collect();
        list.push(fact(speaker.of::<StaffWords>().invoke_beside(numbers.join(", ").into()), ""));
    }
    list.extend(what_is_approved(speaker, case).into_iter().map(|words| fact(words, "")));
    let course = booking.decision.course();
    if course == Course::StopShipment {
        list.push(fact(speaker.of::<StaffWords>().invoke_stop_shipment(), ""));
    }
    for (line, decision) in booking.lines.iter().zip(&booking.decision.lines) {
        if !decision.is_open() {
            continue;
        }
        let (name, units) = (line.name.as_str().into(), count(line.units));
        if course.is_cancellation() {
            list.push(fact(goods.invoke_check_cancel(name, units), ""));
        } else {
            list.push(fact(goods.invoke_check_units(name, units), ""));
            list.push(fact(goods.invoke_check_reason(words::reason(line.reason)), ""));
        }
        list.extend(line.condition.iter().map(|flag| fact(goods.invoke_check_flag(words::flag(*flag)), "")));
        let papers = line.evidence.iter().chain(&decision.missing_evidence);
        list.extend(papers.map(|paper| fact(goods.invoke_check_evidence(words::evidence(*paper)), "")));
        list.extend(decision.checks.iter().map(|check| {
            fact(
                match check {
                    Check::Clock => goods.invoke_check_clock(),
                    Check::Calendar => goods.invoke_check_calendar(),
                },
                "",
            )
        }));
    }
    list
}

/// What an approval is about, where the policy refuses a part of the visit, or all of it.
fn what_is_approved(speaker: &Speaker<'_>, case: &Case) -> Vec<SharedString> {
    let say = speaker.of::<StaffWords>();
    let booking = &case.visit.booking;
    let lines = || booking.lines.iter().zip(&booking.decision.lines);
    if case.stage != Stage::Waiting || lines().all(|(_, decision)| decision.is_open()) {
        return Vec::new();
    }
    if !booking.is_open() {
        return vec![say.invoke_only_talk()];
    }
    let answer = speaker.of::<AnswerWords>();
    let open = lines().filter(|(_, decision)| decision.is_open());
    let names: Vec<_> =
        open.map(|(line, _)| answer.invoke_units(line.name.as_str().into(), count(line.units))).collect();
    vec![say.invoke_approves(names.join(", ").into()), say.invoke_rest_refused()]
}
