//! Two machines of one shop, as two processes on one ledger.

use std::fs;

use domain::booking::SlipState;
use hardware::bench::{Fault, Moment, SimulatedPrinter, SimulatedScanner};
use hardware::paper::width;
use rusqlite::Connection;

use crate::shop::{PATIENCE, Running, Shop, wait_until};

/// A second machine, called `till`, with a scanner and a printer of its own.
struct Till {
    scanner: SimulatedScanner,
    _printer: SimulatedPrinter,
}

const CONFIG: &str = "till.toml";

impl Till {
    fn of(shop: &Shop) -> Till {
        let scanner = SimulatedScanner::new(&shop.file("other scanner")).unwrap();
        let printer = SimulatedPrinter::on_tcp(width::WIDE).unwrap();
        let config = fs::read_to_string(shop.file("kiosk.toml")).unwrap();
        let config = config
            .replace(&shop.scanner.path().display().to_string(), &scanner.path().display().to_string())
            .replace(&shop.printer.target().to_string(), &printer.target().to_string());
        fs::write(shop.file(CONFIG), format!("terminal = \"till\"\n{config}")).unwrap();
        Till { scanner, _printer: printer }
    }
}

/// Drafts and slips of a machine, as they stand on the disk.
fn of_machine(shop: &Shop, terminal: &str) -> Vec<(String, String)> {
    let db = Connection::open(shop.file("doro.db")).unwrap();
    let mut rows = db
        .prepare(
            "SELECT state, content FROM drafts WHERE terminal = ?1 AND state = 'open'
             UNION ALL SELECT state, visit_id || ' ' || copy FROM slips WHERE terminal = ?1",
        )
        .unwrap();
    rows.query_map([terminal], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn receipt(order: u32) -> String {
    let orders = doro::orders::demo_orders(domain::moment::seoul_date(chrono::Utc::now()));
    orders.into_iter().find(|it| it.facts.number.0 == format!("D{order}")).unwrap().receipt_barcode
}

fn kill(mut running: Running) {
    running.child.kill().unwrap();
    running.child.wait().unwrap();
}

/// What somebody does at a machine, and the screen to which it leads.
const STEPS: [(&str, &str); 5] = [
    ("pick 0\nmain", "reason"),
    ("pick 0\nmain", "condition"),
    ("main", "answer"),
    ("main", "confirm"),
    ("main", "handing-over visit="),
];

/// Begins a return at the till again and again and kills it without warning, each time one screen later: what is the other
/// machine's never changes, whether the till starts, works or is killed.
fn begin_and_be_killed_everywhere(shop: &Shop, till: &Till) {
    let kiosk = of_machine(shop, "kiosk");
    assert!(!kiosk.is_empty());
    for steps in 0..=STEPS.len() {
        let mut running = shop.start_with(CONFIG);
        running.until("welcome");
        assert_eq!(of_machine(shop, "kiosk"), kiosk, "started before {steps}");
        till.scanner.scan(receipt(1006)).unwrap();
        running.until("choose");
        for (say, screen) in &STEPS[..steps] {
            running.say(say);
            running.until(screen);
        }
        kill(running);
        assert_eq!(of_machine(shop, "kiosk"), kiosk, "killed after {steps}");
    }
    let mut running = shop.start_with(CONFIG);
    running.until("welcome");
    running.signal("TERM");
    assert_eq!(running.end(PATIENCE).code(), Some(0));
    assert_eq!(of_machine(shop, "kiosk"), kiosk, "ended in good order");
}

#[test]
fn a_machine_that_is_killed_at_any_moment_leaves_the_draft_of_the_other_one() {
    let shop = Shop::new();
    let till = Till::of(&shop);
    let mut kiosk = shop.run();
    shop.scanner.scan(receipt(1001)).unwrap();
    kiosk.say("until choose\npick 0\nmain\nuntil reason\npick 0\nmain");
    kiosk.until("condition");
    wait_until("the draft", || of_machine(&shop, "kiosk").iter().any(|(_, content)| content.contains("\"reason\":\"")));
    begin_and_be_killed_everywhere(&shop, &till);
    kiosk.say("main\nuntil answer\nmain\nuntil confirm\nmain");
    kiosk.until("handing-over visit=");
    kiosk.until("thanks");
    kiosk.signal("TERM");
    assert_eq!(kiosk.end(PATIENCE).code(), Some(0));
    assert!(of_machine(&shop, "kiosk").iter().all(|(state, _)| state == "printed"));
    assert!(shop.audit().is_sound());
}

#[test]
fn a_machine_that_is_killed_at_any_moment_leaves_the_slip_that_the_other_one_sends() {
    let shop = Shop::new();
    let till = Till::of(&shop);
    let mut kiosk = shop.run();
    shop.printer.fault_at(Moment::Bytes(4_000), Fault::Stalled);
    shop.book(&mut kiosk, 1001);
    wait_until("half a slip", || shop.printer.received() >= 4_000);
    assert_eq!(of_machine(&shop, "kiosk")[0].0, "sending");
    begin_and_be_killed_everywhere(&shop, &till);
    shop.printer.set(Fault::Stalled, false);
    kiosk.signal("TERM");
    assert_eq!(kiosk.end(PATIENCE).code(), Some(0));
    assert_eq!(shop.slips()[0], SlipState::Printed);
}

#[test]
fn two_machines_of_one_name_are_one_too_many_and_a_restore_waits_for_all_of_them() {
    let shop = Shop::new();
    let _till = Till::of(&shop);
    assert!(shop.doro(&["backup", "--same-disk", "--to", "copies"]).status.success());
    let copies = fs::read_dir(shop.file("copies")).unwrap().map(|entry| entry.unwrap().path());
    let copy = copies.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    let said = |args: &[&str]| {
        let output = shop.doro(args);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let kiosk = shop.run();
    let mut till = shop.start_with(CONFIG);
    till.until("welcome");
    for delete in [false, true] {
        if delete {
            fs::remove_file(shop.file("doro.db-terminal-till")).unwrap();
        }
        let (code, why) = said(&["run", "--headless", "--config", CONFIG]);
        let clear = "a kiosk runs on this ledger already";
        assert!(code == Some(1) && why.contains(clear) && why.contains("as terminal `till`"), "{why}");
    }
    kill(kiosk);
    let restore = ["restore", copy.to_str().unwrap()];
    let (code, why) = said(&restore);
    assert!(code == Some(1) && why.contains("a kiosk runs on this ledger already"), "{why}");
    kill(till);
    let (code, why) = said(&restore);
    assert_eq!(code, Some(0), "{why}");
}
