//! Mutants of bookings: units, money, and what is void.

use std::collections::BTreeMap;

use domain::booking::{BookedLine, Verdict};
use domain::device::RequestId;
use domain::judge::Decision;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question, VisitQuestion};
use domain::visit_no::VisitNo;

use super::*;

pub fn booked_units_do_not_count() -> Box<dyn Mutant> {
    Box::new(Schema(
        "DROP TRIGGER a_booked_line_counts; DROP TRIGGER counted_units_are_the_booked_units;
         CREATE TRIGGER a_booked_line_counts_little AFTER INSERT ON visit_lines WHEN NEW.counts = 1 BEGIN
         UPDATE line_caps SET returned_here = 0 WHERE order_no = NEW.order_no AND line_no = NEW.line_no; END;",
    ))
}

pub fn promised_won_do_not_count() -> Box<dyn Mutant> {
    Box::new(Schema(
        "DROP TRIGGER a_promised_refund_counts; DROP TRIGGER a_refused_refund_counts_no_more;
         DROP TRIGGER counted_won_are_the_promised_won;
         CREATE TRIGGER nothing_is_freed BEFORE UPDATE OF counts ON visit_payments
         WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) <> 'refused'
         BEGIN SELECT RAISE(IGNORE); END;",
    ))
}

pub fn one_unit_is_booked_of_several() -> Box<dyn Mutant> {
    Box::new(Books(|line| line.units = 1))
}

pub fn what_was_seen_is_not_booked() -> Box<dyn Mutant> {
    Box::new(Books(|line| line.seen.clear()))
}

pub fn what_was_seen_of_units_is_not_written_down() -> Box<dyn Mutant> {
    Box::new(Schema("CREATE TRIGGER nothing_is_seen BEFORE INSERT ON visit_units BEGIN SELECT RAISE(IGNORE); END;"))
}

pub fn a_visit_is_booked_twice() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))) => {
            let mut twin = booking.clone();
            twin.key = again(twin.key);
            let other = RequestId(id.0 + 1_000_000);
            vec![
                Effect::Ask(id, Question::Visit(VisitQuestion::Book(booking))),
                Effect::Ask(other, Question::Visit(VisitQuestion::Book(twin))),
            ]
        }
        effect => vec![effect],
    }))
}

pub fn an_order_that_changed_in_between_is_booked_as_it_was() -> Box<dyn Mutant> {
    Box::new(Effects(|mut effect| {
        if let Effect::Ask(_, Question::Visit(VisitQuestion::Book(booking))) = &mut effect {
            booking.judged = None;
        }
        vec![effect]
    }))
}

pub fn a_visit_is_said_to_be_booked_before_it_is_kept() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Visit(VisitQuestion::Shown { key, .. })) => {
            vec![Effect::Ask(id, Question::Visit(VisitQuestion::Wipe(again(key))))]
        }
        effect => vec![effect],
    }))
}

pub fn a_draft_outlives_its_visit() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Visit(VisitQuestion::Wipe(key))) => {
            vec![Effect::Ask(id, Question::Visit(VisitQuestion::Wipe(again(key))))]
        }
        effect => vec![effect],
    }))
}

pub fn what_is_not_booked_is_not_made_void() -> Box<dyn Mutant> {
    Box::new(Effects(|effect| match effect {
        Effect::Ask(id, Question::Visit(VisitQuestion::Void(key))) => {
            vec![Effect::Ask(id, Question::Visit(VisitQuestion::Wipe(again(key))))]
        }
        effect => vec![effect],
    }))
}

pub fn what_nobody_was_told_of_outlives_a_start() -> Box<dyn Mutant> {
    Box::new(Schema(
        "CREATE TRIGGER nothing_is_void BEFORE UPDATE OF stage ON visits
         WHEN NEW.stage = 'refused' AND NEW.refused_clause IS NULL AND OLD.standing = 'booked'
         BEGIN SELECT RAISE(IGNORE); END;
         DROP TRIGGER a_void_visit_waits_for_nobody;
         CREATE TRIGGER nothing_stands_void BEFORE UPDATE OF standing ON visits WHEN NEW.standing = 'void'
         BEGIN SELECT RAISE(IGNORE); END;
         DROP TRIGGER only_a_refused_visit_frees_units;",
    ))
}

pub fn a_refusal_on_paper_waits_for_the_staff() -> Box<dyn Mutant> {
    Box::new(Effects(|mut effect| {
        if let Effect::Ask(_, Question::Visit(VisitQuestion::Book(booking))) = &mut effect {
            booking.wants_staff |= !booking.is_open();
        }
        vec![effect]
    }))
}

pub fn what_was_promised_is_paid_whatever_other_visits_became() -> Box<dyn Mutant> {
    Box::new(PaysAsPromised::default())
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
