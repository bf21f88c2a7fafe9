//! The sheet of answers: a row per survey.

use domain::survey::{CHIPS, Chip};

use super::sheet::{local, maybe, seconds};
use crate::ledger::kept::words::{Word, word, words};
use crate::report::facts::{LineFact, Survey, TouchFact, Visit};
use crate::words::export::ANSWERS_COLUMNS;

/// The row of a visit whose survey was shown.
pub(super) fn rows(visit: &Visit) -> Vec<[String; ANSWERS_COLUMNS.len()]> {
    visit.survey.iter().map(|survey| cells(visit, survey)).collect()
}

fn cells(visit: &Visit, Survey { facts: survey, touches }: &Survey) -> [String; ANSWERS_COLUMNS.len()] {
    let facts = &visit.facts;
    let clauses = [distinct(visit, |line| line.clauses.clone()), maybe(facts.refused_by.map(word))];
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).filter(|clause| !clause.is_empty()).collect();
    [
        facts.number.to_string(),
        facts.number.day.to_string(),
        survey.version.to_string(),
        survey.ending.map_or("shown", word).to_owned(),
        maybe(survey.score.map(|score| score.get())),
        maybe(survey.score.map(|score| word(score.kind()))),
        chips(touches),
        touches.len().to_string(),
        local(survey.shown_at),
        maybe(survey.ended_at.map(local)),
        maybe(survey.ended_at.map(|ended| seconds(survey.shown_at, ended))),
        word(facts.language).to_owned(),
        word(facts.stage).to_owned(),
        distinct(visit, |line| vec![line.reason]),
        distinct(visit, |line| vec![line.outcome]),
        clauses.join(" "),
        maybe(facts.decided_at.map(|decided| seconds(facts.confirmed_at, decided))),
    ]
}

/// The chips whose last touch chose them, in the order of the screen.
fn chips(touches: &[TouchFact]) -> String {
    let last = |chip: &Chip| touches.iter().rev().filter_map(|touch| touch.chip).find(|(touched, _)| touched == chip);
    words(CHIPS.iter().filter(|chip| last(chip).is_some_and(|(_, chosen)| chosen)))
}

/// What the lines of a visit say, each once, in the order in which they come.
fn distinct<T: Word + PartialEq>(visit: &Visit, of: impl Fn(&LineFact) -> Vec<T>) -> String {
    let mut said: Vec<T> = Vec::new();
    for value in visit.lines.iter().flat_map(|line| of(&line.facts)) {
        if !said.contains(&value) {
            said.push(value);
        }
    }
    words(&said)
}
