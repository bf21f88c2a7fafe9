//! The vendors' profiles: what must hold for each, so that a technician can rely on the set-up sheet.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hardware::scanner::{Aim, Framing, Printed, Profile, Purpose};

#[test]
fn every_vendor_has_a_profile_and_the_first_is_the_generic_one() {
    let names: Vec<_> = Profile::all().iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["generic", "honeywell", "zebra", "zebra-ssi", "newland", "datalogic"]);
    assert_eq!(Profile::generic().name, "generic");
    for name in names {
        assert_eq!(Profile::named(name).unwrap().name, name);
    }
}

#[test]
fn an_unknown_name_is_answered_with_those_that_are() {
    let why = Profile::named("acme").unwrap_err().to_string();
    assert_eq!(
        why,
        "`acme` is no scanner profile: write one of generic, honeywell, zebra, zebra-ssi, newland, datalogic"
    );
}

#[test]
fn a_code_that_can_be_printed_says_who_published_it() {
    for profile in Profile::all() {
        for step in &profile.steps {
            assert_eq!(step.code.is_some(), step.source.is_some(), "{} {:?}", profile.name, step.purpose);
            if let Some(Printed::Code128 { data, .. }) = &step.code {
                assert!(data.bytes().all(|byte| (b' '..0x7f).contains(&byte)), "{data}");
            }
        }
    }
}

#[test]
fn every_step_names_an_entry_of_a_manual() {
    for profile in Profile::all() {
        assert!(!profile.steps.is_empty(), "{}", profile.name);
        for step in &profile.steps {
            assert!(!step.menu.is_empty() && !step.manual.is_empty(), "{} {:?}", profile.name, step.purpose);
        }
    }
}

#[test]
fn every_scanner_is_set_to_a_port_and_to_say_the_kind_of_code() {
    for profile in Profile::all() {
        let has = |purpose| profile.steps.iter().any(|step| step.purpose == purpose);
        assert!(has(Purpose::UsbSerial), "{}", profile.name);
        assert_eq!(has(Purpose::AimOn), profile.aim == Aim::SwitchOn, "{}", profile.name);
        assert_eq!(has(Purpose::PacketsOn), profile.framing == Framing::Ssi, "{}", profile.name);
        assert_eq!(has(Purpose::OpenMenu), has(Purpose::CloseMenu), "{}", profile.name);
        assert!((1200..=115_200).contains(&profile.baud), "{}", profile.name);
    }
}

#[test]
fn modem_manager_is_told_of_every_vendor() {
    let rules = include_str!("../scanner/70-doro-scanner.rules");
    let told = rules.split("idVendor}==\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let mut told: Vec<_> = told.split('|').collect();
    let mut known: Vec<_> =
        Profile::all().iter().flat_map(|profile| &profile.usb_vendors).map(String::as_str).collect();
    told.sort_unstable();
    known.sort_unstable();
    known.dedup();
    assert_eq!(told, known);
    assert!(rules.contains("ENV{ID_MM_DEVICE_IGNORE}=\"1\""));
}
