//! Further mutants, for laws that forbid more than one thing.

use super::*;
use domain::protocol::{DeskAnswer, DeskQuestion, VisitQuestion};
use domain::view::SurveyScreen;

/// A mutant by what is wrong with it, and the law that it breaks.
type Named = (&'static str, Law, Box<dyn Mutant>);

/// All of them.
pub fn more() -> Vec<Named> {
    let mut all = of_the_rows();
    all.extend(of_the_people());
    all
}

/// Of what is written down.
fn of_the_rows() -> Vec<Named> {
    vec![
        (
            "a visit is booked twice",
            Law::BookedAsShown,
            Box::new(Effects(|effect| match effect {
                Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))) => {
                    let mut twin = booking.clone();
                    twin.key = VisitKey { serial: twin.key.serial + 1_000_000, ..twin.key };
                    let other = RequestId(id.0 + 1_000_000);
                    vec![
                        Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))),
                        Effect::Ask(other, Question::Visit(VisitQuestion::Book(twin))),
                    ]
                }
                effect => vec![effect],
            })),
        ),
        (
            "a visit is said to be booked before it is kept",
            Law::NumbersStay,
            Box::new(Effects(|effect| match effect {
                Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, .. })) => {
                    vec![Effect::Ask(
                        id,
                        Question::Visit(VisitQuestion::Wipe(VisitKey { serial: key.serial + 1_000_000, ..key })),
                    )]
                }
                effect => vec![effect],
            })),
        ),
        (
            "what nobody was told of outlives a start",
            Law::NotBookedIsNotBooked,
            Box::new(Schema(
                "CREATE TRIGGER nothing_is_void BEFORE UPDATE OF stage ON visits
                 WHEN NEW.stage = 'refused' AND NEW.refused_clause IS NULL AND OLD.standing = 'booked'
                 BEGIN SELECT RAISE(IGNORE); END;
                 DROP TRIGGER a_void_visit_waits_for_nobody;
                 CREATE TRIGGER nothing_stands_void BEFORE UPDATE OF standing ON visits WHEN NEW.standing = 'void'
                 BEGIN SELECT RAISE(IGNORE); END;
                 DROP TRIGGER only_a_refused_visit_frees_units;",
            )),
        ),
        (
            "a call that the power cut short has no end",
            Law::EveryCallIsKept,
            Box::new(Schema(
                "CREATE TRIGGER it_rings_for_ever BEFORE UPDATE OF ended ON calls WHEN NEW.ended = 'nobody'
                 BEGIN SELECT RAISE(IGNORE); END;",
            )),
        ),
        (
            "it rings when somebody signs in",
            Law::SigningInCallsNobody,
            Box::new(Effects(|effect| match effect {
                Effect::Ask(_, Question::Desk(DeskQuestion::SignIn { .. })) => vec![effect, Effect::Ring],
                effect => vec![effect],
            })),
        ),
        (
            "what was seen of units is not written down",
            Law::UnitsAreKept,
            Box::new(Schema(
                "CREATE TRIGGER nothing_is_seen BEFORE INSERT ON visit_units BEGIN SELECT RAISE(IGNORE); END;",
            )),
        ),
    ]
}

/// Of what people see and do.
fn of_the_people() -> Vec<Named> {
    vec![
        (
            "a decision is offered for as long as nobody comes",
            Law::OnlyWhoIsThereIsAsked,
            Box::new(Patience(|setup| setup.patience.offer = Duration::from_secs(3_600))),
        ),
        ("five wrong PINs do not lock", Law::StaffOnly, Box::new(AttemptsForgotten)),
        ("a start knows nothing of the time before", Law::AWrongClockLeavesNoTrace, Box::new(ForgetsTheTime)),
        (
            "thanks are seen while the answers are being written",
            Law::SavedBeforeShown,
            Box::new(Sees(
                |_: &mut (), view| match view.screen {
                    Screen::Survey(SurveyScreen::Why { .. })
                        if view.frame.blocked == Some(domain::view::Blocked::Busy) =>
                    {
                        View { screen: Screen::Survey(SurveyScreen::Thanks), ..view }
                    }
                    _ => view,
                },
                (),
            )),
        ),
        (
            "an order that changed in between is booked as it was",
            Law::BookedAsShown,
            Box::new(Effects(|mut effect| {
                if let Effect::Ask(_, Question::Visit(VisitQuestion::Book(booking))) = &mut effect {
                    booking.judged = None;
                }
                vec![effect]
            })),
        ),
        (
            "a draft outlives its visit",
            Law::NothingOfTheOneBefore,
            Box::new(Effects(|effect| match effect {
                Effect::Ask(id, Question::Visit(VisitQuestion::Wipe(key))) => {
                    vec![Effect::Ask(
                        id,
                        Question::Visit(VisitQuestion::Wipe(VisitKey { serial: key.serial + 1_000_000, ..key })),
                    )]
                }
                effect => vec![effect],
            })),
        ),
        (
            "a touch during the warning counts as the last",
            Law::WarnedBeforeWiped,
            Box::new(Events(|event, view| {
                let warned = matches!(view.card, Some(domain::view::Card::Idle { .. }));
                if warned && matches!(event, Event::Touched { .. }) { None } else { Some(event) }
            })),
        ),
        ("any clock is believed after a start", Law::ResumesOnlyInTime, Box::new(Believes(Trust::Trusted))),
    ]
}

/// Wrong attempts take place under one name: the ledger takes them for one.
struct AttemptsForgotten;
impl Mutant for AttemptsForgotten {
    fn event(&mut self, event: Event, _: &View) -> Vec<Event> {
        match event {
            Event::Answered(id, Answer::Desk(DeskAnswer::Locked { .. })) => {
                vec![Event::Answered(id, Answer::Desk(DeskAnswer::WrongPin { left: 4 }))]
            }
            event => vec![event],
        }
    }
    fn schema(&self) -> &'static str {
        "CREATE TRIGGER failures_are_forgotten AFTER UPDATE OF failures ON staff WHEN NEW.failures > 0
         BEGIN UPDATE staff SET failures = 0, locked_boot = NULL, locked_uptime_ms = NULL WHERE id = NEW.id; END;"
    }
}
