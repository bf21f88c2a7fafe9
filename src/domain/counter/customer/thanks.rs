//! Booked: the number, what comes next, and how the slip ended.

use super::{Hands, Stand, Step};
use crate::booking::{Booked, SlipState};
use crate::call::Cause;
use crate::touch::Touch;
use crate::view::{CustomerScreen, ThanksView};

#[derive(Debug)]
pub(super) struct Thanks {
    pub visit: Booked,
    pub slip: SlipState,
}

/// Nobody comes for the paper of a refusal: it stands on the screen how to read it all the same.
pub(super) fn thank(hands: &mut Hands, visit: Booked, slip: SlipState) -> Step {
    if visit.booking.waits() && matches!(slip, SlipState::NotPrinted | SlipState::InDoubt) {
        hands.ring(Cause::NoPaper);
    }
    hands.somebody_is_there();
    Step::Enter(Stand::Thanks(Box::new(Thanks { visit, slip })))
}

impl Thanks {
    /// A visit that is closed already is asked at once; one that waits is asked when the staff have decided.
    pub(super) fn touched(self: Box<Thanks>, touch: Touch) -> Step {
        match touch {
            Touch::Main if !self.visit.booking.waits() => Step::Survey(self.visit.number),
            Touch::Main | Touch::Back => Step::Home,
            _ => Step::Stay(Stand::Thanks(self)),
        }
    }

    pub(super) fn screen(&self) -> CustomerScreen {
        let visit = &self.visit;
        CustomerScreen::Thanks(Box::new(ThanksView {
            number: visit.number,
            claim_code: visit.claim_code,
            slip: self.slip,
            waits: visit.booking.waits(),
            decision: visit.booking.decision.clone(),
        }))
    }
}
