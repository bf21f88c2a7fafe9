//! What can be done from an answer: go on, take lines out, try what is still possible, talk, or stop.

use super::visit::{At, Visit};
use super::{Hands, Stand, Step};
use crate::call::Cause;
use crate::judge::{Alternative, Decision, LineDecision};
use crate::money::Won;
use crate::policy::Reason;
use crate::touch::{AnswerOption, CustomerTouch, Touch};
use crate::view::{AnswerLine, AnswerView, CustomerScreen};

impl Visit {
    pub(super) fn answer_touched(
        mut self: Box<Visit>,
        hands: &mut Hands,
        decision: Box<Decision>,
        touch: Touch,
    ) -> Step {
        match touch {
            Touch::Back => {
                let last = self.chosen.len();
                return self.go_back(hands, last);
            }
            Touch::Customer(CustomerTouch::Less(no)) if self.chosen.len() > 1 && self.units(no) > 0 => {
                self.choose(no, 0);
                return self.answer(hands);
            }
            Touch::Customer(CustomerTouch::Option(option)) if options(hands, &decision).contains(&option) => {
                return self.take_option(hands, &decision, option);
            }
            Touch::Main if decision.lines.iter().any(LineDecision::is_open) => {
                return self.enter(hands, At::Confirm(decision));
            }
            // Nothing is handed in: there is nothing to write down, and nobody to call.
            Touch::Main => return self.give_up(hands),
            _ => {}
        }
        self.at = At::Answer(decision);
        Step::Stay(Stand::Visit(self))
    }

    fn take_option(mut self: Box<Visit>, hands: &mut Hands, decision: &Decision, option: AnswerOption) -> Step {
        let again = match option {
            AnswerOption::Faulty => Reason::Defective,
            AnswerOption::ChangeOfMind => Reason::ChangeOfMind,
            AnswerOption::TalkToStaff => {
                hands.ring(Cause::Talk);
                return self.book(hands, decision.clone(), true);
            }
            // Nobody is called, and nothing waits.
            AnswerOption::Paper => return self.book(hands, decision.clone(), false),
            AnswerOption::Stop => return self.give_up(hands),
        };
        let lines: Vec<_> = (0..self.chosen.len())
            .filter(|nth| decision.lines.get(*nth).is_some_and(|line| offers(line, option)))
            .collect();
        // One touch speaks of one line. Of several nobody knows which: each is asked about again.
        let reason = (lines.len() == 1).then_some(again);
        for nth in lines {
            self.chosen[nth].say_anew(reason);
        }
        self.ask_from(hands, 0)
    }

    pub(super) fn answer_screen(&self, hands: &Hands, decision: &Decision) -> CustomerScreen {
        let lines = self.chosen.iter().filter_map(|chosen| {
            Some(AnswerLine {
                no: chosen.no,
                name: self.name(chosen.no),
                units: chosen.units,
                reason: chosen.reason?,
                received_on: self.order.facts.received_on,
                noticed_on: chosen.noticed_on,
            })
        });
        CustomerScreen::Answer(Box::new(AnswerView {
            lines: lines.collect(),
            decision: decision.clone(),
            shipped: self.order.facts.status.is_shipped(),
            beside: self.order.waiting.clone(),
            options: options(hands, decision),
            today: hands.now.today(),
        }))
    }
}

/// What else can be done from an answer, in this order. Whoever would get nothing, or owe, can always stop; whoever
/// is refused everything can have it on paper, where there is any.
fn options(hands: &Hands, decision: &Decision) -> Vec<AnswerOption> {
    let mut options: Vec<_> = [AnswerOption::Faulty, AnswerOption::ChangeOfMind]
        .into_iter()
        .filter(|option| decision.lines.iter().any(|line| offers(line, *option)))
        .collect();
    let open = decision.lines.iter().filter(|line| line.is_open()).count();
    if open < decision.lines.len() {
        options.push(AnswerOption::TalkToStaff);
    }
    if open == 0 && hands.prints() {
        options.push(AnswerOption::Paper);
    }
    let sums = decision.sums();
    if open > 0 && (decision.refund.amount == Won::ZERO || sums.due > Won::ZERO || sums.later_due > Won::ZERO) {
        options.push(AnswerOption::Stop);
    }
    options
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
