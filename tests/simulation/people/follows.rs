//! People who do what the screen asks for.

use domain::order::LineNo;
use domain::touch::{CustomerTouch, SurveyTouch};
use domain::view::{Asked, Card, CustomerScreen, DeskScreen, ManageScreen, Notice, Screen, SurveyScreen};

use super::*;
use crate::codes::{code, unit};

impl Person {
    pub(super) fn follows(&mut self, view: &View, dice: &mut Dice) -> Act {
        if let Some(card) = &view.card {
            return self.answers(card, dice);
        }
        match &view.screen {
            Screen::Starting | Screen::Customer(CustomerScreen::HandingOver { .. }) | Screen::OutOfOrder => Act::Wait,
            Screen::Customer(CustomerScreen::Welcome { offer: Some(_), .. }) if dice.chance(85) => {
                Act::Touch(place(view, 0))
            }
            Screen::Customer(CustomerScreen::Welcome { .. })
                if view.notice == Some(Notice::Slow) && dice.chance(90) =>
            {
                Act::Wait
            }
            Screen::Customer(CustomerScreen::Welcome { .. }) => self.begins(dice),
            Screen::Customer(CustomerScreen::NoReceipt) if self.photograph.is_some() => {
                Act::Touch(Touch::Customer(CustomerTouch::ByVisit))
            }
            Screen::Customer(CustomerScreen::NoReceipt) => {
                let (number, staff) =
                    (Touch::Customer(CustomerTouch::ByNumber), Touch::Customer(CustomerTouch::ByStaff));
                Act::Touch(*dice.pick(&[number, number, staff, Touch::Back]))
            }
            Screen::Customer(CustomerScreen::Which { orders }) => Act::Touch(match dice.below(10) {
                0 => Touch::Main,
                1 => Touch::Back,
                _ => Touch::Customer(CustomerTouch::Candidate(dice.below(orders.len() as u64) as u16)),
            }),
            Screen::Customer(CustomerScreen::Number { typed, asked }) => {
                Act::Touch(self.types_number(typed, *asked, view, dice))
            }
            Screen::Customer(CustomerScreen::Thanks(_)) if dice.chance(10) => Act::Leave,
            Screen::Customer(CustomerScreen::Unsaved) | Screen::Survey(SurveyScreen::Unsaved) if dice.chance(30) => {
                Act::Leave
            }
            Screen::Customer(CustomerScreen::Thanks(_))
            | Screen::Customer(CustomerScreen::Status { .. })
            | Screen::Survey(SurveyScreen::Thanks)
            | Screen::Customer(CustomerScreen::Unsaved)
            | Screen::Survey(SurveyScreen::Unsaved) => Act::Touch(Touch::Main),
            Screen::Survey(SurveyScreen::Recommend { picked, .. }) => Act::Touch(match picked {
                None if dice.chance(90) => Touch::Survey(SurveyTouch::Score(dice.below(11) as u8)),
                Some(_) if dice.chance(70) => Touch::Main,
                Some(_) => Touch::Survey(SurveyTouch::Score(dice.below(12) as u8)),
                None => Touch::Back,
            }),
            Screen::Survey(SurveyScreen::Why { .. }) if dice.chance(50) => Act::Touch(place(view, dice.below(7))),
            Screen::Survey(SurveyScreen::Why { .. }) => Act::Touch(Touch::Main),
            Screen::Desk(
                DeskScreen::SignIn(_) | DeskScreen::Queue(_) | DeskScreen::Case(_) | DeskScreen::RefuseWhy { .. },
            )
            | Screen::Manage(ManageScreen::Export(_) | ManageScreen::Devices { .. }) => Act::Touch(Touch::Back),
            Screen::Customer(CustomerScreen::Choose { .. }) if dice.chance(25) => {
                Act::Scan(unit(dice.pick(&self.order.lines), dice))
            }
            Screen::Customer(
                CustomerScreen::Choose { .. }
                | CustomerScreen::Reason { .. }
                | CustomerScreen::Condition { .. }
                | CustomerScreen::Proof { .. }
                | CustomerScreen::Noticed { .. }
                | CustomerScreen::Answer(_)
                | CustomerScreen::Confirm(_)
                | CustomerScreen::Phone { .. },
            )
            | Screen::Desk(DeskScreen::Missed(_)) => Act::Touch(self.goes_on(view, dice)),
        }
    }

    fn answers(&self, card: &Card, dice: &mut Dice) -> Act {
        let (close, stop) = (Touch::Frame(FrameTouch::Close), Touch::Frame(FrameTouch::StopCalling));
        match card {
            Card::Idle { .. } => Act::Touch(Touch::Frame(FrameTouch::Still)),
            Card::Called => Act::Touch(*dice.pick(&[close, close, stop])),
            Card::Twice { .. } => self.counts(dice),
        }
    }

    fn begins(&mut self, dice: &mut Dice) -> Act {
        if self.photograph.is_some() && dice.chance(60) {
            return Act::Touch(Touch::Main);
        }
        if let Some(slip) = self.slip.take() {
            return Act::Scan(code(slip));
        }
        match dice.below(10) {
            0 => Act::Touch(Touch::Back),
            1 => Act::Touch(Touch::Main),
            2 => Act::Scan(unit(&self.order.lines[0], dice)),
            3 => Act::Scan(code(self.order.facts.number.0.clone())),
            _ => Act::Scan(code(self.order.receipt_barcode.clone())),
        }
    }

    /// Answers how many units were scanned, or scans on.
    fn counts(&self, dice: &mut Dice) -> Act {
        match dice.below(10) {
            0 => Act::Scan(unit(dice.pick(&self.order.lines), dice)),
            1 => Act::Touch(Touch::Main),
            2..6 => Act::Touch(Touch::Customer(CustomerTouch::OneMore)),
            _ => Act::Touch(Touch::Customer(CustomerTouch::SameUnit)),
        }
    }

    fn types_number(&self, typed: &str, asked: Asked, view: &View, dice: &mut Dice) -> Touch {
        let wanted = match asked {
            Asked::OrderNo => self.order.facts.number.0[1..].to_owned(),
            Asked::OrderedOn => self.order.facts.ordered_on.format("%Y%m%d").to_string(),
            Asked::VisitNo => self.photograph.map_or(1, |slip| slip.visit.short()).to_string(),
            Asked::LookupCode => format!("{:06}", self.photograph.map_or(0, |slip| slip.claim.0)),
        };
        if matches!(view.notice, Some(Notice::NoSuchOrder { .. } | Notice::NoSuchVisit { .. })) && dice.chance(30) {
            return Touch::Main;
        }
        types(typed, &wanted, dice)
    }

    /// Within a visit.
    fn goes_on(&self, view: &View, dice: &mut Dice) -> Touch {
        if dice.chance(5) {
            return Touch::Back;
        }
        let Screen::Customer(screen) = &view.screen else { return Touch::Main };
        match screen {
            CustomerScreen::Choose { rows, .. } => {
                let row = dice.pick(rows).no;
                match rows.iter().filter(|row| row.returnable > 0).count() {
                    0 => Touch::Back,
                    _ if rows.iter().all(|row| row.units == 0) => Touch::Customer(CustomerTouch::Line(row)),
                    _ if dice.chance(40) => *dice.pick(&[
                        Touch::Customer(CustomerTouch::More(row)),
                        Touch::Customer(CustomerTouch::More(row)),
                        Touch::Customer(CustomerTouch::Less(row)),
                    ]),
                    _ if dice.chance(10) => *dice.pick(&[Touch::NextPage, Touch::PreviousPage]),
                    _ => Touch::Main,
                }
            }
            CustomerScreen::Reason { reasons, picked, .. } => pick_once(view, *picked, reasons.len(), dice),
            CustomerScreen::Proof { evidence, picked, .. } => pick_once(view, *picked, evidence.len() + 1, dice),
            CustomerScreen::Condition { flags, .. } if dice.chance(20) => place(view, dice.below(flags.len() as u64)),
            CustomerScreen::Noticed { typed, .. } => {
                let received = self.order.facts.received_on.unwrap_or(self.order.facts.ordered_on);
                let noticed = received + chrono::Days::new(dice.below(2) * 30);
                types(typed, &noticed.format("%Y%m%d").to_string(), dice)
            }
            CustomerScreen::Answer(answer) if dice.chance(25) && !answer.options.is_empty() => {
                place(view, dice.below(answer.options.len() as u64))
            }
            CustomerScreen::Answer(_) if dice.chance(8) => {
                Touch::Customer(CustomerTouch::Less(LineNo(1 + dice.below(3) as u32)))
            }
            CustomerScreen::Confirm(_) if dice.chance(25) => {
                *dice.pick(&[Touch::Customer(CustomerTouch::Phone), Touch::Customer(CustomerTouch::Consent)])
            }
            CustomerScreen::Phone { typed } => types(typed, "01012345678", dice),
            CustomerScreen::Condition { .. } | CustomerScreen::Answer(_) | CustomerScreen::Confirm(_) => Touch::Main,
            CustomerScreen::Welcome { .. }
            | CustomerScreen::NoReceipt
            | CustomerScreen::Number { .. }
            | CustomerScreen::Which { .. }
            | CustomerScreen::HandingOver { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. } => Touch::Main,
        }
    }
}

fn pick_once(view: &View, picked: Option<u16>, of: usize, dice: &mut Dice) -> Touch {
    match picked {
        Some(_) if dice.chance(90) => Touch::Main,
        _ => place(view, dice.below(of as u64)),
    }
}

/// The next key on the way to `wanted`, sometimes a wrong one.
fn types(typed: &str, wanted: &str, dice: &mut Dice) -> Touch {
    if dice.chance(2) {
        return Touch::Digit(dice.below(10) as u8);
    }
    match wanted.strip_prefix(typed).map(str::as_bytes) {
        None => Touch::Erase,
        Some([]) => Touch::Main,
        Some([digit, ..]) => Touch::Digit(digit - b'0'),
    }
}
