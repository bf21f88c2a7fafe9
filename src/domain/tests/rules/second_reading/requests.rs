//! Requests that are made up, some of them wrong.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::METHODS;
use crate::world::date;

const REASONS: [&str; 6] =
    ["change_of_mind", "ordered_by_mistake", "adverse_reaction", "price_change", "defective", "wrong_item"];
const STATUSES: [&str; 5] = ["paid", "preparing", "shipped", "in_transit", "delivered"];
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

pub(super) struct Dice(pub(super) u64);

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

/// A request that may also be wrong.
pub(super) fn made_up(dice: &mut Dice) -> Value {
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
