//! Memory stays flat, however often somebody signs in. Alone in its process, since it measures the process.

#![allow(clippy::unwrap_used, reason = "what a test asks for must be there")]

use std::time::Duration;

use chrono::Utc;
use domain::booking::VisitKey;
use domain::protocol::{Answer, DeskAnswer, DeskQuestion, Question};
use domain::staff::{Pin, Role, StaffId};
use domain::terminal::Terminal;
use doro::ledger::{Ledger, Means, PinCost};

const PIN: &str = "739154";

/// Memory that the process holds, in KiB.
fn held() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_sign_in_gives_its_memory_back_and_two_hundred_take_no_more_than_one() {
    let before = held();
    // As in the kiosk: the ledger answers on a thread of its own, and answers are let go on another.
    let (asked, questions) = std::sync::mpsc::channel::<Question>();
    let (answered, answers) = std::sync::mpsc::channel();
    let ledger = std::thread::spawn(move || {
        let mut ledger = Ledger::in_memory(Means { pins: PinCost::REAL, ..Means::seeded(1) }).unwrap();
        doro::staff::add(&mut ledger, "가람", Role::Manager, PIN, Utc::now()).unwrap();
        for question in questions {
            answered.send(ledger.answer(&question, Utc::now())).unwrap();
        }
    });
    let ask = |question| {
        asked.send(question).unwrap();
        answers.recv_timeout(Duration::from_secs(60)).unwrap()
    };
    let mut after_one = 0;
    for serial in 1..=200_u64 {
        ask(Question::Desk(DeskQuestion::Staff));
        let attempt = VisitKey { terminal: Terminal::FIRST, boot: 1, serial };
        let (staff, pin, at) = (StaffId(1), Pin(PIN.to_owned()), Utc::now());
        let answer = ask(Question::Desk(DeskQuestion::SignIn { staff, pin, at, uptime: Duration::ZERO, attempt }));
        assert!(matches!(answer, Answer::Desk(DeskAnswer::SignedIn(..))));
        ask(Question::Desk(DeskQuestion::Queue));
        if serial == 1 {
            after_one = held();
        }
    }
    let grown = held().saturating_sub(after_one);
    drop(asked);
    ledger.join().unwrap();
    let one = after_one.saturating_sub(before);
    assert!(one < 12 * 1024, "{one} KiB are held by a ledger after one sign-in, which works in 19 MiB");
    assert!(grown < 4 * 1024, "{grown} KiB more after 200 sign-ins than after the first");
}
