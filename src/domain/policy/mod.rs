//! The store's policy as data: versions by the day they came into force.

mod asked;
mod read;
mod terms;
mod wire;

use chrono::NaiveDate;

pub use terms::*;

use crate::calendar::{Calendar, Counted, Counting, Period, Since};
use crate::file::FileError;
use crate::order::{Category, Method, Status};

/// Why a policy file is not accepted, and where.
pub type PolicyError = FileError;

/// The policy that ships with the product, as its file stands.
pub const EMBEDDED: &str = include_str!("../policy.toml");

/// All versions of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Strictly by day, at least one.
    versions: Vec<Policy>,
}

impl Book {
    /// The policy that ships with the product.
    #[must_use]
    pub fn embedded() -> Book {
        Book::parse(EMBEDDED, "policy.toml").expect("the embedded policy.toml parses; a test reads it")
    }

    /// The version in force on the day of purchase; none before the first.
    #[must_use]
    pub fn in_force(&self, ordered_on: NaiveDate) -> Option<&Policy> {
        self.versions.iter().rev().find(|policy| policy.from <= ordered_on)
    }

    /// The versions, earliest first; at least one.
    #[must_use]
    pub fn versions(&self) -> &[Policy] {
        &self.versions
    }
}

/// One version of the policy (policy §2–§6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The day it came into force.
    pub from: NaiveDate,
    /// Reasons that are never one (§6: `price_change`).
    pub(crate) never: Vec<Reason>,
    pub(crate) deadlines: Vec<Deadline>,
    /// Whether bringing the goods to the counter waives the way back (§3).
    pub(crate) walk_in_waived: bool,
    /// Whether a first delivery that was paid for goes back with the last request of an order (§3).
    pub(crate) first_delivery_refunded: bool,
    /// For how many days from the request missing proof can be brought, where the deadline is not later (§7).
    pub(crate) evidence_days: u32,
    pub(crate) paths: Paths,
    /// Reasons for which a cancellation fee is deducted (§4).
    pub(crate) fee_reasons: Vec<Reason>,
    /// In the order in which payments are refunded; every method once (§5).
    pub(crate) refunds: Vec<RefundRule>,
    pub(crate) made_to_order: Vec<Reason>,
    pub(crate) adverse_reaction: Vec<Category>,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) proofs: Vec<Proof>,
}

/// A deadline and the reasons that it holds for (§2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub clause: Clause,
    pub reasons: Vec<Reason>,
    pub received: Period,
    pub noticed: Option<(Period, Combine)>,
    pub counting: Counting,
}

/// Which of two periods counts (§2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combine {
    /// The later.
    Either,
    /// The earlier.
    Both,
}

/// The way of goods and money by status (§4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paths {
    pub paid: Vec<PathStep>,
    pub preparing: Vec<PathStep>,
    pub shipped: Vec<PathStep>,
    pub in_transit: Vec<PathStep>,
    pub delivered: Vec<PathStep>,
}

/// How and when one method of payment is refunded (§5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RefundRule {
    pub method: Method,
    pub usual: Return,
    /// For orders of the calendar month of the request.
    pub same_month: Option<Return>,
    /// Whether `same_month` also holds for a part of a payment.
    pub partial_cancel: bool,
}

/// How and when money comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Return {
    pub how: How,
    pub when: When,
}

/// When money comes back, counted from the day after completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    BusinessDays(u32, u32),
    Days(u32, u32),
    WithinHours(u32),
}

/// Conditions that refuse (§6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub clause: Clause,
    pub of: Scope,
    pub flags: Vec<Flag>,
}

/// Proof that is needed (§6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    pub clause: Clause,
    pub of: Scope,
    pub any_of: Vec<Evidence>,
}

/// The reasons and categories that a row of a table is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub reasons: Vec<Reason>,
    /// Empty: all.
    pub categories: Vec<Category>,
}

impl Scope {
    pub fn covers(&self, category: Category, reason: Reason) -> bool {
        self.reasons.contains(&reason) && (self.categories.is_empty() || self.categories.contains(&category))
    }
}

impl Policy {
    /// The deadline for a reason; none for reasons that are never one.
    pub(crate) fn deadline(&self, reason: Reason) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.reasons.contains(&reason))
    }

    /// The way of goods and money (§4).
    #[must_use]
    pub fn path(&self, status: Status) -> &[PathStep] {
        match status {
            Status::Paid => &self.paths.paid,
            Status::Preparing => &self.paths.preparing,
            Status::Shipped => &self.paths.shipped,
            Status::InTransit => &self.paths.in_transit,
            Status::Delivered => &self.paths.delivered,
        }
    }
}

impl Deadline {
    /// Counts the periods, the deciding one first.
    pub fn count(&self, received_on: NaiveDate, noticed_on: NaiveDate, calendar: &Calendar) -> Vec<Counted> {
        let mut counted = vec![calendar.count(Since::Received, received_on, self.received, self.counting)];
        if let Some((period, combine)) = self.noticed {
            let noticed = calendar.count(Since::Noticed, noticed_on, period, self.counting);
            let decides = match combine {
                Combine::Either => noticed.last_on > counted[0].last_on,
                Combine::Both => noticed.last_on < counted[0].last_on,
            };
            counted.insert(usize::from(!decides), noticed);
        }
        counted
    }
}
