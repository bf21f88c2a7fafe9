//! What is asked of the policy.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::order::{LineFacts, OrderFacts};

/// Why the goods come back, in the customer's words (policy §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 단순변심
    ChangeOfMind,
    /// 착오구매
    OrderedByMistake,
    /// 상품 불량
    Defective,
    /// 오배송
    WrongItem,
    /// 피부 트러블 등
    AdverseReaction,
    /// 가격 변동
    PriceChange,
}

impl Reason {
    /// All of them, in the policy's order.
    pub const ALL: [Reason; 6] = [
        Reason::ChangeOfMind,
        Reason::OrderedByMistake,
        Reason::Defective,
        Reason::WrongItem,
        Reason::AdverseReaction,
        Reason::PriceChange,
    ];

    /// The policy's own word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Reason::ChangeOfMind => "change_of_mind",
            Reason::OrderedByMistake => "ordered_by_mistake",
            Reason::Defective => "defective",
            Reason::WrongItem => "wrong_item",
            Reason::AdverseReaction => "adverse_reaction",
            Reason::PriceChange => "price_change",
        }
    }

    /// Whether the store answers for it (policy §1: *store's reasons*).
    #[must_use]
    pub fn is_the_stores(self) -> bool {
        matches!(self, Reason::Defective | Reason::WrongItem)
    }
}

/// How the goods come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandIn {
    /// The customer brings them.
    #[default]
    Counter,
    /// They are fetched.
    Courier,
}

/// A condition of the goods that may speak against a return (policy §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the policy's own")]
pub enum Flag {
    ComponentMissing,
    CarelessDamage,
    TagRemoved,
    LabelDamaged,
    ProductDamaged,
    Used,
    TimeLapsed,
    PartlyConsumed,
    SealRemoved,
    Installed,
    ScreenPoweredOn,
    OpenedAndMounted,
    PackageDamaged,
    SerialExposed,
    HologramRemoved,
    HologramDamaged,
}

/// Proof that a customer may bring (policy §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The service centre's report of the defect.
    ServiceCenterReport,
    /// 진단서
    MedicalCertificate,
    /// 소견서
    MedicalOpinion,
}

/// One line that somebody wants to bring back, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The line.
    pub line: LineFacts,
    /// Units to bring back now, at least 1.
    pub returning: u32,
    /// Why.
    pub reason: Reason,
    /// When the customer noticed the fault; the day of the request where absent (policy §2).
    pub noticed_on: Option<NaiveDate>,
    /// What is true of the goods.
    pub condition: BTreeSet<Flag>,
    /// What proof is there.
    pub evidence: BTreeSet<Evidence>,
}

/// Everything of one order that comes back in one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Date in Seoul.
    pub requested_on: NaiveDate,
    /// How the goods come in.
    pub hand_in: HandIn,
    /// The order.
    pub order: OrderFacts,
    /// At least one; each line of the order at most once.
    pub items: Vec<Item>,
    /// Whether nothing of the order is left after this request, and what went back before went back in the same way:
    /// never shipped, or for a store's reason (policy §3, see [`crate::order::Order::is_last`]).
    pub last: bool,
}
