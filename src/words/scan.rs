//! What a scan says, for technicians: a line of words, or an object for programs.

use domain::slip_code::SlipCode;
use domain::visit_no::VisitNo;
use hardware::gs1::{Reading, read};
use hardware::scanner::{Code, Unreadable};
use serde_json::{Map, Value, json};

use crate::ledger::lock::Held;

/// Which kiosk has the port.
pub(crate) fn process(held: Held) -> String {
    held.pid.map_or_else(|| "its process is not known".to_owned(), |pid| format!("process {pid}"))
}

/// To the technician, once a code is doubtful and no separator has come.
pub const SEPARATORS_LOST: &str = "the scanner seems to drop the separator (GS, 0x1D): lots and serial numbers run \
    together; set it to send FNC1 as GS, and switch off what filters control characters";

/// The field that is no text but a mark.
const DOUBTFUL: &str = "doubtful";

/// One line: symbology, text, and what the code says. `today_year` gives years of two digits their century.
#[must_use]
pub fn line(scan: &Result<Code, Unreadable>, today_year: u16) -> String {
    let code = match scan {
        Ok(code) => code,
        Err(why) => return format!("{:<14}  → unreadable: {why}", "-"),
    };
    let symbology = code.symbology.map_or_else(|| "not named".to_owned(), |named| named.to_string());
    let says = match read(code, today_year) {
        Ok(Reading::Item(item)) => {
            let fields = item.fields().into_iter().map(|(name, value)| match name.as_str() {
                DOUBTFUL => "doubtful: a separator may have been dropped".to_owned(),
                _ => format!("{name} {value}"),
            });
            format!("item: {}", fields.collect::<Vec<_>>().join(", "))
        }
        Ok(Reading::AddOn(digits)) => format!("add-on {digits} of the number before it"),
        Ok(Reading::Text(text)) if is_slip(text) => "text: the code of a slip of this counter".to_owned(),
        Ok(Reading::Text(text)) if is_visit(text) => "text: a visit of this counter".to_owned(),
        Ok(Reading::Text(_)) => "text".to_owned(),
        Err(why) => format!("refused: {why}"),
    };
    format!("{symbology:<14}  {}  → {says}", visible(&code.text))
}

/// The same as an object. Names and meanings stay as they are; new names may come.
#[must_use]
pub fn object(scan: &Result<Code, Unreadable>, today_year: u16) -> Value {
    let code = match scan {
        Ok(code) => code,
        Err(why) => {
            return json!({
                "symbology": null, "aim": null, "text": null, "data_hex": null,
                "reading": { "kind": "refusal", "reason": why.to_string() },
            });
        }
    };
    let reading = match read(code, today_year) {
        Ok(Reading::Item(item)) => {
            let fields = item.fields().into_iter().map(|(name, value)| match name.as_str() {
                DOUBTFUL => (name, Value::Bool(true)),
                _ => (name, Value::String(value)),
            });
            let kind = ("kind".to_owned(), json!("item"));
            Value::Object([kind].into_iter().chain(fields).collect::<Map<_, _>>())
        }
        Ok(Reading::AddOn(digits)) => json!({ "kind": "add_on", "add_on": digits }),
        Ok(Reading::Text(text)) => json!({ "kind": "text", "is_visit": is_visit(text) }),
        Err(why) => json!({ "kind": "refusal", "reason": why.to_string() }),
    };
    json!({
        "symbology": code.symbology.map(|named| named.to_string()),
        "aim": code.aim.map(|aim| aim.map(char::from).iter().collect::<String>()),
        "text": code.text,
        "data_hex": code.data.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        "reading": reading,
    })
}

/// Whether it names a visit, with its secret or without.
fn is_visit(text: &str) -> bool {
    text.parse::<VisitNo>().is_ok() || is_slip(text)
}

fn is_slip(text: &str) -> bool {
    text.parse::<SlipCode>().is_ok()
}

/// GS is the one control character that a text keeps: a terminal would show nothing.
fn visible(text: &str) -> String {
    text.replace('\x1d', "<GS>")
}
