//! What the domain names, as the markup names it; the words themselves stand in the markup.

use domain::booking::{SlipState, Stage};
use domain::calendar::{DayOff, Holiday};
use domain::call::Cause;
use domain::device::Device;
use domain::finding::{Mark, Subject};
use domain::judge::Course;
use domain::nps::Kind;
use domain::order::Method;
use domain::policy::{Clause, Evidence, Flag, How, Reason};
use domain::survey::Chip;
use domain::touch::{AnswerOption, Span};
use domain::view::{Back, Blocked, Main};
use markup::{Off, Word};

pub(crate) fn back(back: Option<Back>) -> Word {
    match back {
        None => Word::None,
        Some(Back::Previous) => Word::Previous,
        Some(Back::Home) => Word::Home,
        Some(Back::TypeNumber) => Word::TypeNumber,
        Some(Back::Skip) => Word::Skip,
        Some(Back::Lock) => Word::Lock,
    }
}

/// What the main action says; what being `done` is called, the page knows.
pub(crate) fn main(main: Option<Main>, done: Word) -> Word {
    match main {
        None => Word::None,
        Some(Main::Next) => Word::Next,
        Some(Main::NoReceipt) => Word::NoReceipt,
        Some(Main::NoneOfThese) => Word::NoneOfThese,
        Some(Main::HandIn) => Word::HandIn,
        Some(Main::Finish) => Word::Finish,
        Some(Main::Done) => done,
        Some(Main::Approve) => Word::Approve,
        Some(Main::Talked) => Word::Talked,
        Some(Main::Refuse) => Word::Refuse,
        Some(Main::Export) => Word::Export,
        Some(Main::Retry) => Word::Retry,
        Some(Main::Again) => Word::Again,
    }
}

pub(crate) fn blocked(blocked: Option<Blocked>) -> Word {
    match blocked {
        None => Word::None,
        Some(Blocked::ChooseSome) => Word::ChooseSome,
        Some(Blocked::ChooseOne) => Word::ChooseOne,
        Some(Blocked::ChooseName) => Word::ChooseName,
        Some(Blocked::TypeAll) => Word::TypeAll,
        Some(Blocked::NoSum) => Word::NoSum,
        Some(Blocked::Busy) => Word::Busy,
    }
}

/// One function from a name of the domain to the markup's.
macro_rules! same_names {
    ($(#[$doc:meta])* $name:ident: $from:ty => $to:ty { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        pub(crate) fn $name(from: $from) -> $to {
            match from { $(<$from>::$variant => <$to>::$variant),+ }
        }
    };
}

same_names!(reason: Reason => markup::Reason { ChangeOfMind, OrderedByMistake, Defective, WrongItem, AdverseReaction, PriceChange });
same_names!(flag: Flag => markup::Flag {
    ComponentMissing, CarelessDamage, TagRemoved, LabelDamaged, ProductDamaged, Used, TimeLapsed, PartlyConsumed,
    SealRemoved, Installed, ScreenPoweredOn, OpenedAndMounted, PackageDamaged, SerialExposed, HologramRemoved,
    HologramDamaged,
});
same_names!(evidence: Evidence => markup::Evidence { ServiceCenterReport, MedicalCertificate, MedicalOpinion });
same_names!(clause: Clause => markup::Clause {
    DeadlineChangeOfMind, DeadlineDefect, PriceChange, MadeToOrder, ComponentMissing, CarelessDamage, Apparel,
    Consumable, Electronics, Car, Media, Computer, AdverseReactionCategory, EvidenceServiceCenter, EvidenceMedical,
});
same_names!(method: Method => markup::Method { Card, BankTransfer, VirtualAccount, Mobile, Points });
same_names!(how: How => markup::How { ApprovalCancel, Deposit, Points });
same_names!(option: AnswerOption => markup::Answering { Faulty, ChangeOfMind, TalkToStaff, Paper, Stop });
same_names!(chip: Chip => markup::Chip { Speed, Explanation, Staff, Policy, Goods, Screen });
same_names!(kind: Kind => markup::Kind { Promoter, Passive, Detractor });
same_names!(stage: Stage => markup::Stage { Waiting, Approved, Refused, Talked });
same_names!(course: Course => markup::Course { HandIn, HandInLater, StopShipment, Cancel, Nothing });
same_names!(slip: SlipState => markup::PaperState { Queued, Sending, Printed, InDoubt, NotPrinted, Paperless, Abandoned });
same_names!(mark: Mark => markup::Mark { Good, Doubtful, Wrong });
same_names!(subject: Subject => markup::Subject {
    Config, Panel, Policy, Holidays, Fonts, Key, Ledger, Orders, Staff, Disk, Clock, Scanner, Printer, Display, Bell, Stick,
    Instance, Power, Memory,
});
same_names!(cause: Cause => markup::Cause { Asked, NoReceipt, Misses, Talk, CannotJudge, NotBooked, NoPaper });
same_names!(span: Span => markup::Span { Today, Week, Month, LastMonth });
same_names!(device: Device => markup::Gone { Scanner, Printer, Ledger, Disk });

/// A day off; a temporary one brings its own name.
pub(crate) fn off(off: &DayOff) -> Result<Off, (&str, &str)> {
    Ok(match off {
        DayOff::Saturday => Off::Saturday,
        DayOff::Sunday => Off::Sunday,
        DayOff::Holiday(holiday) => match holiday {
            Holiday::NewYearsDay => Off::NewYearsDay,
            Holiday::Seollal => Off::Seollal,
            Holiday::IndependenceMovementDay => Off::IndependenceMovementDay,
            Holiday::LabourDay => Off::LabourDay,
            Holiday::BuddhasBirthday => Off::BuddhasBirthday,
            Holiday::ChildrensDay => Off::ChildrensDay,
            Holiday::MemorialDay => Off::MemorialDay,
            Holiday::ConstitutionDay => Off::ConstitutionDay,
            Holiday::LiberationDay => Off::LiberationDay,
            Holiday::Chuseok => Off::Chuseok,
            Holiday::NationalFoundationDay => Off::NationalFoundationDay,
            Holiday::HangulDay => Off::HangulDay,
            Holiday::Christmas => Off::Christmas,
            Holiday::ElectionDay => Off::ElectionDay,
            Holiday::Substitute => Off::Substitute,
            Holiday::Temporary { ko, en } => return Err((ko, en)),
        },
    })
}
