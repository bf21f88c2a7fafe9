//! Each ledger of before, opened.

use std::path::{Path, PathBuf};

use domain::booking::{Booked, Booking, Settlement, SlipState, Stage, Verdict};
use domain::call::Cause;
use domain::order::OrderMark;
use domain::policy::Clause;
use domain::protocol::{
    Answer, Case, DeskAnswer, DeskQuestion, Found, Question, SurveyQuestion, VisitAnswer, VisitQuestion,
};
use domain::staff::{Role, StaffId};
use domain::visit_no::VisitNo;
use doro::ledger::{Ledger, Means};
use doro::orders::{Encoding, import};

use super::values::*;
use super::{dump, file, making};

/// Schemas of which a ledger is kept here.
const SCHEMAS: [u32; 1] = [16];

struct Old {
    _folder: tempfile::TempDir,
    db: PathBuf,
    schema: u32,
}

fn ledgers() -> Vec<Old> {
    SCHEMAS.map(Old::of).into()
}

impl Old {
    fn of(schema: u32) -> Old {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("doro.db");
        let text = std::fs::read_to_string(file(&format!("ledger-{schema:03}.sql"))).unwrap();
        dump::restore(&text, &db);
        Old { _folder: folder, db, schema }
    }

    /// By the present program, which brings its schema up to date.
    fn open(&self) -> Ledger {
        Ledger::open(&self.db, &making::sealed_with(), Means::seeded(2)).unwrap()
    }
}

fn ask(ledger: &mut Ledger, question: Question) -> Answer {
    match ledger.answer(&question, later(90)) {
        Answer::Failed(why) => panic!("{question:?}: {why}"),
        answer => answer,
    }
}

fn case(ledger: &mut Ledger, visit: VisitNo) -> Case {
    match ask(ledger, Question::Desk(DeskQuestion::Case(visit))) {
        Answer::Desk(DeskAnswer::Case(case)) => *case,
        other => panic!("{visit}: {other:?}"),
    }
}

/// As the ledger gives it back: without its telephone number.
fn kept(booking: Booking) -> Booking {
    Booking { contact: None, ..booking }
}

pub fn exports_are_the_same(db: &Path) {
    let export = doro::export::export(db, day("2026-11-01"), day("2026-11-30")).unwrap();
    for ((_, bytes), name) in export.files.iter().zip(["returns.csv", "answers.csv"]) {
        super::same_as(name, std::str::from_utf8(bytes).unwrap());
    }
}

#[test]
fn every_visit_of_before_says_what_was_booked_and_decided() {
    for old in ledgers() {
        let mut ledger = old.open();
        let audit = ledger.audit().unwrap();
        assert!(audit.is_sound(), "{}: {audit:?}", old.schema);
        let [waits, approved, refused, talked, by_policy, _void, _unseen, sending] = audit.visits[..] else {
            panic!("{}: {:?}", old.schema, audit.visits)
        };
        let mark = OrderMark(109_657_882_649_576_653);
        for (visit, booking, stage, slip) in [
            (waits, Booking { judged: Some(mark), ..booking(1, "S3001") }, Stage::Waiting, (2, SlipState::Queued)),
            (approved, booking(2, "S3002"), Stage::Approved, (1, SlipState::Printed)),
            (refused, booking(3, "S3003"), Stage::Refused, (1, SlipState::Abandoned)),
            (talked, enquiry(4, "S3004", true), Stage::Talked, (1, SlipState::Paperless)),
            (by_policy, enquiry(5, "S3005", false), Stage::Refused, (1, SlipState::Queued)),
            (sending, booking(8, "S3008"), Stage::Waiting, (1, SlipState::Sending)),
        ] {
            let case = case(&mut ledger, visit);
            assert_eq!(case.visit.booking, kept(booking), "{visit}");
            assert_eq!((case.stage, (case.copy, case.slip)), (stage, slip), "{visit}");
        }
        assert_eq!(case(&mut ledger, approved).settled.as_deref(), Some(&settled()));
        assert_eq!(case(&mut ledger, refused).refused, Some(Clause::CarelessDamage));
        let of_slip = Question::Visit(VisitQuestion::Find {
            codes: vec![case(&mut ledger, refused).visit.slip_code().to_string()],
        });
        let Answer::Visit(VisitAnswer::Found(Found::Visit(status))) = ask(&mut ledger, of_slip) else {
            panic!("{refused}")
        };
        assert_eq!(status.refused.unwrap().booking, kept(booking(3, "S3003")));
        assert_eq!((status.decision, status.survey_due), (decision(), false));
    }
}

#[test]
fn a_start_after_the_update_resumes_the_draft_of_before() {
    for old in ledgers() {
        let mut ledger = old.open();
        let Answer::Booted { boot, draft: resumed } = ask(&mut ledger, Question::Boot { nonce: 99 }) else { panic!() };
        assert_eq!((boot, resumed), (2, Some(draft(31))));
        let audit = ledger.audit().unwrap();
        assert_eq!((audit.not_shown, audit.open_drafts), (0, 1), "what nobody saw is void");
        assert_eq!(audit.slips.last().unwrap().2, SlipState::InDoubt);
        let Answer::Desk(DeskAnswer::Queue(_, missed)) = ask(&mut ledger, Question::Desk(DeskQuestion::Queue)) else {
            panic!()
        };
        let missed: Vec<_> = missed.iter().map(|call| (call.key, call.why, call.at)).collect();
        assert_eq!(missed, [(key(24), Cause::Talk, later(24)), (key(23), Cause::NoPaper, later(23))]);
    }
}

#[test]
fn a_booking_of_before_is_still_the_same_when_it_is_asked_again() {
    for old in ledgers() {
        let mut ledger = old.open();
        let visits = ledger.audit().unwrap().visits;
        let again = ask(&mut ledger, Question::Visit(VisitQuestion::Book(Box::new(booking(2, "S3002")))));
        let Answer::Visit(VisitAnswer::Booked(booked)) = again else { panic!("{again:?}") };
        let Booked { number, claim_code: _, booking: same } = *booked;
        assert_eq!((number, same), (visits[1], kept(booking(2, "S3002"))));
    }
}

#[test]
fn people_surveys_and_telephone_numbers_of_before_are_there() {
    for old in ledgers() {
        let mut ledger = old.open();
        let members: Vec<_> =
            ledger.members().unwrap().into_iter().map(|who| (who.name, who.role, who.failures)).collect();
        let named = |name: &str, role, failures| (name.to_owned(), role, failures);
        let three = [("가람", Role::Manager, 0), ("나래", Role::Clerk, 1), ("다솜", Role::Senior, 0)];
        assert_eq!(members, three.map(|(name, role, failures)| named(name, role, failures)));
        let visits = ledger.audit().unwrap().visits;
        let contact = ledger.contact(visits[0], later(90)).unwrap();
        assert_eq!(contact, booking(1, "S3001").contact);
        assert_eq!(ledger.contact(visits[5], later(90)).unwrap(), None, "a void visit has none");
        let shown = |visit| Question::Survey(SurveyQuestion::Shown { visit, at: later(90) });
        assert_eq!(ask(&mut ledger, shown(visits[1])), Answer::Survey(None), "it was answered");
        assert_eq!(ask(&mut ledger, shown(visits[3])), Answer::Survey(Some(Default::default())));
        let audit = ledger.audit().unwrap();
        assert_eq!((audit.looks, audit.survey_touches, audit.contacts), (1, 6, 5));
    }
}

#[test]
fn no_order_of_before_is_changed_by_the_update_and_a_changed_one_still_is() {
    for old in ledgers() {
        drop(old.open());
        let orders = old.db.with_file_name("orders.csv");
        let taken_in = |text: &str| {
            std::fs::write(&orders, text).unwrap();
            let report = import(&old.db, &orders, Encoding::Utf8, later(80), &mut |_| ()).unwrap();
            (report.unchanged, report.updated, report.added)
        };
        assert_eq!(taken_in(making::ORDERS), (10, 0, 0), "schema {}", old.schema);
        // A field of the order, one of a line, and one that only the file knows; each is one order of the ten.
        let mut text = making::ORDERS.to_owned();
        for (was, is) in [
            ("S3009,293009,online,2026-11-10,2026-11-14", "S3009,293009,online,2026-11-10,2026-11-15"),
            ("\"상품, 4\"", "상품 4"),
            (",four.png", ",five.png"),
        ] {
            text = text.replace(was, is);
            assert_eq!(taken_in(&text), (9, 1, 0), "{is}");
        }
    }
}

#[test]
fn nothing_of_before_is_to_be_judged_again_after_the_update() {
    for old in ledgers() {
        let mut ledger = old.open();
        let orders = old.db.with_file_name("orders.csv");
        std::fs::write(&orders, making::ORDERS).unwrap();
        import(&old.db, &orders, Encoding::Utf8, later(80), &mut |_| ()).unwrap();
        let visit = ledger.audit().unwrap().visits[0];
        let case = case(&mut ledger, visit);
        let judged = case.order.unwrap().mark();
        let verdict = Verdict::Approve(Box::new(Settlement { judged, decision: case.visit.booking.decision }));
        let decide = Question::Desk(DeskQuestion::Decide { visit, verdict, staff: StaffId(1), at: later(91) });
        assert_eq!(ask(&mut ledger, decide), Answer::Desk(DeskAnswer::Decided(Stage::Approved)));
        // Booked before the update, asked again after it by the order as it was then.
        let again = Booking { judged: Some(OrderMark(109_657_882_649_576_653)), ..booking(1, "S3001") };
        assert!(matches!(
            ask(&mut ledger, Question::Visit(VisitQuestion::Book(Box::new(again)))),
            Answer::Visit(VisitAnswer::Booked(_))
        ));
    }
}

#[test]
fn a_ledger_of_before_exports_what_it_exported() {
    for old in ledgers() {
        drop(old.open());
        exports_are_the_same(&old.db);
    }
}
