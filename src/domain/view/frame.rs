//! What stands around a screen. It follows from the screen alone: nobody gives one of them a button of its own.

use super::{Asked, CustomerScreen, DeskScreen, ExportState, ManageScreen, Screen, SurveyScreen};
use crate::booking::Stage;
use crate::judge::LineDecision;
use crate::pad::{DATE, PIN_MIN, Pad};

/// The five named steps: 찾기, 고르기, 이유, 확인, 접수.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Find,
    Choose,
    Reason,
    Check,
    HandIn,
}

/// What the button on the left says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// 이전
    Previous,
    /// 처음으로
    Home,
    /// 번호 입력
    TypeNumber,
    /// 건너뛰기
    Skip,
    /// 잠그기
    Lock,
}

/// What the main action says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// 다음
    Next,
    /// 영수증 없음 (quiet)
    NoReceipt,
    /// 해당 없어요: none of the conditions
    NoneOfThese,
    /// 접수하기
    HandIn,
    /// 마치기
    Finish,
    /// 확인했어요, or the page's own word
    Done,
    /// 승인 (staff)
    Approve,
    /// 상담 마침 (staff): an enquiry about refused lines is over, nothing comes back
    Talked,
    /// 거절 (staff)
    Refuse,
    /// 내보내기 (staff)
    Export,
    /// 다시 시도
    Retry,
    /// 다시 점검 (staff)
    Again,
}

/// Why the main action waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Choose at least one.
    ChooseSome,
    /// Choose one, of which there can be no second.
    ChooseOne,
    /// Staff: choose one's own name.
    ChooseName,
    /// Type all digits.
    TypeAll,
    /// Staff: what would be paid cannot be computed from the order any more.
    NoSum,
    /// One moment.
    Busy,
}

/// Everything that stands around a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Which of the five named steps is current; none outside a visit.
    pub step: Option<Step>,
    /// The button on the left; none: no button.
    pub back: Option<Back>,
    /// The main action; none: no button.
    pub main: Option<Main>,
    /// Why the main action cannot be taken yet; the button is shown disabled, with this in words.
    pub blocked: Option<Blocked>,
}

impl Frame {
    fn new(step: impl Into<Option<Step>>, back: impl Into<Option<Back>>, main: impl Into<Option<Main>>) -> Frame {
        Frame { step: step.into(), back: back.into(), main: main.into(), blocked: None }
    }

    /// The first reason stands.
    fn blocked_if(mut self, when: bool, why: Blocked) -> Frame {
        if when {
            self.blocked = self.blocked.or(Some(why));
        }
        self
    }
}

impl Screen {
    /// What stands around it; `busy` while somebody waits for what the main action has begun.
    #[must_use]
    pub fn frame(&self, busy: bool) -> Frame {
        match self {
            Screen::Starting | Screen::OutOfOrder => Frame::default(),
            Screen::Customer(screen) => screen.frame(busy),
            Screen::Survey(screen) => screen.frame(busy),
            Screen::Desk(screen) => screen.frame(busy),
            Screen::Manage(screen) => screen.frame(),
        }
    }
}

impl CustomerScreen {
    fn frame(&self, busy: bool) -> Frame {
        match self {
            CustomerScreen::Welcome { .. } => Frame::new(None, Back::TypeNumber, Main::NoReceipt),
            CustomerScreen::NoReceipt => Frame::new(Step::Find, Back::Home, None),
            CustomerScreen::Number { typed, asked } => {
                let back = match asked {
                    Asked::OrderNo | Asked::VisitNo => Back::Home,
                    Asked::OrderedOn | Asked::LookupCode => Back::Previous,
                };
                Frame::new(Step::Find, back, Main::Next)
                    .blocked_if(busy, Blocked::Busy)
                    .blocked_if(typed.len() < asked.digits().0, Blocked::TypeAll)
            }
            CustomerScreen::Which { .. } => {
                Frame::new(Step::Find, Back::Home, Main::NoneOfThese).blocked_if(busy, Blocked::Busy)
            }
            CustomerScreen::Choose { rows, .. } => {
                // With nothing to choose the way leads home.
                if rows.iter().all(|row| row.returnable == 0) {
                    return Frame::new(Step::Choose, Back::Home, Main::Finish);
                }
                Frame::new(Step::Choose, Back::Home, Main::Next)
                    .blocked_if(rows.iter().all(|row| row.units == 0), Blocked::ChooseSome)
            }
            CustomerScreen::Reason { picked, .. } | CustomerScreen::Proof { picked, .. } => {
                Frame::new(Step::Reason, Back::Previous, Main::Next).blocked_if(picked.is_none(), Blocked::ChooseOne)
            }
            CustomerScreen::Condition { flags, .. } => {
                let none = flags.iter().all(|(_, picked)| !picked);
                Frame::new(Step::Reason, Back::Previous, if none { Main::NoneOfThese } else { Main::Next })
            }
            CustomerScreen::Noticed { typed, .. } => {
                Frame::new(Step::Reason, Back::Previous, Main::Next).blocked_if(typed.len() < DATE, Blocked::TypeAll)
            }
            CustomerScreen::Answer(answer) => {
                let open = answer.decision.lines.iter().any(LineDecision::is_open);
                Frame::new(Step::Check, Back::Previous, if open { Main::Next } else { Main::Finish })
            }
            CustomerScreen::Confirm(_) => Frame::new(Step::HandIn, Back::Previous, Main::HandIn),
            CustomerScreen::Phone { typed } => Frame::new(Step::HandIn, Back::Previous, Main::Done)
                .blocked_if(!Pad::of(typed).is_phone(), Blocked::TypeAll),
            CustomerScreen::HandingOver { .. } => Frame::new(Step::HandIn, None, None),
            CustomerScreen::Thanks(thanks) => {
                Frame::new(Step::HandIn, None, if thanks.waits { Main::Done } else { Main::Next })
            }
            CustomerScreen::Unsaved => Frame::new(None, None, Main::Done),
            CustomerScreen::Status { leads_on, .. } => {
                Frame::new(None, Back::Home, if *leads_on { Main::Next } else { Main::Done })
            }
        }
    }
}

impl SurveyScreen {
    fn frame(&self, busy: bool) -> Frame {
        match self {
            SurveyScreen::Recommend { picked, .. } => Frame::new(None, Back::Skip, Main::Next)
                .blocked_if(busy, Blocked::Busy)
                .blocked_if(picked.is_none(), Blocked::ChooseOne),
            SurveyScreen::Why { .. } => Frame::new(None, Back::Skip, Main::Done).blocked_if(busy, Blocked::Busy),
            SurveyScreen::Thanks | SurveyScreen::Unsaved => Frame::new(None, None, Main::Done),
        }
    }
}

impl DeskScreen {
    fn frame(&self, busy: bool) -> Frame {
        match self {
            DeskScreen::SignIn(sign_in) => Frame::new(None, Back::Lock, Main::Done)
                .blocked_if(busy, Blocked::Busy)
                .blocked_if(sign_in.picked.is_none(), Blocked::ChooseName)
                .blocked_if(sign_in.typed < PIN_MIN, Blocked::TypeAll),
            DeskScreen::Queue(_) => Frame::new(None, Back::Lock, None),
            DeskScreen::Missed(_) => Frame::new(None, Back::Previous, Main::Done),
            DeskScreen::Case(view) => {
                let waits = view.case.stage == Stage::Waiting;
                let main = if view.case.visit.booking.is_open() { Main::Approve } else { Main::Talked };
                let no_sum = main == Main::Approve && view.case.settled.is_none();
                Frame::new(None, Back::Previous, waits.then_some(main))
                    .blocked_if(waits && no_sum, Blocked::NoSum)
                    .blocked_if(busy || view.printing, Blocked::Busy)
            }
            DeskScreen::RefuseWhy { picked, .. } => {
                Frame::new(None, Back::Previous, Main::Refuse).blocked_if(picked.is_none(), Blocked::ChooseOne)
            }
        }
    }
}

impl ManageScreen {
    fn frame(&self) -> Frame {
        match self {
            ManageScreen::Export(export) => Frame::new(None, Back::Previous, Main::Export)
                .blocked_if(export.state == ExportState::Writing, Blocked::Busy),
            ManageScreen::Devices { looking, .. } => {
                Frame::new(None, Back::Previous, Main::Again).blocked_if(*looking, Blocked::Busy)
            }
        }
    }
}
