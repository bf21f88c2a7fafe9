//! Judges a return: `cargo run -p domain --example judge`. Prints the decision as `doro decide` does.

use domain::calendar::Calendar;
use domain::judge::wire::decide_line;
use domain::policy::Book;

/// Two shirts, one of which is to go back three days after they came.
const REQUEST: &str = r#"{
    "requested_on": "2026-11-23", "reason": "change_of_mind", "hand_in": "counter",
    "order": {
        "number": "S1001", "ordered_on": "2026-11-18", "received_on": "2026-11-20", "status": "delivered",
        "shipping": {"paid": 0, "standard": 3000}, "payments": [{"method": "card", "amount": 78000}]
    },
    "line": {"category": "apparel", "unit_price": 39000, "quantity": 2, "returning": 1}
}"#;

fn main() -> Result<(), String> {
    let mut decision = Vec::new();
    decide_line(&Book::embedded(), &Calendar::embedded(), REQUEST, &mut decision)?;
    println!("{}", String::from_utf8_lossy(&decision));
    Ok(())
}
