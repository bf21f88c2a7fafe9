//! What can be done from an answer: go on, take lines out, try what is still possible, talk, or stop.

use super::Counter;
use super::questions::go_back;
use super::state::{At, State, Step, Visit};
use crate::booking::Chosen;
use crate::call::Cause;
use crate::device::Device;
use crate::judge::{Alternative, Decision, LineDecision};
use crate::money::Won;
use crate::policy::Reason;
use crate::touch::AnswerOption;
use crate::touch::{Thing, Touch};

impl Counter {
    pub(super) fn answer_touched(&mut self, mut visit: Box<Visit>, decision: Box<Decision>, touch: Touch) -> Step {
        match touch {
            Touch::Back => {
                let last = visit.chosen.len();
                return go_back(self, visit, last);
            }
            Touch::Less(no) if visit.chosen.len() > 1 && visit.units(no) > 0 => {
                visit.choose(no, 0);
                return self.answer(visit);
            }
            Touch::Pick(Thing::Option(option)) if self.options(&decision).contains(&option) => {
                return self.take_option(visit, &decision, option);
            }
            Touch::Main if decision.lines.iter().any(LineDecision::is_open) => {
                return self.enter(visit, At::Confirm(decision));
            }
            // Nothing is handed in: there is nothing to write down, and nobody to call.
            Touch::Main => {
                self.wipe(&visit);
                return self.home();
            }
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
                self.call(Cause::Talk);
                return self.book(visit, decision.clone(), true);
            }
            // Nobody is called, and nothing waits.
            AnswerOption::Paper => return self.book(visit, decision.clone(), false),
            AnswerOption::Stop => {
                self.wipe(&visit);
                return self.home();
            }
        };
        let lines: Vec<_> = (0..visit.chosen.len())
            .filter(|nth| decision.lines.get(*nth).is_some_and(|line| offers(line, option)))
            .collect();
        // One touch speaks of one line. Of several nobody knows which: each is asked about again.
        let reason = (lines.len() == 1).then_some(again);
        for nth in lines {
            let chosen = &mut visit.chosen[nth];
            *chosen = Chosen { reason, condition: None, evidence: None, noticed_on: None, ..chosen.clone() };
        }
        self.ask_from(visit, 0)
    }

    /// What else can be done from an answer, in this order. Whoever would get nothing, or owe, can always stop; whoever
    /// is refused everything can have it on paper, where there is any.
    pub(super) fn options(&self, decision: &Decision) -> Vec<AnswerOption> {
        let mut options: Vec<_> = [AnswerOption::Faulty, AnswerOption::ChangeOfMind]
            .into_iter()
            .filter(|option| decision.lines.iter().any(|line| offers(line, *option)))
            .collect();
        let open = decision.lines.iter().filter(|line| line.is_open()).count();
        if open < decision.lines.len() {
            options.push(AnswerOption::TalkToStaff);
        }
        if open == 0 && self.setup.paper && !self.down.contains(&Device::Printer) {
            options.push(AnswerOption::Paper);
        }
        let sums = decision.sums();
        if open > 0 && (decision.refund.amount == Won::ZERO || sums.due > Won::ZERO || sums.later_due > Won::ZERO) {
            options.push(AnswerOption::Stop);
        }
        options
    }
}

/// Whether a line is refused and that option is still open for it.
fn offers(line: &LineDecision, option: AnswerOption) -> bool {
    !line.is_open()
        && line.alternatives.iter().any(|other| match option {
            AnswerOption::Faulty => matches!(other, Alternative::DefectUntil(_)),
            AnswerOption::ChangeOfMind => matches!(other, Alternative::ChangeOfMindUntil(_)),
            AnswerOption::TalkToStaff | AnswerOption::Paper | AnswerOption::Stop => false,
        })
}
