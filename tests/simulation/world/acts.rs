//! What people do, as it reaches the counter.

use domain::device::Unread;

use super::*;
use crate::codes::code;
use crate::people::Act;

impl World {
    pub(super) fn somebody_acts(&mut self) -> Lawful {
        self.weather()?;
        if self.person.is_some()
            && let Some(hand) = self.hand.take()
        {
            return self.hand_acts(hand);
        }
        let Some(mut person) = self.person.take() else {
            self.person = Some(Person::new(&mut self.dice, &self.slips, self.hand.is_some()));
            self.person_at = self.t + Duration::from_millis(self.dice.below(3_000));
            self.note(|| "— somebody comes".to_owned());
            return Ok(());
        };
        let view = self.view();
        let act = person.acts(&view, &mut self.dice, &self.slips);
        self.person_at = self.t + person.ponders(&mut self.dice);
        self.person = Some(person);
        self.does(act)
    }

    /// Until the next person takes it away.
    pub(super) fn lies(&mut self, scan: Scan) -> Lawful {
        if self.person.is_some() || !self.faults.on {
            return Ok(());
        }
        self.count(Happening::CodeLeftThere);
        let again = Duration::from_millis(3_000 + self.dice.below(2_000));
        self.comes(again, What::Lies(scan.clone()));
        self.tell(Event::Scanned(scan))
    }

    pub(super) fn does(&mut self, act: Act) -> Lawful {
        match act {
            Act::Wait => Ok(()),
            Act::Leave => {
                self.person = None;
                self.note(|| "— leaves".to_owned());
                let gap = if self.dice.chance(50) { 5 } else { 200 };
                self.person_at = self.t + Duration::from_secs(self.dice.below(gap));
                if self.dice.chance(8) {
                    let order = self.dice.pick(shop::orders());
                    let lies = [&order.receipt_barcode, &order.lines[0].product_barcode];
                    let lies = code((*self.dice.pick(&lies)).clone());
                    self.person_at = self.t + Duration::from_secs(self.dice.below(900));
                    self.comes(Duration::from_secs(3), What::Lies(lies));
                }
                Ok(())
            }
            Act::Unreadable => self.tell(Event::Unread(Unread::Damaged)),
            Act::Scan(scan) => {
                let again = if scan.unit.is_some() { 40 } else { 15 };
                let event = Event::Scanned(scan);
                if self.dice.chance(again) {
                    self.come(Duration::from_millis(150), event.clone());
                }
                self.tell(event)
            }
            Act::Touch(touch) => {
                let event = Event::Touched { press: self.press(), touch };
                if self.faults.on && self.dice.chance(12) {
                    // A slow finger: the screen may be another one by then.
                    let late = Duration::from_millis(self.dice.below(4_000));
                    self.come(late, event);
                    return Ok(());
                }
                self.tell(event)
            }
        }
    }

    /// A finger comes down on what is on the panel now.
    pub(super) fn press(&mut self) -> Press {
        let (face, since) = self.face;
        let rest = self.t.saturating_sub(self.touched_at);
        self.touched_at = self.t;
        Press { face, stood: self.t.saturating_sub(since), rest }
    }
}
