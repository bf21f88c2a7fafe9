//! How far slips come: every transition, and what ends them.

use chrono::TimeDelta;
use domain::booking::SlipState;
use domain::booking::SlipState::{Abandoned, InDoubt, NotPrinted, Paperless, Printed, Queued, Sending};
use domain::booking::Verdict;
use domain::judge::Outcome;
use domain::protocol::{Answer, DeskQuestion, Question};
use domain::visit_no::VisitNo;
use doro::ledger::{Key, Ledger, Means};
use rusqlite::Connection;

use crate::world::{approve, ask, ask_twice, book, booking, noon, shop, somebody};

const STATES: [SlipState; 7] = [Queued, Sending, Printed, InDoubt, NotPrinted, Paperless, Abandoned];

fn visit(ledger: &mut Ledger) -> VisitNo {
    book(ledger, booking(1, &[(1, 1, Outcome::Eligible)])).number
}

fn copies(ledger: &Ledger) -> Vec<(u32, SlipState)> {
    ledger.audit().unwrap().slips.into_iter().map(|(_, copy, state)| (copy, state)).collect()
}

/// A visit whose first copy has come so far by what a counter says of it.
fn come_to(state: SlipState) -> (Ledger, VisitNo) {
    let mut ledger = shop();
    let visit = visit(&mut ledger);
    let steps: &[SlipState] = match state {
        Queued => &[],
        Sending => &[Sending],
        Printed => &[Sending, Printed],
        InDoubt => &[Sending, InDoubt],
        NotPrinted => &[Sending, NotPrinted],
        Paperless => &[Paperless],
        Abandoned => &[Abandoned],
    };
    for state in steps {
        ask_twice(&mut ledger, Question::Slip { visit, copy: 1, state: *state });
    }
    assert_eq!(copies(&ledger), [(1, state)]);
    (ledger, visit)
}

#[test]
fn every_word_of_a_slip_finds_it_in_the_right_state_or_changes_nothing() {
    for (from, then) in [
        (Queued, [Queued, Sending, Printed, InDoubt, NotPrinted, Paperless, Abandoned]),
        (Sending, [Sending, Sending, Printed, InDoubt, NotPrinted, Sending, Abandoned]),
        (Printed, [Printed; 7]),
        (InDoubt, [InDoubt, InDoubt, Printed, InDoubt, InDoubt, InDoubt, Abandoned]),
        (NotPrinted, [Queued, Sending, Printed, InDoubt, NotPrinted, Paperless, Abandoned]),
        (Paperless, [Paperless; 7]),
        (Abandoned, [Abandoned; 7]),
    ] {
        for (said, to) in STATES.into_iter().zip(then) {
            let (mut ledger, visit) = come_to(from);
            assert_eq!(ask_twice(&mut ledger, Question::Slip { visit, copy: 1, state: said }), Answer::Done);
            assert_eq!(copies(&ledger), [(1, to)], "{from:?}, then {said:?}");
        }
    }
}

#[test]
fn a_newer_copy_a_decision_and_a_restart_end_what_was_not_printed() {
    let decide =
        |visit, verdict| Question::Desk(DeskQuestion::Decide { visit, verdict, staff: somebody(), at: noon() });
    for (from, copied, decided, restarted) in [
        (Queued, Abandoned, Abandoned, Queued),
        (Sending, Sending, Sending, InDoubt),
        (Printed, Printed, Printed, Printed),
        (InDoubt, Abandoned, Abandoned, InDoubt),
        (NotPrinted, Abandoned, Abandoned, NotPrinted),
        (Paperless, Paperless, Paperless, Paperless),
        (Abandoned, Abandoned, Abandoned, Abandoned),
    ] {
        let (mut ledger, visit) = come_to(from);
        ask_twice(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
        assert_eq!(copies(&ledger), [(1, copied), (2, Queued)], "{from:?}, then a newer copy");
        for approved in [true, false] {
            let (mut ledger, visit) = come_to(from);
            let refuse = Verdict::Refuse(domain::policy::Clause::Media);
            let verdict = if approved { approve(&mut ledger, visit) } else { refuse };
            ask_twice(&mut ledger, decide(visit, verdict));
            assert_eq!(copies(&ledger), [(1, decided)], "{from:?}, then decided");
        }
        let (mut ledger, _) = come_to(from);
        ask_twice(&mut ledger, Question::Boot { nonce: 7 });
        assert_eq!(copies(&ledger), [(1, restarted)], "{from:?}, then a restart");
    }
}

/// The copy that was being sent while its successor was made.
#[test]
fn a_replaced_copy_ends_printed_or_abandoned() {
    for (end, expected) in [(Printed, Printed), (InDoubt, Abandoned), (NotPrinted, Abandoned)] {
        let (mut ledger, visit) = come_to(Sending);
        ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
        ask_twice(&mut ledger, Question::Slip { visit, copy: 1, state: end });
        assert_eq!(copies(&ledger), [(1, expected), (2, Queued)], "{end:?}");
    }
    let (mut ledger, visit) = come_to(Sending);
    ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
    ask(&mut ledger, Question::Boot { nonce: 7 });
    assert_eq!(copies(&ledger), [(1, Abandoned), (2, Queued)]);
}

#[test]
fn after_a_stop_the_ledger_says_whether_the_printer_may_hold_a_slip() {
    for (state, may) in [(Queued, false), (Sending, true), (Printed, false), (InDoubt, true), (NotPrinted, false)] {
        let (ledger, _) = come_to(state);
        assert_eq!(ledger.slip_may_be_in_the_printer().unwrap(), may, "{state:?}");
    }
    let (mut ledger, visit) = come_to(InDoubt);
    ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
    let printed = Question::Slip { visit, copy: 2, state: Printed };
    ledger.answer(&printed, noon() + TimeDelta::seconds(9));
    assert!(!ledger.slip_may_be_in_the_printer().unwrap(), "printed since");
    let (mut ledger, visit) = come_to(InDoubt);
    ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
    let unsent = Question::Slip { visit, copy: 2, state: NotPrinted };
    ledger.answer(&unsent, noon() + TimeDelta::seconds(9));
    assert!(ledger.slip_may_be_in_the_printer().unwrap(), "nothing was sent since");
}

#[test]
fn what_the_printer_was_cleared_of_is_not_cleared_again_at_the_next_start() {
    let (mut ledger, visit) = come_to(InDoubt);
    ask_twice(&mut ledger, Question::PrinterCleared);
    ask(&mut ledger, Question::Boot { nonce: 7 });
    assert!(!ledger.slip_may_be_in_the_printer().unwrap());
    ask(&mut ledger, Question::Desk(DeskQuestion::NewCopy { visit, copy: 2 }));
    assert!(!ledger.slip_may_be_in_the_printer().unwrap(), "the copy before is abandoned, and was cleared");
    ask(&mut ledger, Question::Slip { visit, copy: 2, state: Sending });
    ask(&mut ledger, Question::PrinterCleared);
    assert!(ledger.slip_may_be_in_the_printer().unwrap(), "what is being sent is another matter");
    assert_eq!(copies(&ledger), [(1, Abandoned), (2, Sending)]);
}

/// A ledger of the third schema, with a visit that waits and one that is closed.
const OLDER: &str = concat!(
    include_str!("../../src/ledger/migrations/001_orders.sql"),
    include_str!("../../src/ledger/migrations/002_visits.sql"),
    include_str!("../../src/ledger/migrations/003_people.sql"),
    "INSERT INTO visits (boot, serial, day_on, sequence, claim_code, order_no, confirmed_at, clock_trust, language,
        wants_staff, look, stage, policy_from_on, shipping_payer, shipping_won, charges_outbound, fee_won, refund_won,
        due_won, booking)
     VALUES (1, 1, '2026-11-20', 1, 1, 'S1001', '2026-11-20T03:00:00Z', 'trusted', 'ko', 0, 0, 'waiting',
        '2026-01-01', 'store', 0, 0, 0, 0, 0, '{\"lines\":[]}'),
        (1, 2, '2026-11-20', 2, 2, 'S1002', '2026-11-20T03:00:00Z', 'trusted', 'ko', 0, 0, 'refused',
        '2026-01-01', 'store', 0, 0, 0, 0, 0, '{\"lines\":[]}');
     INSERT INTO slips VALUES (1, 1, 'in_doubt', ''), (1, 2, 'printed', ''), (1, 3, 'not_printed', ''),
        (2, 1, 'sending', ''), (2, 2, 'queued', '');
     PRAGMA application_id = 1148154479; PRAGMA user_version = 3;"
);

#[test]
fn slips_of_an_older_ledger_keep_their_state_or_are_abandoned() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("doro.db");
    Connection::open(&file).unwrap().execute_batch(OLDER).unwrap();
    let key = Key::load_or_create(&folder.path().join("doro.key")).unwrap();
    let ledger = Ledger::open(&file, &key, Means::seeded(1)).unwrap();
    let expected = [(1, Abandoned), (2, Printed), (3, NotPrinted), (1, Sending), (2, Abandoned)];
    assert_eq!(copies(&ledger), expected);
    let refused = Connection::open(&file).unwrap().execute("UPDATE slips SET state = 'sending' WHERE copy = 1", []);
    assert!(refused.unwrap_err().to_string().contains("stays so"));
}
