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

/// Declares what else is counted, by a name for people: what must happen in an ordinary run, and what only may.
macro_rules! happenings {
    (must { $($must:ident $must_name:literal,)+ } may { $($may:ident $may_name:literal,)+ }) => {
        /// What else is counted of a life.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Happening {
            $($must,)+ $($may,)+
        }

        impl Happening {
            /// Names of what must happen.
            pub const MUST: &[&str] = &[$($must_name),+];

            pub fn name(self) -> &'static str {
                match self {
                    $(Happening::$must => $must_name,)+
                    $(Happening::$may => $may_name,)+
                }
            }
        }
    };
}

happenings! {
    must {
        NumberWithoutSecret "a number without its secret",
        RefusalOnPaper "a refusal on paper",
        Approved "approved",
        AskedTwice "asked twice",
        Booked "booked",
        CameTooLate "came too late",
        DiskAnswersLate "disk: answers late",
        DiskHangs "disk: hangs",
        DiskLost "disk: lost",
        DiskRefuses "disk: refuses",
        ExportWithoutEnd "export without an end",
        Exported "exported",
        Imported "imported",
        NotExported "not exported",
        PowerCut "power cut",
        RefusedByStaff "refused by the staff",
        Resumed "resumed",
        SlipsNotPrinted "slips not printed",
        ItIsMe "somebody says that they are there",
        SurveysCompleted "surveys completed",
        UnitsSeen "units seen",
        Warned "warned",
    }
    may {
        BellRung "bell rung",
        CodeLeftThere "code that was left there",
        Surveys "surveys",
        SurveyTouches "survey touches",
        Tap "tap",
        Visits "visits",
    }
}
