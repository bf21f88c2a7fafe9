//! The real kiosk with a clock that nobody can believe: it starts long after everything that its ledger knows.

use chrono::{TimeDelta, Utc};
use rusqlite::Connection;

use super::doro;
use super::trouble::Headless;

/// The last that the ledger knows of the time is forty days old.
fn forty_days_ago() -> String {
    (Utc::now() - TimeDelta::days(40)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn newest(folder: &std::path::Path) -> String {
    let db = Connection::open(folder.join("doro.db")).unwrap();
    db.query_row("SELECT newest_at FROM clock", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_start_long_after_everything_that_is_known_refuses_nobody_and_moves_nothing() {
    if doro::clock::is_synchronised() {
        println!("skipped: this machine's clock is synchronised, so that every start is believed");
        return;
    }
    let known = forty_days_ago();
    // Bought too long ago for a change of mind, if the date is believed.
    let mut kiosk = Headless::start_on(60, |folder| {
        let db = Connection::open(folder.join("doro.db")).unwrap();
        db.execute("UPDATE clock SET newest_at = ?1", [&known]).unwrap();
    });
    kiosk.goes_to_the_confirmation();
    kiosk.steps(&["main"]);
    kiosk.until("thanks");
    assert_eq!(newest(kiosk.path()), known, "neither the start nor the visit counts");
    let output = doro(kiosk.path(), &["doctor", "--json"], "");
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = said["findings"].as_array().unwrap();
    let clock = findings.iter().find(|finding| finding["what"] == "clock").unwrap();
    assert_eq!(clock["state"], "wrong", "{clock}");
}

#[test]
fn a_start_soon_after_it_decides_by_date() {
    let mut kiosk = Headless::start_on(60, |_| {});
    kiosk.goes_to_the_answer();
    kiosk.steps(&["main"]);
    // Refused by its date: there is nothing to confirm.
    kiosk.until("welcome");
}
