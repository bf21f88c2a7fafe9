//! Short names of everything that must occur, for the tally and the trace.

use domain::counter::Effect;
use domain::protocol::{Answer, Question};
use domain::view::Screen;

macro_rules! names {
    ($what:ident, $type:ident, $prefix:literal, $max:ident, $($name:ident),+) => {
        /// Every name that the function gives.
        pub const $max: &[&str] = &[$(concat!($prefix, stringify!($name))),+];
        pub fn $what(it: &$type) -> &'static str {
            match it { $($type::$name { .. } => concat!($prefix, stringify!($name))),+ }
        }
    };
}

names!(
    screen,
    Screen,
    "screen ",
    SCREENS,
    Starting,
    Welcome,
    NoReceipt,
    Which,
    Number,
    Choose,
    Reason,
    Condition,
    Proof,
    Noticed,
    Answer,
    Confirm,
    Phone,
    HandingOver,
    Thanks,
    Unsaved,
    Status,
    Recommend,
    Why,
    SurveyThanks,
    OutOfOrder,
    SignIn,
    Queue,
    Missed,
    Case,
    RefuseWhy,
    Export,
    Devices
);
names!(
    question,
    Question,
    "question ",
    QUESTIONS,
    Boot,
    Find,
    FindTyped,
    FindVisit,
    Reopen,
    Keep,
    Wipe,
    Book,
    Shown,
    Void,
    Slip,
    NewCopy,
    Staff,
    SignIn,
    Queue,
    Called,
    CallEnded,
    CallsSeen,
    Case,
    Contact,
    Decide,
    SurveyShown,
    SurveyTouched,
    SurveyEnded,
    ClockConfirmed,
    PrinterCleared
);
names!(
    answer, Answer, "answer ", ANSWERS, Booted, Found, Done, Booked, Taken, Changed, StaffList, SignedIn, WrongPin,
    Locked, Queue, Contact, Case, Decided, NotOpen, Survey, Failed
);
names!(effect, Effect, "effect ", EFFECTS, Ask, Print, Export, Ring, Hush, Examine, TrustClock);
