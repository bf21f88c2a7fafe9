//! Where the counter stands. Each state carries exactly its data.

use std::collections::BTreeSet;
use std::time::Duration;

use super::pad::Pad;
use crate::booking::{Booked, Chosen, Contact, Draft, Slip, SlipState, VisitKey};
use crate::call::MissedCall;
use crate::device::RequestId;
use crate::finding::Finding;
use crate::judge::Decision;
use crate::nps::Score;
use crate::order::Order;
use crate::policy::{Clause, Evidence, Flag, Reason};
use crate::protocol::{Answer, Case, QueueRow, VisitStatus};
use crate::staff::{Staff, StaffId};
use crate::survey::{Chip, Ending};
use crate::touch::Span;
use crate::unit::UnitFacts;
use crate::view::{Asked, ExportState, SignInTrouble, Unsaved};
use crate::visit_no::VisitNo;

/// What a handler makes of a state. Only entering a screen makes touches of the one before void:
/// a late answer or a stray touch stays.
#[derive(Debug)]
pub(super) enum Step {
    Stay(State),
    Enter(State),
}

#[derive(Debug)]
pub(super) enum State {
    Starting {
        nonce: u64,
    },
    Home {
        /// A product scanned first.
        remembered: Option<Remembered>,
        /// Whose survey can begin with a touch.
        offer: Option<Offer>,
    },
    NoReceipt,
    Number(Box<NumberPad>),
    Which(Box<Which>),
    Status(Box<VisitStatus>),
    Visit(Box<Visit>),
    HandOver(Box<HandOver>),
    Thanks(Box<Thanks>),
    /// The ledger did not answer in time.
    Unsaved(Unsaved),
    SurveyOpening {
        visit: VisitNo,
        waits_for: RequestId,
    },
    Survey(Box<Survey>),
    SurveyThanks {
        since: Duration,
    },
    Desk(Box<Desk>),
}

/// A product that waits for its receipt.
#[derive(Debug)]
pub(super) struct Remembered {
    pub barcode: String,
    pub name: String,
    pub unit: Option<UnitFacts>,
}

/// A visit that the staff have just decided: its customer may still be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub visit: VisitNo,
    /// Uptime from which on it is not offered any more.
    pub until: Duration,
}

#[derive(Debug)]
pub(super) struct NumberPad {
    pub asked: Asked,
    /// An order's number, or a visit's.
    pub number: Pad,
    /// The order's date of purchase, or the visit's lookup code.
    pub proof: Pad,
    pub waits_for: Option<RequestId>,
}

/// Several orders may be meant; the customer is asked which.
#[derive(Debug)]
pub(super) struct Which {
    pub orders: Vec<crate::protocol::Candidate>,
    /// A product scanned first.
    pub remembered: Option<Remembered>,
    /// The one that was picked is being read.
    pub waits_for: Option<RequestId>,
}

/// An unconfirmed visit.
#[derive(Debug)]
pub(super) struct Visit {
    pub key: VisitKey,
    pub version: u64,
    pub order: Order,
    pub chosen: Vec<Chosen>,
    pub at: At,
    pub page: u16,
    pub phone: Option<String>,
    pub consent: bool,
    /// A product was read twice; the customer is asked how many units it was.
    pub twice: Option<Twice>,
    /// The order is being read again; where the visit stands then.
    pub reopening: Option<(RequestId, crate::booking::Place)>,
}

/// The second reading, of which nobody knows whether it was of a second unit.
#[derive(Debug)]
pub(super) struct Twice {
    pub scan: crate::device::Scan,
    /// The line that gets one more, if it was.
    pub no: crate::order::LineNo,
    /// What the second reading says of the first one's unit, if it was not.
    pub adds: Option<UnitFacts>,
}

#[derive(Debug)]
pub(super) enum At {
    Choose,
    /// A question about the chosen line at `nth`.
    Ask {
        nth: usize,
        asking: Asking,
    },
    Answer(Box<Decision>),
    Confirm(Box<Decision>),
    Phone(Box<Decision>, Pad),
}

/// A question, with what is touched but not said yet.
#[derive(Clone, Debug)]
pub(super) enum Asking {
    Reason(Option<Reason>),
    Noticed(Pad),
    Condition(BTreeSet<Flag>),
    /// A kind of proof; inner none: "not yet".
    Proof(Option<Option<Evidence>>),
}

/// A visit on its way into the ledger and onto paper.
#[derive(Debug)]
pub(super) enum HandOver {
    Booking {
        visit: Box<Visit>,
        waits_for: RequestId,
        /// When the customer began to wait.
        since: Duration,
    },
    /// The ledger notes that the visit is shown, and that its slip is being sent; only then it is.
    Showing {
        visit: Box<Booked>,
        slip: SlipState,
        waits_for: RequestId,
        since: Duration,
    },
    Printing {
        slip: Box<Slip>,
        waits_for: RequestId,
        since: Duration,
    },
}

#[derive(Debug)]
pub(super) struct Thanks {
    pub visit: Booked,
    pub slip: SlipState,
}

#[derive(Debug)]
pub(super) struct Survey {
    pub visit: VisitNo,
    pub touches: u32,
    pub score: Option<Score>,
    pub chips: BTreeSet<Chip>,
    pub why: bool,
    /// The person is done with the screen; it goes on when what was touched is written.
    pub leaving: Option<Leaving>,
}

/// Where a survey goes on, and since when it waits for the ledger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving {
    pub since: Duration,
    /// The end of the survey; none for the next screen.
    pub ending: Option<Ending>,
    /// The end is being written.
    pub asked: Option<RequestId>,
}

/// The staff view.
#[derive(Debug)]
pub(super) struct Desk {
    /// The customer's visit that comes back when the view is locked.
    pub behind: Option<Box<Visit>>,
    pub page: DeskPage,
    /// Who is signed in.
    pub who: Option<Staff>,
    /// The visit that was decided last in this sitting: its survey is offered when the view is locked.
    pub closed: Option<Offer>,
    pub rows: Vec<QueueRow>,
    /// Calls to which nobody came.
    pub missed: Vec<MissedCall>,
    pub list_page: u16,
    pub waits_for: Option<RequestId>,
}

#[derive(Debug)]
pub(super) enum DeskPage {
    SignIn {
        names: Vec<Staff>,
        listed: bool,
        picked: Option<StaffId>,
        pin: Pad,
        trouble: Option<SignInTrouble>,
    },
    Queue,
    Case {
        case: Box<Case>,
        print: Print,
        /// Its customer's telephone number, while it is looked at.
        phone: Option<Contact>,
    },
    /// Those calls to which nobody came that are shown.
    Missed(Vec<MissedCall>),
    RefuseWhy {
        case: Box<Case>,
        picked: Option<Clause>,
    },
    Export {
        picked: Span,
        state: ExportState,
        waits_for: Option<Exporting>,
    },
    /// No findings while a look is under way.
    Devices {
        findings: Vec<Finding>,
        waits_for: Option<RequestId>,
    },
}

/// An export under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exporting {
    pub id: RequestId,
    /// When it was last heard of.
    pub heard_at: Duration,
}

/// A print that the staff asked for.
#[derive(Debug)]
pub(super) enum Print {
    None,
    /// The new copy is being queued, then noted as being sent.
    Queueing(Box<Slip>, RequestId),
    Noting(Box<Slip>, RequestId),
    Printing(Box<Slip>, RequestId, Duration),
}

impl Visit {
    pub(super) fn draft(&self, at: chrono::DateTime<chrono::Utc>, language: crate::language::Language) -> Draft {
        let place = match &self.at {
            At::Choose => crate::booking::Place::Choose,
            At::Ask { nth, .. } => crate::booking::Place::Ask(*nth),
            At::Answer(_) => crate::booking::Place::Answer,
            At::Confirm(_) | At::Phone(..) => crate::booking::Place::Confirm,
        };
        let order = self.order.facts.number.clone();
        Draft { key: self.key, version: self.version, at, order, language, chosen: self.chosen.clone(), place }
    }
}

/// Whether an answer settles a question that only had to be written.
pub(super) fn is_done(answer: &Answer) -> bool {
    matches!(answer, Answer::Done)
}
