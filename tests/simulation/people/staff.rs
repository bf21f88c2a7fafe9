//! The staff: they sign in, decide, print, export, and see to the counter.

use domain::booking::{SlipState, Stage};
use domain::staff::{Role, StaffId};
use domain::touch::{DeskTouch, ManageTouch};
use domain::view::{Blocked, Card, CustomerScreen, DeskScreen, ManageScreen, Notice, QueueView, Screen};

use super::*;
use crate::codes::code;
use crate::shop::{PIN, WRONG_PIN};

impl Person {
    pub(super) fn staff(&mut self, who: u16, view: &View, dice: &mut Dice) -> Act {
        if let Some(Card::Idle { .. }) = view.card {
            return Act::Touch(Touch::Frame(FrameTouch::Still));
        }
        if view.card == Some(Card::Called) {
            return Act::Touch(Touch::Frame(FrameTouch::StaffDoor));
        }
        match &view.screen {
            Screen::Desk(DeskScreen::SignIn(sign_in)) => {
                Act::Touch(self.signs_in(who, sign_in.picked, sign_in.typed, view, dice))
            }
            // Who has decided a visit lets its customer say how it was.
            Screen::Desk(DeskScreen::Queue(_)) if view.notice == Some(Notice::Saved) && dice.chance(85) => {
                Act::Touch(Touch::Back)
            }
            Screen::Customer(CustomerScreen::Welcome { offer: Some(_), .. }) if dice.chance(80) => Act::Leave,
            Screen::Desk(DeskScreen::Queue(queue)) => self.at_the_queue(queue, dice),
            Screen::Desk(DeskScreen::Case(case)) if case.printing => Act::Wait,
            Screen::Desk(DeskScreen::Missed(_)) => {
                Act::Touch(*dice.pick(&[Touch::Main, Touch::Main, Touch::NextPage, Touch::Back]))
            }
            Screen::Desk(DeskScreen::Case(case))
                if case.case.phone_until.is_some() && case.phone.is_none() && dice.chance(30) =>
            {
                Act::Touch(Touch::Desk(DeskTouch::ShowPhone))
            }
            Screen::Desk(DeskScreen::Case(case)) => Act::Touch(match (case.case.stage, dice.below(10)) {
                (Stage::Waiting, 0..4) => Touch::Desk(DeskTouch::Approve),
                (Stage::Waiting, 4..6) => Touch::Desk(DeskTouch::Refuse),
                (_, 6..8) if case.case.slip != SlipState::Printed || dice.chance(30) => Touch::Desk(DeskTouch::Print),
                _ => Touch::Back,
            }),
            Screen::Desk(DeskScreen::RefuseWhy { picked: None, clauses, .. }) => {
                let clause = place(view, dice.below(clauses.len() as u64));
                Act::Touch(*dice.pick(&[clause, Touch::NextPage]))
            }
            Screen::Desk(DeskScreen::RefuseWhy { .. }) => {
                Act::Touch(*dice.pick(&[Touch::Main, Touch::Main, Touch::Back]))
            }
            Screen::Manage(ManageScreen::Export(_)) if self.exported => Act::Touch(Touch::Back),
            Screen::Manage(ManageScreen::Export(_)) => {
                self.exported = dice.chance(50);
                Act::Touch(if self.exported { Touch::Main } else { place(view, dice.below(4)) })
            }
            Screen::Manage(ManageScreen::Devices { .. }) => {
                Act::Touch(*dice.pick(&[Touch::Main, Touch::Back, Touch::Back]))
            }
            Screen::Starting | Screen::OutOfOrder | Screen::Customer(_) | Screen::Survey(_) => {
                Act::Touch(Touch::Frame(FrameTouch::Call))
            }
        }
    }

    fn signs_in(&mut self, who: u16, picked: Option<StaffId>, typed: usize, view: &View, dice: &mut Dice) -> Touch {
        let Kind::Staff { wrong, .. } = &mut self.kind else { return Touch::Back };
        let me = view.screen.touched(usize::from(who));
        if picked.map(|who| Touch::Desk(DeskTouch::Staff(who))) != me {
            return me.unwrap_or(Touch::Frame(FrameTouch::Still));
        }
        if view.frame.blocked == Some(Blocked::Busy) {
            return *dice.pick(&[Touch::Frame(FrameTouch::Still), Touch::Main]);
        }
        if typed == 0 {
            self.wrong_pin = *wrong > 0;
            *wrong = wrong.saturating_sub(1);
        }
        let pin = if self.wrong_pin { WRONG_PIN } else { PIN };
        match pin.as_bytes().get(typed) {
            Some(digit) => Touch::Digit(digit - b'0'),
            None => Touch::Main,
        }
    }

    fn at_the_queue(&mut self, queue: &QueueView, dice: &mut Dice) -> Act {
        match dice.below(20) {
            0 if queue.missed > 0 => Act::Touch(Touch::Desk(DeskTouch::Missed)),
            0 => Act::Touch(Touch::Manage(ManageTouch::Devices)),
            1..4 if queue.role == Role::Manager || dice.chance(20) => {
                self.exported = false;
                Act::Touch(Touch::Manage(ManageTouch::Export))
            }
            4 if queue.clock_doubtful => Act::Touch(Touch::Desk(DeskTouch::ClockIsRight)),
            5 => Act::Touch(*dice.pick(&[Touch::NextPage, Touch::PreviousPage])),
            6 if !queue.rows.is_empty() => Act::Scan(code(dice.pick(&queue.rows).number.to_string())),
            7..17 if !queue.rows.is_empty() => Act::Touch(Touch::Desk(DeskTouch::Visit(dice.pick(&queue.rows).number))),
            17..19 => Act::Touch(Touch::Back),
            19 => Act::Leave,
            _ => Act::Wait,
        }
    }
}
