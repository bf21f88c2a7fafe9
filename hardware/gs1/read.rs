//! From a scanned code to what it says, by its symbology.

use super::ean::{Ean, ean, number};
use super::element::{ElementFault, Elements, SEPARATOR};
use super::item::Item;
use super::link::{self, LinkFault};
use super::lost;
use super::stand_in::{Likeness, separated};
use crate::code::{Code, Symbology};
use crate::gtin::{Gtin, NoGtin};

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'a> {
    /// A thing of GS1: which one, and what is printed beside it.
    Item(Box<Item>),
    /// A text that is none of GS1: the number of an order or visit, a claim code, a link to somewhere.
    Text(&'a str),
    /// The add-on of an EAN or UPC that its reader sends as a message of its own: two or five digits.
    AddOn(&'a str),
}

/// Why a code says nothing that a counter may act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No data.
    #[error("the code is empty: scan another one")]
    Empty,
    /// Less than a symbology identifier.
    #[error("the scan broke off: scan it again")]
    BrokenOff,
    /// Control characters, which no code of a shop has: an attack, noise, or a code that sets the scanner up.
    #[error("the code has control characters: it is none of this shop")]
    ControlCharacters,
    /// A trade item's symbology without a trade item's number.
    #[error(transparent)]
    Number(#[from] NoGtin),
    /// A symbology of GS1 whose data is no element string.
    #[error(transparent)]
    Elements(#[from] ElementFault),
    /// A link to a product that is wrong.
    #[error(transparent)]
    Link(LinkFault),
    /// A lot, a day or a price, but of nothing.
    #[error("the code does not say of which item it is: scan the item's code")]
    NamesNothing,
}

/// Reads a code. `today_year` gives years of two digits their century.
///
/// # Errors
/// [`Refusal`], whose words may be shown to staff.
pub fn read(code: &Code, today_year: u16) -> Result<Reading<'_>, Refusal> {
    let data = code.plain().as_bytes();
    match (data, code.symbology) {
        ([], _) => Err(Refusal::Empty),
        ([b']'] | [b']', _], None) => Err(Refusal::BrokenOff),
        (_, Some(Symbology::AddOn)) => add_on(&code.text),
        (_, Some(symbology @ (Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE | Symbology::Ean8))) => {
            trade_item(symbology, code.aim == Some(*b"]E3"), data, today_year)
        }
        (_, Some(Symbology::Itf)) if data.len() == 14 => Ok(of(Item::of(Gtin::parse(data)?))),
        (_, Some(symbology)) if symbology.is_gs1() => marked(code.plain(), today_year),
        _ => unmarked(code, today_year),
    }
}

/// The two or five digits beside an EAN.
fn add_on(text: &str) -> Result<Reading<'_>, Refusal> {
    if !matches!(text.len(), 2 | 5) {
        return Err(NoGtin::Length(text.len()).into());
    }
    if text.bytes().all(|b| b.is_ascii_digit()) { Ok(Reading::AddOn(text)) } else { Err(NoGtin::NotDigits.into()) }
}

/// EAN and UPC: a number, perhaps with an add-on, perhaps with a composite component that scanners announce with
/// `|]e0`.
fn trade_item(
    symbology: Symbology,
    has_add_on: bool,
    data: &[u8],
    today_year: u16,
) -> Result<Reading<'static>, Refusal> {
    const COMPOSITE: &[u8] = b"|]e0";
    let end = data.windows(COMPOSITE.len()).position(|window| window == COMPOSITE).unwrap_or(data.len());
    let Ean { gtin, or_gtin, add_on } = ean(symbology, has_add_on, &data[..end])?;
    let beside = data.get(end + COMPOSITE.len()..).unwrap_or_default();
    let mut item = if beside.is_empty() { Item::default() } else { elements(beside, today_year)? };
    item.gtin = Some(gtin);
    item.or_gtin = or_gtin;
    item.missing = None;
    item.add_on = add_on;
    Ok(of(item))
}

/// A code that says it is of GS1. What stands for a separator is read as one where only that gives elements, and also
/// where the signs could be data: no maker writes `<GS>` into a lot.
fn marked(text: &str, today_year: u16) -> Result<Reading<'static>, Refusal> {
    let as_it_is = || item(text.as_bytes(), today_year);
    let readings = [Likeness::Any, Likeness::Sign].into_iter().filter_map(|likeness| separated(text, likeness));
    let mut replaced = readings.filter_map(|text| item(text.as_bytes(), today_year).ok());
    if text.contains(char::from(SEPARATOR)) {
        return as_it_is().or_else(|why| replaced.next().ok_or(why));
    }
    replaced.next().map_or_else(as_it_is, Ok)
}

/// A code that does not say it is of GS1: a link, digits, an element string whose FNC1 was lost, or a text.
fn unmarked(code: &Code, today_year: u16) -> Result<Reading<'_>, Refusal> {
    let data = code.plain().as_bytes();
    match link::element_string(data, today_year) {
        Ok(elements) => {
            // A link says where its values end.
            let elements = Elements::parse(&elements, today_year)?;
            elements.agreed()?;
            return named(Item::of_elements(&elements, today_year));
        }
        Err(LinkFault::NoLink) => {}
        Err(fault) => return Err(Refusal::Link(fault)),
    }
    if data[0] == SEPARATOR {
        return item(data, today_year);
    }
    if let Some(separated) = separated(code.plain(), Likeness::Named)
        && let Ok(item) = item(separated.as_bytes(), today_year)
    {
        return Ok(item);
    }
    let has_separator = data.contains(&SEPARATOR);
    let may_be_elements = has_separator || (code.symbology.is_none() && data.starts_with(b"01") && data.len() >= 16);
    if may_be_elements && let Ok(item) = item(data, today_year) {
        return Ok(item);
    }
    if has_separator || code.is_suspicious() {
        return Err(Refusal::ControlCharacters);
    }
    Ok(match number(data, code.symbology) {
        Some(item) => of(item),
        None => Reading::Text(&code.text),
    })
}

fn item(data: &[u8], today_year: u16) -> Result<Reading<'static>, Refusal> {
    named(elements(data, today_year)?)
}

fn named(item: Item) -> Result<Reading<'static>, Refusal> {
    if item.names_something() { Ok(of(item)) } else { Err(Refusal::NamesNothing) }
}

/// An element string as a scanner sent it: one that drops separators makes two elements one.
fn elements(data: &[u8], today_year: u16) -> Result<Item, Refusal> {
    let elements = match Elements::parse(data, today_year) {
        Ok(elements) => elements,
        Err(why) => return lost::rescued(data, today_year).ok_or(why.into()),
    };
    elements.agreed()?;
    let is_doubtful = lost::may_hold_more(data, &elements, today_year);
    Ok(Item { is_doubtful, ..Item::of_elements(&elements, today_year) })
}

fn of(item: Item) -> Reading<'static> {
    Reading::Item(Box::new(item))
}
