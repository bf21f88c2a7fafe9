//! What the devices make of effects: the ledger, the printer, the stick, the clock.

use domain::booking::{SlipState, Stage};
use domain::order::Order;
use domain::protocol::{DeskAnswer, DeskQuestion, Found, VisitAnswer, VisitQuestion};
use domain::view::ManageScreen;
use hardware::bench::StickFault;
use hardware::stick::write_onto;

use super::*;

/// Names and bytes.
pub(super) type Files = Vec<(String, Vec<u8>)>;

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
            // Nobody need hear it: the screen says it too.
            Effect::Ring | Effect::Hush => Ok(()),
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
            // Also where the power fails before anybody hears of it.
            self.misled |= matches!(question, Question::Desk(DeskQuestion::ClockConfirmed { .. }))
                && self.wrong.abs() > TimeDelta::days(1);
            self.laws.executed(question, &answer, &self.ledger)?;
            self.laws.booked_as_it_stands(stands.as_ref(), question, &answer)?;
            if matches!(question, Question::Visit(VisitQuestion::Book(_)) | Question::Desk(DeskQuestion::Decide { .. }))
            {
                self.laws.ledger(&self.ledger)?;
                self.count(match &answer {
                    Answer::Visit(VisitAnswer::Booked(_)) => Happening::Booked,
                    Answer::Desk(DeskAnswer::Decided(Stage::Approved)) => Happening::Approved,
                    Answer::Desk(DeskAnswer::Decided(Stage::Waiting | Stage::Refused | Stage::Talked)) => {
                        Happening::RefusedByStaff
                    }
                    Answer::Visit(_) | Answer::Desk(_) => Happening::CameTooLate,
                    Answer::Done | Answer::Failed(_) | Answer::Booted { .. } | Answer::Survey(_) => {
                        Happening::CameTooLate
                    }
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
        let Question::Visit(VisitQuestion::Book(booking)) = question else { return None };
        let reopen = Question::Visit(VisitQuestion::Reopen { order: booking.order.clone() });
        let answer = self.ledger.answer(&reopen, self.wall());
        if let Answer::Visit(VisitAnswer::Found(Found::Order(order))) = answer { Some(*order) } else { None }
    }

    /// At another counter somebody does the same just before.
    pub(super) fn elsewhere(&mut self, question: &Question) {
        let now = self.wall();
        match question {
            Question::Visit(VisitQuestion::Book(booking)) => {
                let mut twin = booking.clone();
                twin.key.boot += 1 << 40;
                self.laws.booked_elsewhere(twin.key);
                let key = twin.key;
                self.ledger.answer(&Question::Visit(VisitQuestion::Book(twin)), now);
                self.ledger.answer(&Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Queued }), now);
            }
            Question::Desk(DeskQuestion::Decide { visit, staff, at, .. }) => {
                let verdict = Verdict::Refuse(domain::policy::Clause::CarelessDamage);
                let at = *at + TimeDelta::seconds(1);
                self.ledger
                    .answer(&Question::Desk(DeskQuestion::Decide { visit: *visit, verdict, staff: *staff, at }), now);
            }
            Question::Visit(
                VisitQuestion::Find { .. }
                | VisitQuestion::FindTyped { .. }
                | VisitQuestion::FindVisit { .. }
                | VisitQuestion::Reopen { .. }
                | VisitQuestion::Keep(_)
                | VisitQuestion::Wipe(_)
                | VisitQuestion::Shown { .. }
                | VisitQuestion::Void(_),
            ) => {}
            Question::Desk(
                DeskQuestion::Staff
                | DeskQuestion::SignIn { .. }
                | DeskQuestion::Queue
                | DeskQuestion::Case(_)
                | DeskQuestion::Contact { .. }
                | DeskQuestion::NewCopy { .. }
                | DeskQuestion::ClockConfirmed { .. },
            ) => {}
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => {}
            Question::Call(_) | Question::Survey(_) => {}
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

    /// A real export onto a simulated stick, from some call on which something may be wrong with it; some sticks hold
    /// their thread for ever.
    pub(super) fn export(&mut self, id: RequestId) {
        let took = Duration::from_millis(500 + self.dice.below(9_000));
        if self.dice.chance(10) {
            return self.come(took, Event::Exported(id, ExportEnd::NoStick));
        }
        let stick = SimulatedStick::new(self.dice.chance(50));
        if self.dice.chance(40) {
            let fault = *self.dice.pick(&StickFault::ALL);
            stick.break_at(self.dice.below(14) as usize, fault);
        }
        let file = |name: &str, dice: &mut Dice| (name.to_owned(), dice.roll().to_le_bytes().to_vec());
        let files = vec![file("returns.csv", &mut self.dice), file("answers.csv", &mut self.dice)];
        let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let end = match write_onto(&stick, &named, &mut || {}) {
            Ok(_) => ExportEnd::Written { place: "/media/stick/doro".to_owned(), returns: 1, answers: 2 },
            Err(why) => ExportEnd::Failed { why: why.to_string() },
        };
        self.stick = Some((stick, files));
        for beat in 1..self.dice.below(4) {
            self.come(took * beat as u32, Event::Exporting(id));
        }
        if self.dice.chance(15) {
            return self.count(Happening::ExportWithoutEnd);
        }
        self.count(match &end {
            ExportEnd::Written { .. } => Happening::Exported,
            ExportEnd::NoStick | ExportEnd::Silent | ExportEnd::Failed { .. } => Happening::NotExported,
        });
        self.come(took * 4, Event::Exported(id, end));
    }

    /// 29.
    pub(super) fn written_is_there(&self, view: &View) -> Lawful {
        let Screen::Manage(ManageScreen::Export(export)) = &view.screen else { return Ok(()) };
        let ExportState::Ended(ExportEnd::Written { .. }) = export.state else { return Ok(()) };
        let there = self.stick.as_ref().is_some_and(|(stick, files)| stick.elsewhere().into_iter().eq(sorted(files)));
        if there {
            return Ok(());
        }
        Err(Broken { law: Law::WrittenIsThere, how: format!("{:?}", self.stick) })
    }
}

fn sorted(files: &Files) -> std::collections::BTreeMap<String, Vec<u8>> {
    files.iter().cloned().collect()
}
