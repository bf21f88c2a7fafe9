//! How the last day was counted, and which clause holds, in words.

use chrono::NaiveDate;
use domain::calendar::{Counted, DayOff, Period, Since};
use domain::judge::{Combined, LineDecision, combined};
use domain::language::Language;
use domain::policy::Clause;
use domain::written;
use markup::slint::SharedString;
use markup::{AnswerWords, DayWords};

use crate::list::count;
use crate::speaker::Speaker;
use crate::words;

/// The last day, as a tag.
pub(super) fn until(speaker: &Speaker<'_>, line: &LineDecision) -> SharedString {
    let say = speaker.of::<AnswerWords>();
    line.deadline.map(|day| say.invoke_until(written::day(day, speaker.language).into())).unwrap_or_default()
}

/// Which date counted, and which days were skipped, why.
pub(super) fn derivation(speaker: &Speaker<'_>, line: &LineDecision) -> Vec<SharedString> {
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
pub(super) fn clause(speaker: &Speaker<'_>, line: &LineDecision, held: Clause) -> SharedString {
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

/// From which day, how long, and what was skipped at its end.
pub(super) fn counting(speaker: &Speaker<'_>, counted: &Counted) -> SharedString {
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
                format!("{date} {}", if speaker.language == Language::Ko { ko } else { en })
            }
        }
    });
    told.collect::<Vec<_>>().join(", ")
}
