//! The answer for several lines: side by side, with one sum.

use domain::judge::{LineDecision, Outcome};
use domain::money::Won;
use domain::view::{AnswerLine, AnswerView};
use domain::written;
use markup::slint::ComponentHandle;
use markup::{AnswerWords, AnswersPage, Customer, CustomerScreen, Heading, Verdict};

use super::answer::{hangs_on, options, owes};
use super::counted::until;
use super::help::helps;
use super::money::{self, Told};
use crate::list::{count, position, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

/// `removable`: a line can be taken out.
pub(super) fn show(speaker: &Speaker<'_>, view: &AnswerView, removable: bool) -> Shown {
    let customer = speaker.of::<Customer>();
    let lines = view.lines.iter().zip(&view.decision.lines).enumerate();
    let verdicts = lines.map(|(at, (line, decision))| verdict(speaker, view, line, decision, at, removable)).collect();
    let Told { label, sum, later_label, later_sum, parts, .. } = money::told(speaker, &view.decision);
    let before = customer.get_answers();
    customer.set_answers(AnswersPage {
        heading: speaker.of::<AnswerWords>().invoke_heading(heading(view)),
        verdicts: rows(before.verdicts, verdicts),
        sum_label: label,
        sum,
        later_label,
        later_sum,
        beneath: beneath(speaker, view, parts).into(),
        options: rows(before.options, options(speaker, &view.options)),
    });
    let place = Place::Customer(CustomerScreen::Answers);
    Shown::new(place, |app| app.global::<Customer>().set_answers(AnswersPage::default()))
}

fn heading(view: &AnswerView) -> Heading {
    let (lines, refund) = (&view.decision.lines, &view.decision.refund);
    let cancels = view.decision.course().is_cancellation();
    match lines.iter().filter(|line| line.is_open()).count() {
        0 => Heading::RefusedAll,
        _ if refund.due > Won::ZERO => owes(cancels),
        all if all == lines.len() && refund.amount > Won::ZERO && cancels => Heading::AllCancel,
        all if all == lines.len() && refund.amount > Won::ZERO => Heading::AllEligible,
        _ if refund.amount == Won::ZERO => Heading::Nothing,
        _ => Heading::Mixed,
    }
}

/// On what the sum hangs, how it came about and when it comes; who helps where nothing comes.
fn beneath(speaker: &Speaker<'_>, view: &AnswerView, parts: String) -> String {
    if !view.decision.lines.iter().any(LineDecision::is_open) {
        return helps(speaker).into();
    }
    let dates = money::promises(speaker, &view.decision.money().refund.payments);
    let dates = dates.iter().map(|fact| format!("{} {}", fact.label, fact.value));
    let beside = hangs_on(speaker, &view.beside).map(String::from);
    beside.into_iter().chain([parts]).chain(dates).collect::<Vec<_>>().join(" · ")
}

fn verdict(
    speaker: &Speaker<'_>,
    view: &AnswerView,
    line: &AnswerLine,
    decision: &LineDecision,
    at: usize,
    removable: bool,
) -> Verdict {
    let say = speaker.of::<AnswerWords>();
    let cancels = view.decision.course().is_cancellation();
    let why = match (decision.outcome, decision.clauses.first()) {
        (Outcome::Refused, Some(clause)) => say.invoke_clause_short(words::clause(*clause)).into(),
        (Outcome::NeedsEvidence, _) => {
            let missing = money::missing(speaker, decision);
            missing.map_or_else(String::new, |fact| format!("{} · {}", fact.label, fact.value))
        }
        (Outcome::Eligible | Outcome::Refused, _) => {
            let net = written::won(decision.net, speaker.language);
            let until = until(speaker, decision);
            if until.is_empty() { net } else { format!("{net} · {until}") }
        }
    };
    Verdict {
        name: say.invoke_units(line.name.as_str().into(), count(line.units)),
        under: why.into(),
        tag: say.invoke_tag(decision.is_open(), decision.outcome == Outcome::NeedsEvidence, cancels),
        good: decision.outcome == Outcome::Eligible,
        at: position(at),
        removable,
    }
}
