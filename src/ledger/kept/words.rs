//! Values that are kept as one word: in a column of their own, or inside a form. The words are the ledger's; a new value
//! of the domain does not compile before it has one, and a word that was ever written stays.

use std::fmt;

use domain::booking::{SlipState, Stage};
use domain::calendar::Since;
use domain::call::Cause;
use domain::judge::{Check, Outcome, Payer};
use domain::language::Language;
use domain::moment::Trust;
use domain::nps::Kind;
use domain::order::{Category, Channel, Method, Status};
use domain::policy::{Clause, Evidence, Flag, How, PathStep, Reason};
use domain::staff::Role;
use domain::survey::{Chip, Ending};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ledger::LedgerError;

/// A value that is kept as one word.
pub trait Word: Copy + 'static {
    /// What its words are words for.
    const NAME: &'static str;
    /// Every value with its word.
    const ALL: &'static [(Self, &'static str)];

    /// Its word.
    fn spelled(self) -> &'static str;
}

/// The word of a value.
pub(crate) fn word<T: Word>(value: T) -> &'static str {
    value.spelled()
}

/// Words of several values, by spaces.
pub(crate) fn words<'a, T: Word>(values: impl IntoIterator<Item = &'a T>) -> String {
    let words: Vec<&str> = values.into_iter().map(|value| value.spelled()).collect();
    words.join(" ")
}

/// The value of a word.
pub(crate) fn value<T: Word>(word: &str) -> Result<T, LedgerError> {
    of(word).ok_or_else(|| LedgerError::Unreadable(format!("`{word}` is no {}", T::NAME)))
}

fn of<T: Word>(word: &str) -> Option<T> {
    T::ALL.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// A value that stands in a form as its word.
#[derive(Clone, Copy)]
pub(super) struct Spelled<T>(pub T);

impl<T: Word> Serialize for Spelled<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.spelled())
    }
}

impl<'de, T: Word> Deserialize<'de> for Spelled<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader<T>(std::marker::PhantomData<T>);
        impl<T: Word> Visitor<'_> for Reader<T> {
            type Value = Spelled<T>;
            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "a word for a {}", T::NAME)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Spelled<T>, E> {
                of(text).map(Spelled).ok_or_else(|| E::custom(format!("`{text}` is no {}", T::NAME)))
            }
        }
        from.deserialize_str(Reader(std::marker::PhantomData))
    }
}

macro_rules! words {
    ($($type:ident $name:literal { $($value:ident $word:literal,)* })*) => {$(
        impl Word for $type {
            const NAME: &'static str = $name;
            const ALL: &'static [(Self, &'static str)] = &[$(($type::$value, $word)),*];

            fn spelled(self) -> &'static str {
                match self {
                    $($type::$value => $word,)*
                }
            }
        }
    )*};
}

words! {
    Language "language" { Ko "ko", En "en", }
    Channel "channel" { Online "online", Store "store", }
    Status "status" {
        Paid "paid", Preparing "preparing", Shipped "shipped", InTransit "in_transit", Delivered "delivered",
    }
    Method "method of payment" {
        Card "card", BankTransfer "bank_transfer", VirtualAccount "virtual_account", Mobile "mobile", Points "points",
    }
    Category "category" {
        Apparel "apparel", Accessories "accessories", Luxury "luxury", Seasonal "seasonal", Food "food",
        Cosmetics "cosmetics", Electronics "electronics", Installed "installed", Car "car", Media "media",
        Computer "computer", General "general",
    }
    Reason "reason" {
        ChangeOfMind "change_of_mind", OrderedByMistake "ordered_by_mistake", Defective "defective",
        WrongItem "wrong_item", AdverseReaction "adverse_reaction", PriceChange "price_change",
    }
    Flag "condition" {
        ComponentMissing "component_missing", CarelessDamage "careless_damage", TagRemoved "tag_removed",
        LabelDamaged "label_damaged", ProductDamaged "product_damaged", Used "used", TimeLapsed "time_lapsed",
        PartlyConsumed "partly_consumed", SealRemoved "seal_removed", Installed "installed",
        ScreenPoweredOn "screen_powered_on", OpenedAndMounted "opened_and_mounted", PackageDamaged "package_damaged",
        SerialExposed "serial_exposed", HologramRemoved "hologram_removed", HologramDamaged "hologram_damaged",
    }
    Evidence "proof" {
        ServiceCenterReport "service_center_report", MedicalCertificate "medical_certificate",
        MedicalOpinion "medical_opinion",
    }
    Outcome "outcome" { Refused "refused", NeedsEvidence "needs_evidence", Eligible "eligible", }
    Clause "clause" {
        DeadlineChangeOfMind "deadline.change_of_mind", DeadlineDefect "deadline.defect", PriceChange "price_change",
        MadeToOrder "made_to_order", ComponentMissing "condition.component_missing",
        CarelessDamage "condition.careless_damage", Apparel "condition.apparel", Consumable "condition.consumable",
        Electronics "condition.electronics", Car "condition.car", Media "condition.media",
        Computer "condition.computer", AdverseReactionCategory "adverse_reaction.category",
        EvidenceServiceCenter "evidence.service_center", EvidenceMedical "evidence.medical",
    }
    Trust "trust" { Untrusted "untrusted", Degraded "degraded", Trusted "trusted", }
    Check "check" { Calendar "calendar", Clock "clock", }
    PathStep "step" {
        StopShipment "stop_shipment", Collect "collect", Inspect "inspect", Refund "refund",
    }
    Payer "payer" { Customer "customer", Store "store", }
    How "way of a refund" { ApprovalCancel "approval_cancel", Deposit "deposit", Points "points", }
    Since "start of a period" { Received "received", Noticed "noticed", }
    SlipState "state of a slip" {
        Queued "queued", Sending "sending", Printed "printed", InDoubt "in_doubt", NotPrinted "not_printed",
        Paperless "paperless", Abandoned "abandoned",
    }
    Stage "stage" { Waiting "waiting", Approved "approved", Refused "refused", Talked "talked", }
    Role "role" { Clerk "clerk", Senior "senior", Manager "manager", }
    Cause "cause of a call" {
        Asked "asked", NoReceipt "no_receipt", Misses "misses", Talk "talk", CannotJudge "cannot_judge",
        NotBooked "not_booked", NoPaper "no_paper",
    }
    Kind "kind of answer" { Promoter "promoter", Passive "passive", Detractor "detractor", }
    Chip "chip" {
        Speed "speed", Explanation "explanation", Staff "staff", Policy "policy", Goods "goods", Screen "screen",
    }
    Ending "ending" { Completed "completed", Partial "partial", Timeout "timeout", Declined "declined", }
}
