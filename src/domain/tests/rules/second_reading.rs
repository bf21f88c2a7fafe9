//! The published policy read a second time, from its text alone, and held against what `decide` answers.
//!
//! Nothing here is shared with what it checks: requests are made as JSON and decisions are compared as JSON; rules stand
//! below as the text says them, periods are walked day by day on the published list of holidays.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::calendar::Counting;
use domain::calendar::Period;
use domain::judge::wire::decide_line;
use serde_json::{Value, json};

use crate::oracle::{is_off, last_day};
use crate::world::{BOOK, CALENDAR, date};

/// Requests that are made up and read twice.
const REQUESTS: u64 = 30_000;

const CUSTOMERS: [&str; 4] = ["change_of_mind", "ordered_by_mistake", "adverse_reaction", "price_change"];
const REASONS: [&str; 6] =
    ["change_of_mind", "ordered_by_mistake", "adverse_reaction", "price_change", "defective", "wrong_item"];
const STATUSES: [&str; 5] = ["paid", "preparing", "shipped", "in_transit", "delivered"];
const METHODS: [&str; 5] = ["card", "bank_transfer", "virtual_account", "mobile", "points"];
const CATEGORIES: [&str; 12] = [
    "apparel",
    "accessories",
    "luxury",
    "seasonal",
    "food",
    "cosmetics",
    "electronics",
    "installed",
    "car",
    "media",
    "computer",
    "general",
];
const FLAGS: [&str; 16] = [
    "component_missing",
    "careless_damage",
    "tag_removed",
    "label_damaged",
    "product_damaged",
    "used",
    "time_lapsed",
    "partly_consumed",
    "seal_removed",
    "installed",
    "screen_powered_on",
    "opened_and_mounted",
    "package_damaged",
    "serial_exposed",
    "hologram_removed",
    "hologram_damaged",
];
const EVIDENCE: [&str; 3] = ["service_center_report", "medical_certificate", "medical_opinion"];

/// §6, by category: the clause, and the flags that belong to it.
fn table(category: &str) -> Option<(&'static str, &'static [&'static str])> {
    Some(match category {
        "apparel" | "accessories" | "luxury" => {
            ("condition.apparel", &["tag_removed", "label_damaged", "product_damaged"])
        }
        "seasonal" | "food" | "cosmetics" => ("condition.consumable", &["used", "time_lapsed", "partly_consumed"]),
        "electronics" | "installed" => {
            ("condition.electronics", &["seal_removed", "installed", "used", "screen_powered_on"])
        }
        "car" => ("condition.car", &["opened_and_mounted"]),
        "media" => ("condition.media", &["package_damaged", "serial_exposed"]),
        "computer" => ("condition.computer", &["hologram_removed", "hologram_damaged"]),
        _ => return None,
    })
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// From `least` to `most`, both included.
    fn from(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.roll() % u64::try_from(most - least + 1).unwrap()).unwrap()
    }
    fn one_in(&mut self, n: i64) -> bool {
        self.from(1, n) == 1
    }
    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.from(0, all.len() as i64 - 1)).unwrap()]
    }
    fn some<'a>(&mut self, all: &[&'a str], one_in: i64) -> Vec<&'a str> {
        all.iter().filter(|_| self.one_in(one_in)).copied().collect()
    }
}

fn part(discount: i64, units: i64, quantity: i64) -> i64 {
    discount * units / quantity
}

/// A request that may also be wrong.
fn made_up(dice: &mut Dice) -> Value {
    let requested_on = date("2025-01-01") + TimeDelta::days(dice.from(0, 760));
    let back = |days: i64| requested_on - TimeDelta::days(days);
    let age = if dice.one_in(3) { dice.from(0, 12) } else { dice.from(0, 130) };
    let received_on = if dice.one_in(4) { None } else { Some(back(age)) };
    let ordered_on = if dice.one_in(200) { back(-1) } else { back(age + dice.from(0, 6)) };
    let reason = dice.of(&REASONS);
    let noticed_on = dice.one_in(2).then(|| if dice.one_in(60) { back(-1) } else { back(dice.from(0, age.max(1))) });
    let quantity = dice.from(1, 6);
    let already = if dice.one_in(2) { 0 } else { dice.from(0, quantity - 1) };
    let returning = if dice.one_in(2) { quantity - already } else { dice.from(1, quantity - already) };
    let returning = if dice.one_in(300) { quantity - already + 1 } else { returning };
    let price = dice.of(&[0, 990, 10_000, 33_333, 158_000]);
    let discount = if dice.one_in(2) { 0 } else { dice.from(0, price * quantity) };
    let paid = dice.of(&[0, 0, 2_500, 3_000]);
    let whole = price * quantity - discount + paid;
    let mut payments = Vec::new();
    let mut rest = whole;
    let mut methods = METHODS.to_vec();
    let count = dice.from(1, 3);
    for nth in 1..=count {
        let method = methods.remove(usize::try_from(dice.from(0, methods.len() as i64 - 1)).unwrap());
        let method = if nth == 1 && dice.one_in(3) && methods.contains(&"mobile") {
            methods.retain(|other| *other != "mobile");
            "mobile"
        } else {
            method
        };
        let amount = if nth == count { rest } else { dice.from(0, rest) };
        rest -= amount;
        let mut payment = json!({ "method": method, "amount": amount });
        if already > 0 && dice.one_in(2) {
            payment["refunded"] = json!(dice.from(0, amount * already / quantity));
        }
        payments.push(payment);
    }
    let last = if returning == quantity - already { dice.one_in(2) } else { dice.one_in(50) };
    json!({
        "requested_on": requested_on, "reason": reason, "noticed_on": noticed_on,
        "hand_in": dice.of(&["counter", "courier"]),
        "order": {
            "number": "S1", "ordered_on": ordered_on, "received_on": received_on, "status": dice.of(&STATUSES),
            "shipping": {
                "paid": paid, "standard": 3000, "remote_surcharge": dice.of(&[0, 4000]),
                "installation_surcharge": dice.of(&[0, 20_000]), "outbound_charged": dice.one_in(3),
            },
            "payments": payments, "last": last,
        },
        "line": {
            "category": dice.of(&CATEGORIES), "unit_price": price, "quantity": quantity, "discount": discount,
            "already_returned": already, "returning": returning, "made_to_order": dice.one_in(3),
            "production_started": dice.one_in(2), "cancellation_fee": dice.of(&[0, 0, 2000, 500_000]),
        },
        "condition": if dice.one_in(2) { Vec::new() } else { dice.some(&FLAGS, 7) },
        "evidence": dice.some(&EVIDENCE, 3),
    })
}

/// The request, read once more.
struct Asked<'a>(&'a Value);

impl Asked<'_> {
    fn word(&self, path: &str) -> &str {
        self.0.pointer(path).and_then(Value::as_str).unwrap_or_default()
    }
    fn won(&self, path: &str) -> i64 {
        self.0.pointer(path).and_then(Value::as_i64).unwrap_or_default()
    }
    fn yes(&self, path: &str) -> bool {
        self.0.pointer(path).and_then(Value::as_bool).unwrap_or_default()
    }
    fn day(&self, path: &str) -> Option<NaiveDate> {
        self.0.pointer(path).and_then(Value::as_str).map(date)
    }
    fn has(&self, list: &str, word: &str) -> bool {
        self.0[list].as_array().unwrap().iter().any(|other| other == word)
    }
    fn today(&self) -> NaiveDate {
        self.day("/requested_on").unwrap()
    }
    fn reason(&self) -> &str {
        self.word("/reason")
    }
    fn is_customers(&self) -> bool {
        CUSTOMERS.contains(&self.reason())
    }
    fn is_shipped(&self) -> bool {
        !matches!(self.word("/order/status"), "paid" | "preparing")
    }
}

/// §6, the last row; none where the request is sound so far.
fn contradiction(asked: &Asked<'_>) -> bool {
    let today = asked.today();
    let received_on = asked.day("/order/received_on");
    let noticed_on = asked.day("/noticed_on");
    let late = |on: Option<NaiveDate>| on.is_some_and(|on| on > today);
    let left = asked.won("/line/quantity") - asked.won("/line/already_returned");
    late(asked.day("/order/ordered_on"))
        || late(received_on)
        || late(noticed_on)
        || matches!((noticed_on, received_on), (Some(noticed), Some(received)) if noticed < received)
        || asked.won("/line/returning") > left
        // It says that nothing is left, and something is.
        || (asked.yes("/order/last") && asked.won("/line/returning") < left)
}

/// §2.
fn deadline(asked: &Asked<'_>) -> Option<(&'static str, NaiveDate)> {
    const LAW: Counting = Counting { count_first_day: false, roll_past_holidays: true };
    let received_on = asked.day("/order/received_on")?;
    let noticed_on = asked.day("/noticed_on").unwrap_or_else(|| asked.today());
    match asked.reason() {
        "price_change" => None,
        "change_of_mind" | "ordered_by_mistake" => {
            Some(("deadline.change_of_mind", last_day(received_on, Period::Days(7), LAW)))
        }
        _ => {
            let received = last_day(received_on, Period::Months(3), LAW);
            Some(("deadline.defect", received.max(last_day(noticed_on, Period::Days(30), LAW))))
        }
    }
}

/// §6 and the deadline: every clause that refuses.
fn refusals(asked: &Asked<'_>) -> BTreeSet<&'static str> {
    let mut refusing = BTreeSet::new();
    let (reason, category) = (asked.reason(), asked.word("/line/category"));
    if reason == "price_change" {
        return BTreeSet::from(["price_change"]);
    }
    if let Some((clause, last_on)) = deadline(asked)
        && asked.today() > last_on
    {
        refusing.insert(clause);
    }
    let own_choice = matches!(reason, "change_of_mind" | "ordered_by_mistake");
    if own_choice && asked.yes("/line/made_to_order") && asked.yes("/line/production_started") {
        refusing.insert("made_to_order");
    }
    if asked.is_customers() {
        for (flag, clause) in
            [("component_missing", "condition.component_missing"), ("careless_damage", "condition.careless_damage")]
        {
            if asked.has("condition", flag) {
                refusing.insert(clause);
            }
        }
    }
    if let Some((clause, flags)) = table(category)
        && own_choice
        && flags.iter().any(|flag| asked.has("condition", flag))
    {
        refusing.insert(clause);
    }
    if reason == "adverse_reaction" && category != "cosmetics" {
        refusing.insert("adverse_reaction.category");
    }
    refusing
}

/// The proof that is missing: its clause, and the kinds of which any is enough.
fn proof(asked: &Asked<'_>) -> Option<(&'static str, Vec<&'static str>)> {
    let category = asked.word("/line/category");
    let (clause, kinds) = match asked.reason() {
        "defective" if matches!(category, "electronics" | "installed") => {
            ("evidence.service_center", vec!["service_center_report"])
        }
        "adverse_reaction" => ("evidence.medical", vec!["medical_certificate", "medical_opinion"]),
        _ => return None,
    };
    (!kinds.iter().any(|kind| asked.has("evidence", kind))).then_some((clause, kinds))
}

/// The n-th business day after today.
fn business(today: NaiveDate, n: usize) -> NaiveDate {
    today.iter_days().skip(1).filter(|on| !is_off(*on)).nth(n - 1).unwrap()
}

/// §5: one payment's part.
fn promise(asked: &Asked<'_>, method: &str, part: i64, whole: i64) -> Value {
    let today = asked.today();
    let ordered_on = asked.day("/order/ordered_on").unwrap();
    let this_month = (ordered_on.year(), ordered_on.month()) == (today.year(), today.month());
    let (how, first, last, hours) = match method {
        "card" => ("approval_cancel", business(today, 3), business(today, 5), None),
        "points" => ("points", today, today, None),
        "mobile" if this_month && part == whole => ("approval_cancel", today, today, Some(6)),
        _ => ("deposit", business(today, 1), business(today, 2), None),
    };
    json!({ "method": method, "amount": part, "how": how, "earliest": first, "latest": last, "within_hours": hours })
}

/// What the text says; none where the request is wrong.
fn read(request: &Value) -> Option<Value> {
    let asked = Asked(request);
    if contradiction(&asked) {
        return None;
    }
    let last_on = deadline(&asked).map(|(_, last_on)| last_on);
    let refusing = refusals(&asked);
    if !refusing.is_empty() {
        return Some(json!({ "outcome": "refused", "clauses": refusing, "deadline": last_on }));
    }
    let (outcome, clauses, missing) = match proof(&asked) {
        Some((clause, kinds)) => ("needs_evidence", vec![clause], kinds),
        None => ("eligible", deadline(&asked).map(|(clause, _)| clause).into_iter().collect(), Vec::new()),
    };
    let path = match asked.word("/order/status") {
        "paid" => json!(["refund"]),
        "preparing" => json!(["stop_shipment", "refund"]),
        _ => json!(["collect", "inspect", "refund"]),
    };
    let paid = asked.won("/order/shipping/paid");
    let standard = asked.won("/order/shipping/standard");
    let mut shipping = 0;
    if asked.is_customers() && asked.is_shipped() {
        if paid == 0 && !asked.yes("/order/shipping/outbound_charged") {
            shipping += standard;
        }
        if asked.word("/hand_in") == "courier" {
            let surcharges = ["/order/shipping/remote_surcharge", "/order/shipping/installation_surcharge"];
            shipping += standard + surcharges.map(|path| asked.won(path)).iter().sum::<i64>();
        }
    }
    let fee = if asked.is_customers() { asked.won("/line/cancellation_fee") } else { 0 };
    let goes_back = asked.yes("/order/last") && (!asked.is_shipped() || !asked.is_customers());
    let first_delivery = if goes_back { paid } else { 0 };
    let (quantity, discount) = (asked.won("/line/quantity"), asked.won("/line/discount"));
    let (a, n) = (asked.won("/line/already_returned"), asked.won("/line/returning"));
    let net = asked.won("/line/unit_price") * n - (part(discount, a + n, quantity) - part(discount, a, quantity));
    let refund = net + first_delivery - shipping - fee;
    let mut rest = refund.max(0);
    let mut payments = Vec::new();
    for method in METHODS {
        for payment in request["order"]["payments"].as_array().unwrap().iter().filter(|p| p["method"] == method) {
            let amount = payment["amount"].as_i64().unwrap();
            let part = rest.min(amount - payment["refunded"].as_i64().unwrap_or(0));
            if part > 0 {
                payments.push(promise(&asked, method, part, amount));
                rest -= part;
            }
        }
    }
    if rest > 0 {
        return None;
    }
    Some(json!({
        "outcome": outcome, "clauses": clauses, "deadline": last_on, "missing_evidence": missing, "path": path,
        "shipping": { "payer": if asked.is_customers() { "customer" } else { "store" }, "amount": shipping },
        "cancellation_fee": fee, "first_delivery": first_delivery,
        "refund": { "amount": refund.max(0), "due": (-refund).max(0), "payments": payments },
    }))
}

fn sorted(mut value: Value) -> Value {
    for list in ["clauses", "missing_evidence"] {
        if let Some(words) = value.get_mut(list).and_then(Value::as_array_mut) {
            words.sort_by_key(Value::to_string);
        }
    }
    value
}

/// What a request shows of the rules: how often each must have come up for the comparison to mean anything.
fn shows(answer: &Value, seen: &mut BTreeMap<String, u32>) {
    let mut add = |name: String| *seen.entry(name).or_default() += 1;
    add(format!("outcome {}", answer["outcome"].as_str().unwrap()));
    for clause in answer["clauses"].as_array().unwrap() {
        add(format!("clause {}", clause.as_str().unwrap()));
    }
    if answer["first_delivery"].as_i64().unwrap_or(0) > 0 {
        add("first delivery goes back".to_owned());
    }
    if answer["refund"]["due"].as_i64().unwrap_or(0) > 0 {
        add("something is due".to_owned());
    }
    for payment in answer["refund"]["payments"].as_array().into_iter().flatten() {
        add(format!("{} by {}", payment["method"].as_str().unwrap(), payment["how"].as_str().unwrap()));
    }
}

#[test]
fn a_second_reading_of_the_policy_decides_every_request_alike() {
    let mut dice = Dice(20_261_126);
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for nth in 1..=REQUESTS {
        let request = made_up(&mut dice);
        out.clear();
        let answered = decide_line(&BOOK, &CALENDAR, &request.to_string(), &mut out);
        match (answered, read(&request)) {
            (Ok(()), Some(want)) => {
                let got = sorted(serde_json::from_slice(&out).unwrap());
                for (field, value) in sorted(want.clone()).as_object().unwrap() {
                    assert_eq!(&got[field], value, "request {nth}, {field}:\n{request}\n{got}");
                }
                shows(&want, &mut seen);
            }
            (Err(_), None) => *seen.entry("wrong".to_owned()).or_default() += 1,
            (Ok(()), None) => panic!("request {nth} is wrong and was decided:\n{request}"),
            (Err(why), Some(want)) => panic!("request {nth}: {why}\n{request}\n{want}"),
        }
    }
    println!("{REQUESTS} requests, no difference: {seen:#?}");
    for (name, least) in [
        ("outcome eligible", 3_000),
        ("outcome needs_evidence", 300),
        ("outcome refused", 3_000),
        ("wrong", 300),
        ("first delivery goes back", 500),
        ("something is due", 300),
        ("mobile by approval_cancel", 100),
        ("mobile by deposit", 500),
        ("clause made_to_order", 500),
        ("clause adverse_reaction.category", 500),
    ] {
        assert!(seen.get(name).is_some_and(|count| *count >= least), "{name}: {seen:#?}");
    }
}
