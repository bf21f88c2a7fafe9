//! Laws of what the ledger holds, after bookings, power cuts and at the end.

use domain::protocol::{DeskAnswer, DeskQuestion};

use super::*;

impl Laws {
    /// The power is gone: nothing is waited for any more, and touches on their way are lost.
    pub fn cut(&mut self, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        let audit = self.audit(ledger)?;
        self.cut_between(&audit);
        self.open.clear();
        self.seen.clear();
        self.whose.present.clear();
        self.call = calls::Heard::default();
        self.faces.clear();
        self.there = Default::default();
        (self.staff.who, self.warned_since, self.booted, self.resuming) = (None, None, None, None);
        self.ledger(ledger)?;
        self.touches = self.audit(ledger)?.survey_touches;
        self.numbers_stay(ledger, now)
    }

    pub(super) fn audit(&self, ledger: &Ledger) -> Result<doro::ledger::Audit, Broken> {
        ledger.audit().map_err(|why| Broken { law: Law::TheLedgerCanAnswer, how: why.to_string() })
    }

    /// 1, 2, 7, 12, 20, 23 and 25 on what the ledger holds.
    pub fn ledger(&mut self, ledger: &Ledger) -> Lawful {
        let audit = self.audit(ledger)?;
        hold(Law::NotMoreReturnedThanBought, audit.over_returned.is_empty(), || format!("{:?}", audit.over_returned))?;
        hold(Law::NotMoreRefundedThanPaid, audit.over_refunded.is_empty(), || format!("{:?}", audit.over_refunded))?;
        hold(Law::UnitsAreKept, audit.units_lost.is_empty(), || format!("{:?}", audit.units_lost))?;
        let unpaid = &audit.first_deliveries_unpaid;
        hold(Law::TheFirstDeliveryIsPaid, unpaid.is_empty(), || format!("{unpaid:?}"))?;
        let unique = audit.visits.iter().collect::<BTreeSet<_>>().len() == audit.visits.len();
        let grows = audit.visits.starts_with(&self.visits);
        hold(Law::NumbersAreUnique, unique && grows, || format!("{:?} after {:?}", audit.visits, self.visits))?;
        let once = audit.visits.len() <= self.booked.len();
        hold(Law::BookedAsShown, once, || format!("{} visits of {} confirmed", audit.visits.len(), self.booked.len()))?;
        hold(Law::EverythingEnds, audit.waiting_without_slip == 0, || "a visit waits without a slip".to_owned())?;
        self.not_booked_is_not_booked(&audit)?;
        self.visits = audit.visits;
        self.slips_stay(&audit.slips)
    }

    /// 20.
    fn slips_stay(&mut self, slips: &[(VisitNo, u32, SlipState)]) -> Lawful {
        for (at, (number, copy, state)) in slips.iter().enumerate() {
            let ended = matches!(state, SlipState::Printed | SlipState::Paperless | SlipState::Abandoned);
            let before = self.ended.get(&(*number, *copy));
            hold(Law::AnEndedCopyStaysEnded, before.is_none_or(|before| before == state), || {
                format!("{number} copy {copy} was {before:?} and is {state:?}")
            })?;
            if ended {
                self.ended.insert((*number, *copy), *state);
            }
            let replaced = slips.get(at + 1).is_some_and(|(next, ..)| next == number);
            let settled = ended || *state == SlipState::Sending;
            hold(Law::AnEndedCopyStaysEnded, !replaced || settled, || {
                format!("{number} copy {copy} is {state:?}, and there is a newer one")
            })?;
        }
        Ok(())
    }

    /// 10.
    pub(super) fn numbers_stay(&self, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        for (number, (code, decision)) in &self.shown {
            let case = ledger.answer(&Question::Desk(DeskQuestion::Case(*number)), now);
            let stays = matches!(case, Answer::Desk(DeskAnswer::Case(case))
                if case.visit.claim_code == *code && case.visit.booking.decision == *decision);
            hold(Law::NumbersStay, stays, || format!("{number} was shown and is not in the ledger as it was"))?;
        }
        for number in &self.seen_numbers {
            let stays = matches!(
                ledger.answer(&Question::Desk(DeskQuestion::Case(*number)), now),
                Answer::Desk(DeskAnswer::Case(_))
            );
            hold(Law::NumbersStay, stays, || format!("{number} was seen and is not in the ledger"))?;
        }
        Ok(())
    }

    /// 6, 8, 10 and 17 once everybody has left and nothing fails any more.
    pub fn end(&mut self, view: &View, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        self.ledger(ledger)?;
        self.numbers_stay(ledger, now)?;
        let audit = self.audit(ledger)?;
        hold(Law::NothingOfTheOneBefore, audit.open_drafts == 0, || format!("{} drafts are open", audit.open_drafts))?;
        let (rows, touches) = (audit.survey_touches, self.touches);
        hold(Law::AnswersAreKept, rows == touches, || format!("{touches} touches of surveys, {rows} rows"))?;
        let left = audit.not_shown;
        hold(Law::NotBookedIsNotBooked, left == 0, || format!("{left} visits are left that nobody was told of"))?;
        hold(Law::EverythingEnds, is_welcome(&view.screen), || format!("{view:?}"))?;
        self.every_call_has_ended(&audit.calls)?;
        let answer = ledger.answer(&Question::Desk(DeskQuestion::Queue), now);
        let Answer::Desk(DeskAnswer::Queue(queue, _)) = answer else {
            return broken(Law::TheLedgerCanAnswer, format!("{answer:?}"));
        };
        let sending = queue.iter().find(|row| row.slip == SlipState::Sending);
        hold(Law::EverythingEnds, sending.is_none(), || format!("nobody knows of a slip: {sending:?}"))?;
        let waiting = queue.iter().filter(|row| row.stage == domain::booking::Stage::Waiting).count() as u64;
        hold(Law::EverythingEnds, waiting == audit.waiting, || "a waiting visit is not in the queue".to_owned())
    }
}
