//! What happens to the machine from outside.

use super::*;

impl World {
    pub(super) fn weather(&mut self) -> Lawful {
        if self.dice.chance(self.faults.device) {
            let (device, up) = if self.dice.below(2) == 0 {
                self.printer_up = !self.printer_up;
                if self.printer_up {
                    // What broken slips had left in it is cut off when it is back.
                    self.tell(Event::PrinterCleared)?;
                }
                (Device::Printer, self.printer_up)
            } else {
                (Device::Scanner, self.dice.chance(60))
            };
            self.tell(Event::Device(device, if up { Health::Up } else { Health::Down }))?;
        }
        if self.dice.chance(self.faults.clock) {
            self.clock_jumps();
        }
        if self.dice.chance(self.faults.import) {
            self.import();
        }
        if self.dice.chance(self.faults.stall) {
            self.disk_fails();
        }
        if self.dice.chance(self.faults.cut) {
            return self.cut();
        }
        Ok(())
    }

    /// The shop's system hands over an order in which the discount has changed, most often that of who stands here.
    fn import(&mut self) {
        let theirs = self.person.as_ref().map(Person::order).filter(|_| self.dice.chance(75));
        let mut order = theirs.unwrap_or_else(|| self.dice.pick(shop::orders())).clone();
        for line in &mut order.lines {
            line.facts.discount.0 += i64::from(line.facts.quantity) * *self.dice.pick(&[0, 100, 250]);
        }
        self.note(|| format!("— {} is imported anew", order.facts.number.0));
        let _ = self.ledger.put_orders(&[order], self.wall());
        self.count(Happening::Imported);
    }
}
