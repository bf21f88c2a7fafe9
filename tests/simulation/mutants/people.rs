//! Mutants of what people touch and see, the staff among them.

use std::collections::BTreeMap;

use domain::device::ExportEnd;
use domain::protocol::{Answer, DeskAnswer, VisitAnswer};
use domain::staff::{Role, Staff, StaffId};
use domain::touch::{CustomerTouch, FrameTouch, Press, Touch};
use domain::view::{Card, CustomerScreen, DeskScreen, Looks, Screen};
use domain::visit_no::VisitNo;

use super::*;

pub fn looks_stay_for_the_next() -> Box<dyn Mutant> {
    Box::new(Sees(
        |kept: &mut Looks, view| {
            if matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })) {
                return View { looks: *kept, ..view };
            }
            *kept = view.looks;
            view
        },
        Looks::default(),
    ))
}

pub fn a_touch_during_the_warning_is_lost() -> Box<dyn Mutant> {
    Box::new(Events(|event, view| {
        let warned = matches!(view.card, Some(Card::Idle { .. }));
        if warned && matches!(event, Event::Touched { .. }) { None } else { Some(event) }
    }))
}

pub fn an_old_touch_is_taken_for_a_new_one() -> Box<dyn Mutant> {
    Box::new(Events(|event, view| {
        Some(match event {
            Event::Touched { press, touch } => Event::Touched { press: Press { face: view.face, ..press }, touch },
            event => event,
        })
    }))
}

pub fn nobody_is_heard_while_the_ledger_works() -> Box<dyn Mutant> {
    Box::new(Events(|event, view| {
        let waits = matches!(view.screen, Screen::Customer(CustomerScreen::HandingOver { .. }) | Screen::Starting);
        if waits && matches!(event, Event::Touched { .. }) { None } else { Some(event) }
    }))
}

pub fn any_touch_says_that_it_is_me() -> Box<dyn Mutant> {
    Box::new(Events(|event, view| {
        Some(match (event, &view.screen) {
            (
                Event::Touched { press, touch: Touch::Main | Touch::Back | Touch::Frame(FrameTouch::Still) },
                Screen::Customer(CustomerScreen::Welcome { offer: Some(visit), .. }),
            ) => Event::Touched { press, touch: Touch::Customer(CustomerTouch::ItIsMe(*visit)) },
            (event, _) => event,
        })
    }))
}

pub fn a_number_opens_like_its_slip() -> Box<dyn Mutant> {
    Box::new(NumbersOpen::default())
}

pub fn a_wrong_pin_signs_in() -> Box<dyn Mutant> {
    Box::new(Events(|event, view| {
        Some(match event {
            Event::Answered(id, Answer::Desk(DeskAnswer::WrongPin { .. }))
                if matches!(view.screen, Screen::Desk(DeskScreen::SignIn(_))) =>
            {
                let somebody = Staff { id: StaffId(2), name: "나래".to_owned(), role: Role::Manager };
                Event::Answered(id, Answer::Desk(DeskAnswer::SignedIn(somebody, Vec::new())))
            }
            event => event,
        })
    }))
}

pub fn five_wrong_pins_do_not_lock() -> Box<dyn Mutant> {
    Box::new(AttemptsForgotten)
}

pub fn a_failed_export_is_said_to_be_written() -> Box<dyn Mutant> {
    Box::new(Events(|event, _| {
        Some(match event {
            Event::Exported(id, ExportEnd::Failed { .. }) => {
                let place = "/media/stick/doro".to_owned();
                Event::Exported(id, ExportEnd::Written { place, returns: 1, answers: 2 })
            }
            event => event,
        })
    }))
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
