//! Orders out of JSON Lines: an object per order, with `lines` in it. Amounts are named with or without `_won`.

use std::io::BufRead;

use domain::money::Won;
use domain::order::{Line, LineFacts, LineNo, Order, OrderFacts, OrderNo, Payment, Shipping};
use serde_json::{Map, Value};

use super::check::Read;
use super::csv_orders::Stopped;
use super::field::{self, Expected};
use super::problem::Problems;
use crate::ledger::store::{Extras, LineExtras};

/// Builds every order and gives it out. Orders with problems are noted, not given.
pub(super) fn read(
    mut text: Box<dyn BufRead + Send>,
    problems: &mut Problems,
    mut out: impl FnMut(Read, &mut Problems) -> bool,
) -> Result<(), Stopped> {
    let mut line = Vec::new();
    for at in 1.. {
        line.clear();
        if text.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let row = std::str::from_utf8(&line).map_err(|_| Stopped::Encoding)?.trim();
        if row.is_empty() {
            continue;
        }
        match serde_json::from_str(row) {
            Ok(Value::Object(object)) => {
                if let Some(read) = order(object, at, problems)
                    && !out(read, problems)
                {
                    break;
                }
            }
            Ok(_) => problems.add(at, "line", row, "a JSON object, an order"),
            Err(error) => problems.add(at, "line", row, format!("JSON ({error})")),
        }
    }
    Ok(())
}

/// An object whose fields are taken one by one; what is left is unknown.
struct Fields<'a> {
    object: Map<String, Value>,
    path: String,
    at: u64,
    problems: &'a mut Problems,
    wrong: bool,
}

impl Fields<'_> {
    fn take(&mut self, name: &str) -> Value {
        let found = self.object.remove(name);
        let other = || name.strip_suffix("_won").and_then(|short| self.object.remove(short));
        found.or_else(other).unwrap_or(Value::Null)
    }

    fn wrong(&mut self, name: &str, found: &str, expected: impl Into<String>) {
        self.problems.add(self.at, &format!("{}{name}", self.path), found, expected);
        self.wrong = true;
    }

    /// A plain field, as the text that it would be in CSV; null and a missing field are nothing.
    fn get<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, Expected>) -> Option<T> {
        let text = match self.take(name) {
            Value::Null => String::new(),
            Value::String(text) => text.trim().to_owned(),
            Value::Bool(yes) => yes.to_string(),
            other => other.to_string(),
        };
        read(&text).map_err(|expected| self.wrong(name, &text, expected)).ok()
    }

    /// A code. A number that is not whole, or too long to be kept whole, has lost digits before it came here.
    fn code(&mut self, name: &str, read: impl FnOnce(&str) -> Result<String, Expected>) -> Option<String> {
        let value = self.take(name);
        if let Value::Number(number) = &value
            && number.is_f64()
        {
            self.wrong(name, &number.to_string(), format!("the code as printed, in quotes: {}", field::SPOILT));
            return None;
        }
        self.object.insert(name.to_owned(), value);
        self.get(name, read)
    }

    fn objects(&mut self, name: &str) -> Vec<Map<String, Value>> {
        let mut objects = Vec::new();
        match self.take(name) {
            Value::Array(values) if !values.is_empty() => {
                for value in values {
                    match value {
                        Value::Object(object) => objects.push(object),
                        other => self.wrong(name, &other.to_string(), "objects"),
                    }
                }
            }
            other => self.wrong(name, &other.to_string(), "a list of at least one object"),
        }
        objects
    }

    fn inner(&mut self, name: &str, object: Map<String, Value>) -> Fields<'_> {
        let path = format!("{}{name}.", self.path);
        Fields { object, path, at: self.at, problems: self.problems, wrong: false }
    }

    /// Whether every field was known and right.
    fn end(mut self) -> bool {
        for name in std::mem::take(&mut self.object).keys() {
            self.wrong(name, name, "only fields of an order");
        }
        !self.wrong
    }
}

/// Nothing, or the default where nothing stands.
fn or_default<T: Default>(read: impl FnOnce(&str) -> Result<T, Expected>) -> impl FnOnce(&str) -> Result<T, Expected> {
    |text| if text.is_empty() { Ok(T::default()) } else { read(text) }
}

fn some<T>(read: impl FnOnce(&str) -> Result<T, Expected>) -> impl FnOnce(&str) -> Result<Option<T>, Expected> {
    |text| if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn order(object: Map<String, Value>, at: u64, problems: &mut Problems) -> Option<Read> {
    let mut fields = Fields { object, path: String::new(), at, problems, wrong: false };
    let name = if fields.object.contains_key("order_no") { "order_no" } else { "number" };
    let as_written = fields.object.get(name).and_then(Value::as_str).map(|text| text.trim().to_owned());
    let number = fields.code(name, |text| field::code(text, 1));
    let written = as_written.filter(|written| Some(written) != number.as_ref()).map(OrderNo);
    let receipt_barcode = fields.code("receipt_barcode", field::receipt);
    let channel = fields.get("channel", field::channel);
    let ordered_on = fields.get("ordered_on", field::date);
    let received_on = fields.get("received_on", field::date_or_none);
    let status = fields.get("status", field::status);
    let extras = Extras {
        approval_no: fields.code("approval_no", |text| field::code(text, 0)).filter(|code| !code.is_empty()),
        approved_on: fields.get("approved_on", some(field::date)).flatten(),
        instalments: fields.get("instalments", some(|text| field::count(text, 0, 60))).flatten(),
        lines: Vec::new(),
    };
    let shipping = match fields.take("shipping") {
        Value::Object(object) => shipping(fields.inner("shipping", object)),
        other => {
            fields.wrong("shipping", &other.to_string(), "an object with paid and standard");
            None
        }
    };
    let mut payments: Vec<Payment> = Vec::new();
    let mut complete = true;
    for object in fields.objects("payments") {
        match payment(fields.inner("payments", object)) {
            Some(next) if payments.iter().any(|payment| payment.method == next.method) => {
                fields.wrong("payments", "the same method twice", "each method once");
            }
            Some(next) => payments.push(next),
            None => complete = false,
        }
    }
    let mut lines = Vec::new();
    let mut line_extras = Vec::new();
    for object in fields.objects("lines") {
        match line(fields.inner("lines", object)) {
            Some((line, extras)) => {
                lines.push(line);
                line_extras.push(extras);
            }
            None => complete = false,
        }
    }
    if !fields.end() || !complete {
        return None;
    }
    let facts = OrderFacts {
        number: OrderNo(number?),
        ordered_on: ordered_on?,
        received_on: received_on?,
        status: status?,
        shipping: shipping?,
        payments,
    };
    let lines_at = vec![at; lines.len()];
    let order = Order {
        facts,
        receipt_barcode: receipt_barcode?,
        channel: channel?,
        lines,
        returned_by_choice: false,
        waiting: Vec::new(),
        handed_in: Vec::new(),
    };
    let extras = Extras { lines: line_extras, ..extras };
    Some(Read { order, extras, written, fingerprint: 0, at, lines_at, is_twin: false })
}

fn shipping(mut fields: Fields<'_>) -> Option<Shipping> {
    let paid = fields.get("paid_won", field::won);
    let standard = fields.get("standard_won", field::won);
    let remote_surcharge = fields.get("remote_surcharge_won", or_default(field::won));
    let installation_surcharge = fields.get("installation_surcharge_won", or_default(field::won));
    let outbound_charged = fields.get("outbound_charged", field::yes);
    fields.end().then_some(())?;
    Some(Shipping {
        paid: paid?,
        standard: standard?,
        remote_surcharge: remote_surcharge?,
        installation_surcharge: installation_surcharge?,
        outbound_charged: outbound_charged?,
    })
}

fn payment(mut fields: Fields<'_>) -> Option<Payment> {
    let method = fields.get("method", field::method);
    let amount = fields.get("amount_won", field::won);
    let refunded = fields.get("refunded_won", or_default(field::won));
    if let (Some(amount), Some(refunded)) = (amount, refunded)
        && refunded > amount
    {
        fields.wrong("refunded", &refunded.0.to_string(), format!("at most {}, the amount", amount.0));
    }
    fields.end().then_some(())?;
    Some(Payment { method: method?, amount: amount?, refunded: refunded? })
}

fn line(mut fields: Fields<'_>) -> Option<(Line, LineExtras)> {
    const UNITS_MAX: u32 = 100_000;
    let name = if fields.object.contains_key("line_no") { "line_no" } else { "no" };
    let no = fields.get(name, |text| field::count(text, 1, UNITS_MAX));
    let product_barcode = fields.code("product_barcode", |text| field::code(text, 0));
    let product_name = fields.get("product_name", |text| field::text(text, 1));
    let category = fields.get("category", field::category);
    let unit_price = fields.get("unit_price_won", field::won);
    let quantity = fields.get("quantity", |text| field::count(text, 1, UNITS_MAX));
    let discount = fields.get("discount_won", or_default(field::won));
    let already_returned = fields.get("already_returned", or_default(|text| field::count(text, 0, UNITS_MAX)));
    let made_to_order = fields.get("made_to_order", field::yes);
    let production_started = fields.get("production_started", field::yes);
    let cancellation_fee = fields.get("cancellation_fee_won", or_default::<Won>(field::won));
    let lot = fields.code("lot", |text| field::code(text, 0)).map(|lot| Some(lot).filter(|lot| !lot.is_empty()));
    let image = fields.get("image", some(|text| field::text(text, 1)));
    fields.end().then_some(())?;
    let facts = LineFacts {
        category: category?,
        unit_price: unit_price?,
        quantity: quantity?,
        discount: discount?,
        already_returned: already_returned?,
        made_to_order: made_to_order?,
        production_started: production_started?,
        cancellation_fee: cancellation_fee?,
    };
    let line = Line { no: LineNo(no?), product_barcode: product_barcode?, product_name: product_name?, facts };
    Some((line, LineExtras { lot: lot?, image: image? }))
}
