//! The money of a visit in words. Every page takes them from here, so that a sum means the same wherever it stands:
//! what goes back without any further document, and what more once a document is there.

use domain::judge::{Decision, LineDecision, Payer, Promise};
use domain::money::Won;
use domain::written;
use markup::slint::SharedString;
use markup::{AnswerWords, Fact, GoodsWords};

use crate::list::{count, fact};
use crate::speaker::Speaker;
use crate::words;

/// The sums of a visit: the large one with its label, and what a document adds to it.
pub(super) struct Said {
    pub large: (SharedString, Won),
    pub later: Option<(SharedString, Won)>,
}

/// Which sums are said, and as what.
pub(super) fn said(speaker: &Speaker<'_>, decision: &Decision) -> Said {
    let say = speaker.of::<AnswerWords>();
    let sums = decision.sums();
    let later = match (sums.later, sums.later_due) {
        _ if decision.now.is_none() => None,
        (Won::ZERO, Won::ZERO) => None,
        (Won::ZERO, due) => Some((say.invoke_later_due(), due)),
        (amount, _) => Some((say.invoke_later_amount(), amount)),
    };
    match later {
        _ if sums.due > Won::ZERO => Said { large: (say.invoke_due_amount(), sums.due), later },
        None => Said { large: (say.invoke_amount(), sums.amount), later: None },
        // Nothing goes back before the document is there.
        Some(later) if sums.amount == Won::ZERO => Said { large: later, later: None },
        later => Said { large: (say.invoke_now_amount(), sums.amount), later },
    }
}

/// The sums in words, how they came about and when they come.
pub(super) struct Told {
    pub label: SharedString,
    pub sum: SharedString,
    /// What a document adds to it; empty where nothing.
    pub later_label: SharedString,
    pub later_sum: SharedString,
    /// The parts of the sum; and the same with who pays the shipping.
    pub parts: String,
    pub parts_and_payer: String,
    /// When it comes, and what has to be brought for it.
    pub facts: Vec<Fact>,
}

/// Tells the money of a decision.
pub(super) fn told(speaker: &Speaker<'_>, decision: &Decision) -> Told {
    let say = speaker.of::<AnswerWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let Said { large: (label, sum), later } = said(speaker, decision);
    let (later_label, later_sum) = later.map(|(label, sum)| (label, won(sum))).unwrap_or_default();
    let parts = parts(speaker, decision);
    let shipping = counted(decision).money().shipping;
    let parts_and_payer = match shipping.payer {
        Payer::Customer if shipping.amount > Won::ZERO => format!("{parts} · {}", say.invoke_you_pay()),
        Payer::Customer => parts.clone(),
        Payer::Store => format!("{parts} · {}", say.invoke_we_pay()),
    };
    let mut facts = promises(speaker, &decision.money().refund.payments);
    facts.extend(all_missing(speaker, decision));
    Told { label, sum: won(sum), later_label, later_sum, parts, parts_and_payer, facts }
}

/// Of which decision the large sum is: where nothing goes back before a document is there, of the whole one.
fn counted(decision: &Decision) -> Decision {
    let sums = decision.sums();
    let nothing_now = decision.now.is_some() && (sums.amount, sums.due) == (Won::ZERO, Won::ZERO);
    let now = if nothing_now { None } else { decision.now.clone() };
    Decision { now, ..decision.clone() }
}

/// `39,000 − 3,000`, each with its word: how the large sum came about.
fn parts(speaker: &Speaker<'_>, decision: &Decision) -> String {
    let say = speaker.of::<AnswerWords>();
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let of = counted(decision);
    let money = of.money();
    let lines = || of.lines.iter().filter(|line| of.counts_now(line));
    let gross: Won = lines().map(|line| line.derivation.gross).sum();
    let discount: Won = lines().map(|line| line.derivation.discount).sum();
    let mut plus = vec![say.invoke_goods_only(won(gross))];
    if money.first_delivery > Won::ZERO {
        plus.push(say.invoke_plus_first_delivery(won(money.first_delivery)));
    }
    let mut parts = vec![plus.join(" + ").into()];
    for (amount, words) in [
        (discount, say.invoke_less_discount(won(discount))),
        (money.shipping.amount, say.invoke_less_shipping(won(money.shipping.amount))),
        (money.cancellation_fee, say.invoke_less_fee(won(money.cancellation_fee))),
    ] {
        if amount > Won::ZERO {
            parts.push(words);
        }
    }
    parts.join(" − ")
}

/// By payment: how, and from when to when.
pub(super) fn promises(speaker: &Speaker<'_>, payments: &[Promise]) -> Vec<Fact> {
    let say = speaker.of::<AnswerWords>();
    payments
        .iter()
        .map(|promise| {
            let how = say.invoke_promise(say.invoke_method(words::method(promise.method)), words::how(promise.how));
            let amount = written::won(promise.amount, speaker.language);
            let label = if payments.len() > 1 { format!("{how} {amount}") } else { how.into() };
            let days = written::span(promise.earliest, promise.latest, speaker.language);
            let when = match promise.within_hours {
                Some(hours) => say.invoke_within(count(hours)).into(),
                None if promise.earliest == promise.latest => say.invoke_same_day(days.into()).into(),
                None => days,
            };
            fact(label, when)
        })
        .collect()
}

/// Which document a line waits for, and its last day; none where none is missing.
pub(super) fn missing(speaker: &Speaker<'_>, line: &LineDecision) -> Option<Fact> {
    let say = speaker.of::<AnswerWords>();
    let goods = speaker.of::<GoodsWords>();
    let kinds = line.missing_evidence.iter().map(|kind| goods.invoke_evidence(words::evidence(*kind)));
    let names = kinds.reduce(|first, second| say.invoke_either(first, second))?;
    let day = line.evidence_until.map(|day| say.invoke_until(written::day(day, speaker.language).into()));
    Some(fact(say.invoke_bring(names), day.unwrap_or_default()))
}

/// The same of all lines, each document once.
pub(super) fn all_missing(speaker: &Speaker<'_>, decision: &Decision) -> Vec<Fact> {
    let mut all: Vec<Fact> = decision.lines.iter().filter_map(|line| missing(speaker, line)).collect();
    all.dedup();
    all
}
