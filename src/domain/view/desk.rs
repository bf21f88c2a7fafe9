//! What the staff see of visits.

use chrono::{DateTime, Utc};

use super::Page;
use crate::booking::Contact;
use crate::call::MissedCall;
use crate::device::Device;
use crate::policy::Clause;
use crate::protocol::{Case, QueueRow};
use crate::staff::{Role, Staff, StaffId};
use crate::touch::DeskTouch;
use crate::visit_no::VisitNo;

/// A screen of the staff.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskScreen {
    /// names and PIN: `Pick` a name, `Digit`, `Erase`, `Main`.
    SignIn(SignInView),
    /// the queue: `Pick` a row, `Export`, `Devices`, `Missed`, `ClockIsRight`.
    Queue(QueueView),
    /// calls to which nobody came: `Main` when they are seen.
    Missed(MissedView),
    /// one visit: `Approve`, `Refuse`, `Print`.
    Case(Box<CaseView>),
    /// which clause refuses: `Pick`, then `Main`.
    RefuseWhy {
        /// The visit.
        number: VisitNo,
        /// All clauses that a refusal can name.
        clauses: Vec<Clause>,
        /// Picked.
        picked: Option<Clause>,
        /// Which are shown.
        page: Page,
    },
}

impl DeskScreen {
    pub(super) fn touched(&self, at: usize) -> Option<DeskTouch> {
        match self {
            DeskScreen::SignIn(sign_in) => sign_in.names.get(at).map(|staff| DeskTouch::Staff(staff.id)),
            DeskScreen::Queue(queue) => queue.rows.get(at).map(|row| DeskTouch::Visit(row.number)),
            DeskScreen::RefuseWhy { clauses, .. } => clauses.get(at).copied().map(DeskTouch::Clause),
            DeskScreen::Missed(_) | DeskScreen::Case(_) => None,
        }
    }
}

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
