//! Two machines on one ledger: each start ends only what its own machine began.

use std::path::Path;
use std::time::Duration;

use domain::booking::{Booking, SlipState, VisitKey};
use domain::call::Cause;
use domain::judge::Outcome;
use domain::order::OrderNo;
use domain::protocol::{Answer, CallQuestion, DeskAnswer, DeskQuestion, Question, VisitAnswer, VisitQuestion};
use domain::staff::{Pin, Role, StaffId, WrongPins};
use domain::terminal::Terminal;
use doro::ledger::{Key, Ledger, Means};
use tempfile::TempDir;

use crate::world::*;

fn till() -> Terminal {
    "till".parse().unwrap()
}

fn open(db: &Path, terminal: Terminal) -> Ledger {
    let means = Means { terminal, ..Means::seeded(u64::from(terminal == Terminal::FIRST)) };
    Ledger::open(db, &Key::from_bytes([1; 32]), means).unwrap()
}

fn start(ledger: &mut Ledger, nonce: u64) -> (u64, Option<domain::booking::Draft>) {
    match ask(ledger, Question::Boot { nonce }) {
        Answer::Booted { boot, draft } => (boot, draft),
        other => panic!("{other:?}"),
    }
}

/// A shop's first machine and a second one, both started.
struct Both {
    _folder: TempDir,
    kiosk: Ledger,
    till: Ledger,
    boots: (u64, u64),
}

impl Both {
    fn new() -> Both {
        let folder = TempDir::new().unwrap();
        let db = folder.path().join("doro.db");
        let mut kiosk = open(&db, Terminal::FIRST);
        kiosk.put_orders(&[order("S1001"), order("S1002")], noon()).unwrap();
        for (name, role) in [("가람", Role::Clerk), ("나래", Role::Manager)] {
            doro::staff::add(&mut kiosk, name, role, PIN, noon()).unwrap();
        }
        let mut till = open(&db, till());
        let boots = (start(&mut kiosk, 1).0, start(&mut till, 2).0);
        Both { _folder: folder, kiosk, till, boots }
    }

    fn kiosks(&self, serial: u64) -> VisitKey {
        VisitKey { terminal: Terminal::FIRST, boot: self.boots.0, serial }
    }

    fn tills(&self, serial: u64) -> VisitKey {
        VisitKey { terminal: till(), boot: self.boots.1, serial }
    }
}

/// A booking of one unit of the order of that key.
fn of(key: VisitKey, order: &str) -> Booking {
    Booking { key, order: OrderNo(order.to_owned()), ..booking(1, &[(1, 1, Outcome::Eligible)]) }
}

#[test]
fn a_start_hands_out_and_wipes_only_drafts_of_its_own_machine() {
    let mut both = Both::new();
    let (kiosks, tills) = (both.kiosks(1), both.tills(1));
    let of = |key, serial| domain::booking::Draft { key, ..draft(serial, 1) };
    ask_twice(&mut both.kiosk, Question::Visit(VisitQuestion::Keep(of(kiosks, 1))));
    ask_twice(&mut both.till, Question::Visit(VisitQuestion::Keep(of(tills, 1))));
    assert_eq!(start(&mut both.till, 3).1.map(|draft| draft.key), Some(tills));
    assert_eq!(start(&mut both.kiosk, 4).1.map(|draft| draft.key), Some(kiosks));
    assert_eq!(both.kiosk.audit().unwrap().open_drafts, 2);
    // Of several of its own only the newest is left.
    let newer = VisitKey { boot: start(&mut both.till, 5).0, ..tills };
    ask_twice(&mut both.till, Question::Visit(VisitQuestion::Keep(of(newer, 2))));
    assert_eq!(start(&mut both.till, 6).1.map(|draft| draft.key), Some(newer));
    assert_eq!(both.kiosk.audit().unwrap().open_drafts, 2);
    assert_eq!(start(&mut both.kiosk, 4).1.map(|draft| draft.key), Some(kiosks), "the same start, asked again");
}

#[test]
fn a_draft_outlives_one_end_of_its_own_machine_and_any_number_of_the_other_one() {
    let mut both = Both::new();
    let key = both.kiosks(1);
    ask_twice(&mut both.kiosk, Question::Visit(VisitQuestion::Keep(domain::booking::Draft { key, ..draft(1, 1) })));
    for nonce in 10..20 {
        assert_eq!(start(&mut both.till, nonce).1, None);
    }
    assert_eq!(start(&mut both.kiosk, 3).1.map(|draft| draft.key), Some(key));
    assert_eq!(start(&mut both.kiosk, 4).1, None, "it may be what ends it");
    assert_eq!(both.kiosk.audit().unwrap().open_drafts, 0);
}

#[test]
fn a_start_voids_only_what_its_own_machine_has_shown_to_nobody() {
    let mut both = Both::new();
    let (kiosks, tills) = (both.kiosks(1), both.tills(1));
    book_unseen(&mut both.kiosk, of(kiosks, "S1001"));
    book_unseen(&mut both.till, of(tills, "S1002"));
    start(&mut both.till, 3);
    assert_eq!(both.kiosk.audit().unwrap().not_shown, 1);
    let shown = |key| Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Queued });
    assert_eq!(ask(&mut both.till, shown(tills)), Answer::Visit(VisitAnswer::Void));
    assert_eq!(ask(&mut both.kiosk, shown(kiosks)), Answer::Done);
}

#[test]
fn a_start_doubts_only_slips_that_its_own_machine_was_sending() {
    let mut both = Both::new();
    let (kiosks, tills) = (both.kiosks(1), both.tills(1));
    let one = book(&mut both.kiosk, of(kiosks, "S1001")).number;
    let other = book(&mut both.till, of(tills, "S1002")).number;
    let sending = |visit| Question::Slip { visit, copy: 1, state: SlipState::Sending };
    ask_twice(&mut both.kiosk, sending(one));
    ask_twice(&mut both.till, sending(other));
    let states = |ledger: &Ledger| ledger.audit().unwrap().slips.into_iter().map(|slip| slip.2).collect::<Vec<_>>();
    start(&mut both.till, 3);
    assert_eq!(states(&both.kiosk), [SlipState::Sending, SlipState::InDoubt]);
    let soiled = |both: &Both| [&both.kiosk, &both.till].map(|of| of.slip_may_be_in_the_printer().unwrap());
    assert_eq!(soiled(&both), [true, true]);
    ask_twice(&mut both.till, Question::PrinterCleared);
    assert_eq!(soiled(&both), [true, false], "the other machine has another printer");
    ask(&mut both.kiosk, Question::Slip { visit: one, copy: 1, state: SlipState::InDoubt });
    ask_twice(&mut both.till, Question::PrinterCleared);
    assert_eq!(soiled(&both), [true, false]);
    // A copy that the other machine prints is that machine's.
    ask_twice(&mut both.till, Question::Desk(DeskQuestion::NewCopy { visit: one, copy: 2 }));
    ask_twice(&mut both.till, Question::Slip { visit: one, copy: 2, state: SlipState::Sending });
    start(&mut both.kiosk, 4);
    assert_eq!(states(&both.kiosk)[1], SlipState::Sending);
    start(&mut both.till, 5);
    assert_eq!(states(&both.kiosk)[1], SlipState::InDoubt);
}

#[test]
fn a_slip_belongs_to_the_machine_that_sends_it() {
    let mut both = Both::new();
    let kiosks = both.kiosks(1);
    let visit = book(&mut both.kiosk, of(kiosks, "S1001")).number;
    ask_twice(&mut both.till, Question::Slip { visit, copy: 1, state: SlipState::Sending });
    start(&mut both.kiosk, 3);
    assert_eq!(both.kiosk.audit().unwrap().slips[0].2, SlipState::Sending);
    start(&mut both.till, 4);
    assert_eq!(both.kiosk.audit().unwrap().slips[0].2, SlipState::InDoubt);
}

#[test]
fn a_start_ends_only_calls_of_its_own_machine() {
    let mut both = Both::new();
    let (kiosks, tills) = (both.kiosks(1), both.tills(1));
    ask_twice(&mut both.kiosk, Question::Call(CallQuestion::Made { key: kiosks, why: Cause::Asked, at: noon() }));
    ask_twice(&mut both.till, Question::Call(CallQuestion::Made { key: tills, why: Cause::Misses, at: noon() }));
    start(&mut both.till, 3);
    let Answer::Desk(DeskAnswer::Queue(_, missed)) = ask(&mut both.kiosk, Question::Desk(DeskQuestion::Queue)) else {
        panic!()
    };
    assert_eq!(missed.iter().map(|call| call.key).collect::<Vec<_>>(), [tills]);
}

#[test]
fn a_key_that_names_another_machine_than_its_start_is_refused() {
    let mut both = Both::new();
    let strange = VisitKey { terminal: till(), ..both.kiosks(9) };
    for question in [
        Question::Visit(VisitQuestion::Book(Box::new(of(strange, "S1001")))),
        Question::Visit(VisitQuestion::Keep(domain::booking::Draft { key: strange, ..draft(9, 1) })),
        Question::Call(CallQuestion::Made { key: strange, why: Cause::Asked, at: noon() }),
    ] {
        assert!(matches!(ask(&mut both.till, question), Answer::Failed(why) if why.contains("terminal of its start")));
    }
}

fn sign_in(ledger: &mut Ledger, attempt: VisitKey, (staff, pin): (u32, &str), uptime: u64) -> Answer {
    let (staff, pin, uptime) = (StaffId(staff), Pin(pin.to_owned()), Duration::from_secs(uptime));
    ask_twice(ledger, Question::Desk(DeskQuestion::SignIn { staff, pin, at: noon(), uptime, attempt }))
}

/// How long the other machine has run says nothing of when the lock was made.
#[test]
fn a_lock_of_one_machine_holds_at_the_other_one_however_long_that_has_run() {
    let mut both = Both::new();
    for serial in 1..=5 {
        let attempt = both.kiosks(serial);
        sign_in(&mut both.kiosk, attempt, (1, "000000"), 10);
    }
    for (serial, uptime, locked) in [(1, 90_000, true), (2, 90_299, true), (3, 90_300, false)] {
        let attempt = both.tills(serial);
        let answer = sign_in(&mut both.till, attempt, (1, PIN), uptime);
        assert_eq!(matches!(answer, Answer::Desk(DeskAnswer::Locked { .. })), locked, "{uptime}: {answer:?}");
    }
}

#[test]
fn a_manager_is_told_of_wrong_pins_at_every_machine_once() {
    let mut both = Both::new();
    // The second machine started later; what is tried at the first one afterwards is newer all the same.
    let attempt = both.tills(1);
    sign_in(&mut both.till, attempt, (2, PIN), 10);
    let attempt = both.kiosks(1);
    sign_in(&mut both.kiosk, attempt, (1, "000000"), 10);
    let told = |answer| match answer {
        Answer::Desk(DeskAnswer::SignedIn(_, wrong)) => wrong,
        other => panic!("{other:?}"),
    };
    let attempt = both.tills(2);
    let wrong = told(sign_in(&mut both.till, attempt, (2, PIN), 20));
    assert_eq!(wrong, [WrongPins { name: "가람".to_owned(), tries: 1 }]);
    let attempt = both.kiosks(2);
    assert_eq!(told(sign_in(&mut both.kiosk, attempt, (2, PIN), 30)), []);
}
