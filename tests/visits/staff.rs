//! What the staff do.

use std::time::Duration;

use domain::booking::{SlipState, Stage};
use domain::counter::{Event, Setup};
use domain::device::{Device, Health};
use domain::finding::{Both, Finding, Mark, Subject};
use domain::order::Category;
use domain::policy::Reason;
use domain::staff::Role;
use domain::touch::Press;
use domain::view::{Blocked, CustomerScreen, DeskScreen, ExportState, ManageScreen, Notice, Screen, SignInTrouble};

use super::counter::{Person, Touch, order};

fn with_a_visit() -> Person {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.returns("A-1", Reason::ChangeOfMind);
    person.accepts().confirms().goes();
    assert_eq!(person.sees(), "welcome");
    person.saw_all();
    person
}

#[test]
fn five_wrong_pins_lock_for_five_minutes_also_over_a_restart() {
    let mut person = with_a_visit();
    person.opens_the_door().touch(Touch::Pick(0));
    for left in (0..5).rev() {
        person.digits("0000").touch(Touch::Main);
        let Screen::Desk(DeskScreen::SignIn(view)) = person.screen() else { panic!("{:?}", person.screen()) };
        if left > 0 {
            assert_eq!(view.trouble, Some(SignInTrouble::WrongPin { left }));
        } else {
            assert!(matches!(view.trouble, Some(SignInTrouble::Locked { .. })));
        }
    }
    person.power_cut(Duration::from_secs(60));
    person.clerk_signs_in();
    assert_eq!(person.sees(), "sign in", "the right PIN does not help while it is locked");
    // The lock counts the time that this start has run.
    person.touch(Touch::Back).wait(Duration::from_secs(301));
    person.clerk_signs_in();
    assert_eq!(person.sees(), "queue");
}

#[test]
fn an_approved_visit_leaves_the_queue_and_its_customer_is_asked_if_they_are_there() {
    let mut person = with_a_visit();
    let queue = person.staff_approves(1).queue();
    assert!(queue.rows.is_empty());
    assert_eq!(person.view().notice, Some(Notice::Saved));
    person.touch(Touch::Back);
    let Screen::Customer(CustomerScreen::Welcome { offer: Some(visit), .. }) = person.screen() else {
        panic!("{:?}", person.screen())
    };
    assert_eq!(visit, person.slips[0].visit.number);
    person.touch(Touch::Pick(0)).saw(["sign in", "queue", "case", "queue", "welcome", "starting", "recommend"]);
}

#[test]
fn a_refusal_needs_a_clause_and_gives_the_units_back() {
    let mut person = with_a_visit();
    person.clerk_signs_in().opens(1).touches(&[Touch::Refuse, Touch::Main]);
    assert!(
        matches!(person.screen(), Screen::Desk(DeskScreen::RefuseWhy { picked: None, .. })),
        "nothing without a clause"
    );
    person.touches(&[Touch::Pick(1), Touch::Main, Touch::Back, Touch::Back, Touch::Main]);
    person.wait(Duration::from_secs(200)).scan("RA-1");
    let rows = person.rows();
    assert_eq!(rows[0].returnable, 2);
}

#[test]
fn a_reprint_is_another_copy() {
    let mut person = with_a_visit();
    person.clerk_signs_in().opens(1).prints();
    let case = person.case();
    assert_eq!((case.case.copy, case.case.slip, case.printing), (2, SlipState::Printed, false));
    assert_eq!(person.slips.iter().map(|slip| slip.copy).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn only_a_manager_exports() {
    let mut person = with_a_visit();
    person.clerk_signs_in();
    let queue = person.queue();
    assert_eq!(queue.role, Role::Clerk);
    person.touch(Touch::Export);
    assert_eq!(person.view().notice, Some(Notice::ManagersOnly));
    person.touch(Touch::Back).manager_signs_in().touches(&[Touch::Export, Touch::Pick(2), Touch::Main]);
    assert_eq!(person.exports, [("2026-11-01".parse().unwrap(), "2026-11-23".parse().unwrap())]);
    assert!(
        matches!(person.screen(), Screen::Manage(ManageScreen::Export(view)) if view.state == ExportState::Writing)
    );
}

#[test]
fn a_customers_visit_waits_behind_the_staff_view() {
    let mut person = with_a_visit();
    person.scan("RA-1").touch(Touch::Pick(0));
    let before = person.screen();
    person.clerk_signs_in().touch(Touch::Back);
    assert_eq!(person.screen(), before);
}

#[test]
fn a_scanned_slip_opens_its_case_for_the_staff_and_its_status_for_the_customer() {
    let mut person = with_a_visit();
    let number = person.slips[0].visit.number;
    person.scan_slip();
    assert!(matches!(person.screen(), Screen::Customer(CustomerScreen::Status { stage: Stage::Waiting, .. })));
    person.touch(Touch::Main).clerk_signs_in().scan_slip();
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Case(case)) if case.case.visit.number == number));
    // The staff are signed in: a number is enough for them.
    person.touch(Touch::Back).scan(&number.to_string());
    assert!(matches!(person.screen(), Screen::Desk(DeskScreen::Case(case)) if case.case.visit.number == number));
}

#[test]
fn the_staff_view_locks_by_itself() {
    let mut person = with_a_visit();
    person.clerk_signs_in().wait(Duration::from_secs(181));
    assert_eq!(person.sees(), "welcome");
}

fn finding(subject: Subject, mark: Mark) -> Finding {
    Finding { subject, mark, words: Both { ko: "그래요".into(), en: "so it is".into() }, next: None }
}

#[test]
fn anybody_of_the_staff_has_everything_looked_at_and_sees_the_worst_first() {
    let mut person = with_a_visit();
    person.clerk_signs_in().touch(Touch::Devices);
    assert_eq!(person.screen(), Screen::Manage(ManageScreen::Devices { findings: Vec::new(), looking: true }));
    assert_eq!(person.view().frame.blocked, Some(Blocked::Busy));
    let found = [(Subject::Config, Mark::Good), (Subject::Clock, Mark::Doubtful), (Subject::Printer, Mark::Wrong)];
    let found: Vec<_> = found.into_iter().map(|(subject, mark)| finding(subject, mark)).collect();
    let id = person.looks[0];
    person.happens(Event::Examined(id, found.clone()));
    let shown =
        Screen::Manage(ManageScreen::Devices { findings: found.iter().rev().cloned().collect(), looking: false });
    assert_eq!(person.screen(), shown);
    person.touch(Touch::Main);
    assert_eq!(person.screen(), Screen::Manage(ManageScreen::Devices { findings: Vec::new(), looking: true }));
    // What an earlier look found comes too late.
    person.happens(Event::Examined(id, found));
    assert_eq!(person.screen(), Screen::Manage(ManageScreen::Devices { findings: Vec::new(), looking: true }));
    person.touch(Touch::Back);
    assert_eq!(person.sees(), "queue");
}

#[test]
fn nobody_has_anything_looked_at_without_signing_in() {
    let mut person = with_a_visit();
    person.touches(&[Touch::Devices, Touch::Call, Touch::StaffDoor, Touch::Devices]);
    assert_eq!(person.looks, []);
}

#[test]
fn the_page_of_devices_locks_by_itself() {
    let mut person = with_a_visit();
    person.clerk_signs_in().touch(Touch::Devices).wait(Duration::from_secs(181));
    assert_eq!(person.sees(), "welcome");
}

#[test]
fn a_pin_is_written_nowhere() {
    let typed = "80917263";
    let mut person = with_a_visit();
    person.opens_the_door().touch(Touch::Pick(0)).digits(typed);
    assert!(!format!("{:?}", person.counter).contains(typed));
    let press = Press::at_leisure(&person.view());
    let asked = person.counter.update(person.now(), Event::Touched { press, touch: domain::touch::Touch::Main });
    let written = format!("{asked:?}");
    assert!(written.contains("SignIn") && !written.contains(typed), "{written}");
}

#[test]
fn a_scanner_that_the_shop_does_not_have_is_missed_by_nobody() {
    for (scanner, down) in [(true, vec![Device::Scanner]), (false, vec![])] {
        let mut person = Person::in_a_shop(&[], Setup { scanner, ..Setup::embedded() });
        person.happens(Event::Device(Device::Scanner, Health::Down));
        assert!(
            matches!(person.screen(), Screen::Customer(CustomerScreen::Welcome { scanner_up: false, .. })),
            "numbers are typed"
        );
        person.clerk_signs_in();
        let queue = person.queue();
        assert_eq!(queue.down, down);
    }
}

#[test]
fn what_is_to_be_chosen_is_said_as_what_it_is() {
    let mut person = with_a_visit();
    person.opens_the_door();
    assert_eq!(person.view().frame.blocked, Some(Blocked::ChooseName));
    person.leaves().clerk_signs_in().opens(1).touch(Touch::Refuse);
    assert_eq!(person.view().frame.blocked, Some(Blocked::ChooseOne), "a clause");
}
