//! The customer's part: find the order, choose, say why, read the answer, confirm, and leave with a number.

mod choose;
mod confirm;
mod find;
mod handover;
mod inquiry;
mod lookups;
mod number;
mod pending;
mod scanned;
mod show;
mod thanks;
mod units;
mod verdict;
mod visit;
mod weights;
mod whose;

use std::time::Duration;

use super::Patience;
use super::face::{EASY, Weight, Weights};
use super::hands::{Hands, Wait};
use super::idle::Quiet;
use super::labels::KEPT_MAX;
use crate::device::RequestId;
use crate::protocol::{Answer, VisitAnswer, VisitStatus};
use crate::touch::Touch;
use crate::visit_no::VisitNo;
use find::{Remembered, Which};
use handover::HandOver;
use lookups::Lookups;
use number::{NumberPad, Typing};
use thanks::Thanks;
use visit::Visit;
use whose::Guesses;

pub(super) use scanned::TakesScan;

/// See the module. What is typed and guessed wrong outlasts the screens: the next person may be the same.
#[derive(Debug, Default)]
pub(super) struct Customer {
    stand: Stand,
    lookups: Lookups,
    typing: Typing,
    guesses: Guesses,
}

/// Where the customer stands.
#[derive(Debug)]
enum Stand {
    Home {
        /// A product scanned first.
        remembered: Option<Remembered>,
        /// Whose survey can begin with a touch.
        offer: Option<Offer>,
    },
    NoReceipt,
    Number(Box<NumberPad>),
    Which(Box<Which>),
    Status(Box<VisitStatus>),
    Visit(Box<Visit>),
    HandOver(HandOver),
    Thanks(Box<Thanks>),
    /// The ledger did not answer in time: the visit is not booked.
    Unsaved,
}

impl Default for Stand {
    fn default() -> Stand {
        Stand::Home { remembered: None, offer: None }
    }
}

/// A visit that the staff have just decided: its customer may still be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub visit: VisitNo,
    /// Uptime from which on it is not offered any more.
    pub until: Duration,
}

/// What a handler makes of where the customer stood. Only entering a screen makes touches of the one before void: a
/// late answer or a stray touch stays.
#[derive(Debug)]
enum Step {
    Stay(Stand),
    Enter(Stand),
    /// Nothing is left of this customer.
    Home,
    /// They are asked how it was.
    Survey(VisitNo),
}

/// What the part leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    Enter,
    Home,
    Survey(VisitNo),
}

impl Customer {
    fn step(&mut self, handler: impl FnOnce(&mut Customer, Stand) -> Step) -> Then {
        let stand = std::mem::take(&mut self.stand);
        match handler(self, stand) {
            Step::Stay(stand) => {
                self.stand = stand;
                Then::Stay
            }
            Step::Enter(stand) => {
                self.stand = stand;
                Then::Enter
            }
            Step::Home => Then::Home,
            Step::Survey(visit) => Then::Survey(visit),
        }
    }

    /// The screen that the next person finds.
    pub(super) fn go_home(&mut self, hands: &mut Hands) {
        for id in self.lookups.forget() {
            hands.withdraw(id);
        }
        self.stand = Stand::default();
    }

    pub(super) fn is_home(&self) -> bool {
        matches!(self.stand, Stand::Home { .. })
    }

    /// Whether a product waits for its receipt.
    pub(super) fn remembers(&self) -> bool {
        matches!(self.stand, Stand::Home { remembered: Some(_), .. })
    }

    /// Whether a visit is on its way into the ledger and onto paper.
    pub(super) fn hands_over(&self) -> bool {
        matches!(self.stand, Stand::HandOver(_))
    }

    pub(super) fn quiet(&self, patience: &Patience) -> Quiet {
        if self.hands_over() { Quiet::Never } else { Quiet::After(patience.idle) }
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        self.step(|customer, stand| match stand {
            Stand::Home { .. } | Stand::NoReceipt => customer.find_touched(hands, stand, touch),
            Stand::Number(pad) => customer.number_touched(hands, pad, touch),
            Stand::Which(which) => which.touched(hands, touch),
            Stand::Status(status) => whose::status_touched(status, touch),
            Stand::Visit(visit) => visit.touched(hands, touch),
            Stand::HandOver(_) => Step::Stay(stand),
            Stand::Thanks(thanks) => thanks.touched(touch),
            Stand::Unsaved if touch == Touch::Main => Step::Home,
            Stand::Unsaved => Step::Stay(stand),
        })
    }

    /// The ledger has answered what was asked for the screen in front.
    pub(super) fn answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) -> Then {
        self.step(|customer, stand| match stand {
            Stand::Number(pad) => customer.typed_found(hands, pad, id, of_visit(answer)),
            Stand::Which(which) => which.found(hands, id, of_visit(answer)),
            Stand::Visit(visit) => visit.reopened(hands, id, of_visit(answer)),
            Stand::HandOver(handover) => handover.answered(hands, id, answer),
            Stand::Home { .. } | Stand::NoReceipt | Stand::Status(_) | Stand::Thanks(_) | Stand::Unsaved => {
                Step::Stay(stand)
            }
        })
    }

    /// A member of the staff is there: what was typed wrong is forgiven.
    pub(super) fn forgive(&mut self) {
        self.typing = Typing::default();
        self.guesses = Guesses::default();
    }

    /// The staff's screens come over it. Only a visit waits behind them. Whoever has just been served may still be so
    /// when the door was opened by mistake.
    pub(super) fn cover(&mut self) -> Option<Offer> {
        match std::mem::take(&mut self.stand) {
            Stand::Home { offer, .. } => offer,
            stand @ Stand::Visit(_) => {
                self.stand = stand;
                None
            }
            Stand::NoReceipt
            | Stand::Number(_)
            | Stand::Which(_)
            | Stand::Status(_)
            | Stand::HandOver(_)
            | Stand::Thanks(_)
            | Stand::Unsaved => None,
        }
    }

    /// The staff's screens are gone, and somebody is there; whether a visit goes on.
    pub(super) fn uncover(&mut self, hands: &mut Hands) -> bool {
        let Stand::Visit(visit) = &mut self.stand else { return false };
        visit.uncovered(hands);
        true
    }

    /// The customer has left: a visit that is not confirmed is wiped.
    pub(super) fn left(&mut self, hands: &mut Hands) {
        if let Stand::Visit(visit) = &self.stand {
            visit.wipe(hands);
        }
    }
}

fn of_visit(answer: Answer) -> Option<VisitAnswer> {
    match answer {
        Answer::Visit(answer) => Some(answer),
        Answer::Done | Answer::Failed(_) | Answer::Booted { .. } | Answer::Survey(_) | Answer::Desk(_) => None,
    }
}
