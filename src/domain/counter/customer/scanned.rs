//! What a scan means on each of the customer's screens.

use std::time::Duration;

use super::lookups::Lookup;
use super::visit::Visit;
use super::{Customer, Hands, Stand, Step, Then, whose};
use crate::device::Scan;
use crate::protocol::{Answer, Found, VisitAnswer};
use crate::view::Notice;

/// Whether a screen has a use for a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TakesScan {
    Now,
    /// It says so, unless the label is known.
    Later,
    /// It says so.
    LaterEvenIfKnown,
    Never,
    /// Whoever scans is the next customer, or has come back.
    NextCustomer,
}

impl Customer {
    /// Whether the screen, which has stood for so long, has a use for what was scanned.
    pub(in super::super) fn takes_scan(&self, hands: &Hands, stood: Duration) -> TakesScan {
        match &self.stand {
            Stand::HandOver(_) => TakesScan::Later,
            // A receipt that lies before the scanner takes no number away that nobody has read.
            Stand::Thanks(_) if stood < hands.setup.patience.number => TakesScan::LaterEvenIfKnown,
            // Another line of the label that brought this screen.
            Stand::Status(_) if hands.is_known(hands.burst()) => TakesScan::Never,
            Stand::Thanks(_) | Stand::Status(_) | Stand::Unsaved => TakesScan::NextCustomer,
            Stand::Home { .. } | Stand::NoReceipt | Stand::Number(_) | Stand::Which(_) | Stand::Visit(_) => {
                TakesScan::Now
            }
        }
    }

    pub(in super::super) fn scanned(&mut self, hands: &mut Hands, scan: Scan, is_new: bool) -> Then {
        self.step(|customer, stand| match stand {
            Stand::Visit(visit) => customer.scanned_in_visit(hands, visit, scan, is_new),
            stand => {
                customer.look_up(hands, scan, is_new);
                Step::Stay(stand)
            }
        })
    }

    /// Whose code it was. Behind the staff's screens it only says that somebody is there.
    pub(in super::super) fn found(
        &mut self,
        hands: &mut Hands,
        lookup: Lookup,
        answer: Answer,
        in_front: bool,
    ) -> Then {
        let Answer::Visit(VisitAnswer::Found(found)) = answer else { return Then::Stay };
        let Lookup { scan, burst, is_new, .. } = lookup;
        let was_known = hands.is_known(burst);
        let found = match found {
            Found::Visit(_) if self.guesses.rest(hands) => Found::Unknown,
            found => found,
        };
        let searches = in_front && self.searches();
        if found == Found::Unknown {
            if searches || (in_front && matches!(self.stand, Stand::Visit(_))) {
                self.found_nothing(hands, &scan, burst);
            }
            return Then::Stay;
        }
        let leads_on = searches && !self.leads_here(&found);
        if is_new || leads_on || !hands.is_attended() {
            hands.somebody_scans();
        }
        if burst == hands.burst() && !was_known {
            hands.notice = None;
        }
        hands.know(burst);
        if !in_front {
            return Then::Stay;
        }
        self.step(|customer, stand| match stand {
            Stand::Visit(visit) => customer.found_in_visit(hands, visit, found, scan, was_known),
            Stand::Home { remembered, .. } => customer.found_at_home(hands, remembered, found, scan.unit),
            Stand::NoReceipt | Stand::Number(_) | Stand::Which(_) => {
                customer.found_at_home(hands, None, found, scan.unit)
            }
            Stand::Status(_) | Stand::HandOver(_) | Stand::Thanks(_) | Stand::Unsaved => Step::Stay(stand),
        })
    }

    /// Whether an order is still to be found.
    fn searches(&self) -> bool {
        match self.stand {
            Stand::Home { .. } | Stand::NoReceipt | Stand::Number(_) | Stand::Which(_) => true,
            Stand::Status(_) | Stand::Visit(_) | Stand::HandOver(_) | Stand::Thanks(_) | Stand::Unsaved => false,
        }
    }

    /// Whether what was found leads to the screen that is shown: a code that lies there would lead to it again and
    /// again.
    fn leads_here(&self, found: &Found) -> bool {
        matches!(
            (&self.stand, found),
            (Stand::Home { .. }, Found::Product { .. }) | (Stand::Which(_), Found::Several(_))
        )
    }

    fn found_nothing(&mut self, hands: &mut Hands, scan: &Scan, burst: u64) {
        // Nobody's time runs on the idle screen: whoever waited for a slow answer gets all of theirs.
        if self.is_home() && hands.scanner_counts() {
            hands.somebody_is_there();
        }
        let notice = self.opens_nothing(hands, scan);
        hands.mention(burst, notice);
    }

    /// The visit may have begun while the code was looked up, by another line of the same label: then it is known
    /// enough.
    fn found_in_visit(
        &mut self,
        hands: &mut Hands,
        visit: Box<Visit>,
        found: Found,
        scan: Scan,
        was_known: bool,
    ) -> Step {
        let undecided = visit.is_choosing() && visit.chosen.is_empty() && visit.reopening.is_none();
        let notice = match found {
            Found::Visit(status) if undecided => return whose::opened_in_visit(hands, &visit, status),
            Found::Product { barcode, .. } if visit.order.lines.iter().any(|line| line.product_barcode == barcode) => {
                let scan = Scan { codes: vec![barcode], unit: scan.unit };
                return self.scanned_in_visit(hands, visit, scan, false);
            }
            Found::Product { name, .. } => Notice::NotOnReceipt(name),
            Found::Order(order) if order.facts.number == visit.order.facts.number => Notice::SameReceipt,
            Found::Order(_) | Found::Several(_) => Notice::OtherOrder,
            Found::Visit(_) | Found::Unknown => Notice::ScanLater,
        };
        if !was_known {
            hands.say(notice);
        }
        Step::Stay(Stand::Visit(visit))
    }

    /// A product of this visit goes first: its label may carry the order's number too.
    fn scanned_in_visit(&mut self, hands: &mut Hands, mut visit: Box<Visit>, scan: Scan, is_new: bool) -> Step {
        let burst = hands.burst();
        let is = |text: &String| scan.codes.contains(text);
        if visit.order.lines.iter().any(|line| is(&line.product_barcode)) {
            if visit.is_choosing() {
                let before = visit.chosen.clone();
                hands.notice = visit.take(&scan);
                visit.keep(hands);
                // As often as there are units: then a label that lies there changes nothing more.
                if visit.chosen != before {
                    hands.somebody_scans();
                }
            } else {
                hands.mention(burst, Notice::ScanLater);
            }
            hands.know(burst);
        } else if is(&visit.order.receipt_barcode) || is(&visit.order.facts.number.0) {
            hands.mention(burst, Notice::SameReceipt);
            hands.know(burst);
        } else {
            self.look_up(hands, scan, is_new);
        }
        Step::Stay(Stand::Visit(visit))
    }
}
