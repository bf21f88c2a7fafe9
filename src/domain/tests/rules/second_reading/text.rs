//! The rules as the text of the policy says them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use domain::calendar::{Counting, Period};
use serde_json::{Value, json};

use super::METHODS;
use crate::oracle::{is_off, last_day};
use crate::world::date;

const CUSTOMERS: [&str; 4] = ["change_of_mind", "ordered_by_mistake", "adverse_reaction", "price_change"];

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

fn part(discount: i64, units: i64, quantity: i64) -> i64 {
    discount * units / quantity
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
pub(super) fn read(request: &Value) -> Option<Value> {
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
