//! Finding the order: the welcome screen, a visit without a receipt, and several orders that may be meant.

use super::visit::Visit;
use super::{Customer, Hands, Offer, Stand, Step, Wait};
use crate::call::Cause;
use crate::device::RequestId;
use crate::protocol::{Candidate, Found, Question, VisitAnswer, VisitQuestion};
use crate::touch::{CustomerTouch, Touch};
use crate::unit::UnitFacts;
use crate::view::{Asked, CustomerScreen};

/// A product that waits for its receipt.
#[derive(Debug)]
pub(super) struct Remembered {
    pub barcode: String,
    pub name: String,
    pub unit: Option<UnitFacts>,
}

/// Several orders may be meant; the customer is asked which.
#[derive(Debug)]
pub(super) struct Which {
    pub orders: Vec<Candidate>,
    /// A product scanned first.
    pub remembered: Option<Remembered>,
    /// The one that was picked is being read.
    pub reading: Option<Wait>,
}

impl Customer {
    pub(super) fn find_touched(&mut self, hands: &mut Hands, stand: Stand, touch: Touch) -> Step {
        match (stand, touch) {
            (Stand::Home { .. }, Touch::Main) => Step::Enter(Stand::NoReceipt),
            (Stand::Home { .. }, Touch::Back) | (Stand::NoReceipt, Touch::Customer(CustomerTouch::ByNumber)) => {
                self.type_number(hands, Asked::OrderNo)
            }
            (Stand::Home { offer: Some(offer), .. }, Touch::Customer(CustomerTouch::ItIsMe(visit)))
                if offer.visit == visit =>
            {
                Step::Survey(visit)
            }
            (Stand::NoReceipt, Touch::Customer(CustomerTouch::ByVisit)) => self.type_number(hands, Asked::VisitNo),
            (Stand::NoReceipt, Touch::Customer(CustomerTouch::ByStaff)) => {
                hands.ring_and_say(Cause::NoReceipt);
                Step::Stay(Stand::NoReceipt)
            }
            (Stand::NoReceipt, Touch::Back) => Step::Home,
            (stand, _) => Step::Stay(stand),
        }
    }

    /// Somewhere between home and visit: what was scanned or typed leads on.
    pub(super) fn found_at_home(
        &mut self,
        hands: &mut Hands,
        remembered: Option<Remembered>,
        found: Found,
        unit: Option<UnitFacts>,
    ) -> Step {
        match found {
            Found::Order(order) => Visit::begin(hands, *order, remembered),
            Found::Several(orders) => Step::Enter(Stand::Which(Box::new(Which { orders, remembered, reading: None }))),
            Found::Product { barcode, name } => {
                Step::Enter(Stand::Home { remembered: Some(Remembered { barcode, name, unit }), offer: None })
            }
            Found::Visit(status) => super::whose::opened(hands, status),
            Found::Unknown => Step::Stay(Stand::Home { remembered, offer: None }),
        }
    }

    /// The welcome screen after the staff's are locked: whoever has just been served says so by a touch.
    pub(in super::super) fn offer(&mut self, hands: &Hands, offered: Offer) {
        if let Stand::Home { offer, .. } = &mut self.stand {
            *offer = Some(offered).filter(|offered| hands.uptime() < offered.until);
        }
    }

    /// Whoever scans something is the next customer.
    pub(in super::super) fn withdraw_offer(&mut self) {
        if let Stand::Home { offer, .. } = &mut self.stand {
            *offer = None;
        }
    }

    /// When the offer on the welcome screen ends.
    pub(in super::super) fn offer_ends_at(&self) -> Option<std::time::Duration> {
        if let Stand::Home { offer, .. } = &self.stand { offer.map(|offer| offer.until) } else { None }
    }
}

impl Which {
    pub(super) fn touched(mut self: Box<Which>, hands: &mut Hands, touch: Touch) -> Step {
        match touch {
            Touch::Back => return Step::Home,
            Touch::Main => return Step::Enter(Stand::NoReceipt),
            Touch::Customer(CustomerTouch::Candidate(at)) if self.reading.is_none() => {
                if let Some(candidate) = self.orders.get(usize::from(at)) {
                    let reopen = VisitQuestion::Reopen { order: candidate.order.clone() };
                    self.reading = Some(hands.wait_for(Question::Visit(reopen)));
                }
            }
            _ => {}
        }
        Step::Stay(Stand::Which(self))
    }

    /// The order that was picked.
    pub(super) fn found(mut self: Box<Which>, hands: &mut Hands, id: RequestId, answer: Option<VisitAnswer>) -> Step {
        match answer {
            _ if self.reading.is_none_or(|wait| wait.id != id) => Step::Stay(Stand::Which(self)),
            Some(VisitAnswer::Found(Found::Order(order))) => Visit::begin(hands, *order, self.remembered.take()),
            _ => Step::Enter(Stand::NoReceipt),
        }
    }

    pub(super) fn screen(&self) -> CustomerScreen {
        let mut days: Vec<_> = self.orders.iter().map(|order| order.ordered_on).collect();
        days.dedup();
        // Days alone, as long as they tell the orders apart.
        let by_day = days.len() == self.orders.len();
        let order = |candidate: &Candidate| (candidate.ordered_on, (!by_day).then(|| candidate.order.clone()));
        CustomerScreen::Which { orders: self.orders.iter().map(order).collect() }
    }
}
