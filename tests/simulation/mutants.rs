//! Counters with one fault each, built around the real one at its boundary: what each law is there to notice.

mod more;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::booking::{BookedLine, SlipState, Verdict, VisitKey};
use domain::counter::{Effect, Event, Setup};
use domain::device::{ExportEnd, RequestId};
use domain::judge::Decision;
use domain::moment::{Moment, Trust};
use domain::protocol::{
    Answer, CallQuestion, DeskAnswer, DeskQuestion, Question, SurveyQuestion, VisitAnswer, VisitQuestion,
};
use domain::staff::{Staff, StaffId};
use domain::touch::{CustomerTouch, FrameTouch, Press, Touch};
use domain::view::{CustomerScreen, DeskScreen, Looks, Screen, View};
use domain::visit_no::VisitNo;

use crate::laws::Law;

pub use more::more;

/// What can be altered between the machine and the world.
#[expect(unused_variables, reason = "what a mutant does not alter stays as it is")]
pub trait Mutant {
    /// Changes the schema of the ledger.
    fn schema(&self) -> &'static str {
        ""
    }
    fn setup(&mut self, setup: &mut Arc<Setup>) {}
    fn moment(&mut self, now: Moment) -> Moment {
        now
    }
    /// The same for the ledger's own thread.
    fn tended(&mut self, now: Moment) -> Moment {
        self.moment(now)
    }
    /// What the ledger is taken to know of the time.
    fn known(&mut self, newest: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        newest
    }
    fn event(&mut self, event: Event, view: &View) -> Vec<Event> {
        vec![event]
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects
    }
    fn view(&mut self, view: View) -> View {
        view
    }
}

/// The real one.
pub struct Real;
impl Mutant for Real {}

/// Alters the schema only.
struct Schema(&'static str);
impl Mutant for Schema {
    fn schema(&self) -> &'static str {
        self.0
    }
}

/// Alters the setup only.
pub struct Patience(pub fn(&mut Setup));
impl Mutant for Patience {
    fn setup(&mut self, setup: &mut Arc<Setup>) {
        (self.0)(Arc::make_mut(setup));
    }
}

/// Alters single effects.
struct Effects(fn(Effect) -> Vec<Effect>);
impl Mutant for Effects {
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects.into_iter().flat_map(self.0).collect()
    }
}

/// Alters single events.
struct Events(fn(Event, &View) -> Option<Event>);
impl Mutant for Events {
    fn event(&mut self, event: Event, view: &View) -> Vec<Event> {
        (self.0)(event, view).into_iter().collect()
    }
}

/// Alters what is seen.
struct Sees<S>(fn(&mut S, View) -> View, S);
impl<S> Mutant for Sees<S> {
    fn view(&mut self, view: View) -> View {
        (self.0)(&mut self.1, view)
    }
}

/// A clock that is always believed.
struct Believes(Trust);
impl Mutant for Believes {
    fn moment(&mut self, now: Moment) -> Moment {
        Moment { trust: now.trust.max(self.0), ..now }
    }
}

/// A clock that is always believed where customers are told something, and nowhere else.
struct TellsBelieving(Trust);
impl Mutant for TellsBelieving {
    fn moment(&mut self, now: Moment) -> Moment {
        Moment { trust: now.trust.max(self.0), ..now }
    }
    fn tended(&mut self, now: Moment) -> Moment {
        now
    }
}

/// Starts as if the ledger knew nothing of the time.
struct ForgetsTheTime;
impl Mutant for ForgetsTheTime {
    fn known(&mut self, _: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        None
    }
}

/// Prints a slip later: when the next screen has come.
#[derive(Default)]
struct PrintsLater(Vec<Effect>, u32);
impl Mutant for PrintsLater {
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let (prints, mut others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Print(..)));
        self.1 = if prints.is_empty() { self.1 + 1 } else { 0 };
        if self.1 > 8 {
            others.append(&mut self.0);
        }
        self.0.extend(prints);
        others
    }
}

/// Gives what comes twice to whatever was asked last.
#[derive(Default)]
struct MistakesAnswers(BTreeSet<RequestId>, Option<RequestId>);
impl Mutant for MistakesAnswers {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        match (event, self.1) {
            (Event::Answered(id, answer), Some(last)) if !self.0.insert(id) => vec![Event::Answered(last, answer)],
            (Event::Started, _) => {
                *self = MistakesAnswers::default();
                vec![Event::Started]
            }
            (event, _) => vec![event],
        }
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &effects {
            if let Effect::Ask(id, _) = effect {
                self.1 = Some(*id);
            }
        }
        effects
    }
}

/// Never asks again.
#[derive(Default)]
struct AsksOnce(BTreeSet<RequestId>);
impl Mutant for AsksOnce {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        if event == Event::Started {
            self.0.clear();
        }
        vec![event]
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects.into_iter().filter(|effect| !matches!(effect, Effect::Ask(id, _) if !self.0.insert(*id))).collect()
    }
}

/// Says that a survey's rows are there as soon as they are asked for.
#[derive(Default)]
struct SaysSaved(Vec<RequestId>);
impl Mutant for SaysSaved {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        let saved = std::mem::take(&mut self.0).into_iter().map(|id| Event::Answered(id, Answer::Done));
        match event {
            Event::Started => vec![Event::Started],
            event => saved.chain([event]).collect(),
        }
    }
    fn effects(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &effects {
            if let Effect::Ask(
                id,
                Question::Survey(SurveyQuestion::Touched { .. }) | Question::Survey(SurveyQuestion::Ended { .. }),
            ) = effect
            {
                self.0.push(*id);
            }
        }
        effects
    }
}

/// Books other lines than were shown.
struct Books(fn(&mut BookedLine));
impl Mutant for Books {
    fn effects(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &mut effects {
            if let Effect::Ask(_, Question::Visit(VisitQuestion::Book(booking))) = effect {
                booking.lines.iter_mut().for_each(self.0);
            }
        }
        effects
    }
}

/// Takes a visit's number for its slip.
#[derive(Default)]
struct NumbersOpen(BTreeMap<VisitNo, String>);
impl Mutant for NumbersOpen {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        if let Event::Answered(_, Answer::Visit(VisitAnswer::Booked(visit))) = &event {
            self.0.insert(visit.number, visit.slip_code().to_string());
        }
        vec![match event {
            Event::Scanned(mut scan) => {
                for code in &mut scan.codes {
                    let known = code.parse().ok().and_then(|number| self.0.get(&number));
                    *code = known.cloned().unwrap_or_else(|| code.clone());
                }
                Event::Scanned(scan)
            }
            event => event,
        }]
    }
}

/// Pays what was promised, whatever has become of other visits.
#[derive(Default)]
struct PaysAsPromised(BTreeMap<VisitNo, Decision>);
impl Mutant for PaysAsPromised {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        if let Event::Answered(_, Answer::Desk(DeskAnswer::Case(case))) = &event {
            self.0.insert(case.visit.number, case.visit.booking.decision.clone());
        }
        vec![event]
    }
    fn effects(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        for effect in &mut effects {
            if let Effect::Ask(
                _,
                Question::Desk(DeskQuestion::Decide { visit, verdict: Verdict::Approve(settlement), .. }),
            ) = effect
                && let Some(promised) = self.0.get(visit)
            {
                settlement.decision = promised.clone();
            }
        }
        effects
    }
}

/// Shows visits with another number.
struct Numbers(fn(u16) -> u16);
impl Mutant for Numbers {
    fn view(&mut self, mut view: View) -> View {
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &mut view.screen {
            thanks.number.sequence = (self.0)(thanks.number.sequence);
        }
        view
    }
}

/// One mutant for each law.
pub fn of(law: Law) -> Box<dyn Mutant> {
    of_the_books(law).or_else(|| of_the_calls(law)).or_else(|| of_the_screen(law)).unwrap_or_else(|| Box::new(Real))
}

/// Of bookings, money, numbers and paper.
fn of_the_books(law: Law) -> Option<Box<dyn Mutant>> {
    Some(match law {
        Law::NotMoreReturnedThanBought => Box::new(Schema(
            "DROP TRIGGER a_booked_line_counts; DROP TRIGGER counted_units_are_the_booked_units;
             CREATE TRIGGER a_booked_line_counts_little AFTER INSERT ON visit_lines WHEN NEW.counts = 1 BEGIN
             UPDATE line_caps SET returned_here = 0 WHERE order_no = NEW.order_no AND line_no = NEW.line_no; END;",
        )),
        Law::NotMoreRefundedThanPaid => Box::new(Schema(
            "DROP TRIGGER a_promised_refund_counts; DROP TRIGGER a_refused_refund_counts_no_more;
             DROP TRIGGER counted_won_are_the_promised_won;
             CREATE TRIGGER nothing_is_freed BEFORE UPDATE OF counts ON visit_payments
             WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) <> 'refused'
             BEGIN SELECT RAISE(IGNORE); END;",
        )),
        Law::LedgerBeforePaper => Box::new(Effects(|effect| match effect {
            Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Sending })) => {
                vec![Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Queued }))]
            }
            effect => vec![effect],
        })),
        Law::NotBookedIsNotBooked => Box::new(Effects(|effect| match effect {
            Effect::Ask(id, Question::Visit(VisitQuestion::Void(key))) => {
                vec![Effect::Ask(
                    id,
                    Question::Visit(VisitQuestion::Wipe(VisitKey { serial: key.serial + 1_000_000, ..key })),
                )]
            }
            effect => vec![effect],
        })),
        Law::ACopyIsSentOnce => Box::new(Effects(|effect| match effect {
            effect @ Effect::Print(..) => vec![effect.clone(), effect],
            effect => vec![effect],
        })),
        Law::AnEndedCopyStaysEnded => Box::new(Schema(
            "DROP TRIGGER a_slip_that_has_ended_stays_so;
             CREATE TRIGGER an_older_copy_waits_again AFTER INSERT ON slips WHEN NEW.copy > 1
             BEGIN UPDATE slips SET state = 'queued' WHERE visit_id = NEW.visit_id AND copy < NEW.copy; END;",
        )),
        Law::SlipsFindTheirOwn => Box::new(PrintsLater::default()),
        Law::BookedAsShown => Box::new(Books(|line| line.units = 1)),
        Law::AnswersAreKept => Box::new(Effects(|effect| match effect {
            Effect::Ask(id, Question::Survey(SurveyQuestion::Touched { visit, nth: 2, at, .. })) => {
                vec![Effect::Ask(id, Question::Survey(SurveyQuestion::Shown { visit, at }))]
            }
            effect => vec![effect],
        })),
        Law::NumbersStay => Box::new(Numbers(|sequence| sequence + 5_000)),
        Law::NumbersAreUnique => Box::new(Numbers(|_| 1)),
        Law::TheFirstDeliveryIsPaid => Box::new(PaysAsPromised::default()),
        Law::UnitsAreKept => Box::new(Books(|line| line.seen.clear())),
        Law::OnlyTheSecretOpens => Box::new(NumbersOpen::default()),
        Law::ARefusalOnPaperIsClosed => Box::new(Effects(|mut effect| {
            if let Effect::Ask(_, Question::Visit(VisitQuestion::Book(booking))) = &mut effect {
                booking.wants_staff |= !booking.is_open();
            }
            vec![effect]
        })),
        Law::TheLedgerCanAnswer => Box::new(Schema(
            "CREATE TRIGGER no_slip_is_printed BEFORE UPDATE OF state ON slips WHEN NEW.state = 'printed'
             BEGIN SELECT RAISE(ABORT, 'no'); END;",
        )),
        _ => return None,
    })
}

/// Of calls for the staff.
fn of_the_calls(law: Law) -> Option<Box<dyn Mutant>> {
    Some(match law {
        Law::NoCallForTheNext => Box::new(Sees(
            |kept: &mut bool, view| {
                if matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })) {
                    return View { bell: *kept, ..view };
                }
                *kept = view.bell;
                view
            },
            false,
        )),
        Law::EveryCallIsKept => Box::new(Effects(|effect| match effect {
            Effect::Ask(id, Question::Call(CallQuestion::Ended { key, why, called_at, .. })) => {
                vec![Effect::Ask(id, Question::Call(CallQuestion::Made { key, why, at: called_at }))]
            }
            effect => vec![effect],
        })),
        Law::SigningInCallsNobody => Box::new(Patience(|setup| setup.patience.door = Duration::ZERO)),
        _ => return None,
    })
}

/// Of what people see and do.
fn of_the_screen(law: Law) -> Option<Box<dyn Mutant>> {
    Some(match law {
        Law::NothingOfTheOneBefore => Box::new(Sees(
            |kept: &mut Looks, view| {
                if matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })) {
                    return View { looks: *kept, ..view };
                }
                *kept = view.looks;
                view
            },
            Looks::default(),
        )),
        Law::UnmatchedChangesNothing => Box::new(MistakesAnswers::default()),
        Law::WarnedBeforeWiped => Box::new(Patience(|setup| setup.patience.warning = Duration::from_secs(10))),
        Law::WhatIsLeftIsWiped => Box::new(Patience(|setup| setup.patience.echoes = u32::MAX)),
        Law::NoDateDecidesUntrusted => Box::new(Believes(Trust::Degraded)),
        Law::StaffOnly => Box::new(Events(|event, view| {
            Some(match event {
                Event::Answered(id, Answer::Desk(DeskAnswer::WrongPin { .. }))
                    if matches!(view.screen, Screen::Desk(DeskScreen::SignIn(_))) =>
                {
                    let role = domain::staff::Role::Manager;
                    Event::Answered(
                        id,
                        Answer::Desk(DeskAnswer::SignedIn(
                            Staff { id: StaffId(2), name: "나래".to_owned(), role },
                            Vec::new(),
                        )),
                    )
                }
                event => event,
            })
        })),
        Law::OldTouchesAreVoid => Box::new(Events(|event, view| {
            Some(match event {
                Event::Touched { press, touch } => Event::Touched { press: Press { face: view.face, ..press }, touch },
                event => event,
            })
        })),
        Law::BookedAsRead => Box::new(Patience(|setup| setup.patience.settle_final = setup.patience.settle)),
        Law::NumbersAreRead => Box::new(Patience(|setup| setup.patience.number = setup.patience.settle_final)),
        Law::NothingHangsOnATail => Box::new(Patience(|setup| setup.patience.double = Duration::ZERO)),
        Law::ResumesOnlyInTime => Box::new(Patience(|setup| setup.patience.idle = Duration::from_secs(600))),
        Law::EverythingEnds => Box::new(AsksOnce::default()),
        Law::AWrongClockRefusesNobody => Box::new(TellsBelieving(Trust::Degraded)),
        Law::AWrongClockLeavesNoTrace => Box::new(Believes(Trust::Trusted)),
        Law::SavedBeforeShown => Box::new(SaysSaved::default()),
        Law::WaitsEnd => Box::new(Patience(|setup| setup.patience.ledger = Duration::from_secs(600))),
        Law::TouchesAreAnswered => Box::new(Events(|event, view| {
            let waits = matches!(view.screen, Screen::Customer(CustomerScreen::HandingOver { .. }) | Screen::Starting);
            if waits && matches!(event, Event::Touched { .. }) { None } else { Some(event) }
        })),
        Law::OnlyWhoIsThereIsAsked => Box::new(Events(|event, view| {
            Some(match (event, &view.screen) {
                (
                    Event::Touched { press, touch: Touch::Main | Touch::Back | Touch::Frame(FrameTouch::Still) },
                    Screen::Customer(CustomerScreen::Welcome { offer: Some(visit), .. }),
                ) => Event::Touched { press, touch: Touch::Customer(CustomerTouch::ItIsMe(*visit)) },
                (event, _) => event,
            })
        })),
        Law::WrittenIsThere => Box::new(Events(|event, _| {
            Some(match event {
                Event::Exported(id, ExportEnd::Failed { .. }) => {
                    let place = "/media/stick/doro".to_owned();
                    Event::Exported(id, ExportEnd::Written { place, returns: 1, answers: 2 })
                }
                event => event,
            })
        })),
        _ => return None,
    })
}
