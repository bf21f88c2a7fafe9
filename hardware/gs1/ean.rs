//! EAN and UPC as scanners send them: a number of 8, 12 or 13 digits, and the add-on of 2 or 5 digits beside it.

use super::item::Item;
use crate::code::Symbology;
use crate::gtin::{Gtin, NoGtin};

/// What the digits say.
pub(super) struct Ean {
    pub gtin: Gtin,
    /// The other number that eight digits may be, where nobody says whether they are EAN-8 or UPC-E.
    pub or_gtin: Option<Gtin>,
    pub add_on: Option<String>,
}

/// Digits of a number, digits of an add-on.
type Lengths = (usize, usize);

/// Under `]E0`: eight digits are UPC-E. An add-on comes where the reader was told to send one.
const LONG: [Lengths; 6] = [(13, 0), (12, 0), (13, 2), (13, 5), (12, 2), (12, 5)];
const SHORT: [Lengths; 3] = [(8, 0), (8, 2), (8, 5)];

/// Reads EAN or UPC. `has_add_on`: the identifier promises one (`]E3`); then the number may have eight digits too.
///
/// # Errors
/// [`NoGtin`].
pub(super) fn ean(symbology: Symbology, has_add_on: bool, data: &[u8]) -> Result<Ean, NoGtin> {
    let digits = joined(data);
    let lengths: Vec<Lengths> = match symbology {
        Symbology::Ean8 | Symbology::UpcE => SHORT.into(),
        _ if has_add_on => LONG.into_iter().chain(SHORT).collect(),
        _ => LONG.into(),
    };
    let is_short = |lengths: &Lengths| lengths.0 == 8;
    let mut fault = NoGtin::Length(digits.len());
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(NoGtin::NotDigits);
    }
    for lengths in lengths.into_iter().filter(|(number, add_on)| number + add_on == digits.len()) {
        let (number, add_on) = digits.split_at(lengths.0);
        let (ean, upc_e) = match symbology {
            Symbology::UpcE => (Err(NoGtin::CheckDigit), Gtin::from_upc_e(number)),
            Symbology::Ean8 => (Gtin::parse(number), Err(NoGtin::CheckDigit)),
            _ if is_short(&lengths) => (Gtin::parse(number), Gtin::from_upc_e(number)),
            _ => (Gtin::parse(number), Err(NoGtin::CheckDigit)),
        };
        let add_on = (!add_on.is_empty()).then(|| String::from_utf8_lossy(add_on).into_owned());
        match (ean, upc_e) {
            (Ok(gtin), other) => return Ok(Ean { gtin, or_gtin: other.ok(), add_on }),
            (Err(_), Ok(gtin)) => return Ok(Ean { gtin, or_gtin: None, add_on }),
            (Err(_), Err(why)) if symbology == Symbology::UpcE => fault = why,
            (Err(why), Err(_)) => fault = why,
        }
    }
    Err(fault)
}

/// The digits without what readers put between number and add-on: a blank, or the add-on's own identifier.
fn joined(data: &[u8]) -> Vec<u8> {
    let between: [&[u8]; 4] = [b"]E1", b"]E2", b" ", b"+"];
    let at = |mark: &[u8]| data.windows(mark.len()).position(|window| window == mark);
    match between.into_iter().find_map(|mark| at(mark).map(|at| (at, mark.len()))) {
        Some((at, bytes)) if at >= 8 => [&data[..at], data[at + bytes..].trim_ascii_start()].concat(),
        _ => data.to_vec(),
    }
}

/// Digits of a code that does not say it is a trade item's number. Without any identifier eight digits may be EAN-8 as
/// well as UPC-E, and an add-on may stand behind.
pub(super) fn number(data: &[u8], symbology: Option<Symbology>) -> Option<Item> {
    let gtin = Gtin::parse(data).ok();
    if symbology.is_some() {
        return gtin.map(Item::of);
    }
    let upc_e = Gtin::from_upc_e(data).ok();
    if let Some(first) = gtin.or(upc_e) {
        return Some(Item { or_gtin: gtin.and(upc_e), ..Item::of(first) });
    }
    let Ean { gtin, or_gtin, add_on } = ean(Symbology::Ean13, true, data).ok()?;
    Some(Item { or_gtin, add_on, ..Item::of(gtin) })
}
