//! The answer: what, until when, how much, when, and how it was counted.

use chrono::NaiveDate;
use domain::calendar::DayOff;
use domain::counter::view::{AnswerOption, AnswerView};
use domain::judge::{Alternative, Clause, Counted, Decision, LineDecision, Outcome, Payer, Period, Promise, Since};
use domain::money::Won;
use markup::slint::SharedString;
use markup::{AnswerWords, DayWords, Fact, Heading, Shown, Verdict};

use super::Speaker;
use crate::page::{Page, choice, count, fact, position};
use crate::{format, words};

/// The page of an answer: one line large, several lines side by side.
pub(super) fn page(speaker: &Speaker<'_>, view: &AnswerView) -> Page {
    let mut page = match (view.lines.as_slice(), view.decision.lines.as_slice()) {
        ([_], [only]) => single(speaker, view, only),
        _ => several(speaker, view),
    };
    page.choices = view.options.iter().enumerate().map(|(at, option)| offered(speaker, *option, at)).collect();
    page
}

fn offered(speaker: &Speaker<'_>, option: AnswerOption, at: usize) -> markup::Choice {
    choice(speaker.of::<AnswerWords>().invoke_option(words::option(option)), "", false, at)
}

fn single(speaker: &Speaker<'_>, view: &AnswerView, line: &LineDecision) -> Page {
    let say = speaker.of::<AnswerWords>();
    let mut page = Page::new(Shown::Answer);
    if line.outcome == Outcome::Refused {
        refuse(speaker, view, line, &mut page);
        return page;
    }
    let refund = &view.decision.refund;
    let heading = match line.outcome {
        _ if refund.due > Won::ZERO => Heading::Owes,
        _ if refund.amount == Won::ZERO => Heading::Nothing,
        Outcome::NeedsEvidence => Heading::Evidence,
        _ if !view.shipped => Heading::Cancel,
        _ => Heading::Eligible,
    };
    page.heading = say.invoke_heading(heading).into();
    page.warm = line.outcome == Outcome::NeedsEvidence || refund.due > Won::ZERO || refund.amount == Won::ZERO;
    page.tag = until(speaker, line);
    money(speaker, &view.decision, &mut page);
    let mut why: Vec<SharedString> = Vec::new();
    if !line.missing_evidence.is_empty() {
        page.small = format!("{} · {}", papers(speaker, line), page.small);
    }
    why.extend(derivation(speaker, line));
    why.extend((!line.checks.is_empty()).then(|| say.invoke_check_date()));
    why.push(match line.outcome {
        Outcome::NeedsEvidence => say.invoke_then_money(),
        _ if view.shipped => say.invoke_inspect(),
        _ => say.invoke_not_shipped(),
    });
    page.under = why.join(" ");
    page
}

/// Sorry, why with its dates and clause; then what is still possible, and who helps.
fn refuse(speaker: &Speaker<'_>, view: &AnswerView, line: &LineDecision, page: &mut Page) {
    let say = speaker.of::<AnswerWords>();
    let first = line.clauses.first().copied().unwrap_or(Clause::DeadlineChangeOfMind);
    page.warm = true;
    page.heading = say.invoke_sorry(words::clause(first)).into();
    let mut reasons: Vec<SharedString> = Vec::new();
    if matches!(first, Clause::DeadlineChangeOfMind | Clause::DeadlineDefect) {
        page.tag = until(speaker, line);
        let received = view.lines.first().and_then(|line| line.received_on);
        reasons.extend(received.map(|day| say.invoke_received(format::day(day, speaker.language).into())));
    }
    reasons.extend(line.clauses.iter().map(|clause| say.invoke_clause(words::clause(*clause))));
    page.body = reasons.join(" ");
    let mut below: Vec<SharedString> = Vec::new();
    if matches!(first, Clause::DeadlineChangeOfMind | Clause::DeadlineDefect) {
        below.extend(line.derivation.counted.iter().map(|counted| counting(speaker, counted)));
    }
    below.extend(line.alternatives.iter().filter_map(|alternative| still(speaker, *alternative)));
    let names: Vec<SharedString> =
        line.clauses.iter().map(|clause| say.invoke_clause_short(words::clause(*clause))).collect();
    page.aside_body = helps(speaker);
    page.under = format!("{}\n{} · {}", below.join(" "), helps(speaker), say.invoke_by_policy(names.join(", ").into()))
        .trim_start()
        .to_owned();
}

fn several(speaker: &Speaker<'_>, view: &AnswerView) -> Page {
    let say = speaker.of::<AnswerWords>();
    let lines = &view.decision.lines;
    let mut page = Page::new(Shown::Answers);
    let refund = &view.decision.refund;
    let open = lines.iter().filter(|line| line.is_open()).count();
    let heading = match open {
        0 => Heading::RefusedAll,
        _ if refund.due > Won::ZERO => Heading::Owes,
        all if all == lines.len() && refund.amount > Won::ZERO => Heading::AllEligible,
        _ if refund.amount == Won::ZERO => Heading::Nothing,
        _ => Heading::Mixed,
    };
    page.heading = say.invoke_heading(heading).into();
    page.warm = heading != Heading::AllEligible;
    money(speaker, &view.decision, &mut page);
    let dates: Vec<String> = page.facts.iter().map(|fact| format!("{} {}", fact.label, fact.value)).collect();
    page.small = if open == 0 { helps(speaker) } else { [vec![page.aside_body.clone()], dates].concat().join(" · ") };
    let removable = view.lines.len() > 1;
    page.verdicts = view
        .lines
        .iter()
        .zip(lines)
        .enumerate()
        .map(|(at, (line, decision))| {
            let papers_missing = decision.outcome == Outcome::NeedsEvidence;
            let why = match (decision.outcome, decision.clauses.first()) {
                (Outcome::Refused, Some(clause)) => say.invoke_clause_short(words::clause(*clause)).into(),
                (Outcome::NeedsEvidence, _) => papers(speaker, decision).into(),
                _ => {
                    let net = format::won(decision.net, speaker.language);
                    let until = until(speaker, decision);
                    if until.is_empty() { net } else { format!("{net} · {until}") }
                }
            };
            Verdict {
                name: say.invoke_units(line.name.as_str().into(), count(line.units)),
                under: why.into(),
                tag: say.invoke_tag(decision.is_open(), papers_missing),
                good: decision.outcome == Outcome::Eligible,
                at: position(at),
                removable,
            }
        })
        .collect();
    page
}

/// The last day, as a tag.
fn until(speaker: &Speaker<'_>, line: &LineDecision) -> String {
    let say = speaker.of::<AnswerWords>();
    line.deadline.map_or_else(String::new, |day| say.invoke_until(format::day(day, speaker.language).into()).into())
}

/// How the amount came about, and when it comes back.
pub(super) fn money(speaker: &Speaker<'_>, decision: &Decision, page: &mut Page) {
    let say = speaker.of::<AnswerWords>();
    let won = |amount: Won| SharedString::from(format::won(amount, speaker.language));
    page.label = say.invoke_amount().into();
    page.big = won(decision.refund.amount).into();
    let open = || decision.lines.iter().filter(|line| line.is_open());
    let gross: Won = open().map(|line| line.derivation.gross).sum();
    let discount: Won = open().map(|line| line.derivation.discount).sum();
    let mut parts = vec![say.invoke_goods_only(won(gross))];
    if decision.first_delivery > Won::ZERO {
        parts.push(say.invoke_plus_first_delivery(won(decision.first_delivery)));
    }
    let added = parts.join(" + ");
    parts = vec![added.into()];
    for (amount, words) in [
        (discount, say.invoke_less_discount(won(discount))),
        (decision.shipping.amount, say.invoke_less_shipping(won(decision.shipping.amount))),
        (decision.cancellation_fee, say.invoke_less_fee(won(decision.cancellation_fee))),
    ] {
        if amount > Won::ZERO {
            parts.push(words);
        }
    }
    let mut made_of = parts.join(" − ");
    page.aside_body.clone_from(&made_of);
    if decision.shipping.amount > Won::ZERO && decision.shipping.payer == Payer::Customer {
        made_of = format!("{made_of} · {}", say.invoke_you_pay());
    } else if decision.shipping.payer == Payer::Store {
        made_of = format!("{made_of} · {}", say.invoke_we_pay());
    }
    if decision.refund.due > Won::ZERO {
        made_of = format!("{} · {made_of}", say.invoke_due(won(decision.refund.due)));
    }
    page.small = made_of;
    page.facts = promises(speaker, &decision.refund.payments);
}

/// By payment: how, and from when to when.
pub(super) fn promises(speaker: &Speaker<'_>, payments: &[Promise]) -> Vec<Fact> {
    let say = speaker.of::<AnswerWords>();
    payments
        .iter()
        .map(|promise| {
            let how = say.invoke_promise(say.invoke_method(words::method(promise.method)), words::how(promise.how));
            let amount = format::won(promise.amount, speaker.language);
            let label = if payments.len() > 1 { format!("{how} {amount}") } else { how.into() };
            let days = format::span(promise.earliest, promise.latest, speaker.language);
            let when = match promise.within_hours {
                Some(hours) => say.invoke_within(count(hours)).into(),
                None if promise.earliest == promise.latest => say.invoke_same_day(days.into()).into(),
                None => days,
            };
            fact(label, when)
        })
        .collect()
}

fn papers(speaker: &Speaker<'_>, line: &LineDecision) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    let goods = speaker.of::<markup::GoodsWords>();
    let kinds = line.missing_evidence.iter().map(|kind| goods.invoke_evidence(words::evidence(*kind)));
    let names = kinds.reduce(|first, second| say.invoke_either(first, second)).unwrap_or_default();
    say.invoke_bring(names)
}

/// Which date counted, and which days were skipped, why.
fn derivation(speaker: &Speaker<'_>, line: &LineDecision) -> Vec<SharedString> {
    let say = speaker.of::<AnswerWords>();
    let mut told: Vec<SharedString> = Vec::new();
    for counted in &line.derivation.counted {
        let start = SharedString::from(format::day(counted.start_on, speaker.language));
        told.push(match counted.since {
            Since::Received => say.invoke_received(start),
            Since::Noticed => say.invoke_noticed(start),
        });
        told.push(counting(speaker, counted));
    }
    if line.derivation.counted.len() > 1 {
        told.push(say.invoke_later());
    }
    told
}

fn counting(speaker: &Speaker<'_>, counted: &Counted) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    let period = match counted.period {
        Period::Days(days) => say.invoke_days(count(days)),
        Period::Months(months) => say.invoke_months(count(months)),
    };
    let ends = SharedString::from(format::day(counted.ends_on, speaker.language));
    if counted.skipped.is_empty() {
        return say.invoke_counted(period, ends);
    }
    let last = SharedString::from(format::day(counted.last_on, speaker.language));
    say.invoke_moved(period, ends, skipped(speaker, &counted.skipped).into(), last)
}

/// `21일(토), 22일(일)`; a holiday is named: `25일(금) 추석`.
fn skipped(speaker: &Speaker<'_>, days: &[(NaiveDate, DayOff)]) -> String {
    let say = speaker.of::<DayWords>();
    let told = days.iter().map(|(day, why)| {
        let date = format::day_of_month(*day, speaker.language);
        match (why, words::off(why)) {
            (DayOff::Saturday | DayOff::Sunday, _) => date,
            (_, Ok(off)) => format!("{date} {}", say.invoke_off(off)),
            (_, Err((ko, en))) => {
                format!("{date} {}", if speaker.language == domain::counter::Language::Ko { ko } else { en })
            }
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn still(speaker: &Speaker<'_>, alternative: Alternative) -> Option<SharedString> {
    let say = speaker.of::<AnswerWords>();
    let day = |day: Option<NaiveDate>| {
        SharedString::from(day.map_or_else(String::new, |day| format::day(day, speaker.language)))
    };
    match alternative {
        Alternative::ChangeOfMindUntil(until) => Some(say.invoke_still_change_of_mind(day(until))),
        Alternative::DefectUntil(until) => Some(say.invoke_still_defect(day(until))),
        Alternative::Exchange => Some(say.invoke_exchange()),
        Alternative::Repair => Some(say.invoke_repair()),
        Alternative::AskStaff => None,
    }
}

/// The shop's telephone number and hours.
pub(super) fn helps(speaker: &Speaker<'_>) -> String {
    let shop = speaker.shop;
    speaker.of::<AnswerWords>().invoke_who_helps(shop.phone.as_str().into(), shop.hours.as_str().into()).into()
}
