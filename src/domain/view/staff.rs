//! Parts of what the staff see.

use crate::touch::Span;
use chrono::{DateTime, NaiveDate, Utc};

use super::Page;
use crate::booking::Contact;
use crate::call::MissedCall;
use crate::device::{Device, ExportEnd};
use crate::protocol::{Case, QueueRow};
use crate::staff::{Role, Staff, StaffId};

/// Sign-in.
#[derive(Clone, Debug, PartialEq)]
pub struct SignInView {
    /// Who can sign in.
    pub names: Vec<Staff>,
    /// Who does.
    pub picked: Option<StaffId>,
    /// Digits typed, never shown.
    pub typed: usize,
    /// What went wrong.
    pub trouble: Option<SignInTrouble>,
}

/// Why somebody is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTrouble {
    /// Not the PIN.
    WrongPin {
        /// Attempts left.
        left: u32,
    },
    /// Locked until then.
    Locked {
        /// When.
        until: DateTime<Utc>,
    },
    /// Nobody has been added yet: `doro staff add`.
    NoStaff,
}

/// The queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueView {
    /// Who is signed in.
    pub name: String,
    /// May what.
    pub role: Role,
    /// Oldest first.
    pub rows: Vec<QueueRow>,
    /// Which are shown.
    pub page: Page,
    /// Now, for waiting times.
    pub now: DateTime<Utc>,
    /// How many calls there are to which nobody came, and that nobody of the staff has seen.
    pub missed: usize,
    /// Devices that are down.
    pub down: Vec<Device>,
    /// Nobody vouches for the clock today: it wants confirming.
    pub clock_doubtful: bool,
}

/// One visit for the staff.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseView {
    /// Everything.
    pub case: Case,
    /// A print is under way.
    pub printing: bool,
    /// Whether the shop gives slips: else there is no `Print`.
    pub paper: bool,
    /// The customer's telephone number, once it was asked for: `ShowPhone`.
    pub phone: Option<Contact>,
}

/// Calls to which nobody came.
#[derive(Clone, Debug, PartialEq)]
pub struct MissedView {
    /// Newest first.
    pub calls: Vec<MissedCall>,
    /// Which are shown.
    pub page: Page,
    /// Now: of calls of another day the day is said too.
    pub now: DateTime<Utc>,
}

impl MissedView {
    /// Those on the page that is shown.
    #[must_use]
    pub fn shown(&self) -> &[MissedCall] {
        self.page.of_list(&self.calls)
    }
}

/// The export page.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportView {
    /// First and last day of what can be picked: today, the last seven days, this month, the month before.
    pub periods: [(NaiveDate, NaiveDate); 4],
    /// Picked.
    pub picked: Span,
    /// What happened.
    pub state: ExportState,
}

/// How an export stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportState {
    /// Nothing yet.
    Ready,
    /// Under way.
    Writing,
    /// Done, or not.
    Ended(ExportEnd),
}
