//! Memory stays flat, however often somebody signs in. Alone in its process, since it measures the process.

#![allow(clippy::unwrap_used, reason = "what a test asks for must be there")]

use std::time::Duration;

use chrono::Utc;
use domain::counter::booking::VisitKey;
use domain::counter::ledger::{Answer, Pin, Question, Role, StaffId};
use doro::ledger::{Ledger, Means, PinCost};

const PIN: &str = "739154";

/// Memory that the process holds, in KiB.
fn held() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn two_hundred_sign_ins_take_no_more_memory_than_ten() {
    let mut ledger = Ledger::in_memory(Means { pins: PinCost::REAL, ..Means::seeded(1) }).unwrap();
    doro::staff::add(&mut ledger, "가람", Role::Manager, PIN, Utc::now()).unwrap();
    // What a counter keeps between two sign-ins: small things that stay.
    let mut kept = Vec::new();
    let mut after_ten = 0;
    for serial in 1..=200_u64 {
        let attempt = VisitKey { boot: 1, serial };
        let (staff, pin, at) = (StaffId(1), Pin(PIN.to_owned()), Utc::now());
        let answer = ledger.answer(&Question::SignIn { staff, pin, at, uptime: Duration::ZERO, attempt }, at);
        assert!(matches!(answer, Answer::SignedIn(..)));
        kept.push(vec![serial; 40_000]);
        if kept.len() > 3 {
            kept.swap_remove(usize::try_from(serial).unwrap() % 3);
        }
        if serial == 10 {
            after_ten = held();
        }
    }
    let grown = held().saturating_sub(after_ten);
    assert!(grown < 4 * 1024, "{grown} KiB more after 200 sign-ins than after 10");
}
