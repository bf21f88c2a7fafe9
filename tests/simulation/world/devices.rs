//! What the devices make of effects: the ledger, the printer, the stick, the clock.

use domain::counter::Found;
use domain::order::Order;

use super::*;

impl World {
    pub(super) fn act(&mut self, effect: Effect) -> Lawful {
        match effect {
            Effect::Ask(id, question) => self.ask(id, &question),
            Effect::Print(id, _) => {
                self.print(id);
                Ok(())
            }
            Effect::Export { id, .. } => {
                self.export(id);
                Ok(())
            }
            Effect::Examine(id) => {
                let took = Duration::from_millis(200 + self.dice.below(12_000));
                // A look that never ends is nobody's loss.
                if !self.dice.chance(10) {
                    self.come(took, Event::Examined(id, Vec::new()));
                }
                Ok(())
            }
            Effect::TrustClock => {
                self.misled |= self.wrong.abs() > TimeDelta::days(1);
                self.belief.confirm(self.wall());
                self.read_clock();
                Ok(())
            }
        }
    }

    pub(super) fn ask(&mut self, id: RequestId, question: &Question) -> Lawful {
        if self.disk_holds(id, question) {
            return Ok(());
        }
        self.answer(id, question)
    }

    /// The ledger's thread works on a question.
    pub(super) fn answer(&mut self, id: RequestId, question: &Question) -> Lawful {
        let now = self.wall();
        let mut fate = self.faults.of_question(&mut self.dice);
        if fate.lost {
            return Ok(());
        }
        self.disk_delays(&mut fate);
        if fate.cut {
            self.ledger.answer_until(question, now, Commit::Cut);
            return self.cut();
        }
        if self.faults.on && self.dice.chance(3) {
            self.elsewhere(question);
        }
        let answer = if fate.fails {
            Answer::Failed("the disk has a moment".to_owned())
        } else {
            let stands = self.order_of(question);
            let answer = self.ledger.answer(question, now);
            self.laws.executed(question, &answer, &self.ledger)?;
            self.laws.booked_as_it_stands(stands.as_ref(), question, &answer)?;
            if matches!(question, Question::Book(_) | Question::Decide { .. }) {
                self.laws.ledger(&self.ledger)?;
                self.count(match (question, &answer) {
                    (Question::Book(booking), Answer::Booked(_)) if !booking.waits() => "refused at the screen",
                    (Question::Book(_), Answer::Booked(_)) => "booked",
                    (_, Answer::Decided(domain::counter::Stage::Approved)) => "approved",
                    (_, Answer::Decided(_)) => "refused by the staff",
                    _ => "came too late",
                });
            }
            answer
        };
        if fate.fails == self.ledger_up {
            self.ledger_up = !fate.fails;
            let health = if self.ledger_up { Health::Up } else { Health::Down };
            // From the ledger's own thread: in order.
            self.come(Duration::from_micros(500), Event::Device(Device::Ledger, health));
        }
        for after in fate.arrivals() {
            self.come(after, Event::Answered(id, answer.clone()));
        }
        Ok(())
    }

    /// The order that a booking is about, as it stands.
    fn order_of(&mut self, question: &Question) -> Option<Order> {
        let Question::Book(booking) = question else { return None };
        match self.ledger.answer(&Question::Reopen { order: booking.order.clone() }, self.wall()) {
            Answer::Found(Found::Order(order)) => Some(*order),
            _ => None,
        }
    }

    /// At another counter somebody does the same just before.
    pub(super) fn elsewhere(&mut self, question: &Question) {
        let now = self.wall();
        match question {
            Question::Book(booking) => {
                let mut twin = booking.clone();
                twin.key.boot += 1 << 40;
                self.laws.booked_elsewhere(twin.key);
                let key = twin.key;
                self.ledger.answer(&Question::Book(twin), now);
                self.ledger.answer(&Question::Shown { key, slip: None }, now);
            }
            Question::Decide { visit, staff, at, .. } => {
                let verdict = Verdict::Refuse(domain::judge::Clause::CarelessDamage);
                let at = *at + TimeDelta::seconds(1);
                self.ledger.answer(&Question::Decide { visit: *visit, verdict, staff: *staff, at }, now);
            }
            _ => {}
        }
    }

    pub(super) fn print(&mut self, id: RequestId) {
        let took = Duration::from_millis(1_500 + self.dice.below(4_000));
        let late = Duration::from_secs(25 + self.dice.below(40));
        let roll = if self.faults.on { self.dice.below(100) } else { 99 };
        match roll {
            _ if !self.printer_up => self.come(took, Event::Printed(id, PrintEnd::NotPrinted)),
            0..8 => {}
            8..14 => self.come(late, Event::Printed(id, PrintEnd::Printed)),
            14..20 => {
                self.come(took, Event::Printed(id, PrintEnd::Printed));
                self.come(took + late, Event::Printed(id, PrintEnd::NotPrinted));
            }
            20..28 => self.come(took, Event::Printed(id, PrintEnd::NotPrinted)),
            28..34 => self.come(took, Event::Printed(id, PrintEnd::InDoubt)),
            _ => self.come(took, Event::Printed(id, PrintEnd::Printed)),
        }
    }

    pub(super) fn export(&mut self, id: RequestId) {
        let took = Duration::from_millis(500 + self.dice.below(9_000));
        let end = match self.dice.below(10) {
            0 => return,
            1 => ExportEnd::NoStick,
            2 => ExportEnd::Failed { why: "the stick is full".to_owned() },
            _ => ExportEnd::Written { place: "/media/stick".to_owned(), returns: 1, answers: 2 },
        };
        self.count(match &end {
            ExportEnd::Written { .. } => "exported",
            _ => "not exported",
        });
        self.come(took, Event::Exported(id, end));
    }
}
