//! The policy's own words.

use serde::{Deserialize, Serialize};

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

/// A clause of the published policy, by its id (policy §2–§6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the policy's own")]
pub enum Clause {
    #[serde(rename = "deadline.change_of_mind")]
    DeadlineChangeOfMind,
    #[serde(rename = "deadline.defect")]
    DeadlineDefect,
    #[serde(rename = "price_change")]
    PriceChange,
    #[serde(rename = "made_to_order")]
    MadeToOrder,
    #[serde(rename = "condition.component_missing")]
    ComponentMissing,
    #[serde(rename = "condition.careless_damage")]
    CarelessDamage,
    #[serde(rename = "condition.apparel")]
    Apparel,
    #[serde(rename = "condition.consumable")]
    Consumable,
    #[serde(rename = "condition.electronics")]
    Electronics,
    #[serde(rename = "condition.car")]
    Car,
    #[serde(rename = "condition.media")]
    Media,
    #[serde(rename = "condition.computer")]
    Computer,
    #[serde(rename = "adverse_reaction.category")]
    AdverseReactionCategory,
    #[serde(rename = "evidence.service_center")]
    EvidenceServiceCenter,
    #[serde(rename = "evidence.medical")]
    EvidenceMedical,
}

impl Clause {
    /// Whether it is about the state of the goods.
    #[must_use]
    pub fn is_condition(self) -> bool {
        matches!(
            self,
            Clause::ComponentMissing
                | Clause::CarelessDamage
                | Clause::Apparel
                | Clause::Consumable
                | Clause::Electronics
                | Clause::Car
                | Clause::Media
                | Clause::Computer
        )
    }

    /// Whether it asks for proof.
    #[must_use]
    pub fn is_evidence(self) -> bool {
        matches!(self, Clause::EvidenceServiceCenter | Clause::EvidenceMedical)
    }

    /// Whether it is a deadline.
    #[must_use]
    pub fn is_deadline(self) -> bool {
        matches!(self, Clause::DeadlineChangeOfMind | Clause::DeadlineDefect)
    }
}

/// A step on the way of the goods and the money (policy §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the policy's own")]
pub enum PathStep {
    StopShipment,
    Collect,
    Inspect,
    Refund,
}

/// How money comes back (policy §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The approval is cancelled.
    ApprovalCancel,
    /// Paid into the refund account.
    Deposit,
    /// Credited as points.
    Points,
}
