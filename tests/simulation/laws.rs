//! What must hold in every life, looked at from outside: events in, effects and views out, and what the ledger holds.

mod answered;
mod asked;
mod booking;
mod calls;
mod clock;
mod ends;
mod idle;
mod law;
mod left;
mod resume;
mod secret;
mod staff;
mod step;
mod survey;
mod touch;
mod trouble;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::{Booking, Draft, Place, SlipState, VisitKey};
use domain::counter::{Effect, Event};
use domain::device::RequestId;
use domain::judge::Decision;
use domain::moment::{Moment, Trust};
use domain::protocol::{Answer, Question, VisitQuestion};
use domain::slip_code::ClaimCode;
use domain::staff::Staff;
use domain::touch::{FrameTouch, Touch};
use domain::view::{Blocked, Card, Notice, Screen, View};
use domain::visit_no::VisitNo;
use doro::ledger::Ledger;

pub use law::Law;
pub use step::{Broken, Lawful, Step};
use step::{broken, hold, is_sign_in, is_somebodys, is_staffs, is_welcome, same};

use crate::names;

/// The idle limit after which nobody resumes, and the least warning.
const IDLE: Duration = Duration::from_secs(90);
const WARNING: Duration = Duration::from_secs(20);
/// Longer than it takes until an open question is asked again.
const ASKED_AGAIN: Duration = Duration::from_secs(10);
/// How long a screen stands before it takes what leads on.
const SETTLE: Duration = Duration::from_millis(400);
/// Two touches that are closer may be one double touch.
const DOUBLE: Duration = Duration::from_millis(500);

#[derive(Default)]
pub struct Laws {
    /// Questions that were asked and have no answer yet, and when they were asked last.
    pub open: BTreeMap<RequestId, (Question, Duration)>,
    /// Since when the person in front has been kept waiting by the ledger.
    waits_since: Option<Duration>,
    /// The visit of which the customer was told last that it is being handed over.
    in_hand: Option<VisitKey>,
    /// Visits of which somebody was told that they are not booked.
    not_booked: BTreeSet<VisitKey>,
    /// Numbers of visits that were seen by anybody.
    seen_numbers: BTreeSet<VisitNo>,
    /// Visit numbers that were shown, with what was shown beside them.
    pub shown: BTreeMap<VisitNo, (ClaimCode, Decision)>,
    sent: BTreeSet<(VisitNo, u32)>,
    /// The number that the hand-over on screen is about.
    booked: BTreeSet<VisitKey>,
    visits: Vec<VisitNo>,
    /// Copies that are printed or abandoned.
    ended: BTreeMap<(VisitNo, u32), SlipState>,
    warned_since: Option<Duration>,
    there: left::There,
    staff: staff::SignedIn,
    touches: u64,
    /// How often somebody was thanked for what they said.
    thanked: u64,
    /// What the ledger has been made to keep: draft, and when it was made.
    kept: BTreeMap<VisitKey, (Draft, Duration, bool)>,
    /// When each draft was made, and whether the clock was trusted then.
    made: BTreeMap<(VisitKey, u64), (Duration, bool)>,
    /// Visits that the ledger has booked.
    in_the_books: BTreeSet<VisitKey>,
    /// What was seen of units, as drafted last.
    seen: BTreeMap<VisitKey, units::Seen>,
    /// Since when the number on screen stands there.
    number_since: Duration,
    /// Which screen each face belongs to.
    faces: BTreeMap<u32, u32>,
    /// The call under way, as it was heard and seen.
    call: calls::Heard,
    booted: Option<Draft>,
    whose: secret::Whose,
    resuming: Option<(RequestId, Draft)>,
}

impl Laws {
    pub fn step(&mut self, step: &Step<'_>, ledger: &mut Ledger) -> Lawful {
        self.faces.insert(step.before.face, step.before.serial);
        self.void(step)?;
        self.touches(step)?;
        self.calls(step)?;
        self.survey(step)?;
        self.saved_before_shown(step, ledger)?;
        self.answered_touch(step)?;
        self.warned(step)?;
        self.left_behind(step)?;
        self.clean_welcome(step)?;
        self.session(step);
        self.wrong_clock(step)?;
        self.untrusted(step)?;
        self.kept_waiting(step)?;
        self.told_not_booked(step);
        self.numbers(step)?;
        self.secrets(step, ledger)?;
        self.papers(step, ledger)?;
        self.resumed(step)?;
        self.booked_once(step)?;
        for effect in step.effects {
            self.staff_effect(effect)?;
            match effect {
                Effect::Ask(id, question) => self.asks(step, *id, question)?,
                Effect::Print(_, slip) => self.paper(step, slip, ledger)?,
                Effect::Export { .. } | Effect::Ring | Effect::Hush | Effect::Examine(_) | Effect::TrustClock => {}
            }
        }
        Ok(())
    }

    fn asks(&mut self, step: &Step<'_>, id: RequestId, question: &Question) -> Lawful {
        let first = !self.open.contains_key(&id);
        if first && let Question::Visit(VisitQuestion::Book(booking)) = question {
            self.books(step, booking)?;
            self.units_booked(booking)?;
        }
        if first && let Question::Visit(VisitQuestion::Keep(draft)) = question {
            let made = (step.t, step.now.trust == Trust::Trusted);
            // A version that a power cut swallowed is made anew.
            self.made.insert((draft.key, draft.version), made);
            self.units_drafted(step, draft)?;
        }
        self.resume_asked(step, id, question)?;
        self.ask(id, question, step.t);
        Ok(())
    }
}
