//! The answer for one line: what, until when, how much, when, and how it was counted. An answer of several lines has a
//! page of its own.

use chrono::NaiveDate;
use domain::judge::{Alternative, LineDecision, Outcome};
use domain::money::Won;
use domain::policy::Clause;
use domain::touch::AnswerOption;
use domain::view::AnswerView;
use domain::visit_no::VisitNo;
use domain::written;
use markup::slint::{ComponentHandle, SharedString};
use markup::{AnswerPage, AnswerWords, Choice, Customer, CustomerScreen, Fact, Heading, PageWords};

use super::counted::{clause, counting, derivation, until};
use super::help::helps;
use super::money::{self, Told};
use super::{answers, called, numbers};
use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

/// One line large, several lines side by side.
pub(super) fn show(speaker: &Speaker<'_>, view: &AnswerView) -> Shown {
    match (view.lines.as_slice(), view.decision.lines.as_slice()) {
        ([_], [only]) => single(speaker, view, only),
        _ => answers::show(speaker, view, view.lines.len() > 1),
    }
}

/// A refusal told again to whoever holds its slip: the same words, and nothing to choose.
pub(super) fn told_again(speaker: &Speaker<'_>, view: &AnswerView, number: VisitNo) -> Shown {
    let shown = match (view.lines.as_slice(), view.decision.lines.as_slice()) {
        ([_], [only]) => single(speaker, view, only),
        _ => answers::show(speaker, view, false),
    };
    shown.with_aside(speaker.of::<PageWords>().invoke_your_number(called(number)))
}

fn single(speaker: &Speaker<'_>, view: &AnswerView, line: &LineDecision) -> Shown {
    let customer = speaker.of::<Customer>();
    let Answered { page, facts } =
        if line.outcome == Outcome::Refused { refused(speaker, view, line) } else { open(speaker, view, line) };
    let before = customer.get_answer();
    customer.set_answer(AnswerPage {
        facts: rows(before.facts, facts),
        options: rows(before.options, options(speaker, &view.options)),
        ..page
    });
    Shown::new(Place::Customer(CustomerScreen::Answer), |app| {
        app.global::<Customer>().set_answer(AnswerPage::default())
    })
}

/// The page without its lists, and one of them.
struct Answered {
    page: AnswerPage,
    facts: Vec<Fact>,
}

/// What else can be done.
pub(super) fn options(speaker: &Speaker<'_>, options: &[AnswerOption]) -> Vec<Choice> {
    let say = speaker.of::<AnswerWords>();
    let card = |(at, option): (usize, &AnswerOption)| choice(say.invoke_option(words::option(*option)), "", false, at);
    options.iter().enumerate().map(card).collect()
}

fn open(speaker: &Speaker<'_>, view: &AnswerView, line: &LineDecision) -> Answered {
    let say = speaker.of::<AnswerWords>();
    let refund = &view.decision.refund;
    let cancels = view.decision.course().is_cancellation();
    let heading = match line.outcome {
        Outcome::Eligible | Outcome::NeedsEvidence | Outcome::Refused if refund.due > Won::ZERO => owes(cancels),
        Outcome::Eligible | Outcome::NeedsEvidence | Outcome::Refused if refund.amount == Won::ZERO => Heading::Nothing,
        Outcome::NeedsEvidence => Heading::Evidence,
        Outcome::Eligible | Outcome::Refused if cancels => Heading::Cancel,
        Outcome::Eligible | Outcome::Refused => Heading::Eligible,
    };
    let Told { label, sum, parts_and_payer, facts, .. } = money::told(speaker, &view.decision);
    let missing = money::missing(speaker, line);
    let mut why: Vec<SharedString> = Vec::new();
    why.extend(hangs_on(speaker, &view.beside));
    why.extend(derivation(speaker, line));
    why.extend((!line.checks.is_empty()).then(|| say.invoke_check_date()));
    why.push(match line.outcome {
        Outcome::NeedsEvidence => say.invoke_then_money(),
        Outcome::Eligible | Outcome::Refused if cancels => say.invoke_not_shipped(),
        Outcome::Eligible | Outcome::Refused => say.invoke_inspect(),
    });
    let page = AnswerPage {
        heading: say.invoke_heading(heading),
        until: if missing.is_some() { "".into() } else { until(speaker, line) },
        warm: line.outcome == Outcome::NeedsEvidence || refund.due > Won::ZERO || refund.amount == Won::ZERO,
        sum_label: label,
        sum,
        // What is missing stands beside the sum that it brings.
        sum_parts: match &missing {
            Some(missing) => format!("{}, {} · {parts_and_payer}", missing.label, missing.value).into(),
            None => parts_and_payer.into(),
        },
        why: why.join(" ").into(),
        ..AnswerPage::default()
    };
    Answered { page, facts: if missing.is_some() { Vec::new() } else { facts } }
}

/// Sorry, why with its dates and clause; then what is still possible, and who helps.
fn refused(speaker: &Speaker<'_>, view: &AnswerView, line: &LineDecision) -> Answered {
    let say = speaker.of::<AnswerWords>();
    let first = line.clauses.first().copied().unwrap_or(Clause::DeadlineChangeOfMind);
    let late = matches!(first, Clause::DeadlineChangeOfMind | Clause::DeadlineDefect);
    let mut reasons: Vec<SharedString> = Vec::new();
    if late {
        let received = view.lines.first().and_then(|line| line.received_on);
        reasons.extend(received.map(|day| say.invoke_received(written::day(day, speaker.language).into())));
    }
    reasons.extend(line.clauses.iter().map(|held| clause(speaker, line, *held)));
    let mut below: Vec<SharedString> = Vec::new();
    if late {
        below.extend(line.derivation.counted.iter().map(|counted| counting(speaker, counted)));
    }
    below.extend(line.alternatives.iter().filter_map(|alternative| still(speaker, *alternative)));
    let names: Vec<SharedString> =
        line.clauses.iter().map(|clause| say.invoke_clause_short(words::clause(*clause))).collect();
    let why = format!("{}\n{} · {}", below.join(" "), helps(speaker), say.invoke_by_policy(names.join(", ").into()));
    let page = AnswerPage {
        heading: say.invoke_sorry(words::clause(first)),
        until: if late { until(speaker, line) } else { "".into() },
        warm: true,
        reason: reasons.join(" ").into(),
        why: why.trim_start().into(),
        ..AnswerPage::default()
    };
    Answered { page, facts: Vec::new() }
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

/// On what the sums hang, where other visits of the order wait.
pub(super) fn hangs_on(speaker: &Speaker<'_>, beside: &[VisitNo]) -> Option<SharedString> {
    (!beside.is_empty()).then(|| speaker.of::<AnswerWords>().invoke_beside(numbers(beside)))
}

/// The heading where the customer would have to pay.
pub(super) fn owes(cancels: bool) -> Heading {
    if cancels { Heading::OwesCancel } else { Heading::Owes }
}
