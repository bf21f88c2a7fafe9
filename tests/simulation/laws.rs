//! What must hold in every life, looked at from outside: events in, effects and views out, and what the ledger holds.

mod booking;
mod calls;
mod clock;
mod ends;
mod law;
mod left;
mod resume;
mod secret;
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
use domain::judge::{Decision, Outcome};
use domain::language::Language;
use domain::moment::{Moment, Trust};
use domain::protocol::{Answer, CallQuestion, DeskAnswer, DeskQuestion, Question, VisitQuestion};
use domain::slip_code::ClaimCode;
use domain::staff::{Role, Staff, StaffId};
use domain::touch::{FrameTouch, Touch};
use domain::view::{
    Blocked, Card, CustomerScreen, DeskScreen, Looks, ManageScreen, Notice, Screen, SurveyScreen, View,
};
use domain::visit_no::VisitNo;
use doro::ledger::Ledger;

pub use law::Law;

use crate::names;
use crate::shop::PIN;

/// A broken law.
#[derive(Clone, Debug)]
pub struct Broken {
    pub law: Law,
    pub how: String,
}

pub type Lawful = Result<(), Broken>;

/// The idle limit after which nobody resumes, and the least warning.
const IDLE: Duration = Duration::from_secs(90);
const WARNING: Duration = Duration::from_secs(20);
/// Longer than it takes until an open question is asked again.
const ASKED_AGAIN: Duration = Duration::from_secs(10);
/// How long a screen stands before it takes what leads on.
const SETTLE: Duration = Duration::from_millis(400);
/// Two touches that are closer may be one double touch.
const DOUBLE: Duration = Duration::from_millis(500);

/// One thing that happened, seen from both sides.
pub struct Step<'a> {
    pub now: Moment,
    /// Time since the life began, also while the machine is off.
    pub t: Duration,
    pub before: &'a View,
    pub event: &'a Event,
    pub effects: &'a [Effect],
    pub after: &'a View,
    pub deadline_before: Option<Duration>,
    pub deadline: Option<Duration>,
    /// Nobody waits for what has arrived.
    pub unmatched: bool,
    /// The staff have said that a wrong clock is right.
    pub misled: bool,
    /// How wrong the wall clock is.
    pub wrong: TimeDelta,
}

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
    who: Option<Staff>,
    wrong_pins: BTreeMap<StaffId, u32>,
    attempts: BTreeSet<VisitKey>,
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

fn broken(law: Law, how: impl Into<String>) -> Lawful {
    Err(Broken { law, how: how.into() })
}

fn hold(law: Law, holds: bool, how: impl FnOnce() -> String) -> Lawful {
    if holds { Ok(()) } else { broken(law, how()) }
}

fn same(a: &Screen, b: &Screen) -> bool {
    names::screen::of(a) == names::screen::of(b)
}

fn is_staffs(screen: &Screen) -> bool {
    matches!(
        screen,
        Screen::Desk(DeskScreen::Queue(_))
            | Screen::Desk(DeskScreen::Missed(_))
            | Screen::Desk(DeskScreen::Case(_))
            | Screen::Desk(DeskScreen::RefuseWhy { .. })
            | Screen::Manage(ManageScreen::Export(_))
            | Screen::Manage(ManageScreen::Devices { .. })
    )
}

/// Screens that are wiped when their person has left.
fn is_somebodys(screen: &Screen) -> bool {
    !matches!(
        screen,
        Screen::Starting
            | Screen::Customer(CustomerScreen::Welcome { .. })
            | Screen::OutOfOrder
            | Screen::Survey(SurveyScreen::Thanks)
            | Screen::Customer(CustomerScreen::HandingOver { .. })
    )
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
        let mut books = 0;
        for effect in step.effects {
            match effect {
                Effect::Ask(id, question) => {
                    let first = !self.open.contains_key(id);
                    if first && let Question::Visit(VisitQuestion::Book(booking)) = question {
                        books += 1;
                        self.books(step, booking)?;
                        self.units_booked(booking)?;
                    }
                    if first && let Question::Visit(VisitQuestion::Keep(draft)) = question {
                        let made = (step.t, step.now.trust == Trust::Trusted);
                        // A version that a power cut swallowed is made anew.
                        self.made.insert((draft.key, draft.version), made);
                        self.units_drafted(step, draft)?;
                    }
                    self.staff_question(question)?;
                    self.resume_asked(step, *id, question)?;
                    self.ask(*id, question, step.t);
                }
                Effect::Print(_, slip) => self.paper(step, slip, ledger)?,
                Effect::Export { .. } => {
                    let manager = self.who.as_ref().is_some_and(|who| who.role == Role::Manager);
                    hold(Law::StaffOnly, manager, || format!("export for {:?}", self.who))?;
                }
                Effect::Ring | Effect::Hush => {}
                Effect::Examine(_) => {
                    hold(Law::StaffOnly, self.who.is_some(), || "nobody of the staff examines".to_owned())?;
                }
                Effect::TrustClock => {
                    hold(Law::StaffOnly, self.who.is_some(), || "the clock was confirmed by nobody".to_owned())?;
                }
            }
        }
        hold(Law::BookedAsShown, books <= 1, || format!("{books} bookings at once"))
    }

    /// 9 and 15.
    fn void(&self, step: &Step<'_>) -> Lawful {
        let nothing = || step.before == step.after && step.effects.is_empty() && step.deadline_before == step.deadline;
        if step.unmatched {
            hold(Law::UnmatchedChangesNothing, nothing(), || format!("{:?} did something", step.event))?;
        }
        let Event::Touched { press, .. } = step.event else { return Ok(()) };
        if self.faces.get(&press.face) != Some(&step.before.serial) {
            hold(Law::OldTouchesAreVoid, nothing(), || format!("{:?} did something", step.event))?;
        } else if press.face != step.before.face {
            // It began before a card came or went: only that somebody is there is true.
            let same = step.before.screen == step.after.screen && step.effects.is_empty();
            hold(Law::OldTouchesAreVoid, same, || format!("{:?} did something", step.event))?;
        }
        Ok(())
    }

    /// The touch that the person in front made on what they saw, once it had stood and the panel had rested so long.
    fn touch(step: &Step<'_>, stood: Duration, rest: Duration) -> Option<Touch> {
        match step.event {
            Event::Touched { press, touch } if press.face == step.before.face => {
                (press.stood >= stood && press.rest >= rest).then_some(*touch)
            }
            _ => None,
        }
    }

    /// 18, and the second half of 11.
    fn answered_touch(&self, step: &Step<'_>) -> Lawful {
        let Some(touch) = Laws::touch(step, SETTLE, DOUBLE) else { return Ok(()) };
        let (before, after) = (step.before, step.after);
        if let Some(Card::Idle { .. }) = before.card {
            let kept = same(&before.screen, &after.screen) && !matches!(after.card, Some(Card::Idle { .. }));
            return hold(Law::WarnedBeforeWiped, kept, || {
                format!("{touch:?} did not keep {}", names::screen::of(&before.screen))
            });
        }
        if before.card.is_some() {
            return Ok(());
        }
        let answered = match touch {
            Touch::Frame(FrameTouch::Call)
                if is_staffs(&before.screen) || matches!(before.screen, Screen::Desk(DeskScreen::SignIn(_))) =>
            {
                !after.bell || before.bell
            }
            Touch::Frame(FrameTouch::Call) => after.card == Some(Card::Called) && after.bell,
            Touch::Frame(FrameTouch::Larger) => after.looks.large != before.looks.large,
            Touch::Frame(FrameTouch::Contrast) => after.looks.contrast != before.looks.contrast,
            Touch::Frame(FrameTouch::Low) => after.looks.low != before.looks.low,
            Touch::Frame(FrameTouch::Language) => after.language != before.language,
            _ => true,
        };
        hold(Law::TouchesAreAnswered, answered, || {
            format!("{touch:?} did nothing on {}", names::screen::of(&before.screen))
        })
    }

    /// 11.
    fn warned(&mut self, step: &Step<'_>) -> Lawful {
        let left = is_somebodys(&step.before.screen) && !same(&step.before.screen, &step.after.screen);
        // Nobody is taken to have left: the ledger kept them waiting, and they are told; or they had skipped the survey.
        let told = matches!(
            step.after.screen,
            Screen::Customer(CustomerScreen::Unsaved) | Screen::Survey(SurveyScreen::Unsaved)
        );
        let skipped = matches!(step.before.screen, Screen::Survey(SurveyScreen::Recommend { .. }))
            && step.before.frame.blocked == Some(Blocked::Busy);
        if *step.event == Event::Woke && left && !told && !skipped {
            let warned = self.warned_since.is_some_and(|since| step.now.uptime >= since + WARNING);
            let screen = names::screen::of(&step.before.screen);
            hold(Law::WarnedBeforeWiped, warned, || {
                format!("{screen} was left at {:?}, warned since {:?}", step.now.uptime, self.warned_since)
            })?;
        }
        self.warned_since = match step.after.card {
            Some(Card::Idle { .. }) => self.warned_since.or(Some(step.now.uptime)),
            _ => None,
        };
        Ok(())
    }

    /// 6.
    fn clean_welcome(&self, step: &Step<'_>) -> Lawful {
        let (Screen::Customer(CustomerScreen::Welcome { remembered, .. }), before) =
            (&step.after.screen, &step.before.screen)
        else {
            return Ok(());
        };
        let begins =
            !matches!(before, Screen::Customer(CustomerScreen::Welcome { .. }) | Screen::OutOfOrder | Screen::Starting);
        // Who scans a product while reading about receipts is still the same person.
        let same_person = matches!(
            before,
            Screen::Customer(CustomerScreen::NoReceipt)
                | Screen::Customer(CustomerScreen::Which { .. })
                | Screen::Customer(CustomerScreen::Number { .. })
        ) && remembered.is_some();
        if !begins || same_person {
            return Ok(());
        }
        let after = step.after;
        let clean = after.language == Language::Ko
            && after.looks == Looks::default()
            && remembered.is_none()
            && matches!(after.notice, None | Some(Notice::SurveyOver | Notice::Slow | Notice::NoAnswer))
            && after.card.is_none();
        hold(Law::NothingOfTheOneBefore, clean, || format!("after {}: {after:?}", names::screen::of(before)))
    }

    fn session(&mut self, step: &Step<'_>) {
        if let Event::Answered(_, Answer::Desk(DeskAnswer::SignedIn(staff, _))) = step.event
            && !step.unmatched
            && matches!(step.before.screen, Screen::Desk(DeskScreen::SignIn(_)))
        {
            self.who = Some(staff.clone());
        }
        if !is_staffs(&step.after.screen) {
            self.who = None;
        }
    }

    /// 13.
    fn untrusted(&self, step: &Step<'_>) -> Lawful {
        let Screen::Customer(CustomerScreen::Answer(answer)) = &step.after.screen else { return Ok(()) };
        if step.now.trust != Trust::Untrusted
            || step.before.serial == step.after.serial
            || matches!(step.before.screen, Screen::Customer(CustomerScreen::Confirm(_)))
        {
            return Ok(());
        }
        let by_date = |line: &domain::judge::LineDecision| {
            line.outcome == Outcome::Refused && line.clauses.iter().all(|clause| clause.is_deadline())
        };
        hold(Law::NoDateDecidesUntrusted, !answer.decision.lines.iter().any(by_date), || {
            format!("{:?}", answer.decision)
        })
    }

    /// 14.
    fn staff_question(&self, question: &Question) -> Lawful {
        let by = match question {
            Question::Desk(DeskQuestion::Decide { staff, .. })
            | Question::Desk(DeskQuestion::ClockConfirmed { staff, .. })
            | Question::Call(CallQuestion::Seen { staff, .. })
            | Question::Desk(DeskQuestion::Contact { staff, .. }) => Some(*staff),
            Question::Desk(DeskQuestion::NewCopy { .. }) => None,
            _ => return Ok(()),
        };
        // What was asked first while somebody was signed in is asked again until it is answered.
        if self.open.values().any(|(open, _)| open == question) {
            return Ok(());
        }
        let who = self.who.as_ref().map(|who| who.id);
        hold(Law::StaffOnly, who.is_some() && by.is_none_or(|by| Some(by) == who), || {
            format!("{question:?} by {who:?}")
        })
    }

    pub fn booked_elsewhere(&mut self, key: VisitKey) {
        self.booked.insert(key);
    }

    fn ask(&mut self, id: RequestId, question: &Question, at: Duration) {
        let ends = match question {
            Question::Visit(VisitQuestion::Keep(draft)) => Some(draft.key),
            Question::Visit(VisitQuestion::Wipe(key)) | Question::Visit(VisitQuestion::Void(key)) => Some(*key),
            Question::Visit(VisitQuestion::Book(booking)) => Some(booking.key),
            _ => None,
        };
        let void = if let Question::Visit(VisitQuestion::Void(key)) = question { Some(*key) } else { None };
        if !self.open.contains_key(&id) {
            self.open.retain(|_, (open, _)| match open {
                Question::Visit(VisitQuestion::Keep(draft)) => Some(draft.key) != ends,
                Question::Visit(VisitQuestion::Book(booking)) => Some(booking.key) != void,
                Question::Visit(VisitQuestion::Shown { key, .. }) => Some(*key) != void,
                _ => true,
            });
        }
        self.open.insert(id, (question.clone(), at));
    }

    /// Whether an answer is waited for: what is not asked again any more was withdrawn.
    pub fn waits(&self, t: Duration) -> bool {
        self.open.values().any(|(_, at)| t < *at + ASKED_AGAIN)
    }

    /// What the ledger has done with a question.
    pub fn executed(&mut self, question: &Question, answer: &Answer, ledger: &Ledger) -> Lawful {
        self.none_is_left(question, ledger)?;
        if let Answer::Failed(why) = answer {
            return broken(Law::TheLedgerCanAnswer, format!("{question:?}: {why}"));
        }
        match question {
            Question::Visit(VisitQuestion::Keep(draft)) => {
                let newer = self.kept.get(&draft.key).is_none_or(|(kept, ..)| kept.version < draft.version);
                if newer && let Some((at, trusted)) = self.made.get(&(draft.key, draft.version)) {
                    self.kept.insert(draft.key, (draft.clone(), *at, *trusted));
                }
            }
            Question::Desk(DeskQuestion::SignIn { staff, pin, attempt, .. }) if self.attempts.insert(*attempt) => {
                let wrong = self.wrong_pins.entry(*staff).or_default();
                match answer {
                    Answer::Desk(DeskAnswer::WrongPin { .. }) => *wrong += 1,
                    _ => *wrong = 0,
                }
                let (wrong, right) =
                    (*wrong, pin.0 == PIN || !matches!(answer, Answer::Desk(DeskAnswer::SignedIn(..))));
                hold(Law::StaffOnly, wrong < 5 && right, || format!("{wrong} wrong PINs do not lock"))?;
            }
            Question::Desk(DeskQuestion::SignIn { .. }) => {}
            _ => {}
        }
        Ok(())
    }
}
