//! Who is at the desk.

use super::{Desk, Hands, Page, Then, Wait};
use crate::call::CallEnd;
use crate::device::RequestId;
use crate::pad::{PIN_MAX, PIN_MIN, Pad};
use crate::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use crate::staff::{Pin, Staff, StaffId};
use crate::touch::{DeskTouch, Touch};
use crate::view::{DeskScreen, Notice, SignInTrouble, SignInView};

#[derive(Debug)]
pub(super) struct SignIn {
    names: Vec<Staff>,
    picked: Option<StaffId>,
    pin: Pad,
    trouble: Option<SignInTrouble>,
    listing: Option<Wait>,
    trying: Option<Wait>,
}

impl SignIn {
    /// Asks who can sign in.
    pub(super) fn ask(hands: &mut Hands) -> SignIn {
        let listing = Some(hands.wait_for(Question::Desk(DeskQuestion::Staff)));
        SignIn { names: Vec::new(), picked: None, pin: Pad::default(), trouble: None, listing, trying: None }
    }

    pub(super) fn awaited(&self) -> Option<Wait> {
        self.listing.or(self.trying)
    }

    pub(super) fn unanswered(&mut self, id: RequestId) {
        self.listing.take_if(|wait| wait.id == id);
        self.trying.take_if(|wait| wait.id == id);
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        if touch == Touch::Back {
            return Then::Lock;
        }
        if self.awaited().is_some() {
            return Then::Stay;
        }
        match touch {
            Touch::Desk(DeskTouch::Staff(who)) if self.names.iter().any(|staff| staff.id == who) => {
                self.picked = Some(who);
                self.pin = Pad::default();
                self.trouble = None;
            }
            Touch::Digit(digit) if self.picked.is_some() => self.pin.digit(digit, PIN_MAX),
            Touch::Erase => self.pin.erase(),
            Touch::Main if self.pin.0.len() >= PIN_MIN => {
                if let Some(staff) = self.picked {
                    self.try_pin(hands, staff);
                }
            }
            _ => {}
        }
        Then::Stay
    }

    fn try_pin(&mut self, hands: &mut Hands, staff: StaffId) {
        let pin = Pin(std::mem::take(&mut self.pin.0));
        let attempt = hands.new_key();
        let (at, uptime) = (hands.now.wall, hands.uptime());
        let sign_in = DeskQuestion::SignIn { staff, pin, at, uptime, attempt };
        self.trying = Some(hands.wait_for(Question::Desk(sign_in)));
    }

    pub(super) fn screen(&self) -> DeskScreen {
        DeskScreen::SignIn(SignInView {
            names: self.names.clone(),
            picked: self.picked,
            typed: self.pin.0.len(),
            trouble: self.trouble,
        })
    }
}

impl Desk {
    pub(super) fn sign_in_answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) -> Then {
        let Page::SignIn(page) = &mut self.page else { return Then::Stay };
        let listed = page.listing.take_if(|wait| wait.id == id).is_some();
        let tried = page.trying.take_if(|wait| wait.id == id).is_some();
        let Answer::Desk(answer) = answer else { return Then::Stay };
        match answer {
            DeskAnswer::Staff(names) if listed => {
                page.trouble = names.is_empty().then_some(SignInTrouble::NoStaff);
                page.names = names;
            }
            DeskAnswer::WrongPin { left } if tried => page.trouble = Some(SignInTrouble::WrongPin { left }),
            DeskAnswer::Locked { until } if tried => page.trouble = Some(SignInTrouble::Locked { until }),
            DeskAnswer::SignedIn(staff, wrong) if tried => {
                hands.end_call(CallEnd::Taken(staff.id));
                self.who = Some(staff);
                hands.notice = (!wrong.is_empty()).then_some(Notice::WrongPins(wrong));
                self.show_queue(hands);
                return Then::SignedIn;
            }
            _ => {}
        }
        Then::Stay
    }
}
