//! Mutants of slips and of the numbers on them.

use domain::booking::SlipState;
use domain::protocol::{Question, VisitQuestion};
use domain::view::{CustomerScreen, Screen};

use super::*;

pub fn a_slip_is_noted_as_waiting_while_it_is_sent() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Sending })) => {
            vec![Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Queued }))]
        }
        effect => vec![effect],
    }))
}

pub fn a_slip_is_sent_twice() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        effect @ Effect::Print(..) => vec![effect.clone(), effect],
        effect => vec![effect],
    }))
}

pub fn a_slip_prints_screens_later() -> Box<dyn Mutant> {
    Box::new(PrintsLater::default())
}

pub fn an_older_copy_waits_again() -> Box<dyn Mutant> {
    Box::new(Schema(
        "DROP TRIGGER a_slip_that_has_ended_stays_so;
         CREATE TRIGGER an_older_copy_waits_again AFTER INSERT ON slips WHEN NEW.copy > 1
         BEGIN UPDATE slips SET state = 'queued' WHERE visit_id = NEW.visit_id AND copy < NEW.copy; END;",
    ))
}

pub fn no_slip_can_be_noted_as_printed() -> Box<dyn Mutant> {
    Box::new(Schema(
        "CREATE TRIGGER no_slip_is_printed BEFORE UPDATE OF state ON slips WHEN NEW.state = 'printed'
         BEGIN SELECT RAISE(ABORT, 'no'); END;",
    ))
}

pub fn another_number_is_shown() -> Box<dyn Mutant> {
    Box::new(Numbers(|sequence| sequence + 5_000))
}

pub fn every_visit_has_the_number_one() -> Box<dyn Mutant> {
    Box::new(Numbers(|_| 1))
}

/// Prints a slip later: when the next screen has come.
#[derive(Default)]
struct PrintsLater(Vec<Effect>, u32);
impl Mutant for PrintsLater {
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let (prints, mut others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Print(..)));
        self.1 = if prints.is_empty() { self.1 + 1 } else { 0 };
        if self.1 > 8 {
            others.append(&mut self.0);
        }
        self.0.extend(prints);
        others
    }
}

/// Shows visits with another number.
struct Numbers(fn(u16) -> u16);
impl Mutant for Numbers {
    fn view(&mut self, mut view: View) -> View {
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &mut view.screen {
            thanks.number.sequence = (self.0)(thanks.number.sequence);
        }
        view
    }
}
