//! A label of several lines is several scans within milliseconds: one that is known is enough.

use std::time::Duration;

use domain::counter::{Counter, Effect, Event, Setup};
use domain::device::{RequestId, Scan, Unread};
use domain::moment::{Moment, Trust};
use domain::order::Category;
use domain::policy::Reason;
use domain::protocol::{Question, VisitQuestion};
use domain::view::{CustomerScreen, Notice, Screen, View};
use doro::ledger::{Ledger, Means};

use super::counter::{Person, order};

/// A counter whose ledger answers look-ups only when told, and everything else at once.
struct Slow {
    counter: Counter,
    ledger: Ledger,
    uptime: Duration,
    open: Vec<(RequestId, Question)>,
}

impl Slow {
    fn new() -> Slow {
        let start = "2026-11-23T01:00:00Z".parse().unwrap();
        let mut ledger = Ledger::in_memory(Means::seeded(1)).unwrap();
        let lines = [(Category::General, 10_000, 3), (Category::General, 20_000, 1)];
        ledger.put_orders(&[order("A-1", "2026-11-20", &lines), order("A-2", "2026-11-20", &lines)], start).unwrap();
        let now = Moment { uptime: Duration::ZERO, wall: start, trust: Trust::Trusted };
        let counter = Counter::new(Setup::embedded(), now, 1);
        let mut slow = Slow { counter, ledger, uptime: Duration::ZERO, open: Vec::new() };
        slow.happens(Event::Started);
        slow
    }

    fn happens(&mut self, event: Event) {
        let start = "2026-11-23T01:00:00Z".parse().unwrap();
        let now = Moment { uptime: self.uptime, wall: start, trust: Trust::Trusted };
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.counter.update(now, event) {
                match effect {
                    Effect::Ask(id, question @ Question::Visit(VisitQuestion::Find { .. })) => {
                        self.open.push((id, question))
                    }
                    Effect::Ask(id, question) => {
                        events.insert(0, Event::Answered(id, self.ledger.answer(&question, start)));
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
        self.uptime += Duration::from_millis(7);
    }

    /// The line of that code is answered, if it was asked about.
    fn answers(&mut self, code: &str) {
        let asked = |question: &Question| matches!(question, Question::Visit(VisitQuestion::Find { codes }) if codes[0] == code);
        if let Some(at) = self.open.iter().position(|(_, question)| asked(question)) {
            let (id, question) = self.open.remove(at);
            let answer = self.ledger.answer(&question, "2026-11-23T01:00:00Z".parse().unwrap());
            self.happens(Event::Answered(id, answer));
        }
    }

    fn reads(&mut self, code: &str) {
        self.happens(match code {
            "!" => Event::Unread(Unread::Damaged),
            code => Event::Scanned(Scan { codes: vec![code.to_owned()], unit: None }),
        });
    }

    /// Somebody scans and has been answered; then time passes.
    fn has_scanned(mut self, codes: &[&str]) -> Slow {
        for code in codes {
            self.reads(code);
            self.answers(code);
            self.uptime += Duration::from_secs(2);
        }
        self
    }
}

/// Every order in which the scans of some lines, in their order, and their answers, each after its scan, can happen:
/// (line, whether it is the answer).
fn interleavings(lines: usize) -> Vec<Vec<(usize, bool)>> {
    fn go(lines: usize, scanned: usize, open: &[usize], so_far: &[(usize, bool)], all: &mut Vec<Vec<(usize, bool)>>) {
        if scanned == lines && open.is_empty() {
            all.push(so_far.to_vec());
        }
        if scanned < lines {
            let open = [open, &[scanned]].concat();
            go(lines, scanned + 1, &open, &[so_far, &[(scanned, false)]].concat(), all);
        }
        for &line in open {
            let left: Vec<_> = open.iter().copied().filter(|other| *other != line).collect();
            go(lines, scanned, &left, &[so_far, &[(line, true)]].concat(), all);
        }
    }
    let mut all = Vec::new();
    go(lines, 0, &[], &[], &mut all);
    all
}

/// Every order of the lines, and everything that can happen with them.
fn each(before: &[&str], lines: &[&str], check: impl Fn(&View, &str)) {
    let orders: Vec<Vec<usize>> = match lines.len() {
        2 => vec![vec![0, 1], vec![1, 0]],
        _ => [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map(Vec::from).into(),
    };
    for order in orders {
        for events in interleavings(lines.len()) {
            let mut slow = Slow::new().has_scanned(before);
            for (line, is_answer) in &events {
                let code = lines[order[*line]];
                if *is_answer { slow.answers(code) } else { slow.reads(code) }
            }
            let label: Vec<_> = order.iter().map(|line| lines[*line]).collect();
            check(&slow.counter.view(), &format!("{label:?} {events:?}"));
        }
    }
}

fn units(view: &View) -> Vec<u32> {
    let Screen::Customer(CustomerScreen::Choose { rows, .. }) = &view.screen else { return Vec::new() };
    rows.iter().map(|row| row.units).collect()
}

#[test]
fn there_are_three_ways_with_two_lines_and_fifteen_with_three() {
    assert_eq!((interleavings(2).len(), interleavings(3).len()), (3, 15));
}

#[test]
fn a_known_line_survives_unknown_ones_in_every_order() {
    for lines in [&["A-1", "2026-11-20"][..], &["RA-1", "2026-11-20", "39,000"], &["A-1", "!"], &["A-1", "!", "x"]] {
        each(&[], lines, |view, how| {
            assert_eq!((units(view), &view.notice), (vec![0, 0], &None), "{how}: {:?}", view.screen);
        });
    }
}

#[test]
fn an_order_and_a_product_on_one_label_are_both_taken() {
    for lines in [&["A-1", "8801234500001"][..], &["A-1", "8801234500001", "2026-11-20"]] {
        each(&[], lines, |view, how| assert_eq!(units(view), [1, 0], "{how}: {:?}", view.screen));
    }
    // Both names of one order are no other receipt.
    each(&[], &["A-1", "RA-1", "x"], |view, how| {
        assert_eq!((units(view), &view.notice), (vec![0, 0], &None), "{how}");
    });
}

#[test]
fn a_products_label_is_one_unit_and_no_complaint() {
    each(&["A-1"], &["8801234500001", "LOT 7", "2027-01-31"], |view, how| {
        assert_eq!(units(view), [1, 0], "{how}");
        assert_eq!(view.notice, Some(Notice::ItemChosen("상품 1".into())), "{how}");
    });
    each(&["A-1"], &["RA-1", "LOT 7"], |view, how| assert_eq!(view.notice, Some(Notice::SameReceipt), "{how}"));
    each(&["A-1"], &["A-2", "LOT 7"], |view, how| assert_eq!(view.notice, Some(Notice::OtherOrder), "{how}"));
}

#[test]
fn a_label_that_is_read_twice_is_asked_about() {
    let mut slow = Slow::new().has_scanned(&["A-1"]);
    for code in ["8801234500001", "LOT 7", "8801234500001", "LOT 7"] {
        slow.reads(code);
        slow.answers(code);
    }
    assert_eq!(units(&slow.counter.view()), [1, 0]);
}

#[test]
fn a_label_of_which_nothing_is_known_is_said() {
    each(&[], &["x", "y"], |view, how| {
        assert!(matches!(view.notice, Some(Notice::UnknownCode(_))), "{how}: {:?}", view.notice);
    });
    // What is scanned later is another label, whatever was known before.
    for before in [&["A-1"][..], &["8801234500001"]] {
        each(before, &["x", "y"], |view, how| {
            assert!(matches!(view.notice, Some(Notice::UnknownCode(_))), "{how}: {:?}", view.notice);
        });
    }
}

#[test]
fn a_slip_of_several_lines_shows_how_its_visit_stands() {
    let mut person = Person::new(&[order("A-1", "2026-11-20", &[(Category::General, 39_000, 2)])]);
    person.returns("A-1", Reason::ChangeOfMind);
    person.accepts().confirms();
    let number = person.slips[0].visit.slip_code().to_string();
    let line = |code: &str| Scan { codes: vec![code.to_owned()], unit: None };
    for lines in [[number.as_str(), "2026-11-23"], ["2026-11-23", number.as_str()]] {
        person.wait(Duration::from_secs(2));
        person.reads(line(lines[0])).reads(line(lines[1]));
        assert_eq!(person.sees(), "status", "{lines:?}");
        assert_eq!(person.view().notice, None);
    }
}
