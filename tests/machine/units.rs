//! From the code on a unit to the ledger.

use domain::device::Unread;
use domain::policy::Reason;
use domain::touch::{CustomerTouch, Touch};
use domain::view::{Card, CustomerScreen, Notice, Screen};
use rusqlite::{Connection, OpenFlags};

use super::bench::{Bench, product, receipt};

#[test]
fn what_a_datamatrix_says_of_a_unit_is_in_the_ledger() {
    let mut bench = Bench::new();
    bench.scanner.prefix = b"]d2".into();
    bench.scanner.terminator = b"\r\n".into();
    bench.scanner.scan(receipt(1008)).unwrap();
    // A serial number of nothing.
    bench.until("words", |view| view.notice == Some(Notice::Unread(Unread::NotOurs)));
    bench.scanner.prefix = b"]E0".into();
    bench.scanner.scan(receipt(1008)).unwrap();
    bench.until("choose", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Choose { .. })));
    bench.scanner.prefix = b"]d2".into();
    let matrix = format!("010{}10T2608\x1d21TB-000481\x1d17280131", product(1008, 1));
    bench.scanner.scan(&matrix).unwrap();
    bench.until("the tumbler", |view| matches!(view.notice, Some(Notice::ItemChosen(_))));
    // Its EAN-13, read at the same time, asks; the serial number would have told.
    bench.scanner.prefix = b"]E0".into();
    bench.scanner.scan(product(1008, 1)).unwrap();
    bench.until("the card", |view| matches!(view.card, Some(Card::Twice { units: 1, .. })));
    bench.touch(Touch::Customer(CustomerTouch::SameUnit));
    let why = Touch::Customer(CustomerTouch::Reason(Reason::ChangeOfMind));
    for touch in [Touch::Main, why, Touch::Main, Touch::Main, Touch::Main, Touch::Main] {
        bench.touch(touch);
    }
    bench.until("thanks", |view| matches!(view.screen, Screen::Customer(CustomerScreen::Thanks(_))));
    let file = bench.folder.path().join("doro.db");
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let row: (String, String, String, String, u32) = db
        .query_row(
            "SELECT u.gtin, u.lot, u.serial, u.expires_on, l.units FROM visit_units u
             JOIN visit_lines l USING (visit_id, position)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .unwrap();
    let gtin = format!("0{}", product(1008, 1));
    assert_eq!(row, (gtin, "T2608".into(), "TB-000481".into(), "2028-01-31".into(), 1));
}
