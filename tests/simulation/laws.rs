//! What must hold in every life, looked at from outside: events in, effects and views out, and what the ledger holds.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::counter::view::{Card, Looks, Notice, Screen, View};
use domain::counter::{
    Answer, Booking, ClaimCode, Draft, Effect, Event, Language, Place, Question, RequestId, Role, SlipState, Staff,
    StaffId, Touch, VisitKey,
};
use domain::judge::{Decision, Outcome};
use domain::moment::{Moment, Trust};
use domain::visit_no::VisitNo;
use doro::ledger::Ledger;

use crate::names;
use crate::shop::PIN;

/// The laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// 1: never more units of a line returned than bought.
    NotMoreReturnedThanBought,
    /// 2: never more won refunded than paid.
    NotMoreRefundedThanPaid,
    /// 3: what is sent to the printer is committed, and noted as being sent.
    LedgerBeforePaper,
    /// 4: one copy of a slip is sent at most once, across restarts.
    ACopyIsSentOnce,
    /// 5: a slip prints only while its own hand-over, or its case, is on screen.
    SlipsFindTheirOwn,
    /// 6: the welcome screen carries nothing of the one before.
    NothingOfTheOneBefore,
    /// 7: what is booked is what was shown, once.
    BookedAsShown,
    /// 8: one survey a visit, every touch a row, none after its end.
    AnswersAreKept,
    /// 9: an answer that nobody waits for changes nothing.
    UnmatchedChangesNothing,
    /// 10: a number that was shown is in the ledger for ever.
    NumbersStay,
    /// 11: nobody is wiped without a warning of 20 s, and a touch keeps the visit.
    WarnedBeforeWiped,
    /// 12: visit numbers are unique and never reused.
    NumbersAreUnique,
    /// 13: with an untrusted clock no deadline alone refuses.
    NoDateDecidesUntrusted,
    /// 14: deciding, exporting and reprinting need a sign-in; five wrong PINs lock.
    StaffOnly,
    /// 15: a touch meant for an older screen changes nothing.
    OldTouchesAreVoid,
    /// 16: a visit resumes only in time, where it stood.
    ResumesOnlyInTime,
    /// 17: when the faults end, everything ends well.
    EverythingEnds,
    /// 18: no device keeps the screen from answering a touch.
    TouchesAreAnswered,
    /// 19: the ledger can answer everything that the counter asks.
    TheLedgerCanAnswer,
}

impl Law {
    /// All of them, by number.
    pub const ALL: [Law; 19] = [
        Law::NotMoreReturnedThanBought,
        Law::NotMoreRefundedThanPaid,
        Law::LedgerBeforePaper,
        Law::ACopyIsSentOnce,
        Law::SlipsFindTheirOwn,
        Law::NothingOfTheOneBefore,
        Law::BookedAsShown,
        Law::AnswersAreKept,
        Law::UnmatchedChangesNothing,
        Law::NumbersStay,
        Law::WarnedBeforeWiped,
        Law::NumbersAreUnique,
        Law::NoDateDecidesUntrusted,
        Law::StaffOnly,
        Law::OldTouchesAreVoid,
        Law::ResumesOnlyInTime,
        Law::EverythingEnds,
        Law::TouchesAreAnswered,
        Law::TheLedgerCanAnswer,
    ];
}

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
}

#[derive(Default)]
pub struct Laws {
    /// Questions that were asked and have no answer yet.
    pub open: BTreeMap<RequestId, Question>,
    /// Visit numbers that were shown, with what was shown beside them.
    pub shown: BTreeMap<VisitNo, (ClaimCode, Decision)>,
    sent: BTreeSet<(VisitNo, u32)>,
    /// The number that the hand-over on screen is about.
    booked: BTreeSet<VisitKey>,
    visits: Vec<VisitNo>,
    warned_since: Option<Duration>,
    who: Option<Staff>,
    wrong_pins: BTreeMap<StaffId, u32>,
    attempts: BTreeSet<VisitKey>,
    touches: u64,
    /// What the ledger has been made to keep: draft, and when it was made.
    kept: BTreeMap<VisitKey, (Draft, Duration, bool)>,
    /// When each draft was made, and whether the clock was trusted then.
    made: BTreeMap<(VisitKey, u64), (Duration, bool)>,
    booted: Option<Draft>,
    resuming: Option<(RequestId, Draft)>,
}

fn broken(law: Law, how: impl Into<String>) -> Lawful {
    Err(Broken { law, how: how.into() })
}

fn hold(law: Law, holds: bool, how: impl FnOnce() -> String) -> Lawful {
    if holds { Ok(()) } else { broken(law, how()) }
}

fn same(a: &Screen, b: &Screen) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn is_staffs(screen: &Screen) -> bool {
    matches!(screen, Screen::Queue(_) | Screen::Case(_) | Screen::RefuseWhy { .. } | Screen::Export(_))
}

/// Screens that are wiped when their person has left.
fn is_somebodys(screen: &Screen) -> bool {
    !matches!(
        screen,
        Screen::Starting
            | Screen::Welcome { .. }
            | Screen::OutOfOrder
            | Screen::SurveyThanks
            | Screen::HandingOver { .. }
    )
}

impl Laws {
    pub fn step(&mut self, step: &Step<'_>, ledger: &mut Ledger) -> Lawful {
        self.void(step)?;
        self.answered_touch(step)?;
        self.warned(step)?;
        self.clean_welcome(step)?;
        self.session(step);
        self.survey(step);
        self.untrusted(step)?;
        self.numbers(step)?;
        self.resumed(step)?;
        let mut books = 0;
        for effect in step.effects {
            match effect {
                Effect::Ask(id, question) => {
                    let first = !self.open.contains_key(id);
                    if first && let Question::Book(booking) = question {
                        books += 1;
                        self.books(step, booking)?;
                    }
                    if first && let Question::Keep(draft) = question {
                        let made = (step.t, step.now.trust == Trust::Trusted);
                        // A version that a power cut swallowed is made anew.
                        self.made.insert((draft.key, draft.version), made);
                    }
                    self.staff_question(question)?;
                    self.resume_asked(step, *id, question)?;
                    self.ask(*id, question);
                }
                Effect::Print(_, slip) => self.paper(step, slip, ledger)?,
                Effect::Export { .. } => {
                    let manager = self.who.as_ref().is_some_and(|who| who.role == Role::Manager);
                    hold(Law::StaffOnly, manager, || format!("export for {:?}", self.who))?;
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
        if let Event::Touched { serial, .. } = step.event
            && *serial != step.before.serial
        {
            hold(Law::OldTouchesAreVoid, nothing(), || format!("{:?} did something", step.event))?;
        }
        Ok(())
    }

    /// The touch that the person in front made on the screen as it is.
    fn touch(step: &Step<'_>) -> Option<Touch> {
        match step.event {
            Event::Touched { serial, touch } if *serial == step.before.serial => Some(*touch),
            _ => None,
        }
    }

    /// 18, and the second half of 11.
    fn answered_touch(&self, step: &Step<'_>) -> Lawful {
        let Some(touch) = Laws::touch(step) else { return Ok(()) };
        let (before, after) = (step.before, step.after);
        if let Some(Card::Idle { .. }) = before.card {
            let kept = same(&before.screen, &after.screen) && !matches!(after.card, Some(Card::Idle { .. }));
            return hold(Law::WarnedBeforeWiped, kept, || {
                format!("{touch:?} did not keep {}", names::screen(&before.screen))
            });
        }
        if before.card.is_some() {
            return Ok(());
        }
        let answered = match touch {
            Touch::Call => after.card == Some(Card::Called) && after.bell.is_some(),
            Touch::Larger => after.looks.large != before.looks.large,
            Touch::Contrast => after.looks.contrast != before.looks.contrast,
            Touch::Low => after.looks.low != before.looks.low,
            Touch::Language => after.language != before.language,
            _ => true,
        };
        hold(Law::TouchesAreAnswered, answered, || {
            format!("{touch:?} did nothing on {}", names::screen(&before.screen))
        })
    }

    /// 11.
    fn warned(&mut self, step: &Step<'_>) -> Lawful {
        let left = is_somebodys(&step.before.screen) && !same(&step.before.screen, &step.after.screen);
        if *step.event == Event::Woke && left {
            let warned = self.warned_since.is_some_and(|since| step.now.uptime >= since + WARNING);
            let screen = names::screen(&step.before.screen);
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
        let (Screen::Welcome { remembered, .. }, before) = (&step.after.screen, &step.before.screen) else {
            return Ok(());
        };
        let begins = !matches!(before, Screen::Welcome { .. } | Screen::OutOfOrder | Screen::Starting);
        // Who scans a product while reading about receipts is still the same person.
        let same_person = matches!(before, Screen::NoReceipt | Screen::Number { .. }) && remembered.is_some();
        if !begins || same_person {
            return Ok(());
        }
        let after = step.after;
        let clean = after.language == Language::Ko
            && after.looks == Looks::default()
            && remembered.is_none()
            && matches!(after.notice, None | Some(Notice::SurveyOver | Notice::Slow))
            && after.card.is_none();
        hold(Law::NothingOfTheOneBefore, clean, || format!("after {}: {after:?}", names::screen(before)))
    }

    fn session(&mut self, step: &Step<'_>) {
        if let Event::Answered(_, Answer::SignedIn(staff)) = step.event
            && !step.unmatched
            && matches!(step.before.screen, Screen::SignIn(_))
        {
            self.who = Some(staff.clone());
        }
        if !is_staffs(&step.after.screen) {
            self.who = None;
        }
    }

    /// 8: every touch that the screen took.
    fn survey(&mut self, step: &Step<'_>) {
        if step.before.card.is_none()
            && let Some(touch) = Laws::touch(step)
        {
            let counts = match (&step.before.screen, touch) {
                (Screen::Recommend { .. }, Touch::Score(score)) => score <= 10,
                (Screen::Why { chips, .. }, Touch::Pick(at)) => usize::from(at) < chips.len(),
                _ => false,
            };
            self.touches += u64::from(counts);
        }
    }

    /// 13.
    fn untrusted(&self, step: &Step<'_>) -> Lawful {
        let Screen::Answer(answer) = &step.after.screen else { return Ok(()) };
        if step.now.trust != Trust::Untrusted
            || step.before.serial == step.after.serial
            || matches!(step.before.screen, Screen::Confirm(_))
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

    /// 12, and what 10 remembers.
    fn numbers(&mut self, step: &Step<'_>) -> Lawful {
        let Screen::Thanks(thanks) = &step.after.screen else { return Ok(()) };
        let fresh = (thanks.claim_code, thanks.decision.clone());
        let known = self.shown.entry(thanks.number).or_insert_with(|| fresh.clone());
        hold(Law::NumbersAreUnique, *known == fresh, || format!("{} was shown for two visits", thanks.number))
    }

    /// 7.
    fn books(&mut self, step: &Step<'_>, booking: &Booking) -> Lawful {
        let by_touch = matches!(Laws::touch(step), Some(Touch::Main | Touch::Pick(_)));
        hold(Law::BookedAsShown, by_touch, || format!("booked by {:?}", step.event))?;
        let decision = match &step.before.screen {
            Screen::Answer(answer) => {
                let same = answer.lines.len() == booking.lines.len()
                    && answer.lines.iter().zip(&booking.lines).all(|(shown, line)| {
                        (shown.no, shown.units, shown.reason, shown.noticed_on)
                            == (line.no, line.units, line.reason, line.noticed_on)
                    });
                hold(Law::BookedAsShown, same, || "other lines than were shown".to_owned())?;
                &answer.decision
            }
            Screen::Confirm(confirm) => {
                let handed = booking.lines.iter().zip(&booking.decision.lines).filter(|(_, line)| line.is_open());
                let handed: Vec<_> = handed.map(|(line, _)| (line.name.clone(), line.units)).collect();
                hold(Law::BookedAsShown, handed == confirm.lines, || "other lines than were shown".to_owned())?;
                let phone = booking.contact.as_ref().map(|contact| contact.consent);
                let shown = confirm.phone.as_ref().map(|_| confirm.consent);
                hold(Law::BookedAsShown, phone == shown, || "another contact than was shown".to_owned())?;
                &confirm.decision
            }
            other => return broken(Law::BookedAsShown, format!("booked from {}", names::screen(other))),
        };
        hold(Law::BookedAsShown, *decision == booking.decision, || "another decision than was shown".to_owned())?;
        self.booked.insert(booking.key);
        Ok(())
    }

    /// 3, 4 and 5.
    fn paper(&mut self, step: &Step<'_>, slip: &domain::counter::Slip, ledger: &mut Ledger) -> Lawful {
        let (number, copy) = (slip.visit.number, slip.copy);
        hold(Law::ACopyIsSentOnce, self.sent.insert((number, copy)), || format!("{number} copy {copy}"))?;
        let noted = match ledger.answer(&Question::Case(number), step.now.wall) {
            Answer::Case(case) => {
                case.copy == copy
                    && case.slip == SlipState::Sending
                    && case.visit.booking.decision == slip.visit.booking.decision
            }
            _ => false,
        };
        hold(Law::LedgerBeforePaper, noted, || format!("{number} copy {copy} is not noted as being sent"))?;
        let own = [step.before, step.after].into_iter().all(|view| match &view.screen {
            Screen::HandingOver { number: Some(shown) } => copy == 1 && *shown == number,
            Screen::Case(case) => case.case.visit.number == number && self.who.is_some(),
            _ => false,
        });
        hold(Law::SlipsFindTheirOwn, own, || format!("{number} copy {copy} on {}", names::screen(&step.before.screen)))
    }

    /// 14.
    fn staff_question(&self, question: &Question) -> Lawful {
        let by = match question {
            Question::Decide { staff, .. } | Question::ClockConfirmed { staff, .. } => Some(*staff),
            Question::NewCopy { .. } => None,
            _ => return Ok(()),
        };
        // What was asked first while somebody was signed in is asked again until it is answered.
        if self.open.values().any(|open| open == question) {
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

    fn ask(&mut self, id: RequestId, question: &Question) {
        let ends = match question {
            Question::Keep(draft) => Some(draft.key),
            Question::Wipe(key) => Some(*key),
            Question::Book(booking) => Some(booking.key),
            _ => None,
        };
        if !self.open.contains_key(&id) {
            self.open.retain(|_, open| !matches!(open, Question::Keep(draft) if Some(draft.key) == ends));
        }
        self.open.insert(id, question.clone());
    }

    /// 16: only what was kept, only in time, only by a trusted clock.
    fn resume_asked(&mut self, step: &Step<'_>, id: RequestId, question: &Question) -> Lawful {
        let (Some(draft), Screen::Starting) = (&self.booted, &step.before.screen) else { return Ok(()) };
        match question {
            Question::Reopen { .. } => {
                let draft = draft.clone();
                let Some((kept, at, trusted)) = self.kept.get(&draft.key) else {
                    return broken(Law::ResumesOnlyInTime, "resumed what was never kept");
                };
                let age = step.t.saturating_sub(*at);
                let in_time = step.now.trust == Trust::Trusted && *trusted && age < IDLE && *kept == draft;
                hold(Law::ResumesOnlyInTime, in_time, || {
                    format!("resumed after {age:?}, clock {:?}, kept at a trusted time: {trusted}", step.now.trust)
                })?;
                self.booted = None;
                self.resuming = Some((id, draft));
            }
            Question::Wipe(key) => {
                hold(Law::ResumesOnlyInTime, *key == draft.key, || "wiped another".to_owned())?;
                self.booted = None;
            }
            _ => {}
        }
        Ok(())
    }

    /// 16: where it stood.
    fn resumed(&mut self, step: &Step<'_>) -> Lawful {
        if let Event::Answered(_, Answer::Booted { draft, .. }) = step.event
            && !step.unmatched
        {
            self.booted.clone_from(draft);
        }
        let (Event::Answered(id, Answer::Found(found)), Some((wanted, draft))) = (step.event, &self.resuming) else {
            return Ok(());
        };
        if id != wanted || step.unmatched || !same(&step.before.screen, &Screen::Starting) {
            return Ok(());
        }
        let whole = match found {
            domain::counter::Found::Order(order) => draft
                .chosen
                .iter()
                .all(|chosen| order.line(chosen.no).is_some_and(|line| line.facts.returnable() >= chosen.units)),
            _ => false,
        };
        let nth = |item: &domain::counter::view::ItemHead| usize::from(item.at) - 1;
        let stands = match (&step.after.screen, draft.place) {
            _ if !whole => true,
            (Screen::Choose { .. }, Place::Choose) => true,
            (
                Screen::Reason { item, .. }
                | Screen::Condition { item, .. }
                | Screen::Proof { item, .. }
                | Screen::Noticed { item, .. },
                Place::Ask(at),
            ) => nth(item) == at,
            (Screen::Answer(_), Place::Answer) | (Screen::Confirm(_), Place::Confirm) => true,
            // What was open yesterday may be refused today: then there is nothing to confirm.
            (Screen::Answer(answer), Place::Confirm) => !answer.decision.lines.iter().any(|line| line.is_open()),
            _ => false,
        };
        let (after, place) = (names::screen(&step.after.screen), draft.place);
        self.resuming = None;
        hold(Law::ResumesOnlyInTime, stands, || format!("{place:?} was resumed at {after}"))
    }

    /// What the ledger has done with a question.
    pub fn executed(&mut self, question: &Question, answer: &Answer) -> Lawful {
        if let Answer::Failed(why) = answer {
            return broken(Law::TheLedgerCanAnswer, format!("{question:?}: {why}"));
        }
        match question {
            Question::Keep(draft) => {
                let newer = self.kept.get(&draft.key).is_none_or(|(kept, ..)| kept.version < draft.version);
                if newer && let Some((at, trusted)) = self.made.get(&(draft.key, draft.version)) {
                    self.kept.insert(draft.key, (draft.clone(), *at, *trusted));
                }
            }
            Question::SignIn { staff, pin, attempt, .. } if self.attempts.insert(*attempt) => {
                let wrong = self.wrong_pins.entry(*staff).or_default();
                match answer {
                    Answer::WrongPin { .. } => *wrong += 1,
                    _ => *wrong = 0,
                }
                let (wrong, right) = (*wrong, pin == PIN || !matches!(answer, Answer::SignedIn(_)));
                hold(Law::StaffOnly, wrong < 5 && right, || format!("{wrong} wrong PINs do not lock"))?;
            }
            Question::SignIn { .. } => {}
            _ => {}
        }
        Ok(())
    }

    /// The power is gone: nothing is waited for any more, and touches on their way are lost.
    pub fn cut(&mut self, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        self.open.clear();
        (self.who, self.warned_since, self.booted, self.resuming) = (None, None, None, None);
        self.ledger(ledger)?;
        self.touches = self.audit(ledger)?.survey_touches;
        self.numbers_stay(ledger, now)
    }

    fn audit(&self, ledger: &Ledger) -> Result<doro::ledger::Audit, Broken> {
        ledger.audit().map_err(|why| Broken { law: Law::TheLedgerCanAnswer, how: why.to_string() })
    }

    /// 1, 2, 7 and 12 on what the ledger holds.
    pub fn ledger(&mut self, ledger: &Ledger) -> Lawful {
        let audit = self.audit(ledger)?;
        hold(Law::NotMoreReturnedThanBought, audit.over_returned.is_empty(), || format!("{:?}", audit.over_returned))?;
        hold(Law::NotMoreRefundedThanPaid, audit.over_refunded.is_empty(), || format!("{:?}", audit.over_refunded))?;
        let unique = audit.visits.iter().collect::<BTreeSet<_>>().len() == audit.visits.len();
        let grows = audit.visits.starts_with(&self.visits);
        hold(Law::NumbersAreUnique, unique && grows, || format!("{:?} after {:?}", audit.visits, self.visits))?;
        let once = audit.visits.len() <= self.booked.len();
        hold(Law::BookedAsShown, once, || format!("{} visits of {} confirmed", audit.visits.len(), self.booked.len()))?;
        hold(Law::EverythingEnds, audit.waiting_without_slip == 0, || "a visit waits without a slip".to_owned())?;
        self.visits = audit.visits;
        Ok(())
    }

    /// 10.
    fn numbers_stay(&self, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        for (number, (code, decision)) in &self.shown {
            let stays = match ledger.answer(&Question::Case(*number), now) {
                Answer::Case(case) => case.visit.claim_code == *code && case.visit.booking.decision == *decision,
                _ => false,
            };
            hold(Law::NumbersStay, stays, || format!("{number} was shown and is not in the ledger as it was"))?;
        }
        Ok(())
    }

    /// 6, 8, 10 and 17 once everybody has left and nothing fails any more.
    pub fn end(&mut self, view: &View, ledger: &mut Ledger, now: DateTime<Utc>) -> Lawful {
        self.ledger(ledger)?;
        self.numbers_stay(ledger, now)?;
        let audit = self.audit(ledger)?;
        hold(Law::NothingOfTheOneBefore, audit.open_drafts == 0, || format!("{} drafts are open", audit.open_drafts))?;
        let (rows, touches) = (audit.survey_touches, self.touches);
        hold(Law::AnswersAreKept, rows == touches, || format!("{touches} touches of surveys, {rows} rows"))?;
        hold(Law::EverythingEnds, matches!(view.screen, Screen::Welcome { .. }), || format!("{view:?}"))?;
        let queue = match ledger.answer(&Question::Queue, now) {
            Answer::Queue(rows) => rows,
            other => return broken(Law::TheLedgerCanAnswer, format!("{other:?}")),
        };
        let sending = queue.iter().find(|row| row.slip == SlipState::Sending);
        hold(Law::EverythingEnds, sending.is_none(), || format!("nobody knows of a slip: {sending:?}"))?;
        let waiting = queue.iter().filter(|row| row.stage == domain::counter::Stage::Waiting).count() as u64;
        hold(Law::EverythingEnds, waiting == audit.waiting, || "a waiting visit is not in the queue".to_owned())
    }
}
