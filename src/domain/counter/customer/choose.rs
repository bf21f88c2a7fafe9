//! Choosing what goes back.

use super::visit::{At, Visit};
use super::{Hands, Stand, Step};
use crate::booking::Chosen;
use crate::order::{Line, LineNo};
use crate::touch::{CustomerTouch, Touch};
use crate::view::{ChooseRow, CustomerScreen};

impl Visit {
    /// How many units of a line are chosen.
    pub(super) fn units(&self, no: LineNo) -> u32 {
        self.chosen.iter().find(|chosen| chosen.no == no).map_or(0, |chosen| chosen.units)
    }

    /// Sets how many units of a line are chosen, within what can still go back. Lines stay in the order's order. Of
    /// fewer units than were scanned, those scanned last go.
    pub(super) fn choose(&mut self, no: LineNo, units: u32) {
        let left = self.order.line(no).map_or(0, |line| line.facts.returnable());
        let units = units.min(left);
        if units == 0 {
            self.chosen.retain(|chosen| chosen.no != no);
        } else if let Some(chosen) = self.chosen.iter_mut().find(|chosen| chosen.no == no) {
            chosen.units = units;
            chosen.seen.truncate(units as usize);
        } else {
            let seen = Vec::new();
            let fresh = Chosen { no, units, seen, reason: None, condition: None, evidence: None, noticed_on: None };
            let at = self.chosen.partition_point(|chosen| chosen.no < no);
            self.chosen.insert(at, fresh);
        }
    }

    pub(super) fn choose_touched(mut self: Box<Visit>, hands: &mut Hands, touch: Touch) -> Step {
        match touch {
            Touch::Back => return self.give_up(hands),
            Touch::Main if self.order.nothing_is_left() => return self.give_up(hands),
            Touch::Main if !self.chosen.is_empty() => return self.ask_from(hands, 0),
            Touch::NextPage => self.page = (self.page + 1).min(hands.pages(self.order.lines.len()) - 1),
            Touch::PreviousPage => self.page = self.page.saturating_sub(1),
            Touch::Customer(CustomerTouch::Line(no)) => {
                let units = if self.units(no) > 0 { 0 } else { 1 };
                self.choose_and_keep(hands, no, units);
            }
            Touch::Customer(CustomerTouch::More(no)) => self.choose_and_keep(hands, no, self.units(no) + 1),
            Touch::Customer(CustomerTouch::Less(no)) => {
                self.choose_and_keep(hands, no, self.units(no).saturating_sub(1));
            }
            _ => {}
        }
        Step::Stay(Stand::Visit(self))
    }

    fn choose_and_keep(&mut self, hands: &mut Hands, no: LineNo, units: u32) {
        self.choose(no, units);
        self.keep(hands);
    }

    pub(super) fn is_choosing(&self) -> bool {
        matches!(self.at, At::Choose)
    }

    pub(super) fn choose_screen(&self, hands: &Hands) -> CustomerScreen {
        let row = |line: &Line| ChooseRow {
            no: line.no,
            name: line.product_name.clone(),
            unit_price: line.facts.unit_price,
            quantity: line.facts.quantity,
            returnable: line.facts.returnable(),
            handed_in: self.order.handed_in_of(line.no).collect(),
            units: self.units(line.no),
        };
        CustomerScreen::Choose {
            order: self.order.facts.number.clone(),
            ordered_on: self.order.facts.ordered_on,
            shipped: self.order.facts.status.is_shipped(),
            rows: self.order.lines.iter().map(row).collect(),
            page: hands.page(self.page, self.order.lines.len()),
        }
    }
}
