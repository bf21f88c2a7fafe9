//! A sum is one value with one meaning: screens, display, slip, status, queue, case and export of a visit agree, for many
//! made-up orders and answers.

use domain::judge::{Decision, Sums};
use domain::money::Won;
use domain::order::{Category, Method, Order, Payment, Status};
use domain::staff::Role;
use domain::touch::AnswerOption;
use domain::view::display::Message;
use domain::view::{CustomerScreen, Screen};
use doro::dice::Dice;
use doro::ledger::Key;

use super::counter::{Person, Touch, order};
use super::paper::words_of_the_last_slip;

/// Visits that are played.
const VISITS: u64 = 150;

fn made_up(dice: &mut Dice) -> Order {
    let kinds = [Category::General, Category::Cosmetics, Category::Electronics, Category::Apparel];
    let lines: Vec<_> = (0..1 + dice.below(3))
        .map(|_| (*dice.pick(&kinds), *dice.pick(&[1_000, 2_000, 7_900, 39_000, 158_000]), 1 + dice.below(2) as u32))
        .collect();
    let received = *dice.pick(&["2026-11-20", "2026-11-20", "2026-10-01"]);
    let mut order = order("A-1", received, &lines);
    order.facts.status = *dice.pick(&[Status::Delivered, Status::Delivered, Status::Paid, Status::Preparing]);
    if !order.facts.status.is_shipped() {
        order.facts.received_on = None;
    }
    order.facts.shipping.paid = Won(*dice.pick(&[0, 0, 3_000]));
    for line in &mut order.lines {
        line.facts.cancellation_fee = Won(*dice.pick(&[0, 0, 2_500]));
    }
    let paid = order.facts.payments[0].amount + order.facts.shipping.paid;
    let points = Won(*dice.pick(&[0, 500])).min(paid);
    order.facts.payments = vec![
        Payment {
            method: *dice.pick(&[Method::Card, Method::BankTransfer, Method::Mobile]),
            amount: paid - points,
            refunded: Won(0),
        },
        Payment { method: Method::Points, amount: points, refunded: Won(0) },
    ];
    order
}

/// Chooses lines and answers everything that is asked, somehow; the decision of the answer.
fn answered(person: &mut Person, dice: &mut Dice) -> Decision {
    person.scan("RA-1");
    let rows = person.rows();
    let first = dice.below(rows.len() as u64);
    for row in 0..rows.len() as u64 {
        if row == first || dice.chance(60) {
            person.touch(Touch::Pick(row as u16));
        }
    }
    for _ in 0..60 {
        let Screen::Customer(screen) = person.screen() else { panic!("{:?}", person.screen()) };
        let touch = match screen {
            CustomerScreen::Answer(answer) => return answer.decision,
            CustomerScreen::Reason { picked: None, reasons, .. } => {
                Touch::Pick(dice.below(reasons.len() as u64) as u16)
            }
            CustomerScreen::Proof { picked: None, evidence, .. } => {
                Touch::Pick(dice.below(evidence.len() as u64 + 1) as u16)
            }
            CustomerScreen::Condition { flags, .. } if dice.chance(15) => {
                Touch::Pick(dice.below(flags.len() as u64) as u16)
            }
            CustomerScreen::Choose { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. } => Touch::Main,
            CustomerScreen::Welcome { .. }
            | CustomerScreen::NoReceipt
            | CustomerScreen::Number { .. }
            | CustomerScreen::Which { .. }
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::HandingOver { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. } => panic!("nothing is asked on {:?}", person.screen()),
        };
        person.touch(touch);
    }
    panic!("{:?}", person.screen())
}

/// What the display says of sums.
fn displayed(sums: Sums) -> Message {
    match sums {
        Sums { due, .. } if due > Won(0) => Message::Due(due),
        Sums { amount, .. } if amount > Won(0) => Message::Refund(amount),
        _ => Message::Follow,
    }
}

/// A slip says each sum with its words, and none else as one.
fn on_paper(words: &str, decision: &Decision) {
    let sums = decision.sums();
    let said = |label: &str| {
        let line = words.lines().find(|line| line.starts_with(label))?;
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok().map(Won)
    };
    let now = said("바로 환불되는 금액").or_else(|| said("돌려받을 금액"));
    let nothing_now = decision.now.is_some() && (sums.amount, sums.due) == (Won(0), Won(0));
    assert_eq!(now, (!nothing_now).then_some(sums.amount), "{words}");
    assert_eq!(said("내실 금액").unwrap_or_default(), sums.due, "{words}");
    assert_eq!(said("서류 확인 뒤 환불 금액").unwrap_or_default(), sums.later, "{words}");
    assert_eq!(said("서류 확인 뒤 내실 금액").unwrap_or_default(), sums.later_due, "{words}");
    assert_eq!(words.contains("가져오실 서류"), decision.documents_until().is_some(), "{words}");
    assert_eq!(words.contains("가져오실 상품은 없어요"), decision.course().is_cancellation(), "{words}");
}

/// The columns of an export of the only visit, by name.
fn exported(person: &mut Person) -> impl Fn(&str) -> String + use<> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("doro.db");
    std::fs::write(&file, person.ledger.image().unwrap().bytes()).unwrap();
    drop(doro::ledger::Ledger::open(&file, &Key::from_bytes([7; 32]), doro::ledger::Means::seeded(1)).unwrap());
    let day = domain::moment::seoul_date(person.start);
    let export = doro::export::export(&file, day, day).unwrap();
    let text = String::from_utf8(export.files[0].1.clone()).unwrap();
    let mut lines =
        text.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let (names, cells) = (lines.next().unwrap(), lines.next().unwrap());
    move |name| cells[names.iter().position(|other| other == name).unwrap()].clone()
}

#[test]
fn a_sum_is_the_same_wherever_it_is_said() {
    let (mut booked, mut with_documents, mut owed, mut cancelled) = (0, 0, 0, 0);
    for seed in 0..VISITS {
        let mut dice = Dice::new(seed);
        let mut person = Person::new(&[made_up(&mut dice)]);
        let decision = answered(&mut person, &mut dice);
        let sums = decision.sums();
        // What all comes to is what comes now and what comes with the documents.
        let whole = decision.refund.amount.0 - decision.refund.due.0;
        assert_eq!(whole, sums.amount.0 - sums.due.0 + sums.later.0 - sums.later_due.0, "{seed}");
        assert_eq!(person.view().display().message, displayed(sums), "{seed}");
        let answer = person.answer();
        let open = decision.lines.iter().any(domain::judge::LineDecision::is_open);
        let gets_nothing = decision.refund.amount == Won(0) || sums.due > Won(0);
        assert!(!open || !gets_nothing || answer.options.contains(&AnswerOption::Stop), "{seed}: {:?}", answer.options);
        if !open {
            continue;
        }
        let confirm = person.accepts().summary();
        assert_eq!((confirm.decision, person.view().display().message), (decision.clone(), displayed(sums)), "{seed}");
        let thanks = person.confirms().thanks();
        assert_eq!(thanks.decision, decision, "{seed}");
        on_paper(&words_of_the_last_slip(&person), &decision);
        let column = exported(&mut person);
        let won = |name: &str| Won(column(name).parse().unwrap_or_else(|_| panic!("{seed}: {name} {}", column(name))));
        assert_eq!(
            (won("visit_refund_won"), won("visit_promised_won")),
            (decision.refund.amount, decision.refund.amount)
        );
        assert_eq!(
            (won("visit_due_won"), won("visit_after_document_won")),
            (decision.refund.due, sums.later),
            "{seed}"
        );
        let until = decision.documents_until().map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(column("visit_document_until_on"), until, "{seed}");
        person.goes().scan_slip();
        let Screen::Customer(CustomerScreen::Status { decision: shown, .. }) = person.screen() else {
            panic!("{:?}", person.screen())
        };
        assert_eq!(*shown, decision, "{seed}");
        let queue = person.touch(Touch::Main).clerk_signs_in().queue();
        assert_eq!((queue.rows[0].sums, queue.role), (sums, Role::Clerk), "{seed}");
        let view = person.opens(1).case();
        let pays = view.case.settled.clone().unwrap();
        assert_eq!(
            (pays.refund.clone(), pays.now),
            (decision.refund.clone(), None),
            "{seed}: nothing has changed since"
        );
        person.approves();
        let column = exported(&mut person);
        assert_eq!(column("stage"), "approved", "{seed}");
        assert_eq!(column("visit_refund_won"), decision.refund.amount.0.to_string(), "{seed}");
        assert_eq!(
            (column("visit_after_document_won"), column("visit_document_until_on")),
            ("0".into(), String::new())
        );
        booked += 1;
        with_documents += u32::from(decision.now.is_some());
        owed += u32::from(sums.due > Won(0));
        cancelled += u32::from(decision.course().is_cancellation());
    }
    let seen = [booked, with_documents, owed, cancelled];
    assert!(seen.iter().all(|times| *times >= 3), "too little was seen: {seen:?}");
}
