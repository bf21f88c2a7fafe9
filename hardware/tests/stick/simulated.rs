//! Every fault of a stick, crossed with every call that is made to it.

use std::collections::BTreeMap;

use hardware::bench::{SimulatedStick, StickFault};
use hardware::stick::{StickError, write_onto};

const OLDER: &[u8] = b"the export of last week";
const FILES: [(&str, &[u8]); 2] = [("returns.csv", b"returns of this week"), ("answers.csv", b"answers of this week")];

fn stick(names_at_once: bool) -> SimulatedStick {
    let stick = SimulatedStick::new(names_at_once);
    stick.put("returns.csv", OLDER);
    stick.put("answers.csv.part", b"half of an export that was broken off");
    stick
}

fn is_exported(found: &BTreeMap<String, Vec<u8>>) -> bool {
    FILES.iter().all(|(name, bytes)| found.get(*name).is_some_and(|found| found == bytes))
}

/// Calls of an export that nothing disturbs.
fn calls() -> usize {
    let stick = stick(false);
    write_onto(&stick, &FILES, &mut || {}).unwrap();
    assert!(is_exported(&stick.elsewhere()));
    assert_eq!(stick.elsewhere().len(), 2, "no temporary file is left");
    stick.calls()
}

/// Plays every fault at every call; the cases in which "written" was said and was not true.
fn untrue(prepare: fn(&SimulatedStick)) -> Vec<(StickFault, usize)> {
    let mut untrue = Vec::new();
    for fault in StickFault::ALL {
        for call in 0..calls() {
            for names_at_once in [false, true] {
                let stick = stick(names_at_once);
                prepare(&stick);
                stick.break_at(call, fault);
                let end = write_onto(&stick, &FILES, &mut || {});
                let found = stick.elsewhere();
                if end.is_ok() && !is_exported(&found) {
                    untrue.push((fault, call));
                }
                if fault == StickFault::Vanishes {
                    assert!(matches!(end, Err(StickError::Vanished(_))), "{call}: {end:?}");
                    let whole = |name: &str, bytes: &[u8]| found.get(name).is_none_or(|found| found == bytes);
                    let returns = found.get("returns.csv").is_some_and(|found| found == OLDER || found == FILES[0].1);
                    assert!(returns && whole("answers.csv", FILES[1].1), "half a file has a final name: {found:?}");
                }
            }
        }
    }
    untrue
}

#[test]
fn written_is_said_only_of_what_can_be_read_back_elsewhere() {
    assert_eq!(untrue(|_| {}), []);
}

#[test]
fn an_export_that_believes_its_own_memory_is_caught() {
    let caught = untrue(SimulatedStick::read_from_memory);
    for fault in [StickFault::Lies, StickFault::Worn] {
        assert!(caught.iter().any(|(caught, _)| *caught == fault), "{fault:?}: {caught:?}");
    }
}

#[test]
fn each_fault_is_told_in_its_own_words() {
    for (fault, said) in [
        (StickFault::Lies, "reads back different"),
        (StickFault::Worn, "reads back different"),
        (StickFault::Vanishes, "is gone"),
        (StickFault::Fills, "is full"),
        (StickFault::Locks, "cannot be written to"),
    ] {
        let stick = stick(false);
        stick.break_at(2, fault);
        let why = write_onto(&stick, &FILES, &mut || {}).unwrap_err().to_string();
        assert!(why.contains(said) && why.contains("stick"), "{fault:?}: {why}");
    }
}

#[test]
fn a_stick_that_goes_on_shows_it_at_every_piece() {
    let large = vec![b'x'; 1_000_000];
    let mut times = 0;
    write_onto(&SimulatedStick::new(false), &[("large.csv", &large)], &mut || times += 1).unwrap();
    assert!(times >= 5, "{times}");
}
