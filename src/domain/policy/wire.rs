//! The policy file as it is written.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::order::{Category, Method};
use crate::policy::{Clause, Evidence, Flag, How, PathStep, Reason};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    pub version: Spanned<Vec<Version>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    pub from: Spanned<Datetime>,
    pub never: Spanned<Vec<Reason>>,
    pub evidence_days: Option<Spanned<u32>>,
    pub deadline: Deadlines,
    pub shipping: Shipping,
    pub path: Path,
    pub cancellation_fee: Reasons,
    pub refund: Refund,
    pub made_to_order: Reasons,
    pub adverse_reaction: Categories,
    #[serde(default)]
    pub refusal: Vec<Refusal>,
    #[serde(default)]
    pub evidence: Vec<Proof>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deadlines {
    pub change_of_mind: Spanned<Deadline>,
    pub defect: Spanned<Deadline>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deadline {
    pub reasons: Spanned<Vec<Reason>>,
    pub received: Spanned<Period>,
    pub noticed: Option<Spanned<Period>>,
    pub combine: Option<Spanned<Combine>>,
    pub count_first_day: bool,
    pub roll_past_holidays: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Combine {
    Either,
    Both,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub days: Option<u32>,
    pub months: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shipping {
    pub walk_in_inbound: Inbound,
    #[serde(default)]
    pub first_delivery: FirstDelivery,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FirstDelivery {
    #[default]
    RefundedWithTheLast,
    Kept,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Inbound {
    Waived,
    Charged,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    pub paid: Spanned<Vec<PathStep>>,
    pub preparing: Spanned<Vec<PathStep>>,
    pub shipped: Spanned<Vec<PathStep>>,
    pub in_transit: Spanned<Vec<PathStep>>,
    pub delivered: Spanned<Vec<PathStep>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    pub reasons: Vec<Reason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Categories {
    pub categories: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refund {
    pub order: Spanned<Vec<Method>>,
    pub card: Spanned<Timing>,
    pub bank_transfer: Spanned<Timing>,
    pub virtual_account: Spanned<Timing>,
    pub mobile: Spanned<Timing>,
    pub points: Spanned<Timing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Timing {
    pub how: How,
    pub business_days: Option<Spanned<[u32; 2]>>,
    pub days: Option<Spanned<[u32; 2]>>,
    pub within_hours: Option<Spanned<u32>>,
    pub same_month: Option<Spanned<SameMonth>>,
    pub partial_cancel: Option<Spanned<bool>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SameMonth {
    pub how: How,
    pub business_days: Option<Spanned<[u32; 2]>>,
    pub days: Option<Spanned<[u32; 2]>>,
    pub within_hours: Option<Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refusal {
    pub clause: Spanned<Clause>,
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub categories: Vec<Category>,
    pub flags: Spanned<Vec<Flag>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    pub clause: Spanned<Clause>,
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub categories: Vec<Category>,
    pub any_of: Spanned<Vec<Evidence>>,
}
