//! What is said beside a screen: something that happened, and cards over it.

use crate::device::Unread;
use crate::staff::WrongPins;

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

/// As much of an unknown code as a screen shows.
const SHOWN_MAX: usize = 24;

impl Notice {
    /// Nobody knows this code.
    pub(crate) fn unknown_code(code: &str) -> Notice {
        Notice::UnknownCode(code.chars().filter(|c| !c.is_control()).take(SHOWN_MAX).collect())
    }
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
