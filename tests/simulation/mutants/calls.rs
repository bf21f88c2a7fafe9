//! Mutants of calls for the staff.

use domain::protocol::{CallQuestion, DeskQuestion, Question};
use domain::view::{CustomerScreen, Screen};

use super::*;

pub fn the_bell_stays_for_the_next() -> Box<dyn Mutant> {
    Box::new(Sees(
        |kept: &mut bool, view| {
            if matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })) {
                return View { bell: *kept, ..view };
            }
            *kept = view.bell;
            view
        },
        false,
    ))
}

pub fn the_end_of_a_call_is_not_told() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Call(CallQuestion::Ended { key, why, called_at, .. })) => {
            vec![Effect::Ask(id, Question::Call(CallQuestion::Made { key, why, at: called_at }))]
        }
        effect => vec![effect],
    }))
}

pub fn a_call_that_the_power_cut_short_has_no_end() -> Box<dyn Mutant> {
    Box::new(Schema(
        "CREATE TRIGGER it_rings_for_ever BEFORE UPDATE OF ended ON calls WHEN NEW.ended = 'nobody'
         BEGIN SELECT RAISE(IGNORE); END;",
    ))
}

pub fn it_rings_when_somebody_signs_in() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(_, Question::Desk(DeskQuestion::SignIn { .. })) => vec![effect, Effect::Ring],
        effect => vec![effect],
    }))
}
