//! Ledgers of before are read by the present program, and say what they said.
//!
//! `ledger-NNN.sql` is a whole ledger of schema NNN as text: what [`making::make`] made of it when that schema was the
//! newest one. These files never change: they stand for the ledgers in the shops. `ledger.sql` is what is made now; where
//! it should differ, `FORMS=write cargo test --workspace --test kept forms` writes it anew, and the difference is what
//! changes on the disks of the shops. With a new schema the last `ledger.sql` of the old one becomes `ledger-NNN.sql`.
//!
//! `returns.csv` and `answers.csv` are what each of these ledgers exports: made before exports had row types.

mod before;
mod dump;
mod making;
mod texts;
mod values;

use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kept/forms").join(name)
}

/// Compares with the file of that name, or writes it where that is asked for.
fn same_as(name: &str, text: &str) {
    if std::env::var_os("FORMS").is_some_and(|what| what == "write") {
        std::fs::write(file(name), text).unwrap();
    }
    let kept = std::fs::read_to_string(file(name)).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).find(|(kept, now)| kept != now);
    assert_eq!(differs, None, "{name}: the first line that differs");
    assert_eq!(kept.lines().count(), text.lines().count(), "{name}");
}

#[test]
fn what_stands_on_the_disk_changes_only_where_somebody_has_seen_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("doro.db");
    making::make(&db);
    same_as("ledger.sql", &dump::dump(&db));
    before::exports_are_the_same(&db);
}
