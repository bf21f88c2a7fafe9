//! A ledger in which everything stands that one can hold, made through its own questions; the same bytes each time.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::booking::{Booking, Settlement, SlipState, Verdict};
use domain::call::{CallEnd, Cause};
use domain::nps::Score;
use domain::order::OrderNo;
use domain::policy::Clause;
use domain::protocol::{
    Answer, CallQuestion, DeskAnswer, DeskQuestion, Found, Question, SurveyQuestion, VisitAnswer, VisitQuestion,
};
use domain::staff::{Pin, Role, StaffId};
use domain::survey::{Chip, Ending, SurveyAnswer};
use domain::visit_no::VisitNo;
use doro::ledger::{Key, Ledger, Means};
use doro::orders::{Encoding, import};

use super::values::*;

/// Opens the telephone numbers of these ledgers.
pub fn sealed_with() -> Key {
    Key::from_bytes([1; 32])
}

pub const ORDERS: &str = include_str!("orders.csv");
const MANAGER: StaffId = StaffId(1);
const CLERK: StaffId = StaffId(2);

/// The visits in the order of their numbers: waits, approved, refused by the staff, talked about, refused by the policy,
/// void, booked and shown to nobody, with a slip that is being sent.
pub fn make(db: &Path) {
    let mut ledger = Ledger::open(db, &sealed_with(), Means::seeded(1)).unwrap();
    for (name, role) in [("가람", Role::Manager), ("나래", Role::Clerk), ("다솜", Role::Senior)] {
        doro::staff::add(&mut ledger, name, role, PIN, noon()).unwrap();
    }
    ledger.set_disabled("다솜", Some(later(1))).unwrap();
    let orders = db.with_file_name("orders.csv");
    std::fs::write(&orders, ORDERS).unwrap();
    import(db, &orders, Encoding::Utf8, noon(), &mut |_| ()).unwrap();
    let mut shop = Shop { ledger };
    assert!(matches!(shop.ask(noon(), Question::Boot { nonce: 77 }), Answer::Booted { boot: 1, .. }));
    shop.visits();
    shop.people();
    shop.calls();
    shop.ask(noon(), Question::Visit(VisitQuestion::Keep(draft(30))));
    shop.ask(noon(), Question::Visit(VisitQuestion::Keep(draft(31))));
    shop.ask(noon(), Question::Visit(VisitQuestion::Wipe(key(30))));
    shop.done(Question::Desk(DeskQuestion::ClockConfirmed { staff: MANAGER, at: later(60) }));
}

struct Shop {
    ledger: Ledger,
}

impl Shop {
    fn ask(&mut self, now: DateTime<Utc>, question: Question) -> Answer {
        match self.ledger.answer(&question, now) {
            Answer::Failed(why) => panic!("{question:?}: {why}"),
            answer => answer,
        }
    }

    fn done(&mut self, question: Question) {
        assert_eq!(self.ask(noon(), question), Answer::Done);
    }

    fn unseen(&mut self, booking: Booking) -> VisitNo {
        match self.ask(booking.at, Question::Visit(VisitQuestion::Book(Box::new(booking)))) {
            Answer::Visit(VisitAnswer::Booked(booked)) => booked.number,
            other => panic!("{other:?}"),
        }
    }

    fn book(&mut self, booking: Booking, slip: SlipState) -> VisitNo {
        let shown = Question::Visit(VisitQuestion::Shown { key: booking.key, slip });
        let number = self.unseen(booking);
        self.done(shown);
        number
    }

    fn decide(&mut self, visit: VisitNo, verdict: Verdict) {
        let decided =
            self.ask(noon(), Question::Desk(DeskQuestion::Decide { visit, verdict, staff: CLERK, at: later(40) }));
        assert!(matches!(decided, Answer::Desk(DeskAnswer::Decided(_))), "{decided:?}");
    }

    fn visits(&mut self) {
        let order = OrderNo("S3001".to_owned());
        let Answer::Visit(VisitAnswer::Found(Found::Order(order))) =
            self.ask(noon(), Question::Visit(VisitQuestion::Reopen { order }))
        else {
            panic!()
        };
        let waits = Booking { judged: Some(order.mark()), ..booking(1, "S3001") };
        let waits = self.book(waits, SlipState::Sending);
        self.done(Question::Slip { visit: waits, copy: 1, state: SlipState::InDoubt });
        self.ask(noon(), Question::Desk(DeskQuestion::NewCopy { visit: waits, copy: 2 }));

        let approved = self.book(booking(2, "S3002"), SlipState::Sending);
        self.done(Question::Slip { visit: approved, copy: 1, state: SlipState::Printed });
        let Answer::Desk(DeskAnswer::Case(case)) = self.ask(noon(), Question::Desk(DeskQuestion::Case(approved)))
        else {
            panic!()
        };
        let judged = case.order.unwrap().mark();
        self.decide(approved, Verdict::Approve(Box::new(Settlement { judged, decision: settled() })));
        self.asked_how_it_was(approved);

        let refused = self.book(booking(3, "S3003"), SlipState::NotPrinted);
        self.decide(refused, Verdict::Refuse(Clause::CarelessDamage));
        self.done(Question::Survey(SurveyQuestion::Ended { visit: refused, ending: Ending::Declined, at: later(41) }));

        let talked = self.book(enquiry(4, "S3004", true), SlipState::Paperless);
        self.decide(talked, Verdict::Talked);

        self.book(enquiry(5, "S3005", false), SlipState::Queued);
        self.unseen(booking(6, "S3006"));
        self.done(Question::Visit(VisitQuestion::Void(key(6))));
        self.unseen(booking(7, "S3007"));
        self.book(booking(8, "S3008"), SlipState::Sending);
    }

    fn asked_how_it_was(&mut self, visit: VisitNo) {
        self.ask(noon(), Question::Survey(SurveyQuestion::Shown { visit, at: later(41) }));
        let touches = [
            SurveyAnswer::Recommend(Score::new(3).unwrap()),
            SurveyAnswer::Recommend(Score::new(9).unwrap()),
            SurveyAnswer::Why(Chip::Staff, true),
            SurveyAnswer::Why(Chip::Goods, true),
            SurveyAnswer::Why(Chip::Goods, false),
            SurveyAnswer::Why(Chip::Speed, true),
        ];
        for (answer, nth) in touches.into_iter().zip(1..) {
            self.done(Question::Survey(SurveyQuestion::Touched { visit, answer, nth, at: later(41) }));
        }
        self.done(Question::Survey(SurveyQuestion::Ended { visit, ending: Ending::Completed, at: later(42) }));
    }

    fn people(&mut self) {
        for (attempt, pin) in [(50, "000000"), (51, PIN)] {
            let (pin, uptime) = (Pin(pin.to_owned()), Duration::from_secs(9));
            self.ask(
                noon(),
                Question::Desk(DeskQuestion::SignIn {
                    staff: CLERK,
                    pin,
                    at: later(39),
                    uptime,
                    attempt: key(attempt),
                }),
            );
        }
        let visit = self.ledger.audit().unwrap().visits[0];
        let seen = self
            .ask(noon(), Question::Desk(DeskQuestion::Contact { visit, staff: CLERK, at: later(40), look: key(52) }));
        assert!(matches!(seen, Answer::Desk(DeskAnswer::Contact(Some(_)))), "{seen:?}");
    }

    fn calls(&mut self) {
        let ends = [
            (20, Cause::Asked, Some(CallEnd::Taken(CLERK))),
            (21, Cause::NoReceipt, Some(CallEnd::CalledOff)),
            (22, Cause::Misses, Some(CallEnd::Nobody)),
            (23, Cause::NoPaper, Some(CallEnd::Nobody)),
            (24, Cause::Talk, None),
        ];
        for (serial, why, end) in ends {
            let (key, called_at) = (key(serial), later(serial));
            self.done(Question::Call(CallQuestion::Made { key, why, at: called_at }));
            if let Some(end) = end {
                self.done(Question::Call(CallQuestion::Ended { key, why, called_at, end, at: later(serial + 1) }));
            }
        }
        self.done(Question::Call(CallQuestion::Seen { calls: vec![key(22)], staff: MANAGER, at: later(45) }));
    }
}
