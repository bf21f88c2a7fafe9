//! What is destroyed is in none of the ledger's files any more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate, Utc};
use domain::moment::{Moment, Trust, seoul_date};
use doro::ledger::{Ledger, connect_reader};
use rusqlite::Connection;

use crate::shop::Shop;

/// A sealed number that says in every piece of it which one it is.
fn sealed(id: u32, pieces: usize) -> Vec<u8> {
    let piece = [&[0xf5][..], &id.to_be_bytes(), &[0xf6], &(!id).to_be_bytes()].concat();
    piece.repeat(pieces)
}

/// The sealed numbers of which a piece stands anywhere in the ledger's files.
fn found(db: &Path) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = db.as_os_str().to_owned();
        name.push(ending);
        let bytes = fs::read(name).unwrap_or_default();
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0xf5) {
            if let Some([_, a, b, c, d, 0xf6, e, f, g, h]) = bytes.get(at..at + 10) {
                let (id, other) = (u32::from_be_bytes([*a, *b, *c, *d]), u32::from_be_bytes([*e, *f, *g, *h]));
                found.extend((id == !other).then_some(id));
            }
        }
    }
    found
}

struct Contacts {
    shop: Shop,
    ledger: Ledger,
    writer: Connection,
    today: NaiveDate,
    last: u32,
    there: BTreeMap<u32, NaiveDate>,
}

impl Contacts {
    fn new() -> Contacts {
        let shop = Shop::new();
        let ledger = shop.open();
        let writer = Connection::open(shop.file("doro.db")).unwrap();
        // As the ledger's own connection, but without its visits.
        writer.execute_batch("PRAGMA secure_delete = ON; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF").unwrap();
        Contacts { shop, ledger, writer, today: seoul_date(Utc::now()), last: 0, there: BTreeMap::new() }
    }

    fn keep(&mut self, visit: i64, pieces: usize, days: u64) {
        self.last += 1;
        let day = self.today + Days::new(days);
        let row = (visit, sealed(self.last, pieces), day.to_string());
        if self.writer.execute("INSERT OR IGNORE INTO contacts VALUES (?1, ?2, 0, ?3, 1)", row).unwrap() == 1 {
            self.there.insert(self.last, day);
        }
    }

    /// How many were.
    fn destroy_due(&mut self) -> usize {
        let today = self.today;
        let due = self.there.extract_if(.., |_, day| *day <= today).count();
        let noon = today.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(3);
        let now = Moment { uptime: std::time::Duration::ZERO, wall: noon, trust: Trust::Trusted };
        assert_eq!(self.ledger.destroy_due(&now).unwrap(), due);
        due
    }
}

/// Numbers of any length for visits in any order, destroyed on any day.
#[test]
fn in_three_thousand_random_days_nothing_destroyed_is_left() {
    let mut contacts = Contacts::new();
    let mut seed = 7_u64;
    let mut dice = |faces: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % faces
    };
    for day in 0..3_000 {
        contacts.writer.execute_batch("BEGIN").unwrap();
        for _ in 0..dice(9) {
            let nth = i64::from(contacts.last);
            let visit = if dice(5) == 0 { 1_000_000 + dice(9_000_000).cast_signed() } else { nth };
            contacts.keep(visit, 3 + dice(5) as usize, [1, 2, 3, 10, 30, 90][dice(6) as usize]);
        }
        contacts.writer.execute_batch("COMMIT").unwrap();
        contacts.today = contacts.today + Days::new(dice(2));
        if contacts.destroy_due() > 0 {
            assert!(contacts.ledger.gather().unwrap(), "nobody reads");
            let there: BTreeSet<u32> = contacts.there.keys().copied().collect();
            assert_eq!(found(&contacts.shop.file("doro.db")), there, "on day {day}");
        }
    }
    let kept: i64 = contacts.writer.query_row("SELECT count(*) FROM contacts", [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), contacts.there.len());
}

#[test]
fn a_reader_only_delays_the_emptying_of_the_log() {
    let mut contacts = Contacts::new();
    contacts.keep(1, 5, 1);
    let db = contacts.shop.file("doro.db");
    assert_eq!(found(&db), [1].into());
    let reader = connect_reader(&db).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM contacts").unwrap();
    contacts.today = contacts.today + Days::new(1);
    contacts.destroy_due();
    assert!(!contacts.ledger.gather().unwrap(), "it still reads");
    assert_eq!(found(&db), [1].into());
    reader.execute_batch("COMMIT").unwrap();
    assert!(contacts.ledger.gather().unwrap());
    assert_eq!(found(&db), BTreeSet::new());
}
