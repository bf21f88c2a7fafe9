//! Short names of everything that must occur, for the tally and the trace.

use domain::counter::Effect;
use domain::protocol::{
    Answer, CallQuestion, DeskAnswer, DeskQuestion, Question, SurveyQuestion, VisitAnswer, VisitQuestion,
};
use domain::view::{CustomerScreen, DeskScreen, ManageScreen, Screen, SurveyScreen};

/// Names the variants of an enum, and of the enums in it. A variant that is forgotten does not compile.
macro_rules! names {
    (
        $what:ident($type:ident) $prefix:literal
        { $($name:ident),* } $({ $area:ident($inner:ident) $inner_prefix:literal: $($in:ident),+ })*
    ) => {
        pub mod $what {
            use super::*;
            /// Every name that the function gives.
            pub const ALL: &[&str] =
                &[$(concat!($prefix, stringify!($name)),)* $($(concat!($inner_prefix, stringify!($in)),)+)*];
            pub fn of(it: &$type) -> &'static str {
                match it {
                    $($type::$name { .. } => concat!($prefix, stringify!($name)),)*
                    $($type::$area(it) => match it {
                        $($inner::$in { .. } => concat!($inner_prefix, stringify!($in)),)+
                    },)*
                }
            }
        }
    };
}

names!(screen(Screen) "screen "
    { Starting, OutOfOrder }
    { Customer(CustomerScreen) "screen ":
        Welcome, NoReceipt, Which, Number, Choose, Reason, Condition, Proof, Noticed, Answer, Confirm, Phone,
        HandingOver, Thanks, Unsaved, Status }
    { Survey(SurveyScreen) "screen survey ": Recommend, Why, Thanks, Unsaved }
    { Desk(DeskScreen) "screen desk ": SignIn, Queue, Missed, Case, RefuseWhy }
    { Manage(ManageScreen) "screen manage ": Export, Devices });
names!(question(Question) "question "
    { Boot, PrinterCleared, Slip }
    { Call(CallQuestion) "question call ": Made, Ended, Seen }
    { Visit(VisitQuestion) "question ":
        Find, FindTyped, FindVisit, Reopen, Keep, Wipe, Book, Shown, Void }
    { Survey(SurveyQuestion) "question survey ": Shown, Touched, Ended }
    { Desk(DeskQuestion) "question desk ":
        Staff, SignIn, Queue, Case, Contact, Decide, NewCopy, ClockConfirmed });
names!(answer(Answer) "answer "
    { Done, Failed, Booted, Survey }
    { Visit(VisitAnswer) "answer ": Found, Booked, Taken, Changed, Void }
    { Desk(DeskAnswer) "answer desk ":
        Staff, SignedIn, WrongPin, Locked, Queue, Case, Contact, Decided, Changed, NotOpen });
names!(effect(Effect) "effect " { Ask, Print, Export, Ring, Hush, Examine, TrustClock });
