//! Laws of bookings, numbers and paper.

use domain::judge::LineDecision;
use domain::order::Order;
use domain::protocol::{DeskAnswer, DeskQuestion, VisitAnswer};
use domain::touch::CustomerTouch;
use domain::view::{CustomerScreen, DeskScreen};

use super::*;

pub(super) fn is_booking(question: &Question) -> bool {
    matches!(question, Question::Visit(VisitQuestion::Book(_)))
}

impl Laws {
    /// 7.
    pub(super) fn books(&mut self, step: &Step<'_>, booking: &Booking) -> Lawful {
        let by_touch = matches!(
            step.touch(Duration::ZERO, Duration::ZERO),
            Some(Touch::Main | Touch::Customer(CustomerTouch::Option(_)))
        );
        hold(Law::BookedAsShown, by_touch, || format!("booked by {:?}", step.event))?;
        let decision = match &step.before.screen {
            Screen::Customer(CustomerScreen::Answer(answer)) => {
                let same = answer.lines.len() == booking.lines.len()
                    && answer.lines.iter().zip(&booking.lines).all(|(shown, line)| {
                        (shown.no, shown.units, shown.reason, shown.noticed_on)
                            == (line.no, line.units, line.reason, line.noticed_on)
                    });
                hold(Law::BookedAsShown, same, || "other lines than were shown".to_owned())?;
                &answer.decision
            }
            Screen::Customer(CustomerScreen::Confirm(confirm)) => {
                let handed = booking.lines.iter().zip(&booking.decision.lines).filter(|(_, line)| line.is_open());
                let handed: Vec<_> = handed.map(|(line, _)| (line.name.clone(), line.units)).collect();
                hold(Law::BookedAsShown, handed == confirm.lines, || "other lines than were shown".to_owned())?;
                let phone = booking.contact.as_ref().map(|contact| contact.consent);
                let shown = confirm.phone.as_ref().map(|_| confirm.consent);
                hold(Law::BookedAsShown, phone == shown, || "another contact than was shown".to_owned())?;
                &confirm.decision
            }
            other => return broken(Law::BookedAsShown, format!("booked from {}", names::screen::of(other))),
        };
        hold(Law::BookedAsShown, *decision == booking.decision, || "another decision than was shown".to_owned())?;
        self.booked.insert(booking.key);
        Ok(())
    }

    /// 7: once.
    pub(super) fn booked_once(&self, step: &Step<'_>) -> Lawful {
        let books = self.asked_first(step).filter(|question| is_booking(question)).count();
        hold(Law::BookedAsShown, books <= 1, || format!("{books} bookings at once"))
    }

    /// 7: what is booked first is worth what it is worth by the order as it stands then.
    pub fn booked_as_it_stands(&mut self, order: Option<&Order>, question: &Question, answer: &Answer) -> Lawful {
        let (Question::Visit(VisitQuestion::Book(booking)), Answer::Visit(VisitAnswer::Booked(_)), Some(order)) =
            (question, answer, order)
        else {
            return Ok(());
        };
        if !self.in_the_books.insert(booking.key) {
            return Ok(());
        }
        for (line, decision) in booking.lines.iter().zip(&booking.decision.lines) {
            let Some(facts) = order.line(line.no).map(|line| line.facts) else { continue };
            let share = |units: u32| facts.discount.0 * i64::from(units) / i64::from(facts.quantity);
            let (before, after) = (facts.already_returned, facts.already_returned + line.units);
            let worth = facts.unit_price.times(line.units).0 - (share(after) - share(before));
            hold(Law::BookedAsShown, !decision.is_open() || decision.net.0 == worth, || {
                format!("{} won were booked for what is worth {worth}", decision.net.0)
            })?;
        }
        Ok(())
    }

    /// 3, 4 and 5.
    pub(super) fn paper(&mut self, step: &Step<'_>, slip: &domain::booking::Slip, ledger: &mut Ledger) -> Lawful {
        let (number, copy) = (slip.visit.number, slip.copy);
        hold(Law::ACopyIsSentOnce, self.sent.insert((number, copy)), || format!("{number} copy {copy}"))?;
        let case = ledger.answer(&Question::Desk(DeskQuestion::Case(number)), step.now.wall);
        let noted = if let Answer::Desk(DeskAnswer::Case(case)) = case {
            let said = &slip.visit.booking.decision;
            let refused = case.refused.is_some() && !said.lines.iter().any(LineDecision::is_open);
            case.copy == copy && case.slip == SlipState::Sending && (*case.decision() == *said || refused)
        } else {
            false
        };
        hold(Law::LedgerBeforePaper, noted, || format!("{number} copy {copy} is not noted as being sent"))?;
        let own = if copy == 1
            && let Screen::Customer(CustomerScreen::HandingOver { number: None }) = &step.before.screen
        {
            step.after.screen == Screen::Customer(CustomerScreen::HandingOver { number: Some(number) })
        } else if let (Screen::Desk(DeskScreen::Case(before)), Screen::Desk(DeskScreen::Case(after))) =
            (&step.before.screen, &step.after.screen)
        {
            [before, after].iter().all(|case| case.case.visit.number == number) && self.staff.who.is_some()
        } else {
            false
        };
        hold(Law::SlipsFindTheirOwn, own, || format!("{number} copy {copy} on {}", step.was()))
    }

    /// 12, and what 10 remembers.
    pub(super) fn numbers(&mut self, step: &Step<'_>) -> Lawful {
        let Screen::Customer(CustomerScreen::Thanks(thanks)) = &step.after.screen else { return Ok(()) };
        let fresh = (thanks.claim_code, thanks.decision.clone());
        let known = self.shown.entry(thanks.number).or_insert_with(|| fresh.clone());
        hold(Law::NumbersAreUnique, *known == fresh, || format!("{} was shown for two visits", thanks.number))
    }
}
