//! A ledger that is moved, removed or replaced under a running kiosk: nothing is booked into a file that nobody finds any
//! more, and nothing of what was booked before is lost.

use std::fs;

use domain::finding::{Finding, Mark, Subject};
use doro::doctor::examine;
use rusqlite::Connection;

use crate::shop::{PATIENCE, Running, Shop, audit, wait_until};

fn ledger(shop: &Shop) -> Finding {
    examine(&shop.file("kiosk.toml"), |_| ()).into_iter().find(|finding| finding.subject == Subject::Ledger).unwrap()
}

fn end(mut running: Running) {
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
}

fn rescued(shop: &Shop) -> Option<String> {
    let names =
        fs::read_dir(shop.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.into_iter().find(|name| name.starts_with("doro-rescued-") && name.ends_with(".db"))
}

#[test]
fn a_ledger_that_is_moved_away_puts_the_counter_out_of_order_until_it_is_back() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    fs::rename(shop.file("doro.db"), shop.file("away.db")).unwrap();
    running.until("out-of-order");
    running.say("staff-door\nuntil sign-in\npick 0\ntype 739154\nmain\nuntil queue");
    running.until("queue visits=1 down=[Ledger]");
    fs::rename(shop.file("away.db"), shop.file("doro.db")).unwrap();
    running.until("queue visits=1 down=[]");
    running.say("back");
    running.until("welcome");
    shop.serve(&mut running, 1006);
    end(running);
    assert_eq!(shop.audit().visits.len(), 2);
}

/// The look that comes every few seconds has not come yet.
#[test]
fn no_number_is_given_out_of_a_file_without_a_name() {
    let shop = Shop::new();
    let mut running = shop.run();
    let orders = doro::orders::demo_orders(domain::moment::seoul_date(chrono::Utc::now()));
    let order = orders.into_iter().find(|it| it.facts.number.0 == "D1001").unwrap();
    shop.scanner.scan(order.receipt_barcode).unwrap();
    running.say("until choose\npick 0\nmain\nuntil reason\npick 0\nmain\nuntil condition\nmain\nuntil answer\nmain");
    running.until("confirm");
    fs::rename(shop.file("doro.db"), shop.file("away.db")).unwrap();
    running.say("main");
    running.until("not-booked");
    fs::rename(shop.file("away.db"), shop.file("doro.db")).unwrap();
    running.say("main");
    running.until("welcome");
    shop.serve(&mut running, 1001);
    end(running);
    let audit = shop.audit();
    assert_eq!((audit.visits.len(), audit.shown.len()), (1, 1));
}

#[test]
fn a_copy_put_in_the_place_of_the_ledger_is_not_booked_into_and_what_the_kiosk_knew_is_brought_back() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    shop.serve(&mut running, 1006);
    let booked = shop.audit().visits;
    let copies = fs::read_dir(shop.file("copies")).unwrap().map(|entry| entry.unwrap().path());
    let copy = copies.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    fs::rename(copy, shop.file("doro.db")).unwrap();
    running.until("out-of-order");
    wait_until("what it knew to be saved", || rescued(&shop).is_some());
    let (found, rescued) = (ledger(&shop), rescued(&shop).unwrap());
    let next = found.next.clone().unwrap().en;
    assert!(found.mark == Mark::Wrong && next.contains(&format!("doro restore {rescued}")), "{found:?}");
    end(running);
    assert_eq!(audit(&shop.file("doro.db")).visits, booked[..1], "the file that took the place is as it was");
    let restored = shop.doro(&["restore", &rescued]);
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(shop.audit().visits, booked);
    let mut running = shop.run();
    shop.serve(&mut running, 1006);
    end(running);
    assert_eq!(shop.audit().visits[2].sequence, booked[1].sequence + 1, "no number is given twice");
}

#[test]
fn a_ledger_that_is_removed_is_saved_beside_its_place() {
    let shop = Shop::new();
    let mut running = shop.run();
    shop.serve(&mut running, 1001);
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(shop.file(&format!("doro.db{ending}"))).unwrap();
    }
    running.until("out-of-order");
    wait_until("what it knew to be saved", || rescued(&shop).is_some());
    // As a power cut would.
    running.child.kill().unwrap();
    let rescued = rescued(&shop).unwrap();
    let restored = shop.doro(&["restore", &rescued]);
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(shop.audit().visits.len(), 1);
}

#[test]
fn a_log_that_is_removed_stops_the_bookings_and_what_stood_in_it_is_in_the_ledger_at_once() {
    for ending in ["-wal", "-shm"] {
        let shop = Shop::new();
        let mut running = shop.run();
        shop.serve(&mut running, 1001);
        assert_eq!(ledger(&shop).mark, Mark::Good);
        fs::remove_file(shop.file(&format!("doro.db{ending}"))).unwrap();
        running.until("out-of-order");
        let found = ledger(&shop);
        let next = found.next.clone().unwrap().en;
        assert!(found.mark == Mark::Wrong && next.contains(&format!("kill -TERM {}", running.child.id())), "{found:?}");
        wait_until("the log to be in the ledger", || {
            let bytes = fs::read(shop.file("doro.db")).unwrap();
            fs::write(shop.file("look.db"), bytes).unwrap();
            audit(&shop.file("look.db")).visits.len() == 1
        });
        running.child.kill().unwrap();
        running.child.wait().unwrap();
        let mut running = shop.run();
        shop.serve(&mut running, 1006);
        end(running);
        let said: String = Connection::open(shop.file("doro.db"))
            .unwrap()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!((shop.audit().visits.len(), said.as_str()), (2, "ok"), "{ending}");
    }
}
