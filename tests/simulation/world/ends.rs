//! Power cuts, and the end of a life.

use super::*;
use domain::view::CustomerScreen;

impl World {
    /// The power fails: what is in flight is gone, the ledger stands at its last commit, a new counter starts later.
    pub(super) fn cut(&mut self) -> Lawful {
        self.count(Happening::PowerCut);
        self.note(|| "— power cut".to_owned());
        self.coming.clear();
        self.disk.lose_memory();
        let now = self.wall();
        self.laws.cut(&mut self.ledger, now)?;
        if self.dice.chance(20) {
            let image = self.ledger.image().unwrap();
            self.ledger = Ledger::from_image(&image, Means::seeded(self.dice.roll())).unwrap();
        }
        let off = if self.dice.chance(60) { self.dice.below(70) } else { self.dice.below(900) };
        self.t += Duration::from_secs(1 + off);
        self.booted_at = self.t;
        self.clock_at_a_start();
        self.person_at = self.person_at.max(self.t);
        self.ledger_up = true;
        let seen = self.mutant.moment(self.moment());
        self.counter = Counter::new(self.setup.clone(), seen, self.dice.roll());
        self.panel_starts();
        self.face = (0, self.t);
        self.tell(Event::Started)?;
        if !self.printer_up {
            self.tell(Event::Device(Device::Printer, Health::Down))?;
        }
        Ok(())
    }

    /// Nothing fails any more and everybody has left: within a quarter of an hour all is as in the morning.
    pub(super) fn rest(&mut self) -> Lawful {
        self.faults.on = false;
        self.disk_frees()?;
        self.printer_up = true;
        self.tell(Event::Device(Device::Printer, Health::Up))?;
        self.tell(Event::Device(Device::Scanner, Health::Up))?;
        let until = self.t + Duration::from_secs(900);
        while self.t < until {
            self.next(until)?;
            let welcome =
                matches!(self.view().screen, Screen::Customer(CustomerScreen::Welcome { remembered: None, .. }));
            let still = self.counter.deadline().is_none();
            if welcome
                && still
                && !self.laws.waits(self.t)
                && self.coming.is_empty()
                && self.t + Duration::from_secs(600) < until
            {
                break;
            }
        }
        if self.laws.waits(self.t) {
            return Err(Broken { law: Law::EverythingEnds, how: format!("unanswered: {:?}", self.laws.open) });
        }
        let (view, now) = (self.view(), self.wall());
        self.laws.end(&view, &mut self.ledger, now)?;
        let audit = self.ledger.audit().map_err(|why| Broken { law: Law::TheLedgerCanAnswer, how: why.to_string() })?;
        self.count_rows(&audit);
        Ok(())
    }
}
