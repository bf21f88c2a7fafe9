//! The people behind the counter.

use serde::{Deserialize, Serialize};

/// A member of the staff, by the ledger's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub u32);

/// What a member of the staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees the queue, decides visits, prints.
    Clerk,
    /// The same; overrides come later.
    Senior,
    /// Also exports.
    Manager,
}

/// A member of the staff, as shown at the sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Number.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
}

/// Wrong PINs of somebody since a manager signed in the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongPins {
    /// Whose name was picked.
    pub name: String,
    /// How often, tries while it was locked included.
    pub tries: u32,
}

/// The digits of a PIN. Nothing that is written down for people shows them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pin(pub String);

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}
