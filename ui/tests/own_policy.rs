//! A store's own policy in words: what a screen says of periods is what the policy in force says.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use domain::calendar::Calendar;
use domain::judge::{Decision, HandIn, Item, Request, judge};
use domain::language::Language;
use domain::money::Won;
use domain::order::{Category, LineFacts, LineNo, Method, OrderFacts, OrderNo, Payment, Shipping, Status};
use domain::policy::Book;
use domain::policy::Reason;
use domain::view::{AnswerLine, AnswerView, CustomerScreen, Screen, View};
use i_slint_backend_testing::ElementQuery;
use ui::headless::Stage;
use ui::{Panel, gallery};

const POLICY: &str = include_str!("../../src/domain/policy.toml");

/// The embedded policy with other numbers everywhere.
fn own(combine: &str, first_day: bool) -> Book {
    let mut text = POLICY.to_owned();
    for (from, to) in [
        ("days = 7 }", "days = 17 }"),
        ("months = 3 }", "months = 5 }"),
        ("days = 30 }", "days = 41 }"),
        ("evidence_days = 14", "evidence_days = 23"),
        ("business_days = [3, 5]", "business_days = [8, 9]"),
        ("within_hours = 6 }", "within_hours = 9 }"),
        ("combine = \"either\"", &format!("combine = \"{combine}\"")),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text = text.replace("business_days = [1, 2]", "business_days = [6, 7]");
    text = text.replace("count_first_day = false", &format!("count_first_day = {first_day}"));
    Book::parse(&text, "store.toml").unwrap()
}

fn request(category: Category, reason: Reason, days: (&str, Option<&str>), lines: usize) -> Request {
    let line = LineFacts {
        category,
        unit_price: Won(39_000),
        quantity: 1,
        discount: Won::ZERO,
        already_returned: 0,
        made_to_order: false,
        production_started: false,
        cancellation_fee: Won(2_000),
    };
    let (received_on, noticed_on) = (days.0.parse().unwrap(), days.1.map(|day| day.parse().unwrap()));
    let item = Item { line, returning: 1, reason, noticed_on, condition: BTreeSet::new(), evidence: BTreeSet::new() };
    Request {
        requested_on: "2026-11-23".parse().unwrap(),
        hand_in: HandIn::Counter,
        order: OrderFacts {
            number: OrderNo("S1".to_owned()),
            ordered_on: received_on,
            received_on: Some(received_on),
            status: Status::Delivered,
            shipping: Shipping { paid: Won::ZERO, standard: Won(3_000), ..Shipping::default() },
            payments: vec![Payment { method: Method::Mobile, amount: Won(78_000), refunded: Won::ZERO }],
        },
        items: vec![item; lines],
        last: false,
    }
}

fn answer(request: &Request, decision: Decision) -> View {
    let line = |(at, item): (usize, &Item)| AnswerLine {
        no: LineNo(at as u32 + 1),
        name: "상품".to_owned(),
        units: 1,
        reason: item.reason,
        received_on: request.order.received_on,
        noticed_on: None,
    };
    let lines = request.items.iter().enumerate().map(line).collect();
    let (shipped, options, today) = (true, Vec::new(), request.requested_on);
    let screen = Screen::Customer(CustomerScreen::Answer(Box::new(AnswerView {
        lines,
        decision,
        shipped,
        options,
        today,
        beside: Vec::new(),
    })));
    View { screen, ..gallery::all().into_iter().find(|(name, _)| *name == "answer-yes").unwrap().1 }
}

/// Everything that can be read on a stage, without the marks that keep words together.
fn read(stage: &Stage) -> String {
    let all = ElementQuery::from_root(stage.screen().app()).match_descendants().find_all();
    let labels = all.iter().filter_map(|element| element.accessible_label());
    labels.map(|label| label.replace('\u{2060}', "")).collect::<Vec<_>>().join("\n")
}

/// Whether a text names a period of so many units; `27일(금)` and `17일` are no seven days.
fn names(text: &str, number: &str, unit: &str) -> bool {
    text.match_indices(&format!("{number}{unit}")).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(|c| c.is_ascii_digit()) && after != Some('(')
    })
}

#[test]
fn no_number_of_the_embedded_policy_is_said_where_a_store_has_its_own() {
    let stage = Stage::new(Panel::SMALL, gallery::shop()).unwrap();
    let calendar = Calendar::embedded();
    let mut said = String::new();
    for (combine, first_day) in [("either", false), ("both", false), ("either", true)] {
        let book = own(combine, first_day);
        for category in [Category::General, Category::Electronics, Category::Cosmetics] {
            for reason in Reason::ALL {
                for days in [
                    ("2026-11-20", None),
                    ("2026-08-20", None),
                    ("2026-01-05", None),
                    ("2026-01-05", Some("2026-08-20")),
                ] {
                    for lines in [1, 2] {
                        let request = request(category, reason, days, lines);
                        let decision = judge(&book, &calendar, &request, true).unwrap();
                        for language in [Language::Ko, Language::En] {
                            let view = View { language, ..answer(&request, decision.clone()) };
                            stage.screen().show(&view);
                            let text = read(&stage);
                            for (number, unit) in [
                                ("7", "일"),
                                ("3", "개월"),
                                ("30", "일"),
                                ("14", "일"),
                                ("6", "시간"),
                                ("7", " days"),
                                ("3", " months"),
                                ("30", " days"),
                                ("14", " days"),
                                ("6", " hours"),
                            ] {
                                assert!(!names(&text, number, unit), "{number}{unit} {reason:?} {days:?}:\n{text}");
                            }
                            said += &text;
                        }
                    }
                }
            }
        }
    }
    for own in [
        "17일",
        "5개월",
        "41일",
        "17 days",
        "5 months",
        "41 days",
        "9시간",
        "또는 문제를 안 날부터",
        "그리고 문제를 안 날부터",
        "둘 중 늦은",
        "둘 중 이른",
        "그날부터",
        "그다음 날부터",
        "The earlier of the two",
        "from that day",
    ] {
        assert!(said.contains(own), "{own}");
    }
}
