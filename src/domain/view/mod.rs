//! What a person should see, as plain data: names, sums and dates, never sentences.

mod customer;
pub mod display;
mod screen;
mod staff;

pub use customer::*;
pub use screen::Screen;
pub use staff::*;

use std::time::Duration;

use crate::device::Unread;
use crate::language::Language;
use crate::staff::WrongPins;
use crate::touch::Press;

/// Everything on the panel.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Grows when another screen is entered.
    pub serial: u32,
    /// Grows when another screen is entered, and when a card comes or goes; a touch names the one on which it began.
    pub face: u32,
    /// Language of every word.
    pub language: Language,
    /// How it looks.
    pub looks: Looks,
    /// Which of the five named steps is current; none outside a visit.
    pub step: Option<Step>,
    /// The button on the left; none: no button.
    pub back: Option<Back>,
    /// The main action; none: no button.
    pub main: Option<Main>,
    /// Why the main action cannot be taken yet; the button is shown disabled, with this in words.
    pub blocked: Option<Blocked>,
    /// Something that happened, said where it happened, until the next touch or scan.
    pub notice: Option<Notice>,
    /// The staff are being called, and nobody has come yet.
    pub bell: bool,
    /// What is in the centre.
    pub screen: Screen,
    /// A card over the screen.
    pub card: Option<Card>,
}

/// Longer than any screen asks for.
const LEISURE: Duration = Duration::from_secs(3_600);

impl Press {
    /// A press by somebody who has read `view` to its end.
    #[must_use]
    pub fn at_leisure(view: &View) -> Press {
        Press { face: view.face, stood: LEISURE, rest: LEISURE }
    }
}

/// The tools' settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Larger.
    pub large: bool,
    /// High contrast.
    pub contrast: bool,
    /// Controls in the lower part of the panel.
    pub low: bool,
}

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

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Nobody knows this code. With the code as read, shortened.
    UnknownCode(String),
    /// The code says nothing.
    Unread(Unread),
    /// The order number or its date do not fit; so many tries are left.
    NoSuchOrder {
        /// Tries before the staff are called.
        left: u32,
    },
    /// Five misses: the staff have been called.
    TooManyTries,
    /// A visit's number and its lookup code do not fit; so many tries are left.
    NoSuchVisit {
        /// Tries before the staff are called.
        left: u32,
    },
    /// Too many wrong secrets of visits: the staff have been called.
    TooManyGuesses,
    /// A visit's number alone says nothing of it: the slip's code, please.
    SlipCodePlease,
    /// The code of a slip that is not known, or is not to be believed now.
    UnknownSlip,
    /// The receipt of this visit was scanned again.
    SameReceipt,
    /// Another receipt: one order a visit.
    OtherOrder,
    /// That product is not on this receipt.
    NotOnReceipt(String),
    /// A scan that this screen has no use for.
    ScanLater,
    /// That product was chosen by scanning it.
    ItemChosen(String),
    /// That unit of the product, known by its serial number, is chosen already.
    SameUnit(String),
    /// As many units of it as were bought are chosen already.
    AllChosen(String),
    /// All of it has gone back already.
    NothingLeft(String),
    /// What is left of it waits for the staff, with a visit of that number.
    HandedIn(String, u16),
    /// Somebody returned units of it in the meantime.
    Taken(String),
    /// The order has changed since it was judged: the answer is a new one.
    OrderChanged,
    /// No such day in the calendar, or it cannot be.
    WrongDate,
    /// No telephone number.
    WrongPhone,
    /// The order's data and the policy do not fit; the staff decide.
    CannotJudge,
    /// The survey of that visit is over.
    SurveyOver,
    /// Staff: decided meanwhile.
    DecidedMeanwhile,
    /// Staff: the telephone number's day has come.
    PhoneDestroyed,
    /// Staff: done.
    Saved,
    /// Staff: only a manager may.
    ManagersOnly,
    /// A manager: somebody tried PINs since a manager signed in the last time.
    WrongPins(Vec<WrongPins>),
    /// The ledger does not answer; it is being asked again.
    Slow,
    /// The ledger has not answered, and is not asked any more: nothing was found, or opened.
    NoAnswer,
    /// Staff: the ledger has not answered; whether it has kept what was to be kept is seen once it is back.
    PerhapsNotSaved,
}

/// A card over the screen; it takes every touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Card {
    /// Are you still here? `Still` extends.
    Idle {
        /// Seconds before everything personal is wiped.
        secs_left: u64,
    },
    /// The staff have been called: `Close`, `StopCalling`, `StaffDoor`.
    Called,
    /// A product was read twice within a second: `SameUnit`, `OneMore`.
    Twice {
        /// Which.
        name: String,
        /// Units of it that are chosen; one more is the other answer.
        units: u32,
    },
}
