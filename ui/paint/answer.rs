//! The answer: what, until when, how much, when, and how it was counted.

use chrono::NaiveDate;
use domain::calendar::DayOff;
use domain::calendar::{Counted, Period, Since};
use domain::judge::{Alternative, Combined, LineDecision, Outcome, combined};
use domain::money::Won;
use domain::policy::Clause;
use domain::touch::AnswerOption;
use domain::view::AnswerView;
use domain::visit_no::VisitNo;
use domain::written;
use markup::slint::SharedString;
use markup::{AnswerWords, DayWords, Heading, PageWords, Shown, Verdict};

use super::{Speaker, money};
use crate::page::{Page, choice, count, position};
use crate::words;

/// The page of an answer: one line large, several lines side by side.
pub(super) fn page(speaker: &Speaker<'_>, view: &AnswerView) -> Page {
    let mut page = match (view.lines.as_slice(), view.decision.lines.as_slice()) {
        ([_], [only]) => single(speaker, view, only),
        _ => several(speaker, view),
    };
    page.choices = view.options.iter().enumerate().map(|(at, option)| offered(speaker, *option, at)).collect();
    page
}

/// A refusal told again to whoever holds its slip: the same words, and nothing to choose.
pub(super) fn told_again(speaker: &Speaker<'_>, view: &AnswerView, number: VisitNo) -> Page {
    let mut page = page(speaker, view);
    for verdict in &mut page.verdicts {
        verdict.removable = false;
    }
    page.aside = speaker.of::<PageWords>().invoke_your_number(number.short().to_string().into()).into();
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
    let cancels = view.decision.course().is_cancellation();
    let heading = match line.outcome {
        _ if refund.due > Won::ZERO => owes(cancels),
        _ if refund.amount == Won::ZERO => Heading::Nothing,
        Outcome::NeedsEvidence => Heading::Evidence,
        _ if cancels => Heading::Cancel,
        _ => Heading::Eligible,
    };
    page.heading = say.invoke_heading(heading).into();
    page.warm = line.outcome == Outcome::NeedsEvidence || refund.due > Won::ZERO || refund.amount == Won::ZERO;
    money::fill(speaker, &view.decision, &mut page);
    match money::missing(speaker, line) {
        // What is missing stands beside the sum that it brings.
        Some(missing) => {
            page.small = format!("{}, {} · {}", missing.label, missing.value, page.small);
            page.facts.clear();
        }
        None => page.tag = until(speaker, line),
    }
    let mut why: Vec<SharedString> = Vec::new();
    why.extend(condition(speaker, &view.beside));
    why.extend(derivation(speaker, line));
    why.extend((!line.checks.is_empty()).then(|| say.invoke_check_date()));
    why.push(match line.outcome {
        Outcome::NeedsEvidence => say.invoke_then_money(),
        _ if cancels => say.invoke_not_shipped(),
        _ => say.invoke_inspect(),
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
        reasons.extend(received.map(|day| say.invoke_received(written::day(day, speaker.language).into())));
    }
    reasons.extend(line.clauses.iter().map(|held| clause(speaker, line, *held)));
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
    let cancels = view.decision.course().is_cancellation();
    let open = lines.iter().filter(|line| line.is_open()).count();
    let heading = match open {
        0 => Heading::RefusedAll,
        _ if refund.due > Won::ZERO => owes(cancels),
        all if all == lines.len() && refund.amount > Won::ZERO && cancels => Heading::AllCancel,
        all if all == lines.len() && refund.amount > Won::ZERO => Heading::AllEligible,
        _ if refund.amount == Won::ZERO => Heading::Nothing,
        _ => Heading::Mixed,
    };
    page.heading = say.invoke_heading(heading).into();
    page.warm = !matches!(heading, Heading::AllEligible | Heading::AllCancel);
    money::fill(speaker, &view.decision, &mut page);
    let dates = money::promises(speaker, &view.decision.money().refund.payments);
    let dates: Vec<String> = dates.iter().map(|fact| format!("{} {}", fact.label, fact.value)).collect();
    let beside = condition(speaker, &view.beside).map(|words| vec![words.to_string()]).unwrap_or_default();
    page.small =
        if open == 0 { helps(speaker) } else { [beside, vec![page.aside_body.clone()], dates].concat().join(" · ") };
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
                (Outcome::NeedsEvidence, _) => {
                    let missing = money::missing(speaker, decision);
                    missing.map_or_else(String::new, |fact| format!("{} · {}", fact.label, fact.value))
                }
                _ => {
                    let net = written::won(decision.net, speaker.language);
                    let until = until(speaker, decision);
                    if until.is_empty() { net } else { format!("{net} · {until}") }
                }
            };
            Verdict {
                name: say.invoke_units(line.name.as_str().into(), count(line.units)),
                under: why.into(),
                tag: say.invoke_tag(decision.is_open(), papers_missing, cancels),
                good: decision.outcome == Outcome::Eligible,
                at: position(at),
                removable,
            }
        })
        .collect();
    page
}

/// On what the sums hang, where other visits of the order wait.
pub(super) fn condition(speaker: &Speaker<'_>, beside: &[VisitNo]) -> Option<SharedString> {
    let numbers: Vec<_> = beside.iter().map(|visit| visit.short().to_string()).collect();
    (!beside.is_empty()).then(|| speaker.of::<AnswerWords>().invoke_beside(numbers.join(", ").into()))
}

fn owes(cancels: bool) -> Heading {
    if cancels { Heading::OwesCancel } else { Heading::Owes }
}

/// The last day, as a tag.
fn until(speaker: &Speaker<'_>, line: &LineDecision) -> String {
    let say = speaker.of::<AnswerWords>();
    line.deadline.map_or_else(String::new, |day| say.invoke_until(written::day(day, speaker.language).into()).into())
}

/// Which date counted, and which days were skipped, why.
fn derivation(speaker: &Speaker<'_>, line: &LineDecision) -> Vec<SharedString> {
    let say = speaker.of::<AnswerWords>();
    let mut told: Vec<SharedString> = Vec::new();
    for counted in &line.derivation.counted {
        let start = SharedString::from(written::day(counted.start_on, speaker.language));
        told.push(match counted.since {
            Since::Received => say.invoke_received(start),
            Since::Noticed => say.invoke_noticed(start),
        });
        told.push(counting(speaker, counted));
    }
    told.extend(match combined(&line.derivation.counted) {
        Combined::One => None,
        Combined::Later => Some(say.invoke_later()),
        Combined::Earlier => Some(say.invoke_earlier()),
    });
    told
}

/// A clause in words; a deadline says how long by what was counted.
fn clause(speaker: &Speaker<'_>, line: &LineDecision, held: Clause) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    let counted = &line.derivation.counted;
    let of =
        |since: Since| counted.iter().find(|counted| counted.since == since).map(|counted| length(speaker, counted));
    let period = match (of(Since::Received), of(Since::Noticed), combined(counted)) {
        (Some(received), None, _) => say.invoke_since_received(received),
        (Some(received), Some(noticed), Combined::Earlier) => say.invoke_whichever_earlier(received, noticed),
        (Some(received), Some(noticed), _) => say.invoke_whichever_later(received, noticed),
        (None, ..) => return say.invoke_clause(words::clause(held)),
    };
    if held.is_deadline() {
        say.invoke_deadline(words::clause(held), period)
    } else {
        say.invoke_clause(words::clause(held))
    }
}

fn length(speaker: &Speaker<'_>, counted: &Counted) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    match counted.period {
        Period::Days(days) => say.invoke_days(count(days)),
        Period::Months(months) => say.invoke_months(count(months)),
    }
}

fn counting(speaker: &Speaker<'_>, counted: &Counted) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    let (period, that_day) = (length(speaker, counted), counted.first_day_counts);
    let ends = SharedString::from(written::day(counted.ends_on, speaker.language));
    if counted.skipped.is_empty() {
        return say.invoke_counted(that_day, period, ends);
    }
    let last = SharedString::from(written::day(counted.last_on, speaker.language));
    say.invoke_moved(that_day, period, ends, skipped(speaker, &counted.skipped).into(), last)
}

/// `21일(토), 22일(일)`; a holiday is named: `25일(금) 추석`.
fn skipped(speaker: &Speaker<'_>, days: &[(NaiveDate, DayOff)]) -> String {
    let say = speaker.of::<DayWords>();
    let told = days.iter().map(|(day, why)| {
        let date = written::day_of_month(*day, speaker.language);
        match (why, words::off(why)) {
            (DayOff::Saturday | DayOff::Sunday, _) => date,
            (_, Ok(off)) => format!("{date} {}", say.invoke_off(off)),
            (_, Err((ko, en))) => {
                format!("{date} {}", if speaker.language == domain::language::Language::Ko { ko } else { en })
            }
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn still(speaker: &Speaker<'_>, alternative: Alternative) -> Option<SharedString> {
    let say = speaker.of::<AnswerWords>();
    let day = |day: Option<NaiveDate>| {
        SharedString::from(day.map_or_else(String::new, |day| written::day(day, speaker.language)))
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
