//! Units that are scanned: counted, recognised by their serial number, and asked about where one reading may have
//! been two, or two readings one unit.

use super::visit::Visit;
use super::{Customer, Hands, Stand, Step, Then};
use crate::device::Scan;
use crate::order::{Line, LineNo};
use crate::touch::{CustomerTouch, Touch};
use crate::unit::UnitFacts;
use crate::view::{Card, Notice};

/// The second reading, of which nobody knows whether it was of a second unit.
#[derive(Debug)]
pub(super) struct Twice {
    scan: Scan,
    /// The line that gets one more, if it was.
    no: LineNo,
    /// What the second reading says of the first one's unit, if it was not.
    adds: Option<UnitFacts>,
}

impl Visit {
    /// The lines that a code names; a receipt may have a product on several.
    fn named(&self, scan: &Scan) -> impl Iterator<Item = &Line> {
        self.order.lines.iter().filter(|line| scan.codes.contains(&line.product_barcode))
    }

    /// Units of a product that are chosen.
    fn units_of(&self, scan: &Scan) -> u32 {
        self.named(scan).map(|line| self.units(line.no)).sum()
    }

    /// The first line of a product of which one more can be chosen.
    fn with_room(&self, scan: &Scan) -> Option<LineNo> {
        self.named(scan).find(|line| self.units(line.no) < line.facts.returnable()).map(|line| line.no)
    }

    fn has_seen(&self, unit: &UnitFacts) -> bool {
        self.chosen.iter().flat_map(|chosen| &chosen.seen).any(|seen| seen.is(unit))
    }

    /// Whether it is on the page on which units are counted, and counts units of that product.
    fn counts(&self, scan: &Scan) -> bool {
        self.is_choosing() && self.units_of(scan) > 0
    }

    /// Keeps what a code says with a chosen unit of which nothing is known, if there is one.
    fn see(&mut self, nos: &[LineNo], unit: UnitFacts) -> bool {
        let unknown =
            self.chosen.iter_mut().find(|chosen| nos.contains(&chosen.no) && chosen.seen.len() < chosen.units as usize);
        unknown.map(|chosen| chosen.seen.push(unit)).is_some()
    }

    /// Takes a scanned unit; what is to be said of it. None where no line has that code.
    pub(super) fn take(&mut self, scan: &Scan) -> Option<Notice> {
        let name = self.named(scan).next()?.product_name.clone();
        if self.named(scan).all(|line| line.facts.returnable() == 0) {
            let with = self.named(scan).find_map(|line| self.order.handed_in_of(line.no).next());
            return Some(match with {
                Some(visit) => Notice::HandedIn(name, visit.short()),
                None => Notice::NothingLeft(name),
            });
        }
        if scan.unit.as_ref().is_some_and(|unit| self.has_seen(unit)) {
            return Some(Notice::SameUnit(name));
        }
        let nos = match self.with_room(scan) {
            Some(no) => {
                self.choose(no, self.units(no) + 1);
                vec![no]
            }
            // Chosen by touch, or by a code that says less, and shown now.
            None => self.named(scan).map(|line| line.no).collect(),
        };
        let kept = scan.unit.clone().is_none_or(|unit| self.see(&nos, unit));
        Some(if kept { Notice::ItemChosen(name) } else { Notice::AllChosen(name) })
    }

    /// The second reading of what may be one thing: asked about where it can have been another unit, dropped else.
    fn read_twice(&mut self, hands: &mut Hands, last: &Scan, scan: Scan) {
        let known = scan.unit.as_ref().is_some_and(|unit| self.has_seen(unit));
        if !self.counts(&scan) || known {
            return;
        }
        let adds = if last.unit.is_none() { scan.unit.clone() } else { None };
        match (self.with_room(&scan), adds) {
            (Some(no), adds) => self.twice = Some(Twice { scan, no, adds }),
            (None, Some(_)) => {
                hands.notice = self.take(&scan);
                self.keep(hands);
            }
            (None, None) => {}
        }
    }

    /// The card is answered: it was one unit, or one more.
    fn settle(&mut self, hands: &mut Hands, one_more: bool) {
        let Some(Twice { scan, no, adds }) = self.twice.take() else { return };
        let unit = if one_more {
            self.choose(no, self.units(no) + 1);
            scan.unit.clone()
        } else {
            adds
        };
        if let Some(unit) = unit {
            let nos: Vec<_> = self.named(&scan).map(|line| line.no).collect();
            self.see(&nos, unit);
        }
        self.keep(hands);
    }
}

impl Customer {
    /// Whether a scan, within a second of the last one, may be of the same thing. Products of the page on which
    /// units are counted may be known by several codes; everything else is the same only as the same code.
    pub(in super::super) fn is_twice(&self, last: &Scan, scan: &Scan) -> bool {
        match &self.stand {
            Stand::Visit(visit) if visit.counts(scan) => last.may_be(scan),
            _ => last == scan,
        }
    }

    pub(in super::super) fn read_twice(&mut self, hands: &mut Hands, last: &Scan, scan: Scan) -> Then {
        if let Stand::Visit(visit) = &mut self.stand {
            visit.read_twice(hands, last, scan);
        }
        Then::Stay
    }

    pub(in super::super) fn asks_twice(&self) -> bool {
        matches!(&self.stand, Stand::Visit(visit) if visit.twice.is_some())
    }

    pub(in super::super) fn twice_card(&self) -> Option<Card> {
        let Stand::Visit(visit) = &self.stand else { return None };
        let Twice { scan, no, .. } = visit.twice.as_ref()?;
        Some(Card::Twice { name: visit.name(*no), units: visit.units_of(scan) })
    }

    /// Whoever scans on has answered the card: it was one unit. True where the card stays, since the scan is that
    /// which it asks about.
    pub(in super::super) fn settle_twice(&mut self, hands: &mut Hands, scan: Option<&Scan>) -> bool {
        let Stand::Visit(visit) = &mut self.stand else { return false };
        let Some(twice) = &visit.twice else { return false };
        if scan == Some(&twice.scan) {
            return true;
        }
        visit.settle(hands, false);
        false
    }

    /// The card takes every touch.
    pub(in super::super) fn twice_touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        self.step(|_, mut stand| {
            if let Stand::Visit(visit) = &mut stand {
                match touch {
                    Touch::Customer(CustomerTouch::SameUnit) => visit.settle(hands, false),
                    Touch::Customer(CustomerTouch::OneMore) => visit.settle(hands, true),
                    _ => {}
                }
            }
            Step::Stay(stand)
        })
    }
}
