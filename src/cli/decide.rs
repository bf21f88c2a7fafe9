//! `doro decide`: requests in, decisions out.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use domain::judge::wire::decide_line;
use serde_json::json;

use crate::config::rules;
use crate::failure::Failure;

/// Reads one request a line on standard input and writes one decision a line, in order.
///
/// A line that is no valid request gets {"error": "…"} naming the field; the run then ends with exit code 1. Empty lines
/// and a byte order mark at the beginning are no requests.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Args {
    /// The store's own policy instead of the embedded one
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The store's own temporary holidays instead of the embedded ones
    #[arg(long, value_name = "FILE")]
    holidays: Option<PathBuf>,
    /// Print the embedded policy, to start a store's own from; it names every category and clause
    #[arg(long, conflicts_with = "print_holidays")]
    print_policy: bool,
    /// Print the embedded temporary holidays, to start a store's own from
    #[arg(long)]
    print_holidays: bool,
}

/// What `--help` shows after the options; a test asks for the decision.
const EXAMPLE: &str = r#"A request. It stands on one line; here it is in several, to be read:

  {"requested_on": "2026-11-23", "reason": "change_of_mind",
   "hand_in": "counter",
   "order": {"number": "S1001", "ordered_on": "2026-11-18",
             "received_on": "2026-11-20", "status": "delivered",
             "shipping": {"paid": 0, "standard": 3000},
             "payments": [{"method": "card", "amount": 78000}]},
   "line": {"category": "apparel", "unit_price": 39000, "quantity": 2,
            "returning": 1}}

Its decision (derivation and policy_from left out):

  {"outcome": "eligible", "clauses": ["deadline.change_of_mind"],
   "deadline": "2026-11-27", "missing_evidence": [],
   "path": ["collect", "inspect", "refund"],
   "shipping": {"payer": "customer", "amount": 3000},
   "cancellation_fee": 0, "first_delivery": 0,
   "refund": {"amount": 36000, "due": 0, "payments": [
     {"method": "card", "amount": 36000, "how": "approval_cancel",
      "earliest": "2026-11-26", "latest": "2026-11-30", "within_hours": null}]}}

Reasons: change_of_mind, ordered_by_mistake, defective, wrong_item,
adverse_reaction, price_change.
Hand in: counter, courier.
Status: paid, preparing, shipped, in_transit, delivered.
Methods: card, bank_transfer, virtual_account, mobile, points.
Categories: apparel, accessories, luxury, seasonal, food, cosmetics,
electronics, installed, car, media, computer, general.

Also in a request, where they hold: noticed_on; condition (such as
["used", "tag_removed"]); evidence (such as ["medical_certificate"]);
order.last (nothing is left after it, and what went back before went back in
the same way: never shipped, or for a store's reason);
shipping.remote_surcharge, shipping.installation_surcharge,
shipping.outbound_charged; payments[].refunded; line.discount,
line.already_returned, line.made_to_order, line.production_started,
line.cancellation_fee. Amounts are whole won."#;

pub fn run(args: &Args) -> Result<(), Failure> {
    for (asked, text) in
        [(args.print_policy, domain::policy::EMBEDDED), (args.print_holidays, domain::calendar::EMBEDDED)]
    {
        if asked {
            return Ok(io::stdout().write_all(text.as_bytes())?);
        }
    }
    let (book, calendar) = rules(args.policy.as_deref(), args.holidays.as_deref())?;
    let mut requests = io::stdin().lock();
    let mut decisions = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut wrong = 0_u64;
    let (mut line, mut out) = (Vec::new(), Vec::new());
    let mut at_start = true;
    while requests.read_until(b'\n', &mut line)? > 0 {
        let mark = if std::mem::take(&mut at_start) { line.strip_prefix(b"\xef\xbb\xbf") } else { None };
        let request = mark.unwrap_or(&line).trim_ascii();
        if !request.is_empty() {
            let judged = match std::str::from_utf8(request) {
                Ok(request) => decide_line(&book, &calendar, request, &mut out),
                Err(_) => Err("the line is not UTF-8".to_owned()),
            };
            if let Err(why) = judged {
                wrong += 1;
                serde_json::to_writer(&mut out, &json!({ "error": why }))?;
            }
            out.push(b'\n');
            decisions.write_all(&out)?;
            out.clear();
        }
        line.clear();
    }
    decisions.flush()?;
    if wrong > 0 {
        return Err(Failure(format!(
            "{wrong} of the lines were no valid requests; their errors stand in their places"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::calendar::Calendar;
    use domain::policy::Book;
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_request_of_the_help_gets_the_decision_of_the_help() {
        let objects = EXAMPLE.split("\n\n").filter(|part| part.starts_with("  {"));
        let objects: Vec<Value> = objects.map(|part| serde_json::from_str(part).unwrap()).collect();
        let [request, wanted] = &objects[..] else { panic!("a request and its decision") };
        let mut out = Vec::new();
        decide_line(&Book::embedded(), &Calendar::embedded(), &request.to_string(), &mut out).unwrap();
        let decided: Value = serde_json::from_slice(&out).unwrap();
        for (field, value) in wanted.as_object().unwrap() {
            assert_eq!(&decided[field], value, "{field}");
        }
        let unsaid: Vec<_> = decided.as_object().unwrap().keys().filter(|field| wanted.get(field).is_none()).collect();
        assert_eq!(unsaid, ["derivation", "policy_from"]);
    }
}
