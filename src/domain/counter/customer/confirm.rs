//! The summary: confirm, and leave a telephone number where the shop asks for one.

use super::visit::{At, Visit, destroy_on};
use super::{Hands, Stand, Step};
use crate::judge::Decision;
use crate::pad::{PHONE_MAX, Pad};
use crate::touch::{CustomerTouch, Touch};
use crate::view::{ConfirmView, CustomerScreen, Notice};

/// A telephone number is typed over the summary.
#[derive(Debug)]
pub(super) struct Phoning {
    pub pad: Pad,
    decision: Box<Decision>,
}

impl Visit {
    pub(super) fn confirm_touched(
        mut self: Box<Visit>,
        hands: &mut Hands,
        decision: Box<Decision>,
        touch: Touch,
    ) -> Step {
        match touch {
            Touch::Back => return self.enter(hands, At::Answer(decision)),
            Touch::Customer(CustomerTouch::Phone) if hands.setup.phone => {
                let pad = Pad(self.phone.take().unwrap_or_default());
                self.at = At::Phone(Box::new(Phoning { pad, decision }));
                return Step::Enter(Stand::Visit(self));
            }
            // Consent without a number means nothing.
            Touch::Customer(CustomerTouch::Consent) if hands.setup.news => {
                self.consent = self.phone.is_some() && !self.consent;
            }
            Touch::Main => {
                // What is booked is what was shown: midnight may have passed since.
                return match self.judge(hands) {
                    Some(now) if now == *decision => self.book(hands, now, false),
                    Some(now) => self.enter(hands, At::Answer(Box::new(now))),
                    None => self.cannot_judge(hands),
                };
            }
            _ => {}
        }
        self.at = At::Confirm(decision);
        Step::Stay(Stand::Visit(self))
    }

    pub(super) fn phone_touched(mut self: Box<Visit>, mut phoning: Phoning, hands: &mut Hands, touch: Touch) -> Step {
        match touch {
            Touch::Digit(digit) => phoning.pad.digit(digit, PHONE_MAX),
            Touch::Erase => phoning.pad.erase(),
            Touch::Back => {
                self.consent = false;
                return self.phoned(phoning.decision);
            }
            Touch::Main if phoning.pad.is_phone() => {
                self.phone = Some(phoning.pad.0);
                return self.phoned(phoning.decision);
            }
            Touch::Main => hands.say(Notice::WrongPhone),
            _ => {}
        }
        self.at = At::Phone(Box::new(phoning));
        Step::Stay(Stand::Visit(self))
    }

    /// Back at the summary. The draft has nothing new to keep.
    fn phoned(mut self: Box<Visit>, decision: Box<Decision>) -> Step {
        self.at = At::Confirm(decision);
        Step::Enter(Stand::Visit(self))
    }

    pub(super) fn confirm_screen(&self, hands: &Hands, decision: &Decision) -> CustomerScreen {
        let open = self.chosen.iter().zip(&decision.lines).filter(|(_, line)| line.is_open());
        CustomerScreen::Confirm(Box::new(ConfirmView {
            lines: open.map(|(chosen, _)| (self.name(chosen.no), chosen.units)).collect(),
            decision: decision.clone(),
            beside: self.order.waiting.clone(),
            phone: self.phone.as_deref().map(masked),
            consent: self.consent,
            asks_phone: hands.setup.phone,
            asks_news: hands.setup.news,
            destroy_on: destroy_on(hands),
        }))
    }
}

/// `010-****-1234`: enough to recognise one's own.
fn masked(phone: &str) -> String {
    let head = if phone.starts_with("02") { 2 } else { 3 };
    let tail = phone.len().saturating_sub(4).max(head);
    format!("{}-{}-{}", &phone[..head], "*".repeat(tail - head), &phone[tail..])
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn of_a_telephone_number_only_the_ends_are_seen() {
        for (phone, seen) in
            [("01012341234", "010-****-1234"), ("0212341234", "02-****-1234"), ("0311234567", "031-***-4567")]
        {
            assert_eq!(masked(phone), seen);
        }
    }
}
