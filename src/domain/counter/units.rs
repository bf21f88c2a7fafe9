//! Units that are scanned: counted, recognised by their serial number, and asked about where one reading may have
//! been two, or two readings one unit.

use super::Counter;
use super::state::{At, State, Step, Twice, Visit};
use crate::device::Scan;
use crate::order::{Line, LineNo};
use crate::touch::Touch;
use crate::unit::UnitFacts;
use crate::view::{Card, Notice};

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
}

impl Counter {
    /// Whether a scan, within a second of the last one, may be of the same thing. Products of the page on which
    /// units are counted may be known by several codes; everything else is the same only as the same code.
    pub(super) fn is_twice(&self, last: &Scan, scan: &Scan) -> bool {
        match &self.state {
            State::Visit(visit) if matches!(visit.at, At::Choose) && visit.units_of(scan) > 0 => last.may_be(scan),
            _ => last == scan,
        }
    }

    /// The second reading of what may be one thing: asked about where it can have been another unit, dropped else.
    pub(super) fn read_twice(&mut self, state: State, last: &Scan, scan: Scan) -> Step {
        let State::Visit(mut visit) = state else { return Step::Stay(state) };
        let known = scan.unit.as_ref().is_some_and(|unit| visit.has_seen(unit));
        if matches!(visit.at, At::Choose) && visit.units_of(&scan) > 0 && !known {
            let adds = if last.unit.is_none() { scan.unit.clone() } else { None };
            match (visit.with_room(&scan), adds) {
                (Some(no), adds) => visit.twice = Some(Twice { scan, no, adds }),
                (None, Some(_)) => {
                    self.notice = visit.take(&scan);
                    self.keep(&mut visit);
                }
                (None, None) => {}
            }
        }
        Step::Stay(State::Visit(visit))
    }

    pub(super) fn asks_twice(&self) -> bool {
        matches!(&self.state, State::Visit(visit) if visit.twice.is_some())
    }

    pub(super) fn twice_card(&self) -> Option<Card> {
        let State::Visit(visit) = &self.state else { return None };
        let Twice { scan, no, .. } = visit.twice.as_ref()?;
        Some(Card::Twice { name: visit.name(*no), units: visit.units_of(scan) })
    }

    /// Whoever scans on has answered the card: it was one unit. True where the card stays, since the scan is that
    /// which it asks about.
    pub(super) fn settle_twice(&mut self, scan: Option<&Scan>) -> bool {
        let State::Visit(visit) = &self.state else { return false };
        let Some(twice) = &visit.twice else { return false };
        if scan == Some(&twice.scan) {
            return true;
        }
        self.step(|counter, state| counter.twice_touched(state, Touch::SameUnit));
        false
    }

    pub(super) fn twice_touched(&mut self, state: State, touch: Touch) -> Step {
        let State::Visit(mut visit) = state else { return Step::Stay(state) };
        if let Some(Twice { scan, no, adds }) =
            visit.twice.take_if(|_| matches!(touch, Touch::SameUnit | Touch::OneMore))
        {
            let unit = if touch == Touch::OneMore {
                visit.choose(no, visit.units(no) + 1);
                scan.unit.clone()
            } else {
                adds
            };
            if let Some(unit) = unit {
                let nos: Vec<_> = visit.named(&scan).map(|line| line.no).collect();
                visit.see(&nos, unit);
            }
            self.keep(&mut visit);
        }
        Step::Stay(State::Visit(visit))
    }
}
