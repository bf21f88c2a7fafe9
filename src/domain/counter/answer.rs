//! What can be done from an answer: go on, take lines out, try what is still possible, talk, or stop.

use super::questions::go_back;
use super::state::{At, State, Step, Visit};
use super::view::AnswerOption;
use super::{Chosen, Counter, Touch};
use crate::judge::{Alternative, Decision, LineDecision, Reason};

impl Counter {
    pub(super) fn answer_touched(&mut self, mut visit: Box<Visit>, decision: Box<Decision>, touch: Touch) -> Step {
        match touch {
            Touch::Back => {
                let last = visit.chosen.len();
                return go_back(self, visit, last);
            }
            Touch::Less(row) if visit.chosen.len() > 1 => {
                if let Some(no) = visit.chosen.get(usize::from(row)).map(|chosen| chosen.no) {
                    visit.choose(no, 0);
                    return self.answer(visit);
                }
            }
            Touch::Pick(at) => {
                if let Some(option) = options(&visit, &decision).get(usize::from(at)) {
                    return self.take_option(visit, &decision, *option);
                }
            }
            Touch::Main if decision.lines.iter().any(LineDecision::is_open) => {
                return self.enter(visit, At::Confirm(decision));
            }
            Touch::Main => return self.book(visit, *decision, false),
            _ => {}
        }
        visit.at = At::Answer(decision);
        Step::Stay(State::Visit(visit))
    }

    fn take_option(&mut self, mut visit: Box<Visit>, decision: &Decision, option: AnswerOption) -> Step {
        let again = match option {
            AnswerOption::Faulty => Reason::Defective,
            AnswerOption::ChangeOfMind => Reason::ChangeOfMind,
            AnswerOption::TalkToStaff => {
                self.ring();
                return self.book(visit, decision.clone(), true);
            }
            AnswerOption::Stop => {
                self.wipe(&visit);
                return self.home();
            }
        };
        for (chosen, line) in visit.chosen.iter_mut().zip(&decision.lines) {
            if !line.is_open() {
                *chosen =
                    Chosen { reason: Some(again), condition: None, evidence: None, noticed_on: None, ..chosen.clone() };
            }
        }
        self.ask_from(visit, 0)
    }
}

/// What else can be done from an answer, in this order.
pub(super) fn options(visit: &Visit, decision: &Decision) -> Vec<AnswerOption> {
    let refused = || decision.lines.iter().zip(&visit.chosen).filter(|(line, _)| !line.is_open());
    let offers = |wanted: fn(&Alternative) -> bool| refused().any(|(line, _)| line.alternatives.iter().any(wanted));
    let mut options = Vec::new();
    if offers(|other| matches!(other, Alternative::DefectUntil(_))) {
        options.push(AnswerOption::Faulty);
    }
    if offers(|other| matches!(other, Alternative::ChangeOfMindUntil(_))) {
        options.push(AnswerOption::ChangeOfMind);
    }
    if refused().next().is_some() {
        options.push(AnswerOption::TalkToStaff);
    } else if decision.refund.amount.0 == 0 {
        options.push(AnswerOption::Stop);
    }
    options
}
