//! Who stands before the counter: some follow the screen, some touch anything, some are of the staff.

use std::time::Duration;

use domain::booking::{SlipState, Stage};
use domain::device::Scan;
use domain::order::{LineNo, Order};
use domain::slip_code::SlipCode;
use domain::staff::{Role, StaffId};
use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, SurveyTouch, Touch};
use domain::view::{Asked, Card, CustomerScreen, DeskScreen, ManageScreen, Notice, Screen, SurveyScreen, View};
use doro::dice::Dice;

use crate::codes::{code, forged, unit};
use crate::shop::{PIN, STAFF, WRONG_PIN, orders};

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Touch(Touch),
    Scan(Scan),
    /// Holds something to the scanner that says nothing.
    Unreadable,
    Wait,
    Leave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Does what the screen asks for.
    Follows,
    /// Touches and scans anything.
    Wild,
    /// Taps anywhere on the panel, quickly.
    Mashes,
    /// A member of the staff, and how many wrong PINs they begin with.
    Staff { who: u16, wrong: u32 },
}

/// One person, for as long as they stand there.
#[derive(Clone, Debug)]
pub struct Person {
    kind: Kind,
    order: &'static Order,
    /// The slip that they have brought along.
    slip: Option<String>,
    /// They have no paper, but a photograph: number and lookup code of a visit.
    photograph: Option<SlipCode>,
    acts: u32,
    wrong_pin: bool,
    exported: bool,
    gives_up: bool,
}

impl Person {
    /// Somebody comes; to a panel with a hand before it, somebody who taps.
    pub fn new(dice: &mut Dice, slips: &[String], taps: bool) -> Person {
        let kind = match dice.below(100) {
            roll if taps => *dice.pick(if roll < 50 { &[Kind::Mashes] } else { &[Kind::Follows] }),
            0..60 => Kind::Follows,
            60..74 => Kind::Wild,
            _ => Kind::Staff { who: dice.below(STAFF.len() as u64) as u16, wrong: *dice.pick(&[0, 0, 0, 1, 2, 5, 6]) },
        };
        let brings = !slips.is_empty() && kind == Kind::Follows && dice.chance(70);
        // Most come for the orders of the day: only then do two people return the same goods.
        let among = if dice.chance(50) { 3 } else { orders().len() as u64 };
        Person {
            kind,
            order: &orders()[dice.below(among) as usize],
            slip: brings.then(|| dice.pick(slips).clone()),
            photograph: (!slips.is_empty() && dice.chance(12)).then(|| dice.pick(slips).parse().ok()).flatten(),
            acts: 12 + dice.below(60) as u32,
            wrong_pin: false,
            exported: false,
            gives_up: dice.chance(12),
        }
    }

    /// What they have come with.
    pub fn order(&self) -> &'static Order {
        self.order
    }

    pub fn acts(&mut self, view: &View, dice: &mut Dice, slips: &[String]) -> Act {
        if self.acts == 0 || (self.gives_up && dice.chance(6)) {
            return Act::Leave;
        }
        self.acts -= 1;
        match self.kind {
            Kind::Wild | Kind::Mashes => wild(view, dice, slips),
            Kind::Staff { who, .. } => self.staff(who, view, dice),
            Kind::Follows if dice.chance(6) => Act::Touch(tool(dice)),
            Kind::Follows => self.follows(view, dice),
        }
    }

    pub fn mashes(&self) -> bool {
        self.kind == Kind::Mashes
    }

    /// How long they take for the next thing.
    pub fn ponders(&self, dice: &mut Dice) -> Duration {
        match dice.below(100) {
            0..92 => Duration::from_millis(300 + dice.below(4_000)),
            92..98 => Duration::from_secs(5 + dice.below(25)),
            _ => Duration::from_secs(60 + dice.below(50)),
        }
    }

    fn follows(&mut self, view: &View, dice: &mut Dice) -> Act {
        match view.card {
            Some(Card::Idle { .. }) => return Act::Touch(Touch::Frame(FrameTouch::Still)),
            Some(Card::Called) => {
                return Act::Touch(*dice.pick(&[
                    Touch::Frame(FrameTouch::Close),
                    Touch::Frame(FrameTouch::Close),
                    Touch::Frame(FrameTouch::StopCalling),
                ]));
            }
            Some(Card::Twice { .. }) => return self.counts(dice),
            None => {}
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
            Screen::Desk(DeskScreen::SignIn(_))
            | Screen::Desk(DeskScreen::Queue(_))
            | Screen::Desk(DeskScreen::Case(_))
            | Screen::Desk(DeskScreen::RefuseWhy { .. })
            | Screen::Manage(ManageScreen::Export(_))
            | Screen::Manage(ManageScreen::Devices { .. }) => Act::Touch(Touch::Back),
            Screen::Customer(CustomerScreen::Choose { .. }) if dice.chance(25) => {
                Act::Scan(unit(dice.pick(&self.order.lines), dice))
            }
            _ => Act::Touch(self.goes_on(view, dice)),
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
        match &view.screen {
            Screen::Customer(CustomerScreen::Choose { rows, .. }) => {
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
            Screen::Customer(CustomerScreen::Reason { reasons, picked, .. }) => {
                pick_once(view, *picked, reasons.len(), dice)
            }
            Screen::Customer(CustomerScreen::Proof { evidence, picked, .. }) => {
                pick_once(view, *picked, evidence.len() + 1, dice)
            }
            Screen::Customer(CustomerScreen::Condition { flags, .. }) if dice.chance(20) => {
                place(view, dice.below(flags.len() as u64))
            }
            Screen::Customer(CustomerScreen::Noticed { typed, .. }) => {
                let received = self.order.facts.received_on.unwrap_or(self.order.facts.ordered_on);
                let noticed = received + chrono::Days::new(dice.below(2) * 30);
                types(typed, &noticed.format("%Y%m%d").to_string(), dice)
            }
            Screen::Customer(CustomerScreen::Answer(answer)) if dice.chance(25) && !answer.options.is_empty() => {
                place(view, dice.below(answer.options.len() as u64))
            }
            Screen::Customer(CustomerScreen::Answer(_)) if dice.chance(8) => {
                Touch::Customer(CustomerTouch::Less(LineNo(1 + dice.below(3) as u32)))
            }
            Screen::Customer(CustomerScreen::Confirm(_)) if dice.chance(25) => {
                *dice.pick(&[Touch::Customer(CustomerTouch::Phone), Touch::Customer(CustomerTouch::Consent)])
            }
            Screen::Customer(CustomerScreen::Phone { typed }) => types(typed, "01012345678", dice),
            _ => Touch::Main,
        }
    }

    fn staff(&mut self, who: u16, view: &View, dice: &mut Dice) -> Act {
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
            _ => Act::Touch(Touch::Frame(FrameTouch::Call)),
        }
    }

    fn signs_in(&mut self, who: u16, picked: Option<StaffId>, typed: usize, view: &View, dice: &mut Dice) -> Touch {
        let Kind::Staff { wrong, .. } = &mut self.kind else { return Touch::Back };
        let me = view.screen.touched(usize::from(who));
        if picked.map(|who| Touch::Desk(DeskTouch::Staff(who))) != me {
            return me.unwrap_or(Touch::Frame(FrameTouch::Still));
        }
        if view.frame.blocked == Some(domain::view::Blocked::Busy) {
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

    fn at_the_queue(&mut self, queue: &domain::view::QueueView, dice: &mut Dice) -> Act {
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

fn pick_once(view: &View, picked: Option<u16>, of: usize, dice: &mut Dice) -> Touch {
    match picked {
        Some(_) if dice.chance(90) => Touch::Main,
        _ => place(view, dice.below(of as u64)),
    }
}

/// What stands at a place of the list on the screen; where nothing does, a touch beside everything.
fn place(view: &View, at: u64) -> Touch {
    view.screen.touched(at as usize).unwrap_or(Touch::Frame(FrameTouch::Still))
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

fn tool(dice: &mut Dice) -> Touch {
    *dice.pick(&[
        Touch::Frame(FrameTouch::Call),
        Touch::Frame(FrameTouch::Larger),
        Touch::Frame(FrameTouch::Contrast),
        Touch::Frame(FrameTouch::Language),
        Touch::Frame(FrameTouch::Low),
    ])
}

fn wild(view: &View, dice: &mut Dice, slips: &[String]) -> Act {
    let nth = dice.below(6) as u16;
    let (here, line) = (place(view, nth.into()), LineNo(1 + u32::from(nth)));
    if dice.chance(15) {
        let order = dice.pick(orders());
        return Act::Scan(match dice.below(6) {
            0 if dice.chance(50) => return Act::Unreadable,
            0 => code("https://example.com/\u{1F4A9}?q=' OR 1=1 --".to_owned()),
            1 => unit(dice.pick(&order.lines), dice),
            2 if !slips.is_empty() => code(forged(slips, dice)),
            3 => code(order.facts.number.0.clone()),
            _ => code(order.receipt_barcode.clone()),
        });
    }
    if dice.chance(3) {
        return Act::Leave;
    }
    if dice.chance(15) {
        return Act::Touch(tool(dice));
    }
    Act::Touch(*dice.pick(&[
        Touch::Back,
        Touch::Main,
        Touch::Main,
        Touch::Main,
        Touch::Main,
        Touch::Frame(FrameTouch::Still),
        Touch::Frame(FrameTouch::Close),
        Touch::Frame(FrameTouch::StopCalling),
        Touch::Frame(FrameTouch::StaffDoor),
        here,
        here,
        here,
        Touch::Customer(CustomerTouch::Line(line)),
        Touch::Customer(CustomerTouch::More(line)),
        Touch::Customer(CustomerTouch::Less(line)),
        Touch::Customer(CustomerTouch::SameUnit),
        Touch::Customer(CustomerTouch::OneMore),
        Touch::Digit(nth as u8),
        Touch::Digit(0),
        Touch::Erase,
        Touch::NextPage,
        Touch::PreviousPage,
        Touch::Survey(SurveyTouch::Score(nth as u8)),
        Touch::Customer(CustomerTouch::Phone),
        Touch::Customer(CustomerTouch::Consent),
        Touch::Desk(DeskTouch::Missed),
        Touch::Desk(DeskTouch::ShowPhone),
        Touch::Desk(DeskTouch::Approve),
        Touch::Desk(DeskTouch::Refuse),
        Touch::Desk(DeskTouch::Print),
        Touch::Manage(ManageTouch::Export),
        Touch::Manage(ManageTouch::Devices),
        Touch::Desk(DeskTouch::ClockIsRight),
        // Things of other screens.
        Touch::Desk(DeskTouch::Visit(domain::visit_no::VisitNo { day: crate::shop::today(), sequence: 1 + nth })),
        Touch::Customer(CustomerTouch::Reason(domain::policy::Reason::Defective)),
        Touch::Desk(DeskTouch::Staff(StaffId(9))),
    ]))
}
