//! Mutants of answers and of asking again.

use std::collections::BTreeSet;

use domain::device::RequestId;
use domain::protocol::Question;

use super::*;

pub fn a_second_answer_is_taken_for_the_next() -> Box<dyn Mutant> {
    Box::new(MistakesAnswers::default())
}

pub fn nothing_is_asked_again() -> Box<dyn Mutant> {
    Box::new(AsksOnce::default())
}

/// Gives what comes twice to whatever was asked last, where that takes such an answer: another kind is a bug of the
/// ledger, and ends the process.
#[derive(Default)]
struct MistakesAnswers(BTreeSet<RequestId>, Option<(RequestId, Question)>);
impl Mutant for MistakesAnswers {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        match (event, &self.1) {
            (Event::Answered(id, answer), Some((last, question))) if !self.0.insert(id) && question.takes(&answer) => {
                vec![Event::Answered(*last, answer)]
            }
            (Event::Started, _) => {
                *self = MistakesAnswers::default();
                vec![Event::Started]
            }
            (event, _) => vec![event],
        }
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &effects {
            if let Effect::Ask(id, question) = effect {
                self.1 = Some((*id, question.clone()));
            }
        }
        effects
    }
}

#[derive(Default)]
struct AsksOnce(BTreeSet<RequestId>);
impl Mutant for AsksOnce {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        if event == Event::Started {
            self.0.clear();
        }
        vec![event]
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects.into_iter().filter(|effect| !matches!(effect, Effect::Ask(id, _) if !self.0.insert(*id))).collect()
    }
}
