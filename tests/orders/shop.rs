//! A ledger on disk, files to import, and how to look at what came of them.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use domain::order::{Order, OrderNo};
use domain::protocol::{Answer, Found, Question, VisitAnswer, VisitQuestion};
use doro::ledger::{Key, Ledger, Means};
use doro::orders::{Encoding, ImportError, Problem, Report, import};
use tempfile::TempDir;

pub const HEADER: &str = "order_no,receipt_barcode,channel,ordered_on,received_on,status,shipping_paid_won,\
shipping_standard_won,remote_surcharge_won,installation_surcharge_won,payments,line_no,product_barcode,product_name,\
category,unit_price_won,quantity,discount_won,made_to_order,production_started,cancellation_fee_won";

/// An order of two lines: 2 × 10,000 − 1,000 and 1 × 5,000, paid 20,000 by card and 4,000 by points.
pub const ROWS: [&str; 2] = [
    "S1,29001,online,2026-11-10,2026-11-12,delivered,0,3000,0,0,card:20000;points:4000,\
     1,8801234567890,니트 카디건,apparel,10000,2,1000,false,false,0",
    "S1,29001,online,2026-11-10,2026-11-12,delivered,0,3000,0,0,card:20000;points:4000,\
     2,8801234567891,\"텀블러, 500ml\",general,5000,1,0,false,false,0",
];

pub struct Shop {
    folder: TempDir,
}

pub fn now() -> DateTime<Utc> {
    "2026-11-20T03:00:00Z".parse().unwrap()
}

pub fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

pub fn csv(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// The good file with one field of one row replaced.
pub fn with(row: usize, field: &str, value: &str) -> String {
    let at = HEADER.split(',').position(|name| name == field).unwrap();
    let mut rows = ROWS.map(|row| row.replace("\"텀블러, 500ml\"", "텀블러"));
    let mut fields: Vec<&str> = rows[row].split(',').collect();
    fields[at] = value;
    rows[row] = fields.join(",");
    csv(&[&rows[0], &rows[1]])
}

impl Shop {
    pub fn new() -> Shop {
        Shop { folder: TempDir::new().unwrap() }
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("doro.db")
    }

    pub fn ledger(&self) -> Ledger {
        let key = Key::load_or_create(&self.folder.path().join("key")).unwrap();
        Ledger::open(&self.db(), &key, Means::seeded(3)).unwrap()
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        file
    }

    pub fn import_as(&self, bytes: impl AsRef<[u8]>, encoding: Encoding) -> Result<Report, ImportError> {
        let file = self.file("orders.csv", bytes);
        import(&self.db(), &file, encoding, now(), &mut |_| ())
    }

    pub fn import(&self, bytes: impl AsRef<[u8]>) -> Result<Report, ImportError> {
        self.import_as(bytes, Encoding::Utf8)
    }

    pub fn order(&self, number: &str) -> Option<Order> {
        let question = Question::Visit(VisitQuestion::Reopen { order: OrderNo(number.to_owned()) });
        match self.ledger().answer(&question, now()) {
            Answer::Visit(VisitAnswer::Found(Found::Order(order))) => Some(*order),
            Answer::Visit(VisitAnswer::Found(Found::Unknown)) => None,
            other => panic!("{other:?}"),
        }
    }

    /// The problems of a file, and that nothing of it went in.
    pub fn problems(&self, bytes: impl AsRef<[u8]>) -> Vec<Problem> {
        let problems = match self.import(bytes) {
            Err(ImportError::Rows { problems, .. }) => problems.shown,
            other => panic!("{other:?}"),
        };
        assert_eq!(self.order("S1"), None);
        problems
    }
}
