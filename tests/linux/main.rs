//! The product's own binary on real Linux: a virtual machine with Debian's kernel, its driver of USB scanners, its
//! driver of USB printers, its FAT on a USB stick and its ext4 on a disk, each of which is taken away in the middle.
//!
//! Skipped, and said so, where QEMU or the kernel is missing; `.ci/linux` fetches both.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod guest;
mod host;

use host::{Machine, PIN};

/// From a scanned receipt to the moment before the thanks.
const RETURN: [&str; 12] = [
    "until choose",
    "pick 0",
    "main",
    "until reason",
    "pick 0",
    "main",
    "until condition",
    "main",
    "until answer",
    "main",
    "until confirm",
    "main",
];
const SIGN_IN: [&str; 4] = ["call", "until called", "staff-door", "until sign-in names=1"];

/// The value of `name=` in a line that the product has shown.
fn value<'a>(line: &'a str, name: &str) -> &'a str {
    let found = line.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    found.unwrap_or_else(|| panic!("no {name} in {line:?}"))
}

/// A visit by the scanner and a finger; its number.
fn return_a_cardigan(machine: &mut Machine) -> String {
    machine.tell("scan D1001");
    machine.steps(&RETURN);
    let thanks = machine.until("thanks");
    value(&thanks, "visit").to_owned()
}

fn sign_in(machine: &mut Machine) {
    machine.steps(&SIGN_IN);
    machine.steps(&["pick 0", &format!("type {PIN}"), "main", "until queue visits=1"]);
}

#[test]
fn a_scan_on_the_serial_driver_ends_as_a_slip_on_the_printer_driver() {
    let Some(mut machine) = Machine::open() else { return };
    machine.tell("scan D1001");
    machine.steps(&RETURN);
    let thanks = machine.until("thanks");
    assert_eq!(value(&thanks, "slip"), "Printed");
    assert_eq!(machine.tell("slips"), format!("{}#1", value(&thanks, "visit")));
    let doctor = machine.tell("doro doctor --config /data/kiosk.toml");
    assert!(doctor.contains("Undamaged"), "{doctor}");
    assert_eq!(machine.tell("close"), "exit status: 0");
}

#[test]
fn a_scanner_pulled_in_the_middle_of_a_code_is_found_again_by_its_identity() {
    let Some(mut machine) = Machine::open() else { return };
    machine.tell("half-scan D1001");
    machine.until("welcome scanner=down printer=up");
    machine.tell("scanner in");
    machine.until("welcome scanner=up printer=up");
    machine.tell("scan D1001");
    machine.until("choose order=D1001");
    machine.steps(&["back", "until welcome"]);
    let visits = machine.history.iter().filter(|line| line.starts_with("choose")).count();
    assert_eq!(visits, 1, "half a code is no code, and a whole one is scanned once: {:#?}", machine.history);
}

#[test]
fn a_printer_pulled_in_the_middle_of_a_slip_leaves_it_in_doubt_and_the_next_paper_is_a_whole_reprint() {
    let Some(mut machine) = Machine::open() else { return };
    machine.tell("tear 20000");
    machine.tell("scan D1001");
    machine.steps(&RETURN);
    let thanks = machine.until("thanks");
    assert_eq!(value(&thanks, "slip"), "InDoubt");
    assert!(thanks.ends_with(" called"), "the staff are called: {thanks}");
    let visit = value(&thanks, "visit").to_owned();
    machine.steps(&["main", "until welcome scanner=up printer=down"]);
    machine.tell("printer in");
    machine.until("welcome scanner=up printer=up");
    assert_eq!(machine.tell("slips"), format!("piece of {visit}#1"), "nothing prints by itself but the end of a piece");
    sign_in(&mut machine);
    machine.steps(&["pick 0", &format!("until case visit={visit} copy=1 slip=InDoubt"), "print"]);
    machine.until(&format!("case visit={visit} copy=2 slip=Printed"));
    assert_eq!(machine.tell("slips"), format!("piece of {visit}#1, {visit}#2"));
}

#[test]
fn a_stick_pulled_in_the_middle_of_an_export_is_never_called_done_and_the_next_one_is_whole() {
    let Some(mut machine) = Machine::open() else { return };
    return_a_cardigan(&mut machine);
    machine.steps(&["main", "until welcome"]);
    sign_in(&mut machine);
    machine.steps(&["export", "until export Ready", "main", "until export NoStick"]);

    let first = machine.stick("first");
    machine.plug(&first, 2);
    let before = machine.writes();
    machine.steps(&["main", "until export Writing"]);
    machine.until_writes(before + 2);
    machine.pull();
    let failed = machine.until("export Failed");
    assert!(failed.contains("put the stick in again"), "{failed}");
    machine.tell("unmount");

    let second = machine.stick("second");
    machine.plug(&second, 1000);
    machine.steps(&["main", "until export Written returns=1 answers=0 place=/media/stick/doro"]);
    machine.tell("unmount");
    machine.pull();
    let files = second.list("doro");
    assert_eq!(files.len(), 2, "no temporary file is left: {files:?}");
    for file in files {
        let whole = machine.exported(&file);
        assert_eq!(second.read(&file).as_ref(), Some(&whole), "{file}");
        let torn = first.read(&file);
        assert!(torn.is_none_or(|torn| torn == whole), "half of {file} has its final name");
    }
}

#[test]
fn a_visit_that_was_shown_as_booked_outlives_a_power_cut() {
    let Some(mut machine) = Machine::open() else { return };
    machine.tell("scan D1001");
    machine.steps(&RETURN);
    let booked = machine.until("handing-over visit=");
    machine.cut_power();
    // A white one where the slip was on its way: what it may have left in the printer is cut off once.
    let slips = machine.tell("slips");
    assert!(slips.is_empty() || slips == "white", "a slip never prints by itself: {slips}");
    let doctor = machine.tell("doro doctor --config /data/kiosk.toml");
    assert!(doctor.contains("Undamaged; visits: 1, waiting: 1"), "{doctor}");
    sign_in(&mut machine);
    machine.steps(&["pick 0", &format!("until case visit={}", value(&booked, "visit"))]);
}

#[test]
#[ignore = "not a test: the guest's program, which the guest's kernel starts"]
fn guest() {
    guest::run();
}
