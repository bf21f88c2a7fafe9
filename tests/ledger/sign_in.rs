//! Who signs in: locks, what a manager hears, and who may not any more.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::VisitKey;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::staff::{Pin, Role, StaffId};
use domain::terminal::Terminal;
use doro::ledger::{Key, Ledger, Means};
use tempfile::TempDir;

use crate::world::*;

fn open(file: &std::path::Path) -> Ledger {
    Ledger::open(file, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap()
}

/// What is tried, at which uptime of which start.
fn sign_in(ledger: &mut Ledger, (boot, serial): (u64, u64), pin: &str, uptime_secs: u64, at: DateTime<Utc>) -> Answer {
    let attempt = VisitKey { terminal: Terminal::FIRST, boot, serial };
    let uptime = Duration::from_secs(uptime_secs);
    ask_twice(
        ledger,
        Question::Desk(DeskQuestion::SignIn { staff: somebody(), pin: Pin(pin.to_owned()), at, uptime, attempt }),
    )
}

#[test]
fn five_wrong_pins_lock_and_neither_a_restart_nor_a_clock_shortens_it() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("doro.db");
    let mut ledger = open(&file);
    doro::staff::add(&mut ledger, "가람", Role::Clerk, PIN, noon()).unwrap();
    for nth in 1..=4 {
        let wrong = sign_in(&mut ledger, (1, nth), "0000", 10, noon());
        assert_eq!(wrong, Answer::Desk(DeskAnswer::WrongPin { left: 5 - u32::try_from(nth).unwrap() }));
        ledger = open(&file);
    }
    let until = |at: DateTime<Utc>, secs| Answer::Desk(DeskAnswer::Locked { until: at + TimeDelta::seconds(secs) });
    assert_eq!(sign_in(&mut ledger, (1, 5), "0000", 10, noon()), until(noon(), 300));
    // Years ahead or behind: the wall clock has no say.
    for years in [-3_000, 3_000] {
        let at = noon() + TimeDelta::days(years);
        assert_eq!(sign_in(&mut ledger, (1, (3_010 + years).unsigned_abs()), PIN, 309, at), until(at, 1));
    }
    // After a restart it begins anew.
    let mut ledger = open(&file);
    assert_eq!(sign_in(&mut ledger, (2, 1), PIN, 3, noon()), until(noon(), 297));
    assert!(matches!(
        sign_in(&mut ledger, (2, 2), "0000", 300, noon()),
        Answer::Desk(DeskAnswer::WrongPin { left: 4 })
    ));
    assert!(
        matches!(sign_in(&mut ledger, (2, 3), PIN, 301, noon()), Answer::Desk(DeskAnswer::SignedIn(staff, _)) if staff.name == "가람")
    );
    assert!(matches!(
        sign_in(&mut ledger, (2, 4), "0000", 302, noon()),
        Answer::Desk(DeskAnswer::WrongPin { left: 4 })
    ));
}

#[test]
fn the_next_manager_hears_of_wrong_pins_once() {
    let mut ledger = Ledger::in_memory(Means::seeded(1)).unwrap();
    for (name, role) in [("가람", Role::Clerk), ("나래", Role::Manager), ("다솜", Role::Clerk)] {
        doro::staff::add(&mut ledger, name, role, PIN, noon()).unwrap();
    }
    let tried = |ledger: &mut Ledger, (boot, serial): (u64, u64), staff: u32, pin: &str| {
        let (staff, pin, attempt) =
            (StaffId(staff), Pin(pin.to_owned()), VisitKey { terminal: Terminal::FIRST, boot, serial });
        let wrong = match ask_twice(
            ledger,
            Question::Desk(DeskQuestion::SignIn { staff, pin, at: noon(), uptime: Duration::ZERO, attempt }),
        ) {
            Answer::Desk(DeskAnswer::SignedIn(_, wrong)) => wrong,
            _ => Vec::new(),
        };
        wrong.into_iter().map(|wrong| (wrong.name, wrong.tries)).collect::<Vec<_>>()
    };
    let somebody = |name: &str, tries| (name.to_owned(), tries);
    tried(&mut ledger, (1, 1), 1, "000000");
    tried(&mut ledger, (1, 2), 3, "000000");
    tried(&mut ledger, (1, 3), 3, "000001");
    assert_eq!(tried(&mut ledger, (1, 4), 1, PIN), [], "a clerk hears nothing");
    tried(&mut ledger, (2, 1), 2, "000000");
    let heard = [somebody("다솜", 2), somebody("가람", 1), somebody("나래", 1)];
    assert_eq!(tried(&mut ledger, (2, 2), 2, PIN), heard);
    assert_eq!(tried(&mut ledger, (2, 3), 2, PIN), [], "said once");
    for nth in 1..=6 {
        tried(&mut ledger, (3, nth), 1, "000000");
    }
    assert_eq!(tried(&mut ledger, (3, 7), 2, PIN), [somebody("가람", 6)], "a try while it is locked counts");
}

#[test]
fn whoever_is_disabled_is_on_no_list_and_signs_in_no_more() {
    let mut ledger = shop();
    assert!(ledger.set_disabled("가람", Some(noon())).unwrap());
    assert!(!ledger.set_disabled("마루", None).unwrap());
    assert!(!ledger.staff_names().unwrap().contains("가람"));
    assert!(matches!(sign_in(&mut ledger, (1, 1), PIN, 0, noon()), Answer::Desk(DeskAnswer::WrongPin { .. })));
    assert!(ledger.set_disabled("가람", None).unwrap());
    assert!(matches!(sign_in(&mut ledger, (1, 2), PIN, 0, noon()), Answer::Desk(DeskAnswer::SignedIn(..))));
    for nth in 3..=8 {
        sign_in(&mut ledger, (1, nth), "000000", 0, noon());
    }
    let members = ledger.members().unwrap();
    let member = members.iter().find(|member| member.name == "가람").unwrap();
    assert!(member.locked_at(noon()).is_some());
    assert_eq!(member.failures, 6, "a try while it is locked counts");
    assert!(ledger.set_pin("가람", "482615").unwrap());
    assert!(
        matches!(sign_in(&mut ledger, (1, 9), PIN, 0, noon()), Answer::Desk(DeskAnswer::WrongPin { .. })),
        "the old one"
    );
    assert!(
        matches!(sign_in(&mut ledger, (1, 10), "482615", 0, noon()), Answer::Desk(DeskAnswer::SignedIn(..))),
        "and no lock"
    );
}

#[test]
fn staff_need_a_name_of_their_own_and_a_pin_that_is_not_the_first_guess() {
    use doro::ledger::NotAdded;
    use doro::staff::{StaffError, add};
    let mut ledger = shop();
    let mut tried = |name: &str, pin: &str| add(&mut ledger, name, Role::Clerk, pin, noon());
    assert!(matches!(tried("가람", "739154"), Err(StaffError::NotAdded(NotAdded::NameTaken(_)))));
    assert!(matches!(tried("  ", "739154"), Err(StaffError::NoName)));
    for pin in ["", "1234", "73915", "739154268", "12a456", "７３９１５４", " 739154"] {
        assert!(matches!(tried("다솜", pin), Err(StaffError::NotAPin)), "{pin}");
    }
    for pin in ["000000", "123456", "246802", "900101", "12341234", "123123"] {
        assert!(matches!(tried("다솜", pin), Err(StaffError::Guessable)), "{pin}");
    }
    assert!(tried("다솜", "7391482").is_ok());
    match ask(&mut ledger, Question::Desk(DeskQuestion::Staff)) {
        Answer::Desk(DeskAnswer::Staff(staff)) => assert_eq!(staff.len(), 3),
        other => panic!("{other:?}"),
    }
}
