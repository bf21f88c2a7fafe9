//! What the customer sees.

use super::visit::{At, Visit};
use super::{Customer, Hands, Stand, whose};
use crate::device::Device;
use crate::view::{CustomerScreen, Screen};

impl Customer {
    /// The screen, and whether somebody waits for what its main action has begun.
    pub(in super::super) fn screen(&self, hands: &Hands) -> (Screen, bool) {
        let screen = match &self.stand {
            Stand::Home { remembered, offer } => CustomerScreen::Welcome {
                remembered: remembered.as_ref().map(|remembered| remembered.name.clone()),
                offer: offer.map(|offer| offer.visit),
                paper: hands.setup.paper,
                printer_up: !hands.down.contains(&Device::Printer),
                scanner_up: !hands.down.contains(&Device::Scanner),
            },
            Stand::NoReceipt => CustomerScreen::NoReceipt,
            Stand::Number(pad) => pad.screen(),
            Stand::Which(which) => which.screen(),
            Stand::Status(status) => whose::status_screen(hands, status),
            // The order is being read again.
            Stand::Visit(visit) if visit.reopening.is_some() => return (Screen::Starting, false),
            Stand::Visit(visit) => visit.screen(hands),
            Stand::HandOver(handover) => CustomerScreen::HandingOver { number: handover.number() },
            Stand::Thanks(thanks) => thanks.screen(),
            Stand::Unsaved => CustomerScreen::Unsaved,
        };
        (Screen::Customer(screen), self.awaited().is_some())
    }
}

impl Visit {
    fn screen(&self, hands: &Hands) -> CustomerScreen {
        match &self.at {
            At::Choose => self.choose_screen(hands),
            At::Ask { nth, asking } => self.asking_screen(hands, *nth, asking),
            At::Answer(decision) => self.answer_screen(hands, decision),
            At::Confirm(decision) => self.confirm_screen(hands, decision),
            At::Phone(phoning) => CustomerScreen::Phone { typed: phoning.pad.0.clone() },
        }
    }
}
