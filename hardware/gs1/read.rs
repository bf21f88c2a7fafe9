//! From a scanned code to what it says, by its symbology.

use super::element::{ElementFault, Elements, SEPARATOR};
use super::gtin::{Gtin, NoGtin};
use super::item::Item;
use super::link::{self, LinkFault};
use crate::scanner::{Code, Symbology};

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'a> {
    /// A thing of GS1: which one, and what is printed beside it.
    Item(Box<Item>),
    /// A text that is none of GS1: the number of an order or visit, a claim code, a link to somewhere.
    Text(&'a str),
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
    let data = code.data.as_slice();
    match (data, code.symbology) {
        ([], _) => Err(Refusal::Empty),
        ([b']'] | [b']', _], None) => Err(Refusal::BrokenOff),
        (_, Some(symbology @ (Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE | Symbology::Ean8))) => {
            trade_item(symbology, data, today_year)
        }
        (_, Some(Symbology::Itf)) if data.len() == 14 => Ok(of(Item::of(Gtin::parse(data)?))),
        (_, Some(Symbology::Gs1Code128 | Symbology::Gs1Qr | Symbology::Gs1DataMatrix | Symbology::Gs1DataBar)) => {
            item(data, today_year)
        }
        _ => unmarked(code, today_year),
    }
}

/// EAN and UPC: a number, perhaps with a supplement, perhaps with a composite component that scanners announce with
/// `|]e0`.
fn trade_item(symbology: Symbology, data: &[u8], today_year: u16) -> Result<Reading<'static>, Refusal> {
    const COMPOSITE: &[u8] = b"|]e0";
    let end = data.windows(COMPOSITE.len()).position(|window| window == COMPOSITE).unwrap_or(data.len());
    let (number, add_on) = match data[..end].len() {
        15 | 18 if symbology == Symbology::Ean13 => data[..end].split_at(13),
        _ => (&data[..end], &[][..]),
    };
    let gtin = match symbology {
        Symbology::UpcE => Gtin::from_upc_e(number)?,
        _ => Gtin::parse(number)?,
    };
    if !fits(symbology, number.len()) {
        return Err(NoGtin::Length(number.len()).into());
    }
    if !add_on.iter().all(u8::is_ascii_digit) {
        return Err(NoGtin::NotDigits.into());
    }
    let beside = data.get(end + COMPOSITE.len()..).unwrap_or_default();
    let mut item = if beside.is_empty() { Item::default() } else { elements(beside, today_year)? };
    item.gtin = Some(gtin);
    item.missing = None;
    item.add_on = (!add_on.is_empty()).then(|| String::from_utf8_lossy(add_on).into_owned());
    Ok(of(item))
}

fn fits(symbology: Symbology, digits: usize) -> bool {
    match symbology {
        Symbology::Ean8 | Symbology::UpcE => digits == 8,
        _ => matches!(digits, 12 | 13),
    }
}

/// A code that does not say it is of GS1: a link, digits, an element string whose FNC1 was lost, or a text.
fn unmarked(code: &Code, today_year: u16) -> Result<Reading<'_>, Refusal> {
    let data = code.data.as_slice();
    match link::element_string(data, today_year) {
        Ok(elements) => return item(&elements, today_year),
        Err(LinkFault::NoLink) => {}
        Err(fault) => return Err(Refusal::Link(fault)),
    }
    if data[0] == SEPARATOR {
        return item(data, today_year);
    }
    let has_separator = data.contains(&SEPARATOR);
    let may_be_elements = has_separator || (code.symbology.is_none() && data.starts_with(b"01") && data.len() >= 16);
    if may_be_elements && let Ok(item) = item(data, today_year) {
        return Ok(item);
    }
    if has_separator || code.is_suspicious() {
        return Err(Refusal::ControlCharacters);
    }
    Ok(match number(code) {
        Some(item) => of(item),
        None => Reading::Text(&code.text),
    })
}

/// Digits of a scanner that names no symbology: eight may be EAN-8 as well as UPC-E.
fn number(code: &Code) -> Option<Item> {
    if code.symbology.is_some() {
        return None;
    }
    let (gtin, upc_e) = (Gtin::parse(&code.data).ok(), Gtin::from_upc_e(&code.data).ok());
    let first = gtin.or(upc_e)?;
    Some(Item { or_gtin: gtin.and(upc_e), ..Item::of(first) })
}

fn item(data: &[u8], today_year: u16) -> Result<Reading<'static>, Refusal> {
    let item = elements(data, today_year)?;
    if item.names_something() { Ok(of(item)) } else { Err(Refusal::NamesNothing) }
}

fn elements(data: &[u8], today_year: u16) -> Result<Item, Refusal> {
    let elements = Elements::parse(data, today_year)?;
    elements.agreed()?;
    Ok(Item::of_elements(&elements, today_year))
}

fn of(item: Item) -> Reading<'static> {
    Reading::Item(Box::new(item))
}
